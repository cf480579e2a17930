import type { ForwardedLetter } from '#wire/bodies.ts';

// What programs write above a letter that they pass on, in the languages of their menus.
const marks =
  /^\s*(?:[-_=*]{2,}\s*)?(?:forwarded message|begin forwarded message|original message forwarded|mensaje reenviado|inicio del mensaje reenviado|message transféré|message transmis|début du message (?:transféré|réexpédié)|weitergeleitete nachricht|anfang der weitergeleiteten (?:nachricht|e-mail)|mensagem encaminhada|início da mensagem (?:encaminhada|reenviada)|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|begin doorgestuurd bericht|转发的邮件|轉寄郵件|転送メッセージ|пересылаемое сообщение|пересланное сообщение|перенаправленное сообщение|начало переадресованного сообщения|wiadomość przekazana dalej|treść przekazanej wiadomości|przeposlaná zpráva|přeposlaná zpráva|vidarebefordrat meddelande|videresendt meddelelse)\s*:?\s*(?:[-_=*]{2,})?\s*:?\s*$/iu;
const marked = /[-_=*]{2,}|:\s*$/u;

/** What the head of an old letter is called, by language: a table to add to. */
const names = {
  from: 'from|de|von|da|van|från|fra|od|lähettäjä|kimden|от|від|发件人|寄件者|差出人|보낸 사람',
  sent:
    'sent|date|enviado(?: el)?|enviada(?: em)?|fecha|data|envoyé(?: le)?|gesendet|datum|inviato|verzonden|wysłano|odesláno|' +
    'skickat|sendt|lähetetty|gönderildi|отправлено|дата|надіслано|发送时间|日期|寄件日期|送信日時|日付|보낸 날짜',
  subject:
    'subject|asunto|objet|betreff|assunto|oggetto|onderwerp|ämne|emne|temat|předmět|predmet|aihe|konu|тема|主题|主旨|件名|제목',
  to: 'to|cc|para|à|a|an|kopie|copie à|aan|reply-to|do|komu|till|til|vastaanottaja|kime|кому|копия|收件人|收件者|宛先|받는 사람',
} as const;
type Label = keyof typeof names;
const labels = Object.entries(names).map(([label, all]) => [label as Label, new RegExp(`^(?:${all})$`, 'iu')] as const);

interface Field {
  readonly label: Label;
  readonly value: string;
}

function fieldIn(line: string): Field | null {
  const found = /^[>\s]*\*{0,2}([\p{L}][\p{L} -]{0,20}?)\s?\*{0,2}[:：]\*{0,2}\s*(.*)$/u.exec(line);
  if (found === null) return null;
  const name = (found[1] ?? '').trim();
  const label = labels.find(([, called]) => called.test(name))?.[0];
  return label === undefined ? null : { label, value: (found[2] ?? '').trim() };
}

/** Head fields that stand one under the other from `at` on, and where they end; a line that goes on belongs to its field. */
function fieldsAt(lines: readonly string[], at: number): { readonly fields: readonly Field[]; readonly end: number } {
  const fields: Field[] = [];
  let end = at;
  while (end < lines.length && lines[end]?.trim() === '') end++;
  for (; end < lines.length; end++) {
    const field = fieldIn(lines[end] ?? '');
    if (field === null) break;
    fields.push(field);
  }
  return { fields, end };
}

const has = (fields: readonly Field[], label: Label): boolean => fields.some((field) => field.label === label);

function letterFrom(lines: readonly string[]): ForwardedLetter {
  const { fields, end } = fieldsAt(lines, 0);
  const first = (label: Label): string => fields.find((field) => field.label === label)?.value ?? '';
  const used = new Set(
    (['from', 'subject', 'sent'] as const).map((label) => fields.findIndex((field) => field.label === label)),
  );
  const headStart = end - fields.length;
  const rest = lines.slice(headStart, end).filter((_, index) => !used.has(index));
  const text = [...rest, ...lines.slice(end)]
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/u, '')
    .trimEnd();
  return { from: first('from'), subject: first('subject'), sent: first('sent'), text };
}

const isMark = (line: string): boolean => marks.test(line) && marked.test(line);

/**
 * Letters that were passed on within this text, each to the next one or the end, outermost first; and the lines before
 * them. A mark without a head under it (who, when, about what) is text like any other.
 */
export function forwardedIn(lines: readonly string[]): {
  readonly before: readonly string[];
  readonly forwarded: readonly ForwardedLetter[];
} {
  const starts = lines.flatMap((line, at) => {
    if (!isMark(line)) return [];
    const { fields } = fieldsAt(lines, at + 1);
    return has(fields, 'from') && fields.length >= 2 ? [at] : [];
  });
  const [first] = starts;
  if (first === undefined) return { before: lines, forwarded: [] };
  return {
    before: lines.slice(0, first),
    forwarded: starts.map((at, index) => letterFrom(lines.slice(at + 1, starts[index + 1] ?? lines.length))),
  };
}

const rule = /^\s*[_]{10,}\s*$/u;
const original =
  /^\s*-{3,}\s?(?:original message|mensaje original|message d'origine|message d’origine|ursprüngliche nachricht|mensagem original|messaggio originale|oorspronkelijk bericht|исходное сообщение|oryginalna wiadomość|původní zpráva|původní e-mail|ursprungligt meddelande|oprindelig meddelelse|元のメッセージ|邮件原件|原始邮件|原始郵件)\s?-{3,}\s*$/iu;

/** Where an old letter begins under an answer, as Outlook puts it: a rule or a mark, then who, when and about what. */
export function oldLetterAt(lines: readonly string[]): number | null {
  for (const [at, line] of lines.entries()) {
    if (fieldIn(line) === null) continue;
    const { fields } = fieldsAt(lines, at);
    if (!has(fields, 'from') || !has(fields, 'sent') || !(has(fields, 'subject') || has(fields, 'to'))) continue;
    let from = at;
    while (from > 0 && lines[from - 1]?.trim() === '') from--;
    return from > 0 && (rule.test(lines[from - 1] ?? '') || original.test(lines[from - 1] ?? '')) ? from - 1 : at;
  }
  return null;
}
