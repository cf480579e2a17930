import type { Compartment, Facts, FactValue, Header, Stream } from '#domain/record/header.ts';

/**
 * The canonical line of a header (SECURITY.md, "Entry"): a JSON array of strings, safe integers and arrays, made by
 * `JSON.stringify` in exactly this order. What is signed and chained is this text, byte for byte.
 */
export function lineOf(header: Header): string {
  const h = header;
  const roster = [h.rosterVersion, h.rosterHash];
  return JSON.stringify([
    'recourse/v1/entry',
    h.org,
    h.stream,
    h.seq,
    h.prev,
    h.id,
    h.kind,
    h.compartment,
    h.epoch,
    h.to,
    roster,
    h.at,
    h.facts,
    h.by,
    h.size,
    h.file,
  ]);
}

const compartments: readonly string[] = ['account', 'identity', 'parties', 'internal', 'mailbox', ''];
const hex64 = /^[0-9a-f]{64}$/u;
const streamShape = /^(?:report|incident|mailbox|edition|member|audit|notice)\/[a-z0-9-]{1,64}$/u;
const longestLine = 64 * 1024;

const isText = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown, least: number): value is number =>
  Number.isSafeInteger(value) && (value as number) >= least;

/** Lists in lists: a line that goes on and on inwards is no header. */
const deepest = 16;

function isFactValue(value: unknown, depth = 0): value is FactValue {
  if (isText(value) || Number.isSafeInteger(value)) return true;
  return depth < deepest && Array.isArray(value) && value.every((one) => isFactValue(one, depth + 1));
}

function factsFrom(value: unknown): Facts | null {
  if (!Array.isArray(value)) return null;
  const pairs = value as readonly unknown[];
  const keys: string[] = [];
  for (const pair of pairs) {
    if (!Array.isArray(pair) || pair.length !== 2 || !isText(pair[0]) || !isFactValue(pair[1])) return null;
    keys.push(pair[0]);
  }
  const sorted = keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') < key);
  return sorted ? (pairs as Facts) : null;
}

/**
 * Reads a line strictly: null unless every field has its shape and the text is the canonical one (so that one header
 * has one line and one hash). Says nothing of signatures; `seal/entry.ts` does.
 */
export function parseLine(line: string): Header | null {
  if (line.length > longestLine) return null;
  let read: unknown;
  try {
    read = JSON.parse(line);
  } catch {
    return null;
  }
  if (!Array.isArray(read) || read.length !== 16 || read[0] !== 'recourse/v1/entry') return null;
  const [, org, stream, seq, prev, id, kind, compartment, epoch, to, roster, at, factList, by, size, file] =
    read as readonly unknown[];
  const facts = factsFrom(factList);
  if (!isText(org) || !isText(stream) || !streamShape.test(stream) || !isCount(seq, -1)) return null;
  if (!isText(prev) || !(prev === '' || hex64.test(prev)) || !isText(id) || !/^[0-9a-f]{32}$/u.test(id)) return null;
  if (!isText(kind) || !isText(compartment) || !compartments.includes(compartment) || !isCount(epoch, 0)) return null;
  if (!isText(to) || !(to === '' || hex64.test(to)) || !Array.isArray(roster) || roster.length !== 2) return null;
  const [rosterVersion, rosterHash] = roster as readonly unknown[];
  if (!isCount(rosterVersion, 0) || !isText(rosterHash) || !isCount(at, 0) || facts === null) return null;
  if (!isText(by) || !hex64.test(by) || !isCount(size, 0) || !isText(file)) return null;
  if (!(file === '' ? size === 0 : hex64.test(file) && size > 0)) return null;
  const header: Header = {
    org,
    stream: stream as Stream,
    seq,
    prev,
    id,
    kind,
    compartment: compartment as Compartment,
    epoch,
    to,
    rosterVersion,
    rosterHash,
    at,
    facts,
    by,
    size,
    file,
  };
  return lineOf(header) === line ? header : null;
}
