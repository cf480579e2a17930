import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import type { Lie as Answering } from '../unit/desk/desks.ts';
import type { Deed } from './model-tale.ts';

/** What a server may answer a desk instead of the truth. */
export const lies = [
  'none',
  'lost',
  'older',
  'cut',
  'stripped',
  'swapped',
  'anothers',
  'bytes',
  'gone',
  'older-list',
] as const;
export type LieTold = (typeof lies)[number];

/** For one desk and one act of it: how its answers are bent. */
export type Lie = (deed: Deed, who: string) => Answering;

const record = /^\/api\/incidents\/[0-9a-f]+$/u;
const file = /^\/api\/incidents\/[0-9a-f]+\/files\//u;
const conflicts = new Set(['recused', 'conflict-answered', 'barred', 'unbarred']);

const streams = ['incident', 'report', 'mailbox'] as const;
type Rows = Record<(typeof streams)[number], IncidentAnswer['report']>;

/** The record with something taken away or put elsewhere. */
function bent(lie: LieTold, answer: IncidentAnswer, pick: number): object {
  const rows: Rows = { incident: answer.incident, report: answer.report, mailbox: answer.mailbox };
  const which = streams[pick % 3] ?? 'incident';
  const of = rows[which];
  switch (lie) {
    case 'cut': {
      const cut = (all: IncidentAnswer['report'], by: number) => all.slice(0, Math.max(1, all.length - by));
      return {
        ...answer,
        incident: cut(answer.incident, pick % 4),
        report: cut(answer.report, (pick >> 2) % 3),
        mailbox: cut(answer.mailbox, (pick >> 4) % 2),
      };
    }
    case 'stripped': {
      const kept = (all: IncidentAnswer['report']) =>
        all.filter(({ line, inside }) => !conflicts.has(parseLine(inside?.line ?? line)?.kind ?? ''));
      return { ...answer, incident: kept(answer.incident), report: kept(answer.report) };
    }
    case 'swapped': {
      const at = pick % Math.max(1, of.length - 1);
      const [one, two] = [of[at], of[at + 1]];
      return one === undefined || two === undefined
        ? answer
        : { ...answer, [which]: [...of.slice(0, at), two, one, ...of.slice(at + 2)] };
    }
    default:
      return answer;
  }
}

/** `told`: how often each lie was really told. Everything that was ever answered is there to be answered again. */
export function liar(told: Map<string, number>): Lie {
  const before = new Map<string, { readonly who: string; readonly text: string }[]>();
  const files: Uint8Array[] = [];
  const lying = (lie: LieTold): void => void told.set(lie, (told.get(lie) ?? 0) + 1);
  return (deed, who) => {
    let count = 0;
    return async (path, response) => {
      count += 1;
      const pick = deed.pick + count;
      const { lie } = deed;
      if (file.test(path) && response.ok) {
        const bytes = new Uint8Array(await response.clone().arrayBuffer());
        files.push(bytes);
        const other = files[pick % files.length];
        if (lie === 'bytes' && pick % 3 === 0 && other !== undefined && other.length > 0) {
          lying(lie);
          return new Response(new Uint8Array(other), { status: 200 });
        }
      }
      if (lie === 'lost' && pick % 3 === 0) {
        lying(lie);
        throw new Error('the answer is lost');
      }
      if (lie === 'gone' && pick % 4 === 0) {
        lying(lie);
        return new Response(JSON.stringify({ refused: 'not-found' }), { status: 404 });
      }
      const kind = record.test(path) ? 'record' : path === '/api/desk' ? 'desk' : '';
      if (kind === '' || !response.ok) return response;
      const text = await response.clone().text();
      const known = before.get(kind) ?? [];
      before.set(kind, [...known, { who, text }]);
      const own = known.filter((one) => one.who === who);
      const theirs = known.filter((one) => one.who !== who);
      const from = lie === 'anothers' ? theirs : own;
      const old = from[pick % Math.max(1, from.length)];
      const replay = (lie === 'older' || lie === 'anothers') && kind === 'record';
      if (old !== undefined && (replay || (lie === 'older-list' && kind === 'desk'))) {
        lying(lie);
        return new Response(old.text, { status: 200, headers: { 'content-type': 'application/json' } });
      }
      if (kind !== 'record' || !['cut', 'stripped', 'swapped'].includes(lie)) return response;
      lying(lie);
      return new Response(JSON.stringify(bent(lie, JSON.parse(text) as IncidentAnswer, pick)), { status: 200 });
    };
  };
}
