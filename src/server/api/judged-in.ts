import { sceneOf } from '#domain/promises/admits.ts';
import { idOf, kindOf } from '#domain/record/header.ts';
import type { Whole } from '../due/whole.ts';
import type { Acting } from './acting.ts';
import { no, type No } from './answers.ts';
import { heldGround, isUnruled } from './holding.ts';
import { judged, type Part } from './judging.ts';
import { hashesOf, introducersIn } from './rosters.ts';
import type { Actor } from './session.ts';

/** What a batch adds to one incident and its records, which were loaded through the gate. */
export interface Judging {
  readonly acting: Acting;
  readonly whole: Whole;
  readonly added: readonly Part[];
}

/** What speaks against it, in that incident alone (see "Note: Admitting"). */
export function judgedIn({ member: asking, organisation }: Actor, judging: Judging, now: number): No | null {
  const { acting, whole, added } = judging;
  const { row, chains } = acting;
  const { edition, ground } = whole;
  if (edition === null) return no('not-found');
  const { procedure, member } = ground ? { ...ground, member: asking } : heldGround(edition, asking);
  const told = [...whole.chains].flatMap(([stream, { entries }]) => (kindOf(stream) === 'report' ? entries : []));
  const [mailbox, box] = [...chains].find(([stream]) => kindOf(stream) === 'mailbox') ?? [];
  const scene = sceneOf(
    {
      org: organisation.org,
      procedure,
      edition,
      roster: organisation.roster,
      rosterHashes: hashesOf(organisation),
      introducers: introducersIn(organisation),
      now,
    },
    {
      report: told,
      incident: chains.get(`incident/${row.incident}`)?.entries ?? [],
      mailbox: box?.entries ?? [],
    },
    { report: row.report, incident: row.incident, mailbox: mailbox === undefined ? 'none' : idOf(mailbox) },
    whole.kin,
  );
  const headers = added.flatMap((part) => part.added.map(({ header }) => header));
  if (ground === null && !headers.every((header) => isUnruled(header, member))) return no('not-allowed');
  return judged(scene, added, member, box?.entries[0]?.header.to ?? '');
}
