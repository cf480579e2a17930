import type { StopShapes } from './stop-shapes.ts';

const report = String.raw`(?:el|tu|su|este|esta|la|lo|del|al)?\s?(?:reporte|denuncia|queja|caso|asunto|esto|tema)`;
const drop = String.raw`(?:retir(?:ar|arlo|arla|as|ar tu|es)|abandon(?:ar|arlo|es)|dej(?:ar|arlo|arla|as|es|amos|emos)|olvid(?:ar|arlo|arnos|arte|emos)|cancel(?:ar|arlo|es)|anul(?:ar|arlo|es)|desist(?:ir|es|as)|archivar(?:lo)?|quitar(?:lo)?)`;
const penalty = String.raw`(?:expuls(?:ar|arlo|arla|aremos|en|emos|ado|ada|e|a)\w*|ech(?:ar|arlo|arla|aremos|en|emos)\w*|sancion(?:ar|aremos|en|emos|ado|ada|e)\w*|castig(?:ar|aremos|uen|uemos|ado|ada|ue)\w*|prohib(?:ir|iremos|an|amos|ido|ida)\w*|suspend(?:er|eremos|an|amos|ido|ida)\w*|vet(?:ar|aremos|en|emos|ado|ada)\w*|advert(?:ir|iremos|ido|ida)\w*|amonest(?:ar|aremos|en|emos|ado|ada)\w*|despid\w+|desped(?:ir|iremos)\w*|exclu(?:ir|iremos|ido|ida|yan|yamos)\w*|sac(?:ar|aremos|ado|ada|arlo|arla)\w*|baj(?:ar|arlo|arla) del programa|bane(?:ar|aremos|ado|ada|en|emos)\w*)`;
const measures = String.raw`(?:sancion(?:es)?|castigos?|medidas?|consecuencias?|pena|expulsion|advertencia)`;

const shapes = (...all: readonly string[]): readonly RegExp[] =>
  all.map((one) => new RegExp(String.raw`(?<![a-z])(?:${one})`, 'gu'));

