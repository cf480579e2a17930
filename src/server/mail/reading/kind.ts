import type { Envelope, LetterKind } from '../letter.ts';
import { idsIn, valuesOf } from './addresses.ts';
import type { Opened } from './opened.ts';

/** What kind of letter it is, and of a returned one what it is about. */
export interface Kind {
  readonly kind: LetterKind;
  readonly about: readonly string[];
  readonly status: string;
  /** A machine sent it; it was sent to many; it came through a mailing list. */
  readonly automatic: boolean;
  readonly bulk: boolean;
  readonly list: boolean;
}

const machine =
  /^(?:mailer-?daemon|mail-?daemon|mdaemon|postmaster|microsoftexchange[\w-]*|mail-delivery-subsystem|mmdf|uucp)@|^mailer-daemon$/iu;
const failed =
  /^(?:\W*(?:undeliver(?:ed|able)|returned mail|return(?:ed)? to sender|failure notice|delivery (?:status notification|failure|has failed|delayed|report)|mail (?:delivery|system error)|message (?:delivery|not delivered|undeliverable|could not)|warning: (?:message|could not)|non[- ]?(?:remis|delivery)|unzustellbar|nicht zustellbar|mail delivery|no se (?:puede|pudo) entregar|correo no entregado|message non remis|non remis|não foi possível entregar|automatic reply: undeliverable|nondeliverable))/iu;
// At the beginning of a subject: what only machines write, and what somebody who tells of a holiday may write too.
const byMachine =
  /^\W*(?:auto(?:matic|mated)?[- ]?(?:reply|response)|abwesenheit\w*|automatische antwort|automatisch antwoord|respuesta autom[aá]tica|r[eé]ponse automatique|resposta autom[aá]tica|risposta automatica)(?!\p{L})/iu;
const away =
  /^\W*(?:out of (?:the )?office|away from (?:the|my) (?:office|desk|mail)|(?:i am )?on (?:vacation|leave|holiday)|vacation|fuera de (?:la )?oficina|absence du bureau|afwezig\w*)(?!\p{L})/iu;

interface Seen {
  readonly fields: Opened['fields'];
  readonly value: (key: string) => string;
  readonly has: (key: string) => boolean;
}

const kindOf = (value: string): string => value.split(';')[0]?.trim().toLowerCase() ?? '';
/** Every Message-ID that we make begins so. */
const ownId = /^[0-9a-f]{32}@/u;
const hostOf = (id: string): string => id.slice(id.lastIndexOf('@') + 1).toLowerCase();

const bytesText = (part: Opened['parts'][number]): string =>
  typeof part.content === 'string'
    ? part.content
    : new TextDecoder().decode(new Uint8Array(part.content).subarray(0, 200_000));

const reportIn = ({ parts }: Opened): string =>
  parts
    .filter(({ mimeType }) => mimeType.endsWith('delivery-status'))
    .map(bytesText)
    .join('\n');

/** A delivery report that says nothing came back: it is late, or it arrived (RFC 3464 §2.3.3). */
function isOnItsWay(report: string): boolean {
  const actions = [...report.matchAll(/^action\s*:\s*(\w+)/gimu)].map(([, action = '']) => action.toLowerCase());
  return actions.length > 0 && actions.every((action) => /^(?:delayed|delivered|relayed|expanded)$/u.test(action));
}

