import { attendeesUntil, findAttendees, type Attendee } from '#domain/edition/attendees.ts';
import { attendeeListOf, type AttendeeList } from '#domain/promises/attending.ts';
import { editorAt, memberOf } from '#domain/team/roster.ts';
import { utf8 } from '#seal/digest.ts';
import { verifyStream } from '#seal/entry.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import { sealNotice } from '#seal/seal.ts';
import { openNotice } from '#seal/unseal.ts';
import type { EditionInfo } from '#wire/api.ts';
import { attendeesBody, type AttendeesBody } from '#wire/attendees.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { jsonIn } from './bodies.ts';
import { footingOn, marked, pieceDraft } from './footing.ts';
import type { Held } from './opening.ts';
import type { Done } from './protocol.ts';
import type { Ground, Room } from './room.ts';
import type { AttendeesFound, AttendeesSeen } from './team-seen.ts';

const done: Done = { done: true };

/** The record of an event as it stands, verified; null where it does not hold. */
function heldOf(org: string, { edition, entries }: EditionInfo): Held | null {
  const stream = `edition/${edition.id}` as const;
  const checked = verifyStream(stream, org, entries);
  if ('refused' in checked) return null;
  return { stream, entries: checked.entries, end: { head: checked.head, next: checked.next } };
}

function listIn({ entries }: Held, rosters: readonly RosterAccepted[], now: number): AttendeeList | null {
  return attendeeListOf(entries, ({ header, receivedAt }) => editorAt(rosters, header, receivedAt), now);
}

/** The list of an event as everybody on the team may know it: who brought it in, who may look, until when. */
export function attendeesSeen(room: Room, { rosters, desk }: Ground, info: EditionInfo): AttendeesSeen | null {
  const held = heldOf(room.org, info);
  const list = held && listIn(held, rosters, desk.now);
  if (list === null) return null;
  const { entry, readers, until } = list;
  return {
    edition: info.edition.id,
    by: editorAt(rosters, entry.header, entry.receivedAt)?.name ?? '',
    at: entry.receivedAt,
    readers,
    until: Math.min(until, attendeesUntil(info.edition)),
    mine: readers.includes(room.keyring.member),
  };
}

/** The list of attendees (`domain/promises/attending.ts`): locked here, looked into here. */
export class AttendeeActs {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Locks the list to these members and puts it in the place of the one before. Refuses `not-found` for who has no key. */
  bringIn(edition: string, people: readonly Attendee[], readers: readonly string[]): Promise<Done | NotDone> {
    return this.#sign(edition, (ground, info) => this.#listed(ground, info, people, readers));
  }

  /** Deletes it now. */
  end(edition: string): Promise<Done | NotDone> {
    return this.#sign(edition, async () => marked(this.#room, `edition/${edition}`, 'attendees-deleted', []));
  }

  /**
   * Who on the event's list fits what was asked, out of this incident, which notes that this member looked. What was asked
   * for stays in this browser. `not-found`: no list, not among its readers, or not this incident. `bad-signature`: what the
   * server gave is not what was brought in.
   */
  async lookUp(incident: string, edition: string, asked: string): Promise<AttendeesFound | NotDone> {
    const room = this.#room;
    const ground = await this.#fresh();
    if ('refused' in ground) return ground;
    const info = ground.desk.editions.find((one) => one.edition.id === edition);
    const held = info && heldOf(room.org, info);
    const list = held && listIn(held, ground.rosters, ground.desk.now);
    if (!list?.readers.includes(room.keyring.member)) return { refused: 'not-found' };
    const bytes = await room.ask.bytes(staffPaths.api.attendees(incident), { method: 'POST' });
    if (!(bytes instanceof Uint8Array)) return bytes;
    const { header } = list.entry;
    const then = ground.rosters.find(
      ({ roster, hash }) => roster.version === header.rosterVersion && hash === header.rosterHash,
    );
    const hashes = list.readers.flatMap((id) => (then && memberOf(then.roster, id)?.ageHash) ?? []);
    const opened = await openNotice(room.keyring, list.entry, hashes, bytes);
    const body = opened instanceof Uint8Array ? attendeesBody(jsonIn(opened)) : null;
    return body === null ? { refused: 'bad-signature' } : findAttendees(body.people, asked);
  }

  async #listed(
    ground: Ground,
    { edition }: EditionInfo,
    people: readonly Attendee[],
    wanted: readonly string[],
  ): Promise<Piece | NotDone> {
    const room = this.#room;
    const ids = [...new Set(wanted)].toSorted();
    const there = ids.flatMap((id) => memberOf(ground.head.roster, id) ?? []);
    const readers = await room.readers(there);
    // Whoever cannot be reached is said, never left out unseen.
    if (ids.length === 0 || readers.length !== ids.length) return { refused: 'not-found' };
    const facts = [
      ['readers', ids],
      ['until', attendeesUntil(edition)],
    ] as const;
    const draft = pieceDraft(room, `edition/${edition.id}`, 'attendees-listed', '', 0, facts);
    const unplaced = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0 };
    const body: AttendeesBody = { v: 1, people };
    const recipients = readers.map(({ recipient }) => recipient);
    return { draft, file: await sealNotice(unplaced, room.signer.public, recipients, utf8(JSON.stringify(body))) };
  }

  async #sign(
    edition: string,
    say: (ground: Ground, info: EditionInfo) => Promise<Piece | NotDone>,
  ): Promise<Done | NotDone> {
    const look = async (): Promise<(Look & { readonly on: Ground; readonly info: EditionInfo }) | NotDone> => {
      const on = await this.#fresh();
      if ('refused' in on) return on;
      const info = on.desk.editions.find((one) => one.edition.id === edition);
      const held = info && heldOf(this.#room.org, info);
      if (info === undefined) return { refused: 'not-found' };
      if (!held) return { refused: 'bad-signature' };
      return { on, info, sealedTo: on.head.hash, ground: footingOn(this.#room, on, [held]) };
    };
    const seal = async ({ on, info }: { readonly on: Ground; readonly info: EditionInfo }) => {
      const piece = await say(on, info);
      return 'refused' in piece ? piece : [piece];
    };
    const sent = await send(this.#room.ask, { look, seal });
    return isRefused(sent) ? sent : done;
  }

  async #fresh(): Promise<Ground | NotDone> {
    const ground = await this.#room.refresh();
    return 'refused' in ground
      ? { refused: ground.refused === 'team-list-fails' ? 'bad-signature' : ground.refused }
      : ground;
  }
}