/** Spanish, on letters without marks. */
export const esStops: StopShapes = {
  withdraw: shapes(
    String.raw`(?:puedes|podrias|podemos|podriamos|esta bien|no pasa nada|no hay problema|eres libre de|sientete libre de|si (?:quieres|prefieres|deseas|gustas)|quieres|prefieres|te gustaria|deseas|tienes la opcion de|tal vez (?:quieras|prefieras))[^.!?\n]{0,40}(?<![a-z])${drop}[^.!?\n]{0,12}${report}`,
    String.raw`(?:puedes|podrias|podemos|podriamos|esta bien|no pasa nada|no hay problema|si (?:quieres|prefieres|deseas)|quieres|prefieres|te gustaria|deseas)[^.!?\n]{0,30}(?<![a-z])(?:retirarl[oa]|dejarlo (?:asi|ahi|pasar)|olvidarlo|desistir|cancelarl[oa]|abandonarl[oa]|no seguir|no continuar|lo retiras|la retiras|lo dejas|lo dejamos|lo olvidamos|lo olvidas|retirar(?:lo|la)? cuando)`,
    String.raw`retirar (?:el|tu|su|este|la|esta) (?:reporte|denuncia|queja)`,
    String.raw`(?:quieres|deseas|prefieres) (?:que )?(?:de verdad |realmente |todavia |aun )?(?:seguir|sigamos|continuar|continuemos|proceder|procedamos|ir adelante)`,
    String.raw`segur[oa] (?:de )?que quieres (?:reportar|seguir|continuar|denunciar)`,
    String.raw`(?:cambias|cambiaste|cambiar|cambies) de (?:opinion|idea)[^.!?\n]{0,40}(?:reporte|denuncia|avisanos|dinos|nos dices)`,
    String.raw`(?:puedes|podrias|podemos) (?:dejarlo|retirarlo|retirarla|olvidarlo)(?: cuando| en cualquier| ahi| asi| si)`,
    String.raw`(?:te echas|echarte|te echaras|dar|das|dieras) (?:para|marcha) atras`,
    String.raw`(?:dejar|dejamos|dejemos) (?:las cosas|el asunto|el tema) (?:asi|ahi|como estan)`,
    String.raw`(?:no tienes|no hay) (?:que|obligacion de|por que) (?:seguir|continuar) (?:con|adelante)`,
    String.raw`si prefieres que no (?:hagamos|se haga|sigamos|pase) nada`,
  ),
  'how-to-deal': shapes(
    String.raw`como (?:quieres|te gustaria|prefieres|crees|piensas|deberiamos|debemos|propones|desearias|podriamos)[^.!?\n]{0,40}(?:actu\w+|respond\w+|manej\w+|resolv\w+|resuelv\w+|trat\w+|lidi\w+|proced\w+|hag\w+|reaccion\w+|abord\w+|solucion\w+|atend\w+)`,
    String.raw`que (?:quieres|te gustaria|prefieres|crees|piensas|propones|sugieres|esperas|desearias|recomiendas|deberiamos|debemos)(?: que)?[^.!?\n]{0,30}(?:hag\w+|hacer|pase|suceda|ocurra|debamos|deberiamos|debemos|se haga)`,
    String.raw`que (?:propones|sugieres|recomiendas|prefieres|esperas de \w+)[^.!?\n]{0,20}\?`,
    String.raw`que harias tu`,
    String.raw`(?:que|cual) (?:solucion|resultado|salida|respuesta|desenlace) (?:quieres|te gustaria|prefieres|esperas|buscas|propones|seria)`,
    String.raw`(?:alguna idea|tus ideas|alguna sugerencia|tu consejo|tu opinion|sugerencias) (?:de|sobre|acerca de|para) (?:como|que|la|resolver|actuar)`,
    String.raw`dinos (?:que|como) (?:quieres|hacer|debemos|deberiamos|te gustaria|actuar)`,
    String.raw`(?:te dejamos|dejamos en tus manos|lo dejamos a tu) (?:decidir|eleccion|criterio|la decision|decision)`,
  ),
  'penalty-say': shapes(
    String.raw`(?:quieres|te gustaria|prefieres|crees|piensas|deberiamos|debemos|debemos|estas de acuerdo|estarias de acuerdo|opinas)[^.!?\n]{0,45}(?<![a-z])${penalty}`,
    String.raw`(?:si (?:quieres|tu quieres|lo pides|prefieres))[^.!?\n]{0,20}(?<![a-z])(?:${penalty}|echamos|sacamos)`,
    String.raw`(?:que|cual|cuales|cuanta) ${measures}[^.!?\n]{0,30}(?:quieres|crees|te parece|prefieres|merece|seria|esperas|pondrias|deberia)`,
    String.raw`(?:te (?:bastaria|basta|parece (?:bien|suficiente|justo)|parecerian?(?: bien| suficiente| justa?)?)|seria suficiente|bastaria)[^.!?\n]{0,30}(?:advertencia|expulsion|disculpa|sancion|suspension|charla|medida|castigo)`,
    String.raw`(?:una|la) (?:advertencia|expulsion|sancion|suspension|disculpa)[^.!?\n]{0,20}(?:te bastaria|seria suficiente|te parece|seria justa)`,
    String.raw`(?:puedes|podras|tienes) (?:opinar|decidir|elegir|votar|voz|voto)[^.!?\n]{0,30}${measures}`,
    String.raw`cuanto tiempo (?:deberia|debe|quieres que|crees que)[^.!?\n]{0,30}(?:fuera|lejos|suspend\w+|expuls\w+|vet\w+)`,
    String.raw`tu (?:opinion|voto|parecer) (?:sobre|acerca de) (?:la|las|el|los) ${measures}`,
  ),
  promise: shapes(
    String.raw`(?:lo|la|los|las|le|les|al? \w+|a (?:esa|la|esta) persona)? ?(?:vamos a|voy a|va a ser|van a) (?:ser )?${penalty}`,
    String.raw`(?:expulsaremos|echaremos|sancionaremos|castigaremos|prohibiremos|suspenderemos|vetaremos|amonestaremos|despediremos|excluiremos|sacaremos|banearemos|advertiremos|cancelaremos|le quitaremos|retiraremos)`,
    String.raw`(?:sera|seran|quedara) (?:${penalty})`,
    String.raw`(?:te (?:prometo|prometemos|garantizo|garantizamos|aseguro|aseguramos|juro)|tienes mi palabra|prometemos que|garantizamos que)`,
    String.raw`no (?:volvera|volveran|podra|podran|regresara|sera) (?:a )?(?:volver|pasar|ocurrir|suceder|entrar|asistir|hablar|regresar|venir|verl[oa]|pisar|admitid[oa])`,
    String.raw`(?:habra|tendra|tendran|va a haber|enfrentara) (?:graves |serias |fuertes )?(?:consecuencias|sanciones|castigo)`,
    String.raw`(?:tomaremos|vamos a tomar) (?:medidas|acciones) (?:fuertes|severas|inmediatas|disciplinarias|drasticas|contra)`,
    String.raw`(?:le|les) (?:vamos|van|voy) a (?:quitar|retirar|cancelar|prohibir)`,
    String.raw`llamaremos a la policia`,
  ),
  apology: shapes(
    String.raw`(?:deberias|debes|tienes que|podrias|puedes|te pedimos|te invitamos a|te animamos a|esperamos que|queremos que|nos gustaria que|te sugerimos|te recomendamos|seria bueno que|ayudaria que|considera|estarias dispuest[oa] a|por favor)[^.!?\n]{0,40}(?:disculp\w+|perdon)`,
    String.raw`(?:quieres|te gustaria|aceptarias|esperas|necesitas|deseas|recibir) (?:recibir |una |sus |su |unas |escuchar |que se )*disculp\w+`,
    String.raw`(?:pide|pidele|pidan|pedir|ofrece|ofrecer|ofrecele|escribe|escribir|exigir|exigimos|presenta|presentar) (?:\w+ ){0,2}(?:disculpas?|perdon)`,
    String.raw`(?:carta|nota|mensaje) de (?:disculpas?|perdon)`,
    String.raw`disculp(?:arte|ate|arse|ese) (?:con|ante)`,
  ),
  leading: shapes(
    String.raw`por que (?:no )?(?:te |le |lo |la |les |nos )?(?:fuiste|estabas|esperaste|dijiste|hiciste|gritaste|reportaste|avisaste|contaste|quedaste|seguiste|aceptaste|bebiste|llevabas|saliste|quieres|tardaste|defendiste|volviste|reaccionaste|ibas)`,
    String.raw`(?<=[,.]\s?¿?\s?)(?:no es (?:verdad|cierto|asi)|verdad|cierto|no|no crees|a que si|correcto)\s*\?`,
    String.raw`(?:estas segur[oa]|de verdad|realmente (?:paso|crees|quieres|te)|no (?:sera|seria) que|es posible que (?:te|hayas|lo)|tal vez (?:te |lo )?(?:confundiste|malinterpretaste|entendiste|exageras)|quiza(?:s)? (?:te |lo )?(?:confundiste|malinterpretaste|entendiste|exageras)|no te habras|no habras)`,
    String.raw`(?:que (?:llevabas|ropa|traias) puest[oa]?|que ropa (?:llevabas|traias|usabas)|que llevabas|habias bebido|estabas borrach[oa]|cuanto (?:habias bebido|bebiste)|coqueteaste|(?:le|lo|la) provocaste|dijiste que no\?|te resististe|le diste motivo|que hiciste para (?:que|provocar))`,
    String.raw`(?:debiste|deberias haber|tendrias que haber|podrias haber|hubieras (?:podido|debido)|seguro que tu)`,
    String.raw`no (?:te parece|crees|piensas|era|fue|estaba|habia|seria) [^.!?\n]*\?`,
    String.raw`fue (?:el|ella|\w+) quien [^.!?\n]*\?`,
  ),
  judging: shapes(
    String.raw`(?:acosador(?:a|es|as)?|abusador(?:a|es|as)?|agresor(?:a|es|as)?|culpables?|inocentes?|depredador(?:a)?|delincuentes?|criminal(?:es)?|pervertid[oa]s?|mentiros[oa]s?|victimas?|acusador(?:a|es)?|acusad[oa]s?|idiota|imbecil|supuest(?:o|a|os|as|amente)|presunt(?:o|a|os|as|amente)|alega(?:s|n)?|machista)(?![a-z])`,
    String.raw`(?:terrible|horrible|asqueros[oa]|repugnante|inaceptable|imperdonable|escandalos[oa]|indignante|vergonzos[oa]|ridicul[oa]|patetic[oa]|histeric[oa]|exagera(?:s|da|do|cion)?|no es para tanto|solo (?:fue|era) una broma|una simple broma|un malentendido|drama|sin importancia)(?![a-z])`,
    String.raw`(?:te creemos|te creo|le creemos)(?![a-z])`,
    String.raw`(?:no (?:es|fue) tu culpa|(?:es|fue) tu culpa|por tu culpa)`,
  ),
};