function statusIn(report: string, text: string): string {
  const exact = /^status\s*:\s*([245]\.\d{1,3}\.\d{1,3})/imu.exec(report)?.[1];
  return exact ?? /(?:\b[45]\d\d[ -]|#|\()([45]\.\d{1,3}\.\d{1,3})\b/u.exec(text)?.[1] ?? '';
}

/** Message-IDs that a returned letter is about: in the part that returns it, else in the copy under its words. */
function aboutIn({ fields }: Seen, opened: Opened): readonly string[] {
  const returned = opened.parts.filter(({ mimeType }) =>
    /^(?:message\/(?:rfc822|global|global-headers|partial)|text\/rfc822-headers?)$/u.test(mimeType),
  );
  const copies = [...returned.map(bytesText), opened.text];
  const said = copies.flatMap((copy) =>
    [...copy.slice(0, 200_000).matchAll(/^[>\s]*(?:x-)?(?:original-)?message-id\s*:\s*(<[^<>\s]{1,250}>)/gimu)].map(
      ([, id = '']) => id,
    ),
  );
  return idsIn([
    ...said,
    ...['x-original-message-id', 'original-message-id', 'in-reply-to', 'references'].flatMap((key) =>
      valuesOf(fields, key),
    ),
  ]);
}

function isReturned({ value, has }: Seen, opened: Opened, envelope: Envelope, from: string): boolean {
  const type = value('content-type').toLowerCase();
  const report = opened.parts.some(({ mimeType }) => /^message\/(?:global-)?delivery-status$/u.test(mimeType));
  if (kindOf(type) === 'multipart/report' && (report || type.includes('delivery-status'))) return true;
  if (has('x-failed-recipients')) return true;
  const nobody = envelope.from === '' || /^<\s*>$/u.test(value('return-path'));
  const subject = failed.test(value('subject'));
  if (machine.test(from)) return subject || nobody || report || !/^postmaster@/iu.test(from);
  return nobody && (subject || report);
}

const readReceipt = (opened: Opened): boolean =>
  opened.parts.some(({ mimeType }) => /^message\/(?:disposition-notification|feedback-report)$/u.test(mimeType));

/**
 * Why only so little makes a letter a returned or an automatic one: such a letter about nothing that we sent becomes no
 * report. In doubt it is somebody's, and nothing answers it.
 */
function isAutomatic({ value, has }: Seen, opened: Opened, answers: { any: boolean; ours: boolean }): boolean {
  const submitted = kindOf(value('auto-submitted'));
  if (submitted.startsWith('auto-replied')) return true;
  if (readReceipt(opened) && kindOf(value('content-type')) === 'multipart/report') return true;
  const says = (key: string): boolean => has(key) && kindOf(value(key)) !== 'no';
  if (['x-autoreply', 'x-autorespond', 'x-autoresponder', 'x-auto-reply'].some(says)) return true;
  const beside = submitted !== '' && submitted !== 'no';
  // A help desk that passes on what somebody wrote names letters of its own.
  if (beside && answers.ours) return true;
  const marked = beside || has('x-auto-response-suppress') || /auto[-_]reply|bulk|junk/iu.test(value('precedence'));
  const subject = value('subject');
  return marked && (byMachine.test(subject) || (answers.any && away.test(subject)));
}

/** `hosts`: those in the Message-IDs that we make. `from`: the address that it says it is from. */
export function kindIn(
  opened: Opened,
  envelope: Envelope,
  about: { readonly id: string; readonly from: string; readonly subject: string; readonly answers: readonly string[] },
  hosts: readonly string[],
): Kind {
  const { fields } = opened;
  const first = new Map(fields.toReversed().map(({ key, value }) => [key, value]));
  first.set('subject', about.subject);
  const seen: Seen = { fields, value: (key) => first.get(key)?.trim() ?? '', has: (key) => first.has(key) };
  const submitted = kindOf(seen.value('auto-submitted'));
  const precedence = seen.value('precedence').toLowerCase();
  const marks = {
    automatic: submitted !== '' && submitted !== 'no',
    bulk: /^(?:bulk|junk)/u.test(precedence) || seen.has('list-unsubscribe'),
    list: seen.has('list-id') || seen.has('list-post') || precedence.startsWith('list'),
  };
  const none = { about: [], status: '' };
  const report = reportIn(opened);
  if (isReturned(seen, opened, envelope, about.from)) {
    if (isOnItsWay(report)) return { kind: 'automatic', ...none, ...marks, automatic: true };
    return { kind: 'returned', about: aboutIn(seen, opened), status: statusIn(report, opened.text), ...marks };
  }
  const ours = (id: string): boolean => hosts.some((host) => host.toLowerCase() === hostOf(id));
  // Of another team that works with the same program, or of a form on our host, a letter is a letter.
  const made = ours(about.id) && ownId.test(about.id);
  if (made && (seen.has('x-recourse') || marks.automatic)) return { kind: 'own', ...none, ...marks };
  const answers = { any: about.answers.length > 0, ours: about.answers.some(ours) };
  if (isAutomatic(seen, opened, answers)) return { kind: 'automatic', ...none, ...marks, automatic: true };
  return { kind: 'letter', ...none, ...marks };
}

const noReply =
  /^(?:no-?_?reply|do-?_?not-?_?reply|no-?responder|no-?responda|nao-?responda|ne-?pas-?repondre|bounces?|notifications?)(?:[+\-_.].*)?@/iu;

/** Whether a machine's answer may be sent at all (RFC 3834): never to machines, lists, or whoever has no mailbox. */
export function mayBeAnswered(opened: Opened, envelope: Envelope, kind: Kind, from: string): boolean {
  const named = (key: string): boolean => opened.fields.some((field) => field.key === key && field.value !== '');
  const nobody =
    envelope.from === '' || opened.fields.some(({ key, value }) => key === 'return-path' && /^<\s*>$/u.test(value));
  const machined = kind.kind !== 'letter' || kind.automatic || kind.bulk || kind.list;
  const asks = named('precedence') || named('x-auto-response-suppress') || named('x-recourse');
  return !machined && !nobody && !asks && !noReply.test(from) && !machine.test(from);
}
