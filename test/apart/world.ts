import { textFact, type Stream } from '#domain/record/header.ts';
import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { sha256Hex, fromHex } from '#seal/digest.ts';
import { bearerHash, mailboxKeys } from '#seal/words.ts';
import { hashNote, readNote } from '#seal/roster.ts';
import { pyharbor } from '#rehearsal/event.ts';
import { salt } from '#rehearsal/keys.ts';
import type { Append } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import { parseLine } from '#wire/header.ts';
import { unlocked, type DeskOf } from '../unit/desk/desks.ts';
import { houseOf, keysHeldBy, next, origin, procedureOf, sessionOf, type House, type Left } from './house.ts';
import { onPlatform, type Platform } from './platform.ts';
import { nothing, probesOf, requestOf, sealedNotes, type Asking, type Known, type Probe } from './probes.ts';
import { letterAnswer, letterTold, newWords, replied, type Sending } from './sender.ts';
import { handled } from './handled.ts';
import { linking, players, teamOf, type Act, type Story } from './story.ts';
import type { Act as Right } from '#domain/procedure/procedure.ts';

const hour = 3_600_000;
/** Begins the outcome of an act that was refused because of a link, and is not tried in the world without it. */
const heldBack = 'held back: ';

/** One answer, byte for byte, with what it cost the store and what was logged. */
export interface Answered {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
  readonly asked: string;
  readonly logged: string;
}

/** What one member could learn at one moment. */
export interface Look {
  readonly member: string;
  /** Since when they must not know of X, ms: what reached them of it before is theirs to remember. 0: they never did. */
  readonly since: number;
  readonly probes: readonly Probe[];
  readonly answers: readonly Answered[];
}

export interface Moment {
  /** Before which act it was: `births`, an act's index, `end`. */
  readonly when: string;
  /** Who must not know of X since before this moment began: their mails in it are compared. */
  readonly apart: readonly string[];
  readonly mails: readonly Left[];
  readonly looks: readonly Look[];
}

/** A file that was stored, and since when it is there. */
export interface Kept {
  readonly hash: string;
  readonly bytes: Uint8Array;
  /** Which append of the world stored it. */
  readonly append: number;
  /** The kinds of that append's entries. */
  readonly what: string;
  /** It is of incident X. */
  readonly ofX: boolean;
}

/** One of the two worlds, as far as it can be compared. */
export interface World {
  readonly moments: readonly Moment[];
  readonly outcomes: readonly string[];
  readonly kept: readonly Kept[];
  /** Members who held something of X at some moment. */
  readonly everIn: readonly string[];
  /** Id of X. */
  readonly x: string;
  /**
   * Members kept out of X at the end for a reason of theirs: since which append, by the headers that say so, and whether
   * they ever held anything of it.
   */
  readonly out: readonly { readonly member: string; readonly since: number; readonly everIn: boolean }[];
}

interface Incident {
  readonly incident: string;
  readonly report: string;
  readonly mailbox: string;
  readonly entropy: string;
}

interface Aside {
  /** By the reporter's wish: for good. */
  readonly leftOut: Set<string>;
  /** Named, and nobody said that it is somebody else. */
  readonly named: Set<string>;
  /** Stepped aside or set aside. */
  readonly recused: Set<string>;
}

/** Everything a world is told with: which reports are sent how, and whether incident 0 is there. */
export interface Telling {
  readonly story: Story;
  readonly sending: Sending;
  /** The world with X, whose looks this one repeats; null tells the world with X. */
  readonly beside: World | null;
  /** Breaks the store on purpose, to see it found. */
  readonly broken?: (store: Store) => Store;
}

