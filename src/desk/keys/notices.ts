import { noticeOf, type Notice, type NoticeAnswer, type NoticeBody } from '#domain/promises/notices.ts';
import { ruleOf } from '#domain/promises/meets.ts';
import { listFact } from '#domain/record/facts.ts';
import type { Stream, Verified } from '#domain/record/header.ts';
import { active, memberOf } from '#domain/team/roster.ts';
import { randomHex, utf8 } from '#seal/digest.ts';
import { verifyStream } from '#seal/entry.ts';
import { sealNotice } from '#seal/seal.ts';
import { openNotice } from '#seal/unseal.ts';
import type { NoticeList, NoticeShown } from '#wire/api.ts';
import { noticeAnswer, noticeBody } from '#wire/notice.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { acted } from './acting.ts';
import { jsonIn } from './bodies.ts';
import { footingOn, marked, pieceDraft } from './footing.ts';
import type { HandlingActs } from './handling-acts.ts';
import type { Knowing } from './knowing.ts';
import type { NoticeChanged, NoticeSeen } from './notice-seen.ts';
import { whoWrote, type Held } from './opening.ts';
import type { ActSent, Done, NoticeSent } from './protocol.ts';
import type { Ground, Room } from './room.ts';

const done: Done = { done: true };
const nobody: ReadonlySet<string> = new Set();

/** A notice whose every signature, place and link was verified. */
interface Kept {
  readonly shown: NoticeShown;
  readonly notice: Notice;
  readonly held: Held;
}

function keptOf(org: string, shown: NoticeShown): Kept | null {
  const stream = `notice/${shown.id}` as const;
  const checked = verifyStream(stream, org, shown.entries);
  const notice = 'refused' in checked ? null : noticeOf(checked.entries);
  if ('refused' in checked || notice === null) return null;
  const { entries, head, next } = checked;
  return { shown, notice, held: { stream, entries, end: { head, next } } };
}

/** The little that members are told without an incident, and what they say back (SECURITY.md, "Notices"). */
export class Notices {
  readonly #knowing: Knowing;
  readonly #handling: HandlingActs;
  /** Plain bodies by the hash of their file, of what is still shown. */
  #opened = new Map<string, unknown>();

  constructor(knowing: Knowing, handling: HandlingActs) {
    this.#knowing = knowing;
    this.#handling = handling;
  }

