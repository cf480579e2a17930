import type { ForwardedLetter } from '#wire/bodies.ts';
import { beginsSo, isByProgram, saysWhoWrote } from './attributions.ts';
import { forwardedIn, oldLetterAt } from './forwarded.ts';

/** A letter's text, in what its sender wrote and what came along with it. Every line is in one of them. */
export interface SplitText {
  readonly text: string;
  readonly quoted: string;
  readonly signature: string;
  readonly forwarded: readonly ForwardedLetter[];
}

const sentFrom =
  /^(?:sent (?:from|with|via) (?:my|the|proton|yahoo|outlook|mail|k-9|gmail|samsung|fairemail)|get outlook for|obtener outlook para|enviado (?:desde|do|con|a partir) |envoyé (?:de|depuis|avec) |von meinem .{1,60} gesendet|gesendet (?:von|mit) |diese nachricht wurde von meinem |inviato da|verstuurd vanaf|отправлено (?:с|из) |wysłan[eo] z |odesláno z |skickat från |sendt fra |lähetetty |发自我的|從我的|iphoneから送信|downloade outlook|télécharger outlook)/iu;

const isQuote = (line: string): boolean => /^\s{0,3}>/u.test(line) && !line.startsWith('>From ');
const isBlank = (line: string): boolean => line.trim() === '';
const mostSignature = 15;

const joined = (lines: readonly string[]): string =>
  lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/u, '')
    .trimEnd();

const endOf = (lines: readonly string[]): number => lines.findLastIndex((line) => !isBlank(line)) + 1;

/** Where a signature's mark stands: `-- `, or `--` before very few lines, or one line a phone adds. */
function signatureAt(lines: readonly string[]): number | null {
  const at = lines.findLastIndex((line) => line === '-- ' || line === '--');
  const after = at < 0 ? [] : lines.slice(at + 1).filter((line) => !isBlank(line));
  const most = lines[at] === '-- ' ? mostSignature : 6;
  if (at >= 0 && after.length <= most && !after.some(isQuote)) return at;
  const last = endOf(lines) - 1;
  const line = lines[last]?.trim() ?? '';
  return last >= 0 && line.length < 120 && sentFrom.test(line) ? last : null;
}

interface Parted {
  readonly before: readonly string[];
  readonly rest: readonly string[];
}

function atSignature(lines: readonly string[]): Parted {
  const at = signatureAt(lines);
  if (at === null) return { before: lines, rest: [] };
  const marked = lines[at] === '-- ' || lines[at] === '--';
  const [before, rest] = [lines.slice(0, at), lines.slice(marked ? at + 1 : at)];
  // A phone's line may stand below a signature, or under one that is empty.
  return { before, rest };
}

/** Where an attribution begins that ends just before `at`; null where none stands there. Blank lines between do not count. */
function attributionAt(
  lines: readonly string[],
  at: number,
): { readonly from: number; readonly program: boolean } | null {
  let end = at;
  while (end > 0 && isBlank(lines[end - 1] ?? '')) end--;
  for (const count of [1, 2, 3]) {
    const from = end - count;
    if (from < 0 || (count > 1 && isBlank(lines[from] ?? ''))) return null;
    const said = lines.slice(from, end).join(' ');
    if (said.length > 600) return null;
    if (saysWhoWrote(said) && (count === 3 || beginsSo(lines[from] ?? ''))) {
      return { from, program: isByProgram(said) };
    }
  }
  return null;
}

/**
 * Where what is quoted at the end begins; null where nothing is. In an answer every block of `>` is a quote; in a letter
 * that answers nothing only one that a program put there: somebody who writes “he wrote:” tells what happened.
 */
function quoteAt(lines: readonly string[], answer: boolean): number | null {
  const end = endOf(lines);
  let at = end;
  while (at > 0 && (isQuote(lines[at - 1] ?? '') || isBlank(lines[at - 1] ?? ''))) at--;
  while (at < end && isBlank(lines[at] ?? '')) at++;
  const said = attributionAt(lines, at);
  if (at < end) {
    if (said !== null && (answer || said.program)) return said.from;
    return answer ? at : null;
  }
  return null;
}

/** An attribution by a program with the old letter under it, not marked by `>`: everything from there on. */
function unmarkedAt(lines: readonly string[], answer: boolean): number | null {
  if (!answer) return null;
  for (let at = 1; at <= lines.length; at++) {
    if (!/[:：]\s*$/u.test(lines[at - 1] ?? '') || isQuote(lines[at - 1] ?? '')) continue;
    const said = attributionAt(lines, at);
    if (said?.program !== true) continue;
    const rest = lines.slice(at).filter((line) => !isBlank(line));
    return rest.length > 0 && !rest.some(isQuote) ? said.from : null;
  }
  return null;
}

/** `answer`: whether the letter says that it answers one. */
export function splitText(whole: string, answer: boolean): SplitText {
  const lines = whole.split('\n');
  const { before: own, forwarded } = forwardedIn(lines);
  const old = answer ? (oldLetterAt(own) ?? unmarkedAt(own, answer)) : null;
  const [upper, under] = old === null ? [own, []] : [own.slice(0, old), own.slice(old)];
  const below = atSignature(upper);
  const quote = quoteAt(below.before, answer);
  const head = quote === null ? below.before : below.before.slice(0, quote);
  const above = below.rest.length > 0 ? { before: head, rest: [] } : atSignature(head);
  // Answers between the lines of a quote: all of it in its order, or they could not be understood.
  if (answer && above.before.some(isQuote)) {
    return { text: joined(below.before), quoted: joined(under), signature: joined(below.rest), forwarded };
  }
  const text = joined(above.before);
  const quoted = joined([...(quote === null ? [] : below.before.slice(quote)), ...under]);
  const signature = joined([...above.rest, ...below.rest]);
  if (text === '' && !answer && forwarded.length === 0) {
    return { text: joined(lines), quoted: '', signature: '', forwarded: [] };
  }
  return { text, quoted, signature, forwarded };
}
