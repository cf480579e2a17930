import type { JudgingShape } from './judging-shape.ts';

const shape = (words: string, instead: string): JudgingShape => [
  new RegExp(String.raw`(?<![a-zñ])(?:${words})(?![a-zñ])`, 'gu'),
  instead,
];

const told = 'lo que contó';
const seen = 'lo que viste u oíste';
const done = 'lo que se dijo o se hizo';
const leave = 'déjalo fuera';

/** Spanish, on letters without case and marks (ñ has become n). */
export const esJudging: readonly JudgingShape[] = [
  // Doubt
  shape('alega|insiste en que|(?:por fin |finalmente )?admite|pretende que', 'dice'),
  shape('alegan', 'dicen'),
  shape('alego|alegaba|insistio en que|insistia en que|(?:por fin |finalmente )?admitio|confeso', 'dijo'),
  shape('alegando', 'diciendo'),
  shape(
    'supuest[oa]s?(?<!por supuesto)|supuestamente|presunt[oa]s?|presuntamente|dizque|disque|segun el cuento|puro cuento|puros cuentos|alegatos?|alegaciones',
    told,
  ),
  shape(
    'su (?:version|historia|cuento|relato de los hechos)|(?:cambio|cambia|cambiaba) (?:de|su|la) (?:version|historia)',
    told,
  ),
  shape('acus(?:a|o|an|aba|aron|ando|ad[oa]s?|acion|aciones|ador|adora|adores)', told),
  shape(
    '(?:nada |poco |muy |no (?:es|era|parece|suena) )?(?:creibles?|convincentes?)|increible que|inverosimil(?:es)?|dudos[oa]s?|incoherentes?|inconsistentes?|contradictori[oa]s?|cuesta creer(?:lo|le)?|dificil de creer|(?:poco|nada|no es) confiables?',
    told,
  ),
  shape('(?<!(?:paquete|objeto|bolsa|mochila|correo|enlace|caja) )sospechos[oa]s?', seen),
  shape(
    String.raw`mient(?:e|en)|mintio|mintiendo|mentia|mentiras?|mentiros[oa]s?|(?:se |se lo |se la |lo |la |todo )(?:invent(?:o|a|aba|ado|ando)|inventaron)|inventad[oa]s?|invent(?:o|a|ando) (?:todo|cosas|algo|la historia)|falso reporte|reporte falso|es falso|era falso|no (?:es|era) (?:verdad|cierto)|no dice la verdad|deshonest[oa]s?|se (?:lo )?(?:imagin(?:o|a)|figuro)`,
    told,
  ),
  shape(
    '(?:no |si |yo |yo no )?(?:le|les|lo|la) creo(?! que)|dudo (?:de|que|mucho)|no me (?:lo )?creo|no confio',
    leave,
  ),
  shape('exager(?:a|o|an|aba|ando|ad[oa]s?|adamente|acion|aciones)|infl(?:a|o) (?:las cosas|todo)', told),
  // Labels on how somebody was
  shape(
    'histeri(?:c[oa]s?|a)|loc[oa]s?|loquit[oa]|demente|desquiciad[oa]s?|trastornad[oa]s?|inestables?|paranoic[oa]s?|irracional(?:es)?|neurotic[oa]s?|psicopatas?|delira(?:nte|ba)?',
    seen,
  ),
  shape(
    String.raw`sobre-?reaccion(?:o|a|aba|ando)?|reacciono de mas|reaccion exagerada|(?:demasiado|muy|tan|mas que) (?:sensibles?|emocional(?:es)?|delicad[oa]s?)|hipersensibles?|emocional(?!mente segur)|dramatic[oa]s?|dramas?|melodram(?:a|atic[oa])|(?:hizo|hace|haciendo|armo|arma|armando) (?:un|una|su) (?:escandalo|escena|drama|berrinche|show|pancho|numerito)|berrinches?|llor(?:ona|on)|se (?:quej(?:a|o|aba|aron|an))|quejandose|quejumbros[oa]|mojigat[oa]|alterad[oa]s?`,
    seen,
  ),
  shape(
    '(?:busca|buscaba|quiere|queria|por) (?:llamar la )?atencion|llamar la atencion|conflictiv[oa]s?|problematic[oa]s?|se hace la victima|se hacia la victima|haciendose la victima|hacerse la victima|poco cooperativ[oa]',
    seen,
  ),
  shape(
    String.raw`borrach[oa]s?(?: otra vez| de nuevo)?|borracher[ao]s?|ebri[oa]s?|pasad[oa]s? de copas|alcoholizad[oa]s?|hasta atras|alcoholic[oa]s?|drogad[oa]s?|(?:estaba|estaban|venia|venian|llego|iba|andaba) (?:muy |bien |algo |medio )?(?:tomad[oa]s?|bebid[oa]s?|ped[oa]s?)|bebio (?:demasiado|de mas)|bebido (?:demasiado|de mas)|tomo (?:demasiado|de mas)`,
    seen,
  ),
  shape(
    'agresiv[oa]s?|agresivamente|grosera?|groseros?|groseras|arrogantes?|hostil(?:es)?|prepotentes?|maleducad[oa]s?',
    done,
  ),
  // Labels on who somebody is
  shape('(?:la |una |pobre |las )?victimas?', 'quien nos lo contó'),
  shape(
    'acosador(?:a|es|as)?|agresor(?:a|es|as)?|abusador(?:a|es|as)?|depredador(?:a|es|as)?|violador(?:es)?|culpables?|delincuentes?|criminal(?:es)?|atacantes?|victimarios?|infractor(?:a|es|as)?|perpetrador(?:a|es)?',
    'la persona de quien nos habló',
  ),
  shape(
    'pervertid[oa]s?|degenerad[oa]s?|cerd[oa]s?|idiotas?|imbecil(?:es)?|tont[oa]s?|tonterias?|estupid[oa]s?|estupidez|estupideces|machistas?|racistas?|rarit[oa]s?|tip[oa] raro|un raro|patan(?:es)?|putas?|zorras?|pendej[oa]s?|cabron(?:a|es)?|perra',
    done,
  ),
  shape(
    'ridicul[oa]s?|patetic[oa]s?|asqueros[oa]s?|repugnantes?|terribles?|horribles?|inaceptables?|imperdonables?|indignantes?|vergonzos[oa]s?|escandalos[oa]s?|lamentables?|ingenu[oa]s?|absurd[oa]s?|disparates?|tremend[oa]s? falta',
    done,
  ),
  // Blame
  shape(
    String.raw`(?:debio|debia|deberia|debieron|tendria que|tenia que|hubiera debido|podria|pudo) (?:haber(?:se|lo|la|le|les)?) (?:[a-z]+(?:ado|ido)|dicho|hecho|puesto|visto|vuelto|abierto|escrito|gritado)|(?:debio|debieron) (?:de )?(?:irse|decir(?:lo|le|nos)?|avisar(?:nos)?|gritar|salir|quedarse|callarse|cuidarse|defenderse|reportar(?:lo)?|pensar(?:lo)?|saber(?:lo)?|vestirse|alejarse)`,
    done,
  ),
  shape(
    String.raw`por que no (?:se (?:fue|defendio|quejo|alejo)|grito|dijo|aviso|reporto|hizo|salio|lo dijo)|por que (?:espero|tardo|se quedo|siguio)|que esperaba|en que estaba pensando|para que (?:fue|iba)`,
    leave,
  ),
  shape(
    '(?:fue |es |era |por )?su (?:propia )?culpa|tuvo la culpa|tiene la culpa|tenia la culpa|por culpa de|culp(?:a a|o a|aba|aban|ando)|se lo (?:busco|gano|merecia|merece)|lo permitio|se dejo|en parte responsable',
    leave,
  ),
  shape(
    String.raw`(?:lo|la|le|les|los|se) provoc(?:o|a|aba|aron|ando)|provocandol[oa]s?|provoco al|provocativ[oa]s?|provocador(?:a|es|as)?|provocaciones?|coquete(?:o|a|aba|ando|aban|aron|ria)|coquet[oa]s?|insinuante|se le insinu(?:o|aba)|(?:vestid[oa]) (?:asi|de forma|para)|le dio (?:pie|motivos?|entrada)|ligera de cascos|facilota`,
    done,
  ),
  shape('(?:espero|tardo) demasiado|hasta ahora (?:lo|se le|nos|viene)|a estas alturas', 'cuándo nos lo contó'),
  // Making little of it
  shape(
    String.raw`(?:solo|solamente|nada mas|simplemente|tan solo) (?:fue|era|es|eran|fueron|estaba|estaban|quiso|queria) (?:un[oa]s? |de )?(?:simples? )?(?:bromas?|chistes?|juegos?|jugando|bromeando|ser amable|amable|cumplidos?|piropos?|abrazos?|palabras|malentendidos?)|(?:una |un )(?:simple|inocente) (?:broma|chiste|juego|comentario|malentendido)|(?:era|fue|iba) (?:en |de |una )?broma|bromita|inofensiv[oa]s?|no (?:es|era|fue) para tanto|no (?:es|era|fue) (?:tan |nada )(?:grave|serio)|sin importancia|poca cosa|no (?:paso|pasa) nada grave|no fue nada|cosas de hombres|(?:sin|no tenia) mala intencion|con buena intencion|insignificantes?|nimiedad`,
    done,
  ),
  shape(
    String.raw`malentendidos?|malinterpret(?:o|a|aba|ado|ando|acion)|(?:entendio|entendia|interpreto|oyo) mal|(?:lo|la) tomo (?:a mal|muy en serio|mal|demasiado en serio)|no aguanta (?:bromas|una broma)|se confundio|se equivoc(?:o|a)(?: de persona)?|confundid[oa]s?`,
    told,
  ),
  shape('se (?:niega|nego|negaba) a (?:decir|hablar|contar|responder|explicar|cooperar|calmarse|dar)', 'no quiso'),
];
