import type { Opened } from '#desk/keys/incident-seen.ts';
import { listFact } from '#domain/record/facts.ts';
import { kindOf, textFact, type Header } from '#domain/record/header.ts';
import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import { opensAt } from '#rehearsal/cast.ts';
import { identityOf, openAny, recipientHash, recipientOf } from '#seal/age.ts';
import { readNote } from '#seal/roster.ts';
import type { Append } from '#store/record-store.ts';
import { parseLine } from '#wire/header.ts';
import { unlocked, type DeskOf } from '../unit/desk/desks.ts';
import { houseOf, keysHeldBy, origin, procedureOf, type House } from './house.ts';
import { liar, type Lie } from './liar.ts';
import type { Deed, Tale } from './model-tale.ts';
import { onPlatform, type Platform } from './platform.ts';
import { replied, type Sending } from './sender.ts';
import { players, teamOf } from './story.ts';

const hour = 3_600_000;

/** A file that was stored or only sent, with the header that names it. */
interface Kept {
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** Which append of the world it came with. */
  readonly append: number;
  readonly what: string;
  readonly byReporter: boolean;
  /** What it is sealed to, by the header or manifest that names it; a thief does not believe it. */
  readonly to: string;
}

/** One broken promise, in words. */
export type Broken = string;

interface Entered {
  readonly at: number;
  /** Never had a part in it before. */
  readonly fromBirth: boolean;
}

/** What the model knows of the incident, from the lines alone and in its own words. */
class Record {
  readonly newest = new Map<string, Manifest>();
  readonly ever = new Map<string, Manifest[]>();
  readonly barred = new Set<string>();
  readonly recused = new Set<string>();
  readonly suspended = new Set<string>();
  /** Since which append somebody is kept out without a break. */
  readonly out = new Map<string, Entered>();
  readonly recipients = new Set<string>();
  #held = new Set<string>();

  get kept(): ReadonlySet<string> {
    return new Set([...this.barred, ...this.recused, ...this.suspended]);
  }

  read(header: Header, append: number): void {
    const member = textFact(header, 'member');
    const manifest = manifestOf(header);
    if (manifest !== null) {
      this.newest.set(manifest.compartment, manifest);
      this.ever.set(manifest.compartment, [...(this.ever.get(manifest.compartment) ?? []), manifest]);
      this.recipients.add(recipientHash(manifest.recipient));
      for (const holder of manifest.holders) this.#held.add(holder.member);
    }
    if (header.kind === 'self-note') this.recipients.add(header.to);
    if (header.kind === 'barred') this.barred.add(member);
    if (header.kind === 'unbarred') this.barred.delete(member);
    if (header.kind === 'recused') this.recused.add(member);
    if (header.kind === 'conflict-answered') {
      const by = players.find((id) => keysHeldBy(id).sign === header.by);
      if (textFact(header, 'answer') === 'conflict') this.recused.add(member);
      else if (by !== member) this.recused.delete(member);
    }
    this.since(append);
  }

