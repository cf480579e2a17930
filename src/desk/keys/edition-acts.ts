import { gatheringsOf, mayRecord, type Document, type Gatherings, type Meeting } from '#domain/after/briefing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { textFact, type Facts, type Stream, type Verified } from '#domain/record/header.ts';
import { editorAt, memberOf, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { clearFile, verifyStream, type StreamChecked } from '#seal/entry.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import type { EditionInfo } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { send, type Look } from '../sending/send.ts';
import type { Done } from './protocol.ts';
import type { Room } from './room.ts';
import type { SettingsSeen } from './team-seen.ts';

const done: Done = { done: true };
const clear = (body: object): { readonly facts: Facts; readonly text: string } => {
  return { facts: [], text: JSON.stringify(body) };
};

/** Who wrote an entry, if that key had the right to settle events in its list and when it came. */
function entitled(rosters: readonly RosterAccepted[], { header, receivedAt }: Verified): RosterMember | undefined {
  return editorAt(rosters, header, receivedAt);
}

/** The newest settings that somebody entitled signed; the server judges by the same rule. */
const newest = (rosters: readonly RosterAccepted[], { entries }: StreamChecked): Verified | undefined =>
  entries.findLast((entry) => entry.header.kind === 'settled' && entitled(rosters, entry) !== undefined);

/** The history of an event's settings, and whether those shown are the ones that were signed last. */
export function settingsOf(org: string, rosters: readonly RosterAccepted[], shown: EditionInfo): SettingsSeen {
  const { edition, entries } = shown;
  const checked = verifyStream(`edition/${edition.id}`, org, entries);
  if ('refused' in checked) return { edition: edition.id, holds: false, base: '', changes: [] };
  const last = newest(rosters, checked);
  const parsed = parseEdition(edition);
  const holds = !('wrong' in parsed) && sha256Hex(JSON.stringify(parsed)) === last?.header.file;
  const now = rosters.at(-1);
  const changes = checked.entries.flatMap((entry) => {
    const { kind } = entry.header;
    const author = entitled(rosters, entry);
    if (author === undefined || (kind !== 'settled' && kind !== 'opened-alone')) return [];
    const name = (now && memberOf(now.roster, author.id)?.name) ?? author.name;
    return [{ hash: entry.hash, kind, name, at: entry.receivedAt }] as const;
  });
  return { edition: edition.id, holds, base: last?.hash ?? '', changes };
}

/** Whose key signed it: a member of the list that it names. */
const memberWho = (rosters: readonly RosterAccepted[], { header }: Verified): RosterMember | undefined =>
  rosters
    .find(({ roster, hash }) => roster.version === header.rosterVersion && hash === header.rosterHash)
    ?.roster.members.find(({ sign }) => sign === header.by);

/** Who has read what, and who was there, by what was signed into the event's record. */
export function gatheringsSeen(
  org: string,
  rosters: readonly RosterAccepted[],
  { edition, entries }: EditionInfo,
  procedures: readonly Procedure[],
): Gatherings & { readonly edition: string } {
  const checked = verifyStream(`edition/${edition.id}`, org, entries);
  const procedure = procedures.find(({ digest }) => digest === edition.procedureDigest);
  const seen = gatheringsOf(
    'refused' in checked ? [] : checked.entries,
    (entry) => memberWho(rosters, entry),
    (member) => procedure !== undefined && mayRecord(procedure, edition.id, member),
  );
  return { edition: edition.id, ...seen };
}

/** What is signed into the record of an event. */
export class EditionActs {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** "Open with one steward": in words, signed, in the event's own record. */
  openAlone(edition: string, words: string): Promise<Done | NotDone> {
    return this.#sign(`edition/${edition}`, 'opened-alone', clear({ words }), () => true);
  }

  /**
   * Puts whole settings in force. `base` is the entry they were made from, `''` for a new event: when somebody else has
   * settled since, nothing is written and the answer is `stale-head`, because one file would undo the other.
   */
  async settle(edition: Edition, base: string): Promise<Done | NotDone> {
    const parsed = parseEdition(edition);
    if ('wrong' in parsed) return { refused: 'bad-request' };
    return this.#sign(
      `edition/${parsed.id}`,
      'settled',
      clear(parsed),
      (checked, rosters) => (newest(rosters, checked)?.hash ?? '') === base,
    );
  }

  /** This member has read a document in this version. */
  confirmRead(edition: string, what: Document, of: string): Promise<Done | NotDone> {
    const facts = [
      ['of', of],
      ['what', what],
    ] as const;
    return this.#sign(`edition/${edition}`, 'confirmed', { facts }, () => true);
  }

  /** Who was at a meeting, whole. `base`: the entry it was made from; `stale-head` when somebody wrote one since. */
  attended(edition: string, meeting: Meeting, present: readonly string[], base: string): Promise<Done | NotDone> {
    const facts = [
      ['for', meeting],
      ['present', present],
    ] as const;
    const unmoved = ({ entries }: StreamChecked): boolean => {
      const of = entries.findLast(({ header }) => header.kind === 'attended' && textFact(header, 'for') === meeting);
      return (of?.hash ?? '') === base;
    };
    return this.#sign(`edition/${edition}`, 'attended', { facts }, unmoved);
  }

  async #sign(
    stream: Stream,
    kind: string,
    said: { readonly facts: Facts; readonly text?: string },
    unmoved: (checked: StreamChecked, rosters: readonly RosterAccepted[]) => boolean,
  ): Promise<Done | NotDone> {
    const room = this.#room;
    const look = async (): Promise<Look | NotDone> => {
      const ground = await room.refresh();
      if ('refused' in ground) return { refused: 'internal' };
      const entries = ground.desk.editions.find((one) => stream === `edition/${one.edition.id}`)?.entries ?? [];
      const checked = verifyStream(stream, room.org, entries);
      if ('refused' in checked) return { refused: 'bad-signature' };
      if (!unmoved(checked, ground.rosters)) return { refused: 'stale-head' };
      const ends = new Map([[stream, { head: checked.head, next: checked.next }]]);
      const { roster, hash } = ground.head;
      const on = { ends, roster: { version: roster.version, hash }, at: room.now(), signer: room.signer };
      return { ground: on, sealedTo: '' };
    };
    const sent = await send(room.ask, {
      look,
      seal: async () => {
        const draft = {
          org: room.org,
          stream,
          id: randomHex(16),
          kind,
          compartment: '',
          epoch: 0,
          facts: said.facts,
        } as const;
        return [{ draft, file: said.text === undefined ? null : clearFile(utf8(said.text)) }];
      },
    });
    return isRefused(sent) ? sent : done;
  }
}