class Telled {
  readonly house: House;
  readonly #platform: Platform;
  readonly #telling: Telling;
  readonly #desks = new Map<string, DeskOf>();
  readonly incidents = new Map<number, Incident>();
  readonly aside: Aside = { leftOut: new Set(), named: new Set(), recused: new Set() };
  readonly everIn = new Set<string>();
  readonly #recusedIn = new Map<string, number>();
  readonly #apartSince = new Map<string, number>();
  #linked = false;
  readonly #knewBoth = new Set<string>();
  #appends = 0;
  readonly moments: Moment[] = [];
  readonly outcomes: string[] = [];
  readonly kept: Kept[] = [];
  readonly #streamsOfX = new Set<string>();
  readonly #posted = new Map<string, { batch: unknown; files: { hash: string; bytes: Uint8Array }[] }[]>();
  #doer = '';

  constructor(house: House, platform: Platform, telling: Telling) {
    this.house = house;
    this.#platform = platform;
    this.#telling = telling;
  }

  get #withX(): boolean {
    return this.#telling.beside === null;
  }

  /** Hands a request on, and keeps the batches that members had stored. */
  async handed(request: Request): Promise<Response> {
    const copy = request.url.endsWith('/api/entries') ? request.clone() : null;
    const response = await this.house.handed(request);
    if (copy === null || !response.ok || this.#doer === '') return response;
    const sent = await copy.formData();
    const batch: unknown = JSON.parse(sent.get('batch') as string);
    const files: { hash: string; bytes: Uint8Array }[] = [];
    for (const [hash, value] of sent)
      if (typeof value !== 'string') files.push({ hash, bytes: new Uint8Array(await value.arrayBuffer()) });
    this.#posted.set(this.#doer, [...(this.#posted.get(this.#doer) ?? []), { batch, files }]);
    return response;
  }

  /** Null for somebody who is suspended: no words open anything for them. */
  async #desk(who: string): Promise<DeskOf | null> {
    const known = this.#desks.get(who);
    if (known !== undefined && !('refused' in (await known.look()))) return known;
    const note = readNote((await this.house.store.rosterNotes()).at(-1) ?? '');
    if ('refused' in note || note.roster.members.some(({ id, suspended }) => id === who && suspended)) return null;
    // A session lasts half a day; after that the words are typed again.
    this.#platform.doing(`${who} comes, ${this.moments.length}`);
    const desk = await unlocked(origin, who);
    this.#desks.set(who, desk);
    return desk;
  }

  async #born(about: number): Promise<void> {
    const { story, sending } = this.#telling;
    const birth = story.births[about];
    this.#platform.at += hour;
    if (birth === undefined || (about === 0 && !this.#withX)) return;
    this.#platform.doing(`birth ${about}`);
    const entropy = birth.byLetter ? await this.#lettered(about) : await sending(story.procedure, birth);
    const append = this.house.appended().find((one) => one.mailbox !== undefined);
    this.#keep(append === undefined ? [] : [append], about === 0);
    const [incident, mailbox] = [append?.rows?.[0]?.incident, append?.mailbox];
    if (entropy === null || incident === undefined || mailbox === undefined) return;
    this.incidents.set(about, { incident, report: mailbox.report, mailbox: mailbox.id, entropy });
    if (about !== 0) return;
    const held = (await this.#manifests()).flatMap(({ holders }) => holders.map(({ member }) => member));
    for (const id of birth.leaveOut) if (id !== birth.only || !held.includes(id)) this.aside.leftOut.add(id);
    // Where nobody else is left, whoever is only named receives it after all; and so does who it is for alone.
    const lastOnes = held.every((id) => birth.named.includes(id));
    for (const id of birth.named) if (!(lastOnes && held.includes(id))) this.aside.named.add(id);
  }

  /** Nobody holds the words of what came by letter. */
  async #lettered(about: number): Promise<string | null> {
    const birth = this.#telling.story.births[about];
    const arrived = birth && (await this.house.lettered(letterTold(about, birth)));
    return arrived !== undefined && 'done' in arrived && arrived.done === 'report' ? '' : null;
  }

  /** By letter where it came by letter. `200`: it was taken. */
  async #replied(about: number, entropy: string, naming: string, index: number): Promise<string> {
    if (this.#telling.story.births[about]?.byLetter !== true) return replied(entropy, naming);
    const arrived = await this.house.lettered(letterAnswer(about, index, naming));
    return 'done' in arrived && arrived.done === 'added' ? '200' : 'refused';
  }

  /** Time passes as it does on a server that runs: whatever falls due is done in its moment. */
  async #passes(ms: number): Promise<void> {
    const until = this.#platform.at + ms;
    for (let due = this.house.dueNext(); due !== null && due <= until; due = this.house.dueNext()) {
      this.#platform.at = Math.max(this.#platform.at, due);
      await this.house.work();
    }
    this.#platform.at = until;
  }

  async #settledAnew(): Promise<void> {
    const desk = await this.#desk('rosa');
    this.#platform.doing('settled anew');
    const team = await desk?.look();
    const base =
      team === undefined || 'refused' in team
        ? ''
        : (team.settings.find(({ edition }) => edition === event)?.base ?? '');
    const done = await desk?.settle(pyharbor(procedureOf(this.#telling.story.procedure)), base);
    if (done === undefined || 'refused' in done) throw new Error(`not settled: ${JSON.stringify(done)}`);
    this.#keep(this.house.appended(), false);
  }

  /** Everybody who works there may look somebody up, out of an incident. */
  async #attendeesBrought(): Promise<void> {
    const desk = await this.#desk('rosa');
    this.#platform.doing('attendees brought in');
    const team = await desk?.look();
    const members = team === undefined || 'refused' in team ? [] : team.members;
    const readers = members.filter(({ roles, suspended }) => roles.length > 0 && !suspended).map(({ id }) => id);
    const done = await desk?.bringAttendees(
      event,
      [{ name: 'Noa Lin', badge: '0452', company: '', role: '' }],
      readers,
    );
    if (done === undefined || 'refused' in done) throw new Error(`no attendees: ${JSON.stringify(done)}`);
    this.#keep(this.house.appended(), false);
  }

  #keep(appends: readonly Append[], ofX: boolean): void {
    for (const { files = [], streams } of appends) {
      const x = ofX || streams.some(({ stream }) => this.#streamsOfX.has(stream));
      if (x) for (const { stream } of streams) this.#streamsOfX.add(stream);
      this.#appends += 1;
      const headers = streams.flatMap(({ entries }) =>
        entries.flatMap(({ line, inside }) => parseLine(inside?.line ?? line) ?? []),
      );
      const what = headers.map(({ kind }) => kind).join(' ');
      for (const { hash, bytes } of files) this.kept.push({ hash, bytes, append: this.#appends, what, ofX: x });
      for (const header of x ? headers : []) {
        const out = header.kind === 'recused' || textFact(header, 'answer') === 'conflict';
        const back = textFact(header, 'answer') === 'clear';
        const member = textFact(header, 'member');
        if (out && !this.#recusedIn.has(member)) this.#recusedIn.set(member, this.#appends);
        if (back) this.#recusedIn.delete(member);
      }
    }
  }

  async #manifests(): Promise<readonly Manifest[]> {
    const it = this.incidents.get(0);
    if (it === undefined) return [];
    const newest = new Map<string, Manifest>();
    for (const stream of [`report/${it.report}`, `incident/${it.incident}`] as const) {
      for (const { line } of (await this.house.store.stream(this.house.org, stream))?.entries ?? []) {
        const header = parseLine(line);
        const manifest = header && manifestOf(header);
        if (manifest) newest.set(manifest.compartment, manifest);
      }
    }
    return [...newest.values()];
  }

  #isAside(member: string): boolean {
    const { leftOut, named, recused } = this.aside;
    return leftOut.has(member) || named.has(member) || recused.has(member);
  }

  /** Who may not know of X now: nobody who holds a key of it by the signed lists, unless they are kept out of it. */
  async apart(): Promise<readonly string[]> {
    const manifests = await this.#manifests();
    const holding = new Set(
      manifests
        .flatMap(({ compartment, holders }) => holders.map(({ member }) => ({ member, compartment })))
        .map(({ member }) => member),
    );
    for (const member of holding) if (!this.#isAside(member)) this.everIn.add(member);
    // Who reads both once they are linked knows both, and loses both with one: that is not kept from them.
    if (this.#linked) for (const member of holding) if (!this.#isAside(member)) this.#knewBoth.add(member);
    return players.filter((id) => (!holding.has(id) || this.#isAside(id)) && !this.#knewBoth.has(id));
  }

  async #act(act: Act, index: number): Promise<string> {
    const { does, who, whom, about } = act;
    const { beside } = this.#telling;
    // Where X is not there, its id is still something that can be asked for.
    const none = { incident: beside?.x ?? '', report: '', mailbox: '', entropy: '' };
    const it = this.incidents.get(about) ?? (about === 0 && beside !== null && beside.x !== '' ? none : undefined);
    if (does === 'minutes' || does === 'hours') {
      await this.#passes(does === 'minutes' ? hour / 10 : 7 * hour);
      return 'done';
    }
    if (does === 'days') {
      this.#platform.at += 9 * 24 * hour;
      await this.house.work();
      return 'done';
    }
    if (does === 'suspend') {
      const steward = await this.#desk(who);
      return steward === null ? 'locked out' : this.#said(await steward.suspend(whom));
    }
    if (it === undefined) return 'not there';
    const doing = (): void => this.#platform.doing(`act ${index}`);
    if (does === 'reply' || does === 'replyNaming') {
      doing();
      const status = await this.#replied(about, it.entropy, does === 'reply' ? '' : whom, index);
      if (status === '200' && does === 'replyNaming' && about === 0) await this.#namedLater(whom);
      return status;
    }
    if (does === 'newWords') {
      if (it.entropy === '') return 'refused';
      doing();
      const entropy = await newWords(it.entropy, sha256Hex(`turn ${about} ${index}`).slice(0, 32));
      if (entropy === null) return 'refused';
      const keys = await mailboxKeys(fromHex(entropy), salt);
      const mailbox = await this.house.store.mailboxFor(this.house.org, keys.id, bearerHash(keys.auth));
      if (mailbox !== null && 'id' in mailbox) this.incidents.set(about, { ...it, entropy, mailbox: mailbox.id });
      return 'done';
    }
    const desk = await this.#desk(who);
    if (desk === null) return 'locked out';
    doing();
    const other = this.incidents.get(1)?.incident ?? '';
    const done = this.#said(await this.#verb(desk, act, it.incident, other));
    // What was ever linked keeps one circle of readers, also when it is taken apart again.
    if (done === 'done' && linking.has(does) && does !== 'takeApart') this.#linked = true;
    if (done === 'done' && (about === 0 || this.#linked)) this.#follows(act);
    // Whoever knows both knows why they may not: they would not have tried it on the other one for nothing.
    return done !== 'done' && this.#linked && this.#knewBoth.has(who) ? `${heldBack}${done}` : done;
  }

  async #opensOther(who: string, index: number): Promise<void> {
    const [other, desk] = [this.incidents.get(1), await this.#desk(who)];
    this.#platform.doing(`act ${index} on the other`);
    if (other !== undefined) await desk?.open(other.incident);
  }

  #said(answer: object): string {
    return 'refused' in answer ? String(answer.refused) : 'done';
  }

  async #verb(desk: DeskOf, { does, who, whom }: Act, incident: string, other: string): Promise<object> {
    switch (does) {
      case 'open':
        return desk.open(incident);
      case 'write':
        return desk.write(incident, { text: 'We have read it.', followUp: false });
      case 'note':
        return desk.note(incident, 'Called the hotel.');
      case 'stepAside':
        return desk.stepAside(incident);
      case 'setAside':
        return desk.setAside(incident, whom);
      case 'lift':
        return desk.lift(incident, whom);
      case 'askAbout':
        return desk.askAbout(incident, whom);
      case 'clear':
      case 'conflict':
        return desk.answerForMe(incident, does);
      case 'confirmNamed':
        return desk.confirmNamed(incident, whom);
      case 'releaseNamed':
        return desk.releaseNamed(incident, whom);
      case 'letIn':
        return desk.letIn(incident, [whom]);
      case 'appointStandIn':
        return desk.appointStandIn(incident, whom);
      case 'askedClear':
      case 'askedConflict': {
        await desk.asked();
        return desk.answerAsked(incident, does === 'askedClear' ? 'clear' : 'conflict');
      }
      case 'judge': {
        const body = { v: 1, why: 'it is over', answers: {}, impact: 'low', risk: 'low', text: '' } as const;
        return desk.act(incident, [{ kind: 'assessed', facts: { urgency: 'can-wait' }, body }]);
      }
      case 'takeLead':
      case 'measure':
      case 'callMeeting':
      case 'file':
        return desk.act(incident, handled(does, [who, whom], this.#platform.at));
      case 'decide': {
        // Each is judged by what stood there before: first it is resolved, then something follows.
        const resolved = await desk.act(incident, handled('resolve', [who, whom], this.#platform.at));
        return 'refused' in resolved ? resolved : desk.act(incident, handled(does, [who, whom], this.#platform.at));
      }
      case 'tell':
        return this.#tell(desk, incident, whom);
      case 'move': {
        const row = (await desk.incidents()).find((one) => one.incident === incident);
        const to = row?.edition === next ? event : next;
        return desk.act(incident, [{ kind: 'moved', facts: { to }, body: null }]);
      }
      case 'joinOther':
        return desk.join(other, incident, 'the same stand');
      case 'joinX':
        return desk.join(incident, other, 'the same stand');
      case 'lookTogether':
        return desk.lookTogether(incident, other, 'the same stand');
      case 'takeApart':
        return desk.takeApart(incident, other);
      case 'reply':
      case 'replyNaming':
      case 'newWords':
      case 'minutes':
      case 'hours':
      case 'days':
      case 'suspend':
        throw new Error(`${does} is no verb of a desk`);
    }
  }

  /** Who is told the little that a list says knows it from then on, and that it is about something. */
  async #tell(desk: DeskOf, incident: string, whom: string): Promise<object> {
    const opened = await desk.open(incident);
    if ('refused' in opened) return opened;
    const of = opened.handling.response.consequences.at(-1)?.hash ?? '';
    const body = { v: 1, subject: 'Stand 4', rule: 'no access', where: 'Hall B', until: null } as const;
    const told = await desk.sendNotice({ for: 'door', incident, of, members: [whom], body });
    if (!('refused' in told)) this.#knewBoth.add(whom);
    return told;
  }

  /** What an act means for who may know, in the words of the design and not by what the server made of it. */
  #follows({ does, who, whom }: Act): void {
    const { named, recused } = this.aside;
    switch (does) {
      case 'stepAside':
      case 'conflict':
      case 'askedConflict':
        recused.add(who);
        break;
      case 'setAside':
      case 'confirmNamed':
        recused.add(whom);
        break;
      case 'lift':
        recused.delete(whom);
        break;
      case 'releaseNamed':
        named.delete(whom);
        break;
      default:
        break;
    }
  }

  /** Named in what the reporter added: held back like who was named at once, unless nobody else would be left to read. */
  async #namedLater(whom: string): Promise<void> {
    const account = (await this.#manifests()).find(({ compartment }) => compartment === 'account');
    const note = readNote((await this.house.store.rosterNotes()).at(-1) ?? '');
    const suspended = 'refused' in note ? [] : note.roster.members.filter((member) => member.suspended);
    const others = (account?.holders ?? []).filter(({ member }) => {
      return member !== whom && !this.#isAside(member) && !suspended.some(({ id }) => id === member);
    });
    const holding = account?.holders.some(({ member }) => member === whom) === true;
    // Whoever is left must be able to answer and to say who is meant, where anybody was.
    const { procedure, roles } = this.#telling.story;
    const may = (ids: readonly string[], act: Right): boolean =>
      ids.some((id) => {
        const own = roles[players.findIndex((player) => player === id)] ?? [];
        return procedureOf(procedure).roles.some((role) => own.includes(role.id) && role.may.includes(act));
      });
    const left = others.map(({ member }) => member);
    const acts = ['write-to-reporter', 'recuse-other'] as const;
    const fits = left.length > 0 && acts.every((act) => !may([...left, whom], act) || may(left, act));
    if (!holding || fits) this.aside.named.add(whom);
  }

  async #known(about: number): Promise<Known> {
    const it = this.incidents.get(about);
    if (it === undefined) return nothing;
    const { incident, report, mailbox } = it;
    const ends = new Map<Stream, { head: string; next: number }>();
    const files: string[] = [];
    for (const stream of [`report/${report}`, `incident/${incident}`, `mailbox/${mailbox}`] as const) {
      const rows = (await this.house.store.stream(this.house.org, stream))?.entries ?? [];
      const headers = rows.map(({ line, inside }) => parseLine(inside?.line ?? line));
      ends.set(stream, { head: sha256Hex(rows.at(-1)?.line ?? ''), next: rows.length });
      files.push(
        ...headers.flatMap((header) => (header === null || header.file === '' ? [] : [header.file])).slice(0, 1),
      );
      for (const header of headers.slice(-3)) if (header !== null && header.file !== '') files.push(header.file);
    }
    const manifests = about === 0 ? await this.#manifests() : [];
    files.push(...manifests.flatMap(({ holders }) => holders.slice(0, 1).map(({ grant }) => grant)));
    const recipients = manifests.flatMap(({ compartment, epoch, recipient }) =>
      compartment === 'account' || compartment === 'internal'
        ? [
            {
              stream: compartment === 'account' ? (`report/${report}` as const) : (`incident/${incident}` as const),
              compartment,
              epoch,
              recipient,
            },
          ]
        : [],
    );
    return { incident, report, mailbox, ends, files: [...new Set(files)], recipients };
  }

  async #asking(member: string, end: boolean): Promise<Asking> {
    const { house } = this;
    const note = (await house.store.rosterNotes()).at(-1) ?? '';
    const read = readNote(note);
    const asking: Asking = {
      member,
      session: sessionOf(member),
      signer: keysHeldBy(member).signer,
      org: house.org,
      note,
      roster: { version: 'refused' in read ? 1 : read.roster.version, hash: hashNote(note) },
      at: this.#platform.at,
      known: await this.#known(0),
      other: await this.#known(1),
      again: end ? (this.#posted.get(member) ?? []).slice(-3) : [],
      sameMemory: !this.everIn.has(member),
      recipients: [keysHeldBy('rosa').ageHash],
    };
    return end ? { ...asking, again: [...asking.again, ...(await sealedNotes(asking))] } : asking;
  }

  async #answered(probe: Probe, label: string): Promise<Answered> {
    this.#platform.doing(label);
    this.house.asked();
    this.house.logged();
    const response = await this.house.handed(requestOf(probe));
    const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).toSorted();
    const body = Buffer.from(await response.arrayBuffer()).toString('latin1');
    return {
      status: response.status,
      headers: headers.join('\n'),
      body,
      asked: this.house.asked().join(' '),
      logged: this.house.logged().join('\n'),
    };
  }

  async #looks(apart: readonly string[], end: boolean): Promise<readonly Look[]> {
    const repeated = this.#telling.beside?.moments[this.moments.length]?.looks;
    const looks: Look[] = [];
    for (const member of repeated?.map((look) => look.member) ?? apart) {
      const there = repeated?.find((look) => look.member === member)?.probes;
      const turn = apart[this.moments.length % apart.length] === member;
      const which = end ? (member === apart.at(-1) ? 'all' : 'members') : turn ? 'often' : 'few';
      const probes = there ?? probesOf(await this.#asking(member, end), this.house.routes, which);
      const answers: Answered[] = [];
      for (const [i, probe] of probes.entries())
        answers.push(await this.#answered(probe, `look ${this.moments.length} ${member} ${i}`));
      looks.push({ member, since: this.#apartSince.get(member) ?? 0, probes, answers });
    }
    return looks;
  }

  async #moment(when: string, passes: () => Promise<void>, end = false): Promise<void> {
    const apart = await this.#apartNow();
    await passes();
    this.#keep(this.house.appended(), false);
    const mails = this.house.mailed();
    const looks = await this.#looks(await this.#apartNow(), end);
    this.#keep(this.house.appended(), false);
    this.moments.push({ when, apart, mails, looks });
  }

  async #apartNow(): Promise<readonly string[]> {
    if (!this.#withX) return [];
    const apart = await this.apart();
    for (const member of players) {
      if (!apart.includes(member)) this.#apartSince.delete(member);
      else if (!this.#apartSince.has(member) && this.everIn.has(member))
        this.#apartSince.set(member, this.#platform.at);
    }
    return apart;
  }

  async tell(): Promise<World> {
    const { story, beside } = this.#telling;
    await this.#attendeesBrought();
    await this.#moment('births', async () => {
      for (const about of story.first ? [0, 1] : [1, 0]) {
        await this.#born(about);
        if (story.aged && about === 0) await this.#settledAnew();
      }
    });
    for (const [i, act] of story.acts.entries()) {
      const passes = async (): Promise<void> => {
        this.#platform.at += hour / 6;
        const global = ['minutes', 'hours', 'days', 'suspend'].includes(act.does);
        const ofX = act.about === 0 && !global;
        // What somebody who may not know of X tries on it is tried in both worlds.
        const tried =
          !['reply', 'replyNaming', 'newWords'].includes(act.does) && beside?.moments[i + 1]?.apart.includes(act.who);
        // Whoever links looks at the other one first, which its readers see in both worlds.
        if (linking.has(act.does)) await this.#opensOther(act.who, i);
        this.#platform.doing(`act ${i}`);
        this.#doer = ofX ? act.who : '';
        const notHere = ofX && beside !== null && tried !== true;
        const withheld = beside?.outcomes[i]?.startsWith(heldBack) === true;
        this.outcomes.push(notHere || withheld ? 'left out' : await this.#act(act, i));
        this.#doer = '';
      };
      await this.#moment(String(i), passes);
    }
    await this.#moment('end', () => this.#passes(30 * 24 * hour), true);
    const { leftOut, named } = this.aside;
    const never = [...leftOut, ...named].filter((member) => !this.everIn.has(member));
    const out = [
      ...[...this.#recusedIn].map(([member, since]) => ({ member, since, everIn: this.everIn.has(member) })),
      ...[...new Set(never)].map((member) => ({ member, since: 0, everIn: false })),
    ];
    const { moments, outcomes, kept } = this;
    return { moments, outcomes, kept, out, everIn: [...this.everIn], x: this.incidents.get(0)?.incident ?? '' };
  }
}

/** Tells one world on a platform of its own. */
export async function tell(telling: Telling): Promise<World> {
  let telled: Telled | null = null;
  const network = async (request: Request): Promise<Response> => {
    if (telled === null) throw new Error('nobody listens yet');
    return telled.handed(request);
  };
  return onPlatform(network, async (platform) => {
    platform.at = opensAt;
    platform.doing('founding');
    const house = await houseOf(teamOf(telling.story), () => platform.at, telling.broken ?? ((store) => store));
    try {
      telled = new Telled(house, platform, telling);
      return await telled.tell();
    } finally {
      await house.store.close();
    }
  });
}
