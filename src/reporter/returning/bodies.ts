import { textOf } from '#seal/digest.ts';
import type { RekeyBody, ReporterMessage, SelfNote, TeamMessage } from '#wire/bodies.ts';

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value);
/** ms that a page can show: no message stops the page by its time. */
const isTime = (value: unknown): value is number => isCount(value) && value >= 0 && value < 253_402_214_400_000;
const areTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

function fieldsOf(bytes: Uint8Array): Fields | null {
  try {
    const read: unknown = JSON.parse(textOf(bytes) ?? '');
    return typeof read === 'object' && read !== null && (read as Fields)['v'] === 1 ? (read as Fields) : null;
  } catch {
    return null;
  }
}

export function parseSelfNote(bytes: Uint8Array): SelfNote | null {
  const note = fieldsOf(bytes);
  const account = note?.['account'] as Fields | undefined;
  if (!note || typeof account !== 'object' || account === null) return null;
  const texts = ['edition', 'report', 'hash', 'root', 'rosterHash', 'procedureVersion'].every((key) =>
    isText(note[key]),
  );
  const sound = texts && isCount(note['rosterVersion']) && isCount(note['at']) && areTexts(note['members']);
  const leftOut = areTexts(note['leftOut']) ? note['leftOut'] : [];
  const { instead, ...own } = note as unknown as SelfNote;
  return sound && isCount(account['epoch']) && isText(account['recipient'])
    ? { ...own, leftOut, ...(areTexts(instead) && { instead }) }
    : null;
}

export function parseRekey(bytes: Uint8Array): RekeyBody | null {
  const rekey = fieldsOf(bytes);
  const sound = rekey && isCount(rekey['epoch']) && isText(rekey['recipient']) && areTexts(rekey['members']);
  return sound ? (rekey as unknown as RekeyBody) : null;
}

export function parseMessage(bytes: Uint8Array): TeamMessage | ReporterMessage | null {
  const message = fieldsOf(bytes);
  if (!message || !isText(message['text']) || !isTime(message['at'])) return null;
  if (message['from'] === 'reporter')
    return areTexts(message['files']) ? (message as unknown as ReporterMessage) : null;
  const team = message['from'] === 'team' && isText(message['name']) && isText(message['report']);
  return team ? (message as unknown as TeamMessage) : null;
}