  since(append: number): void {
    for (const id of this.kept) if (!this.out.has(id)) this.out.set(id, { at: append, fromBirth: !this.#held.has(id) });
    for (const id of this.out.keys()) if (!this.kept.has(id)) this.out.delete(id);
  }

  freeHolders(compartment = 'account'): readonly string[] {
    const holders = this.newest.get(compartment)?.holders ?? [];
    return holders.map(({ member }) => member).filter((id) => !this.kept.has(id));
  }
}

/** What the world came to. */
export interface Outcome {
  readonly broken: readonly Broken[];
  readonly outcomes: readonly string[];
  readonly acted: readonly string[];
  readonly files: number;
  readonly apart: number;
  readonly lies: ReadonlyMap<string, number>;
  readonly races: number;
  readonly done: ReadonlyMap<string, number>;
}

interface Sent {
  readonly by: string;
  readonly headers: Headers;
  readonly body: ArrayBuffer;
  stored: boolean;
}

class Telling {
  readonly broken: Broken[] = [];
  readonly outcomes: string[] = [];
  /** What was done, once it was known who could. */
  readonly acted: string[] = [];
  readonly lies = new Map<string, number>();
  readonly done = new Map<string, number>();
  races = 0;
  readonly #house: House;
  readonly #platform: Platform;
  readonly #tale: Tale;
  readonly #record = new Record();
  readonly #kept: Kept[] = [];
  readonly #desks = new Map<string, DeskOf>();
  readonly #lie: Lie;
  readonly #sent: Sent[] = [];
  /** Whom each desk knows to be kept out, from what it was truly shown. */
  readonly #knows = new Map<string, Set<string>>();
  /** Every text that the server acknowledged. */
  readonly #said: string[] = [];
  #appends = 0;
  #began = 0;
  #lying = false;
  #incident = '';
  #entropy = '';
  #leftOut: readonly string[] = [];

  constructor(house: House, platform: Platform, tale: Tale) {
    this.#house = house;
    this.#platform = platform;
    this.#tale = tale;
    this.#lie = liar(this.lies);
  }

  #break(what: string): void {
    if (!this.broken.includes(what)) this.broken.push(what);
  }

  /** Hands a request on; what members send is looked at whether or not it is taken. */
  async handed(request: Request): Promise<Response> {
    this.#cookie = request.headers.get('cookie') ?? '';
    if (request.method !== 'POST' || !request.url.endsWith('/api/entries')) return this.#house.handed(request);
    const by = this.#cookies.get(request.headers.get('cookie') ?? '') ?? '';
    const body = await request.clone().arrayBuffer();
    const headers = new Headers(request.headers);
    await this.#looked(by, await request.clone().formData());
    const response = await this.#house.handed(request);
    if (response.ok) this.#read();
    this.#sent.push({ by, headers, body, stored: response.ok });
    return response;
  }

  readonly #cookies = new Map<string, string>();

  #cookie = '';

  /** What a desk sends gives nobody a key whom it knows to be kept out, and is sealed to keys of this record alone. */
  async #looked(by: string, form: FormData): Promise<void> {
    const field = form.get('batch');
    const batch = JSON.parse(typeof field === 'string' ? field : '{"streams":[]}') as {
      streams: { entries: { line: string }[] }[];
    };
    const all = batch.streams.flatMap(({ entries }) => entries.flatMap(({ line }) => parseLine(line) ?? []));
    const known = this.#knows.get(by) ?? new Set();
    const own = new Set<string>();
    for (const header of all) {
      const manifest = manifestOf(header);
      if (manifest === null) continue;
      own.add(recipientHash(manifest.recipient));
      const freed = all.flatMap(({ kind, facts }) => (kind === 'unbarred' ? listFact({ facts }, 'member') : []));
      const kept = (id: string): boolean => known.has(id) && this.#record.kept.has(id) && !freed.includes(id);
      for (const { member } of manifest.holders.filter((h) => kept(h.member) || this.#leftOut.includes(h.member)))
        this.#break(
          `the desk of ${by} makes a key of ${manifest.compartment} for ${member}, whom it knows to be kept out`,
        );
    }
    for (const header of all)
      if (header.to !== '' && !own.has(header.to) && !this.#record.recipients.has(header.to))
        this.#break(`the desk of ${by} seals ${header.kind} to a key that is none of the incident's`);
    for (const [hash, value] of form)
      if (typeof value !== 'string') this.#keep(hash, new Uint8Array(await value.arrayBuffer()), all, false);
  }

  #keep(hash: string, bytes: Uint8Array, headers: readonly Header[], stored: boolean): void {
    const at = this.#kept.findIndex((one) => one.hash === hash);
    // A server that withholds the newest is given what was sealed before it: the one thing a desk cannot see.
    if (!stored && (at >= 0 || this.#lying)) return;
    if (at >= 0) this.#kept.splice(at, 1);
    const named = headers.find(({ file }) => file === hash);
    const grantOf = headers.flatMap((header) => manifestOf(header)?.holders ?? []).find(({ grant }) => grant === hash);
    this.#kept.push({
      hash,
      bytes,
      // What was only sent was sealed on what its desk had seen, which may be what stood when the act began.
      append: stored ? this.#appends : this.#began,
      what: named?.kind ?? (grantOf === undefined ? 'a file' : `a key for ${grantOf.member}`),
      byReporter: named !== undefined && !players.some((id) => keysHeldBy(id).sign === named.by),
      to: named?.to ?? grantOf?.ageHash ?? '',
    });
  }

  /** Everything that was stored since the last look. */
  #read(): void {
    for (const append of this.#house.appended()) this.#readOne(append);
  }

  #readOne({ streams, files = [], rows = [] }: Append): void {
    if (rows.length > 0 && this.#incident === '') this.#incident = rows[0]?.incident ?? '';
    const headers = streams.flatMap(({ entries }) =>
      entries.flatMap(({ line, inside }) => parseLine(inside?.line ?? line) ?? []),
    );
    const kinds: readonly string[] = ['report', 'incident', 'mailbox'];
    if (!headers.some(({ stream }) => kinds.includes(kindOf(stream)))) return;
    this.#appends += 1;
    const before = this.#record.freeHolders().length;
    for (const header of headers) {
      this.#record.read(header, this.#appends);
      if (header.kind === 'unbarred' && this.#leftOut.includes(textFact(header, 'member')))
        this.#break(`${textFact(header, 'member')}, whom the reporter left out, is released`);
    }
    for (const { hash, bytes } of files) this.#keep(hash, bytes, headers, true);
    if (before > 0 && this.#record.freeHolders().length === 0) this.#break('nobody free holds what was told');
  }

  /** Null for somebody who is suspended. */
  async #desk(who: string): Promise<DeskOf | null> {
    if (this.#record.suspended.has(who)) return null;
    const known = this.#desks.get(who);
    // A session lasts half a day; after that the words are typed again.
    if (known !== undefined && !('refused' in (await known.look()))) return known;
    this.#platform.doing(`${who} comes, ${this.#platform.at}`);
    const desk = await unlocked(origin, who);
    await desk.look();
    this.#cookies.set(this.#cookie, who);
    this.#desks.set(who, desk);
    return desk;
  }

  async born(sending: Sending): Promise<boolean> {
    const { births, procedure } = this.#tale.story;
    const [birth] = births;
    if (birth === undefined) return false;
    this.#platform.at += hour;
    this.#platform.doing('birth');
    const entropy = await sending(procedure, birth);
    this.#read();
    if (entropy === null || this.#incident === '') return false;
    this.#entropy = entropy;
    this.#leftOut = birth.leaveOut.filter((id) => this.#record.barred.has(id));
    return true;
  }

  async #verb(desk: DeskOf, { does, whom }: Deed, text: string): Promise<object> {
    const incident = this.#incident;
    switch (does) {
      case 'open':
        return desk.open(incident);
      case 'note':
        return desk.note(incident, text);
      case 'write':
        return desk.write(incident, { text, followUp: false });
      case 'stepAside':
        return desk.stepAside(incident);
      case 'setAside':
        return desk.setAside(incident, whom);
      case 'lift':
        return desk.lift(incident, whom);
      case 'ask':
        return desk.askAbout(incident, whom);
      case 'confirm':
        return desk.confirmNamed(incident, whom);
      case 'release':
        return desk.releaseNamed(incident, whom);
      case 'letIn':
        return desk.letIn(incident, [whom]);
      case 'standIn':
        return desk.appointStandIn(incident, whom);
      case 'answer':
        await desk.asked();
        return desk.answerAsked(incident, 'clear');
      case 'reply':
      case 'replyNaming':
      case 'suspend':
      case 'again':
      case 'hours':
        return { refused: 'no verb' };
    }
  }

  /** What this desk is truly shown now goes into what it knows, as long as nobody lied to it. */
  #learns(who: string, opened: object): void {
    const answer = opened as Partial<Opened> & { readonly refused?: string };
    if (answer.refused !== undefined) return;
    if (!this.#record.freeHolders().includes(who)) return;
    this.#knows.set(who, new Set([...this.#record.barred, ...this.#record.recused, ...this.#leftOut]));
  }

  async #does(deed: Deed, label: string): Promise<string> {
    const desk = await this.#desk(deed.who);
    if (desk === null) return 'locked out';
    const text = `${label}: ${deed.who} has read it.`;
    const lied = deed.lie !== 'none';
    desk.lie = this.#lie(deed, deed.who);
    let answer: object;
    try {
      answer = await this.#verb(desk, deed, text);
    } catch (error) {
      this.#break(`the desk of ${deed.who} falls over: ${error instanceof Error ? (error.stack ?? '') : ''}`);
      answer = { refused: 'fell' };
    }
    desk.lie = this.#lie({ ...deed, lie: 'none' }, deed.who);
    this.#read();
    const refused = (answer as { refused?: string }).refused;
    if (refused === undefined && (deed.does === 'note' || deed.does === 'write')) this.#said.push(text);
    if (!lied && deed.does === 'open') this.#learns(deed.who, answer);
    if (refused === undefined && deed.does === 'stepAside') this.#isAnswered(deed.who);
    if (refused === 'not-allowed' && deed.does === 'stepAside' && !lied) this.#mayLeave(deed.who);
    if (refused === undefined) this.done.set(deed.does, (this.done.get(deed.does) ?? 0) + 1);
    return refused ?? 'done';
  }

  /** Whether they may answer the reporter: by what they are, and as somebody a report could go to next. */
  #answers(id: string, following: boolean): boolean {
    const { story } = this.#tale;
    const narrow = story.births[0]?.only !== '';
    const roles = story.roles[players.findIndex((one) => one === id)] ?? [];
    return procedureOf(story.procedure).roles.some(
      ({ id: role, may, receives }) =>
        roles.includes(role) &&
        may.includes('write-to-reporter') &&
        (!following || (narrow ? typeof receives === 'number' : receives !== 'never')),
    );
  }

  /** Who steps aside leaves it to somebody who may answer the reporter, where anybody free of the team may. */
  #isAnswered(who: string): void {
    const asked = new Set(this.#record.newest.get('parties')?.holders.map(({ member }) => member));
    const free = players.filter((id) => !this.#record.kept.has(id) && !asked.has(id));
    const able = free.find((id) => this.#answers(id, true));
    if (able !== undefined && !this.#record.freeHolders().some((id) => this.#answers(id, false)))
      this.#break(`${who} leaves it to nobody who may answer the reporter, though ${able} may`);
  }

  /** Nobody who has a conflict is held to it while somebody else could have it. */
  #mayLeave(who: string): void {
    const free = players.filter((id) => id !== who && !this.#record.kept.has(id));
    const next = free.find((id) => this.#answers(id, true));
    if (next !== undefined && this.#record.freeHolders().includes(who))
      this.#break(`${who} may not step aside, though ${next} could have it`);
  }

  async #beside({ does, who, whom, pick }: Deed, label: string): Promise<string> {
    if (does === 'hours') {
      this.#platform.at += 7 * hour;
      await this.#house.work();
      this.#read();
      return 'done';
    }
    if (does === 'suspend') {
      const steward = this.#record.suspended.size > 1 || who === whom ? null : await this.#desk(who);
      const left = this.#record.freeHolders().filter((id) => id !== whom);
      if (steward === null || left.length === 0) return 'nobody would be left';
      const answer = await steward.suspend(whom);
      if ('refused' in answer) return answer.refused;
      const note = readNote((await this.#house.store.rosterNotes()).at(-1) ?? '');
      if ('refused' in note) return 'no list';
      if (note.roster.members.some(({ id, suspended }) => id === whom && suspended)) this.#record.suspended.add(whom);
      this.#record.since(this.#appends + 1);
      return 'done';
    }
    if (does === 'again') {
      const one = this.#sent[pick % Math.max(1, this.#sent.length)];
      if (one === undefined) return 'nothing to send';
      this.#read();
      const before = this.#appends;
      const { headers, body } = one;
      const answer = await this.#house.handed(
        new Request(`${origin}/api/entries`, { method: 'POST', headers, body: body.slice(0) }),
      );
      this.#read();
      if (one.stored && this.#appends !== before) this.#break('what was stored is stored again when it is sent again');
      if (one.stored && !answer.ok && this.#record.freeHolders().includes(one.by))
        this.#break(`what ${one.by} sent is refused when it is sent again: ${await answer.text()}`);
      return String(answer.status);
    }
    this.#platform.doing(label);
    const status = await replied(this.#entropy, does === 'reply' ? '' : whom);
    this.#read();
    return status;
  }

  /** Mostly somebody who can act does, and about somebody it makes sense for; else whoever the tale says. */
  #meant<D extends Pick<Deed, 'does' | 'who' | 'whom'>>(deed: D, pick: number): D {
    const one = (of: Iterable<string>, usual: string): string => {
      const all = [...of];
      return pick % 5 === 0 ? usual : (all[(pick >> 3) % Math.max(1, all.length)] ?? usual);
    };
    const free = this.#record.freeHolders();
    const who = deed.does === 'suspend' || deed.does === 'answer' ? deed.who : one(free, deed.who);
    const others = free.filter((id) => id !== who);
    const outside = players.filter((id) => !free.includes(id) && !this.#record.kept.has(id));
    switch (deed.does) {
      case 'lift':
        return { ...deed, who, whom: one(this.#record.recused, deed.whom) };
      case 'release':
      case 'confirm':
        return { ...deed, who, whom: one(this.#record.barred, deed.whom) };
      case 'letIn':
      case 'standIn':
        return { ...deed, who, whom: one(outside, deed.whom) };
      case 'answer':
        return { ...deed, who: one(outside, deed.who) };
      case 'setAside':
      case 'replyNaming':
        return { ...deed, who, whom: one(others, deed.whom) };
      default:
        return { ...deed, who };
    }
  }

  async #deed(tale: Deed, index: number): Promise<void> {
    const deed = this.#meant(tale, tale.pick);
    this.#platform.at += hour / 6;
    this.#began = this.#appends;
    this.#lying = deed.lie !== 'none';
    const label = `act ${index}`;
    this.#platform.doing(label);
    if (['reply', 'replyNaming', 'suspend', 'again', 'hours'].includes(deed.does)) {
      this.acted.push(`${deed.who} ${deed.does} ${deed.whom}`);
      this.outcomes.push(await this.#beside(deed, label));
      return;
    }
    const beside = deed.beside && this.#meant(deed.beside, deed.pick + 8);
    this.acted.push(
      `${deed.who} ${deed.does} ${deed.whom}${beside ? `, and ${beside.who} ${beside.does} ${beside.whom}` : ''}`,
    );
    if (beside === null || beside.who === deed.who) {
      this.outcomes.push(await this.#does(deed, label));
      return;
    }
    // Both desks are there before either acts, so that they really meet.
    const there = [await this.#desk(deed.who), await this.#desk(beside.who)];
    this.#platform.doing(label);
    if (there.every((one) => one !== null)) this.races += 1;
    const both = await Promise.all([
      this.#does(deed, label),
      this.#does({ ...deed, ...beside, lie: 'none', beside: null }, `${label} too`),
    ]);
    this.outcomes.push(both.join(', and '));
  }

  /** Afterwards nobody lies: every free holder opens everything, and there is one. */
  async #ends(): Promise<void> {
    this.#platform.at += hour;
    for (const round of [1, 2])
      for (const who of this.#record.freeHolders()) {
        this.#platform.doing(`${who} opens at the end, ${round}`);
        const desk = await unlocked(origin, who);
        const opened = await desk.open(this.#incident);
        this.#read();
        if (round === 1) continue;
        if ('refused' in opened) {
          this.#break(`${who}, who is free, is refused: ${opened.refused}`);
          continue;
        }
        this.#sees(who, opened);
      }
    const free = this.#record.freeHolders();
    if (free.length === 0) this.#break('nobody free holds what was told');
    for (const [compartment, { holders }] of this.#record.newest)
      for (const { member } of holders)
        if (
          this.#record.kept.has(member) &&
          compartment !== 'parties' &&
          free.some((id) => holders.some((holder) => holder.member === id))
        )
          this.#break(`${member}, who is kept out, still holds ${compartment} after everybody opened it`);
  }

  #sees(who: string, { account, entries, warnings }: Opened): void {
    if (account === null) this.#break(`${who}, who is free, cannot open what was told`);
    for (const { kind, compartment, problem } of entries)
      if (problem !== '' && (compartment === 'account' || compartment === 'internal'))
        this.#break(`${who}, who is free, cannot open ${kind} of ${compartment}: ${problem}`);
    const bodies = JSON.stringify(entries.map(({ body }) => body));
    for (const text of this.#said)
      if (!bodies.includes(text)) this.#break(`${who}, who is free, does not find “${text}”, which was acknowledged`);
    // That a key did not fit stands in the record for ever, also where a server had only said so.
    const said = entries.some(({ kind }) => kind === 'grant-failed') && this.lies.size > 0;
    for (const { what } of warnings)
      if (what !== 'other-version' && !(said && what === 'grants-fail-again'))
        this.#break(`${who} is warned of ${what} by a server that tells the truth`);
  }

  /** Everything somebody can open of all that was ever stored or sent, from one key on. */
  async #opens(member: string, believing: boolean): Promise<readonly Kept[]> {
    const { keyring, ageHash } = keysHeldBy(member);
    const opened = new Set<Kept>();
    const keys = [{ identity: keyring.identity, to: ageHash }];
    for (let key = keys.pop(); key !== undefined; key = keys.pop())
      for (const file of this.#kept) {
        if (opened.has(file) || (believing && file.to !== key.to)) continue;
        const plain = await openAny(key.identity, file.bytes);
        if (!(plain instanceof Uint8Array)) continue;
        opened.add(file);
        const end = plain.indexOf(10);
        const line = Buffer.from(plain.subarray(0, Math.max(0, end))).toString('utf8');
        if (!line.endsWith(',"len":32}')) continue;
        const seed = plain.slice(end + 1, end + 33);
        keys.push({ identity: identityOf(seed), to: recipientHash(recipientOf(seed)) });
      }
    return [...opened];
  }

  async #stolen(): Promise<void> {
    const all = [...this.#record.out];
    for (const [i, [member, { at, fromBirth }]] of all.entries()) {
      const opened = await this.#opens(member, this.#tale.pick % 6 !== 0 || i > 0);
      for (const file of opened) {
        const late = fromBirth || file.append >= at;
        // What the reporter adds before anybody of the team opened it again is sealed to the key that stood.
        if (late && !(file.byReporter && this.#stood(member, file)))
          this.#break(
            `${member}, kept out since ${at}${fromBirth ? ' and never in' : ''}, opens ${file.what} of ${file.append}`,
          );
      }
    }
  }

  /** Whether this was sealed to a key that the member held by a list, which nobody free had turned yet. */
  #stood(member: string, file: Kept): boolean {
    const held = [...this.#record.ever.values()].flat();
    const manifest = held.find(({ recipient }) => recipientHash(recipient) === file.to);
    const turned = held.find(
      (one) => one.compartment === manifest?.compartment && one.epoch === (manifest?.epoch ?? 0) + 1,
    );
    const turnedAt = this.#kept.find(({ hash }) => turned?.holders.some(({ grant }) => grant === hash))?.append;
    const same = held.filter(({ recipient }) => recipientHash(recipient) === file.to);
    const listed = same.some(({ holders }) => holders.some((holder) => holder.member === member));
    return listed && (turnedAt === undefined || file.append < turnedAt);
  }

  async tell(): Promise<void> {
    for (const [i, deed] of this.#tale.deeds.entries()) await this.#deed(deed, i);
    await this.#ends();
    await this.#stolen();
  }

  get files(): number {
    return this.#kept.length;
  }

  get apart(): number {
    return this.#record.out.size;
  }
}

/** Tells one world; what it broke is in words. `over`: breaks the house on purpose. */
export async function told(tale: Tale, sending: Sending): Promise<Outcome> {
  let telling: Telling | null = null;
  const network = async (request: Request): Promise<Response> => {
    if (telling === null) throw new Error('nobody listens yet');
    const response = await telling.handed(request);
    return response;
  };
  return onPlatform(network, async (platform) => {
    platform.at = opensAt;
    platform.doing('founding');
    const house = await houseOf(
      teamOf(tale.story),
      () => platform.at,
      (store) => store,
    );
    try {
      telling = new Telling(house, platform, tale);
      house.appended();
      if (await telling.born(sending)) await telling.tell();
      const { broken, outcomes, acted, files, apart, lies, races, done } = telling;
      return { broken, outcomes, acted, files, apart, lies, races, done };
    } finally {
      await house.store.close();
    }
  });
}
