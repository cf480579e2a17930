import { authorityOf } from '#seal/roster.ts';
import { openAsking } from '#seal/unseal.ts';
import type { AskedAbout, AskedList } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { send, type Look } from '../sending/send.ts';
import { partiesIn } from './bodies.ts';
import { footingOn, marked } from './footing.ts';
import type { Done } from './protocol.ts';
import type { Room } from './room.ts';
import type { AskedSeen } from './standing-seen.ts';

/** What this member is asked before they are shown anything of an incident (two-step opening). */
export class Asked {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  /** Names alone. A row whose lines or files do not hold is passed over: there is nothing to ask by it. */
  async asked(): Promise<readonly AskedSeen[] | NotDone> {
    const list = await this.#list();
    if (isRefused(list)) return list;
    const seen = await Promise.all(list.rows.map((row) => this.#names(row)));
    return seen.filter((one) => one !== null);
  }

  async answer(incident: string, says: 'clear' | 'conflict'): Promise<Done | NotDone> {
    const room = this.#room;
    const look = async (): Promise<Look | NotDone> => {
      const ground = await room.refresh();
      if ('refused' in ground) return { refused: ground.refused === 'team-list-fails' ? 'internal' : ground.refused };
      const list = await this.#list();
      if (isRefused(list)) return list;
      const row = list.rows.find((one) => one.incident === incident);
      if (row === undefined) return { refused: 'not-found' };
      const stream = `incident/${incident}` as const;
      const { head, next } = row.end;
      return { ground: footingOn(room, ground, [{ stream, entries: [], end: { head, next } }]), sealedTo: '' };
    };
    const facts = [
      ['answer', says],
      ['member', room.keyring.member],
    ] as const;
    const word = marked(room, `incident/${incident}`, 'conflict-answered', facts);
    const sent = await send(room.ask, { look, seal: async () => [word] });
    return isRefused(sent) ? sent : { done: true };
  }

  async #list(): Promise<AskedList | NotDone> {
    const list = await this.#room.ask.json<AskedList>(staffPaths.api.asked);
    if (!isRefused(list)) this.#room.hearNow(list.now);
    return list;
  }

  async #names({ incident, parties, grant }: AskedAbout): Promise<AskedSeen | null> {
    const room = this.#room;
    const of = (kind: string) => parties.find(({ line }) => parseLine(line)?.kind === kind);
    const [access, added] = [of('access'), of('added')];
    if (access === undefined || added === undefined) return null;
    const file = (hash: string) => room.ask.bytes(staffPaths.api.askedFile(incident, hash));
    const [given, names] = await Promise.all([file(grant.hash), file(parseLine(added.line)?.file ?? '')]);
    if (!(given instanceof Uint8Array) || !(names instanceof Uint8Array)) return null;
    const opened = await openAsking(room.keyring, room.org, { access, added, grant: given, file: names });
    if ('refused' in opened) return null;
    // A report is made by its reporter's key or by the server's, never by a member's.
    const rosters = room.ground?.rosters ?? [];
    if (rosters.some(({ roster }) => (authorityOf(roster, opened.author) ?? 'server') !== 'server')) return null;
    const body = partiesIn(opened.body);
    return body && { incident, names: body.names };
  }
}
