import type { Incident } from '../incident/incident.ts';
import { noReport, type Report } from '../intake/report.ts';
import type { Stream, Verified } from '../record/header.ts';
import { keptOut, type Keeping } from './grants.ts';
import type { Ground } from './ground.ts';
import { evolve, handlingOf, noKin, type Handling, type Kin } from './handling.ts';

/** Everything the server knows of the records an act touches, folded from verified headers. */
export interface Scene extends Ground {
  readonly org: string;
  /** Version and hash of every accepted note, so that a header's reference can be checked. */
  readonly rosterHashes: ReadonlyMap<number, string>;
  /** Within a batch: the incident before its first entry, and as it will stand once all of it is taken. */
  readonly batch?: { readonly before: Handling; readonly becoming: Handling };
  /** How the incident stands, folded entry by entry; `report` and `incident` are the two of it that a batch is about. */
  readonly handling: Handling;
  readonly report: Report;
  readonly incident: Incident;
  /** Per stream: next seq, head hash, highest roster version so far. */
  readonly heads: ReadonlyMap<Stream, Head>;
}

export interface Head {
  readonly next: number;
  readonly hash: string;
  readonly rosterVersion: number;
}

export function headOf(entries: readonly Verified[]): Head {
  const chained = entries.filter((entry) => entry.header.seq >= 0);
  const last = chained.at(-1);
  return {
    next: last === undefined ? 0 : last.header.seq + 1,
    hash: last?.hash ?? '',
    rosterVersion: Math.max(0, ...entries.map((entry) => entry.header.rosterVersion)),
  };
}

const standing = (handling: Handling): Pick<Scene, 'handling' | 'report' | 'incident'> => ({
  handling,
  report: handling.reports.get(handling.ids.report) ?? noReport(handling.ids.report),
  incident: handling.incident,
});

/** `report`: its own entries, then those of the other reports the incident holds, if any. */
export function sceneOf(
  ground: Omit<Scene, 'handling' | 'report' | 'incident' | 'heads'>,
  streams: {
    readonly report: readonly Verified[];
    readonly incident: readonly Verified[];
    readonly mailbox: readonly Verified[];
  },
  ids: { readonly report: string; readonly incident: string; readonly mailbox: string },
  kin: Kin = noKin,
): Scene {
  const own: Stream = `report/${ids.report}`;
  return {
    ...ground,
    ...standing(handlingOf(ids, [...streams.report, ...streams.incident], ground.roster, kin)),
    heads: new Map<Stream, Head>([
      [own, headOf(streams.report.filter(({ header }) => header.stream === own))],
      [`incident/${ids.incident}`, headOf(streams.incident)],
      [`mailbox/${ids.mailbox}`, headOf(streams.mailbox)],
    ]),
  };
}

/** How it stood before the batch that is judged. */
export const before = (scene: Scene): Handling => scene.batch?.before ?? scene.handling;

/** How it will stand once the whole batch is taken. */
export const becoming = (scene: Scene): Handling => scene.batch?.becoming ?? scene.handling;

/**
 * Who is kept apart once the whole batch stands: whom a batch sets aside is given no key by it. A stand-in's time is over
 * from the next batch on: they may write that it is closed; and who was left alone with it may let somebody in.
 */
export const keepingIn = (scene: Scene): Keeping => ({
  ...scene,
  apart: keptOut({ away: becoming(scene).away, stoodIn: before(scene).stoodIn }),
});

/** The scene after an admitted entry, so that a batch is judged entry by entry. */
export function after(scene: Scene, entry: Verified): Scene {
  const { header } = entry;
  const head = scene.heads.get(header.stream);
  const heads = new Map(scene.heads);
  if (header.seq >= 0)
    heads.set(header.stream, {
      next: header.seq + 1,
      hash: entry.hash,
      rosterVersion: Math.max(head?.rosterVersion ?? 0, header.rosterVersion),
    });
  const own = [`report/${scene.report.id}`, `incident/${scene.incident.id}`].includes(header.stream);
  return { ...scene, heads, ...(own ? standing(evolve(scene.handling, entry, scene.roster)) : {}) };
}

/** The scene with what the whole batch will make of it: judge each entry of the batch on this one. */
export function foreseen(scene: Scene, batch: readonly Verified[]): Scene {
  const own = [`report/${scene.report.id}`, `incident/${scene.incident.id}`];
  const stands = batch
    .filter(({ header }) => own.includes(header.stream))
    .reduce((so, entry) => evolve(so, entry, scene.roster), scene.handling);
  return { ...scene, batch: { before: scene.handling, becoming: stands } };
}
