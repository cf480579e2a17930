import type { CallAnswer } from '#domain/promises/calling.ts';
import { memberOf } from '#domain/team/roster.ts';
import { openCall } from '#seal/unseal.ts';
import type { CallBody } from '#wire/bodies.ts';
import type { CallList, CallShown } from '#wire/hallway.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { fromBase64 } from './base32.ts';
import { callIn } from './bodies.ts';
import type { CallSeen, Done } from './protocol.ts';
import type { Room } from './room.ts';

/** Opened calls, by name and bytes: they are asked for every few seconds. */
type Kept = ReadonlyMap<string, CallBody>;

/** Calls to this member. They belong to no incident, and nothing of one is opened for them. */
export class Calls {
  readonly #room: Room;
  #kept: Kept = new Map();

  constructor(room: Room) {
    this.#room = room;
  }

  async standing(): Promise<readonly CallSeen[] | NotDone> {
    const list = await this.#room.ask.json<CallList>(staffPaths.api.calls);
    if (isRefused(list)) return list;
    this.#room.hearNow(list.now);
    const opened = await Promise.all(list.rows.map(async (row) => [row, await this.#open(row)] as const));
    this.#kept = new Map(opened.flatMap(([row, body]) => (body === null ? [] : [[keyOf(row), body]])));
    return opened.flatMap(([row, body]): readonly CallSeen[] => {
      if (body === null) return [];
      const { id, edition, purpose, at, answers } = row;
      const mine = answers.find((one) => one.mine)?.says ?? '';
      const coming = answers.filter((one) => !one.mine && one.says === 'coming').map(({ name }) => name);
      return [{ id, edition, purpose, at, body, mine, coming }];
    });
  }

  async answer(id: string, says: CallAnswer): Promise<Done | NotDone> {
    const answered = await this.#room.ask.json(staffPaths.api.callAnswer(id), { body: { says } });
    return isRefused(answered) ? answered : { done: true };
  }

  /**
   * To whom it is sealed is reckoned from the team's own list, newest first: a phone without a network may have gone by an
   * older one. Somebody whom no list names was added by nobody of the team, and then nothing of it is shown.
   */
  async #open(row: CallShown): Promise<CallBody | null> {
    const kept = this.#kept.get(keyOf(row));
    if (kept !== undefined) return kept;
    const { keyring, org, ground } = this.#room;
    const tried = new Set<string>();
    for (const { roster } of (ground?.rosters ?? []).toReversed()) {
      const readers = row.members.flatMap((id) => memberOf(roster, id)?.ageHash ?? []);
      const key = readers.join();
      if (readers.length !== row.members.length || tried.has(key)) continue;
      tried.add(key);
      const bytes = await openCall(keyring, { org, id: row.id, by: row.by }, readers, fromBase64(row.file));
      const body = bytes instanceof Uint8Array ? callIn(bytes) : null;
      // For a lead or for a hand stands in the clear too, and must be what was sealed.
      if (body !== null) return (body.what === 'lead') === (row.purpose === 'lead') ? body : null;
    }
    return null;
  }
}

const keyOf = ({ id, by, purpose, file }: CallShown): string => [id, by, purpose, file].join();
