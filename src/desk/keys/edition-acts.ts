import type { Edition } from '#domain/edition/edition.ts';
import type { Stream, Verified } from '#domain/record/header.ts';
import { editorAt, memberOf, type RosterMember } from '#domain/team/roster.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { clearFile, verifyStream, type StreamChecked } from '#seal/entry.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import type { EditionInfo } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { send, type Look } from '../sending/send.ts';
import type { Done, SettingsSeen } from './protocol.ts';
import type { Room } from './room.ts';

const done: Done = { done: true };

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

/** What is signed into the record of an event. */
export class EditionActs {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** "Open with one steward": in words, signed, in the event's own record. */
  openAlone(edition: string, words: string): Promise<Done | NotDone> {
    return this.#sign(`edition/${edition}`, 'opened-alone', JSON.stringify({ words }), null);
  }

  /**
   * Puts whole settings in force. `base` is the entry they were made from, `''` for a new event: when somebody else has
   * settled since, nothing is written and the answer is `stale-head`, because one file would undo the other.
   */
  async settle(edition: Edition, base: string): Promise<Done | NotDone> {
    const parsed = parseEdition(edition);
    if ('wrong' in parsed) return { refused: 'bad-request' };
    return this.#sign(`edition/${parsed.id}`, 'settled', JSON.stringify(parsed), base);
  }

  async #sign(stream: Stream, kind: string, text: string, base: string | null): Promise<Done | NotDone> {
    const room = this.#room;
    const look = async (): Promise<Look | NotDone> => {
      const ground = await room.refresh();
      if ('refused' in ground) return { refused: 'internal' };
      const entries = ground.desk.editions.find((one) => stream === `edition/${one.edition.id}`)?.entries ?? [];
      const checked = verifyStream(stream, room.org, entries);
      if ('refused' in checked) return { refused: 'bad-signature' };
      if (base !== null && (newest(ground.rosters, checked)?.hash ?? '') !== base) return { refused: 'stale-head' };
      const ends = new Map([[stream, { head: checked.head, next: checked.next }]]);
      const { roster, hash } = ground.head;
      const on = { ends, roster: { version: roster.version, hash }, at: room.now(), signer: room.signer };
      return { ground: on, sealedTo: '' };
    };
    const sent = await send(room.ask, {
      look,
      seal: async () => {
        const draft = { org: room.org, stream, id: randomHex(16), kind, compartment: '', epoch: 0, facts: [] } as const;
        return [{ draft, file: clearFile(utf8(text)) }];
      },
    });
    return isRefused(sent) ? sent : done;
  }
}