  get #room(): Room {
    return this.#knowing.room;
  }

  /** Newest first. One that does not hold, or was not made by who may make it, is passed over: nobody is told anything by it. */
  async all(): Promise<readonly NoticeSeen[] | NotDone> {
    const found = await this.#list();
    if ('refused' in found) return found;
    const { kept, ground } = found;
    const files = new Set(kept.flatMap(({ held }) => held.entries.map(({ header }) => header.file)));
    this.#opened = new Map([...this.#opened].filter(([file]) => files.has(file)));
    const seen = await Promise.all(kept.map((one) => this.#seen(ground, one)));
    return seen.filter((one) => one !== null).toSorted((a, b) => b.changedAt - a.changedAt);
  }

  async send({ for: purpose, incident, of, members, body, also = [] }: NoticeSent): Promise<{ id: string } | NotDone> {
    const said = noticeBody(purpose, body);
    if (said === null || also.some(({ kind }) => !ruleOf(kind).streams.includes('incident')))
      return { refused: 'wrong-kind' };
    const id = randomHex(16);
    const stream = `notice/${id}` as const;
    const fresh: Held = { stream, entries: [], end: { head: '', next: 0 } };
    const facts = [['for', purpose]] as const;
    const say = (ground: Ground) => this.#sealed(ground, stream, 'noticed', facts, members, said);
    const sent = await this.#said(incident, async () => fresh, say, [
      ...also,
      ...this.#disclosed(incident, id, of, members, said),
    ]);
    return isRefused(sent) ? sent : { id };
  }

  async change(id: string, { members, body }: NoticeChanged): Promise<Done | NotDone> {
    const found = await this.#one(id);
    if (isRefused(found)) return found;
    const { shown, notice } = found;
    const said = noticeBody(notice.for, body);
    if (said === null) return { refused: 'wrong-kind' };
    const say = (ground: Ground) => this.#sealed(ground, `notice/${id}`, 'notice-changed', [], members, said);
    return this.#said(
      shown.incident,
      this.#held(id),
      say,
      this.#disclosed(shown.incident, id, shown.of, members, said),
    );
  }

  async end(id: string): Promise<Done | NotDone> {
    const say = async () => marked(this.#room, `notice/${id}`, 'notice-ended', []);
    return this.#said('', this.#held(id), say, []);
  }

  /** To everybody it is sealed to who is on the list still. What decides an appeal stands in its incident in one append. */
  async answer(id: string, body: NoticeAnswer): Promise<Done | NotDone> {
    const said = noticeAnswer(body);
    const found = await this.#one(id);
    if (isRefused(found)) return found;
    if (said === null) return { refused: 'wrong-kind' };
    const decides = said.says === 'stands' || said.says === 'changed';
    if (decides && found.shown.decide === null) return { refused: 'not-allowed' };
    const look = async (): Promise<(Look & { readonly on: Ground; readonly kept: Kept }) | NotDone> => {
      const ground = await this.#fresh();
      const kept = await this.#one(id);
      if ('refused' in ground) return ground;
      if (isRefused(kept)) return kept;
      const { decide } = kept.shown;
      const inside = decide && { stream: `incident/${decide.incident}` as const, entries: [], end: decide.end };
      const held = decides && inside !== null ? [kept.held, inside] : [kept.held];
      return { on: ground, kept, sealedTo: ground.head.hash, ground: footingOn(this.#room, ground, held) };
    };
    const seal = async ({ on, kept }: { readonly on: Ground; readonly kept: Kept }): Promise<Piece[] | NotDone> => {
      const { now } = on.desk;
      const { roster } = on.head;
      const there = kept.notice.readers.filter((one) => {
        const member = memberOf(roster, one);
        return member !== undefined && active(member, now);
      });
      const piece = await this.#sealed(on, `notice/${id}`, 'notice-answered', [], there, said);
      if ('refused' in piece) return piece;
      if (!decides) return [piece];
      const { decide } = kept.shown;
      // Somebody else decided it meanwhile.
      if (decide === null) return { refused: 'not-allowed' };
      const facts = [
        ['of', decide.of],
        ['outcome', said.says],
      ] as const;
      return [piece, marked(this.#room, `incident/${decide.incident}`, 'appeal-decided', facts)];
    };
    const sent = await send(this.#room.ask, { look, seal });
    return isRefused(sent) ? sent : done;
  }

  /** Who was told what, for the incident's own record: its readers need not be on the notice. */
  #disclosed(
    incident: string,
    notice: string,
    of: string,
    members: readonly string[],
    said: NoticeBody,
  ): readonly ActSent[] {
    if (incident === '') return [];
    const roster = this.#room.ground?.head.roster;
    const to = members.map((id) => (roster && memberOf(roster, id)?.name) ?? id).join(', ');
    // A packet stands in the record already, as `packet-made`.
    const what = 'rule' in said ? [said.subject, said.rule].filter((part) => part !== '').join(': ') : '';
    const facts = { notice, of: of === '' ? null : of };
    return [{ kind: 'disclosed', facts, body: { v: 1, to, what, of } }];
  }

  #held(id: string): () => Promise<Held | NotDone> {
    return async () => {
      const found = await this.#one(id);
      return isRefused(found) ? found : found.held;
    };
  }

  /** One entry of a notice, alone or with what stands in the incident beside it. */
  async #said(
    incident: string,
    held: () => Promise<Held | NotDone>,
    say: (ground: Ground) => Promise<Piece | NotDone>,
    acts: readonly ActSent[],
  ): Promise<Done | NotDone> {
    const alone = async (ground: Ground): Promise<readonly Piece[] | NotDone> => {
      const piece = await say(ground);
      return 'refused' in piece ? piece : [piece];
    };
    if (incident === '') {
      const look = async (): Promise<(Look & { readonly on: Ground }) | NotDone> => {
        const ground = await this.#fresh();
        const where = await held();
        if ('refused' in ground) return ground;
        if (isRefused(where)) return where;
        return { on: ground, sealedTo: ground.head.hash, ground: footingOn(this.#room, ground, [where]) };
      };
      const sent = await send(this.#room.ask, { look, seal: ({ on }) => alone(on) });
      return isRefused(sent) ? sent : done;
    }
    const sent = await acted(this.#knowing, incident, {
      ...this.#handling.acting(acts),
      beside: held,
      also: ({ ground }) => alone(ground),
    });
    return isRefused(sent) ? sent : done;
  }

  async #sealed(
    ground: Ground,
    stream: Stream,
    kind: string,
    facts: Piece['draft']['facts'],
    members: readonly string[],
    body: NoticeBody | NoticeAnswer,
  ): Promise<Piece | NotDone> {
    const room = this.#room;
    const { roster } = ground.head;
    const ids = [...new Set([...members, room.keyring.member])].toSorted();
    const wanted = ids.map((id) => memberOf(roster, id));
    const there = wanted.filter((one) => one !== undefined);
    const readers = await room.readers(there);
    // Whoever cannot be reached is said, never left out unseen.
    if (there.length !== ids.length || readers.length !== ids.length) return { refused: 'not-found' };
    const draft = pieceDraft(room, stream, kind, '', 0, [...facts, ['readers', ids]]);
    const unplaced = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0 };
    const recipients = readers.map(({ recipient }) => recipient);
    return { draft, file: await sealNotice(unplaced, room.signer.public, recipients, utf8(JSON.stringify(body))) };
  }

  async #fresh(): Promise<Ground | NotDone> {
    const ground = await this.#room.refresh();
    return 'refused' in ground
      ? { refused: ground.refused === 'team-list-fails' ? 'bad-signature' : ground.refused }
      : ground;
  }

  async #list(): Promise<{ readonly kept: readonly Kept[]; readonly ground: Ground } | NotDone> {
    const room = this.#room;
    const list = await room.ask.json<NoticeList>(staffPaths.api.notices);
    if (isRefused(list)) return list;
    room.hearNow(list.now);
    const known = room.ground;
    const newest = Math.max(
      0,
      ...list.rows.map((shown) => keptOf(room.org, shown)?.notice.newest.header.rosterVersion ?? 0),
    );
    // Said under a newer team list than this desk has seen.
    const ground = known !== null && known.head.roster.version >= newest ? known : await this.#fresh();
    if ('refused' in ground) return ground;
    return { kept: list.rows.flatMap((shown) => keptOf(room.org, shown) ?? []), ground };
  }

  async #one(id: string): Promise<Kept | NotDone> {
    const found = await this.#list();
    if ('refused' in found) return found;
    return found.kept.find(({ shown }) => shown.id === id) ?? { refused: 'not-found' };
  }

  async #seen(ground: Ground, { shown, notice, held }: Kept): Promise<NoticeSeen | null> {
    const { rosters, head } = ground;
    const who = (entry: Verified) => whoWrote(entry.header.by, rosters, nobody);
    const { newest, first, readers } = notice;
    // The server's key tells one thing alone: what upset people wrote to it by mail.
    const mailed = ({ header }: Verified): boolean => header === first.header && notice.for === 'feedback';
    const counts = (entry: Verified): boolean => {
      const { is } = who(entry);
      return is === 'member' || (is === 'server' && mailed(entry));
    };
    if (!held.entries.every(counts)) return null;
    const named = this.#readersOf(ground, newest);
    const current = new Set(head.roster.members.map(({ ageHash }) => ageHash));
    const read = await this.#read(ground, shown.id, newest);
    const answers = notice.answers.map(async (entry) => {
      const body = noticeAnswer(await this.#read(ground, shown.id, entry));
      return { who: who(entry), at: entry.receivedAt, body };
    });
    return {
      id: shown.id,
      for: notice.for,
      who: who(first),
      at: first.receivedAt,
      changedAt: newest.receivedAt,
      members: readers,
      unreached: named.filter(({ ageHash }) => !current.has(ageHash)).map(({ member }) => member),
      body: noticeBody(notice.for, read),
      ended: notice.ended?.receivedAt ?? null,
      answers: await Promise.all(answers),
      incident: shown.incident,
      of: shown.of,
      decides: shown.decide !== null,
    };
  }

  /** Its readers with the keys they had by the team list that it names. */
  #readersOf({ rosters }: Ground, { header }: Verified): readonly { member: string; ageHash: string }[] {
    const list = rosters.find(({ roster, hash }) => {
      return roster.version === header.rosterVersion && hash === header.rosterHash;
    });
    return listFact(header, 'readers').flatMap((member) => {
      const ageHash = list && memberOf(list.roster, member)?.ageHash;
      return ageHash === undefined ? [] : [{ member, ageHash }];
    });
  }

  /** What an entry says, where it is sealed to this member; else null. */
  async #read(ground: Ground, id: string, entry: Verified): Promise<unknown> {
    const { file } = entry.header;
    if (this.#opened.has(file)) return this.#opened.get(file);
    const named = this.#readersOf(ground, entry);
    if (!named.some(({ ageHash }) => ageHash === this.#room.own.ageHash)) return null;
    const bytes = await this.#room.ask.bytes(staffPaths.api.noticeFile(id, file));
    if (!(bytes instanceof Uint8Array)) return null;
    const hashes = named.map(({ ageHash }) => ageHash);
    const body = await openNotice(this.#room.keyring, entry, hashes, bytes);
    const read = body instanceof Uint8Array ? jsonIn(body) : null;
    this.#opened.set(file, read);
    return read;
  }
}
