import { dutiesOf, may } from '#domain/promises/promises.ts';
import { holds, type Manifest } from '#domain/record/manifest.ts';
import { textFact, type Stream, type Verified } from '#domain/record/header.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { sealFile, type EpochKey } from '#seal/seal.ts';
import { openFile, openGrant, readAttachment } from '#seal/unseal.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import type { AccountBody, NoteBody, TeamMessage } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { End, Ground as Footing, Piece } from '../sending/batch.ts';
import { post, send, type Look } from '../sending/send.ts';
import { accountIn, heardIn, identityIn, messageIn, noteIn } from './bodies.ts';
import {
  fits,
  isMailboxOf,
  mailboxesOf,
  manifests,
  standing,
  whoWrote,
  type Held,
  type Manifested,
  type Standing,
} from './opening.ts';
import type { AttachedFile, Done, FileOpened, Opened, OpenWarning, Seen } from './protocol.ts';
import { remember, streamWentBack } from './remembering.ts';
import type { Ground, Room } from './room.ts';
import { grantable, turned, type Turn } from './turning.ts';

/** One incident with every key this member holds of it. */
interface Known {
  readonly standing: Standing;
  readonly ground: Ground;
  readonly procedure: Procedure;
  readonly edition: Edition;
  readonly account: AccountBody | null;
  readonly mailbox: Held | null;
  readonly mailboxKey: AccountBody['mailbox'] | null;
  readonly reporters: ReadonlySet<string>;
  readonly apart: ReadonlySet<string>;
  readonly chains: ReadonlyMap<string, readonly Manifested[]>;
  readonly warnings: readonly OpenWarning[];
}

type Fails = NotDone | { readonly refused: 'team-list-fails' };
const done: Done = { done: true };
const isNo = (x: object): x is NotDone => 'refused' in x;
const epochName = (stream: Stream, compartment: string, epoch: number): string => `${stream} ${compartment} ${epoch}`;
/** A team list that does not hold is treated like no answer: nothing is opened on it. */
const asNotDone = (fails: Fails): NotDone => ({
  refused: fails.refused === 'team-list-fails' ? 'internal' : fails.refused,
});

export class Incidents {
  readonly #room: Room;
  readonly #failed = new Set<string>();

  constructor(room: Room) {
    this.#room = room;
  }

  async open(incident: string): Promise<Opened | NotDone> {
    let known = await this.#know(incident);
    if (isNo(known)) return known;
    const turn = await this.#turnWhereNeeded(incident, known);
    if (turn.again) {
      const fresh = await this.#know(incident);
      if (isNo(fresh)) return fresh;
      known = fresh;
    }
    const opened = await this.#opened(known, turn.warnings);
    await this.#keepSeen(known, opened.warnings);
    return opened;
  }

  async file(incident: string, entry: string): Promise<FileOpened | NotDone> {
    const known = await this.#know(incident);
    if (isNo(known)) return known;
    const found = known.standing.streams.report.entries.find(({ hash }) => hash === entry);
    const body = found && (await this.#body(known, found, false));
    const attached = body instanceof Uint8Array ? readAttachment(body) : null;
    return attached === null ? { refused: 'bad-file' } : { name: attached.name, bytes: attached.bytes };
  }

  async write(incident: string, said: { readonly text: string; readonly followUp: boolean }): Promise<Done | NotDone> {
    const sent = await this.#act(incident, async (known) => {
      const { report } = known.standing;
      const key = this.#newest(known, known.standing.streams.report.stream, 'account');
      const me = this.#room.me(known.ground);
      if (key === null || known.mailboxKey === null || known.mailbox === null || me === undefined) return null;
      const message: TeamMessage = {
        v: 1,
        from: 'team',
        name: me.name,
        text: said.text,
        at: this.#room.now(),
        report: report.arrival?.hash ?? '',
        followUp: said.followUp,
      };
      const body = utf8(JSON.stringify(message));
      const stream = known.standing.streams.report.stream;
      const facts = [['follow-up', said.followUp ? 'yes' : 'no']] as const;
      const inRecord = await this.#sealed(stream, 'said-to-reporter', 'account', key, facts, body);
      const inMailbox = await this.#sealed(
        known.mailbox.stream,
        'message',
        'mailbox',
        {
          recipient: known.mailboxKey.recipient,
          epoch: 0,
        },
        [],
        body,
      );
      const acknowledged: Piece = { draft: this.#draft(stream, 'acknowledged', '', 0, []), file: null };
      return [...(report.acknowledged === null ? [acknowledged] : []), inRecord, inMailbox];
    });
    return isNo(sent) ? sent : done;
  }

  async note(incident: string, text: string): Promise<Done | NotDone> {
    const sent = await this.#act(incident, async (known) => {
      const { stream } = known.standing.streams.incident;
      const key = this.#newest(known, stream, 'internal');
      if (key === null) return null;
      const body: NoteBody = { v: 1, text };
      return [await this.#sealed(stream, 'noted', 'internal', key, [], utf8(JSON.stringify(body)))];
    });
    return isNo(sent) ? sent : done;
  }

  // ——— knowing

  async #know(incident: string): Promise<Known | NotDone> {
    const room = this.#room;
    const answer = await room.ask.json<IncidentAnswer>(paths.api.incident(incident));
    if (isRefused(answer)) return answer;
    room.hearNow(answer.now);
    const stand = standing(room.org, incident, answer);
    if ('fails' in stand) return { refused: 'bad-signature' };
    const versions = Object.values(stand.streams).flatMap((held) => held?.entries ?? []);
    const newest = Math.max(0, ...versions.map(({ header }) => header.rosterVersion));
    const stale = room.ground === null || room.ground.head.roster.version < newest;
    const ground = stale ? await room.refresh() : room.ground;
    if (ground === null) return { refused: 'internal' };
    if ('refused' in ground) return asNotDone(ground);
    const edition = ground.desk.editions.find((one) => one.edition.id === stand.row.edition)?.edition;
    const procedure = ground.desk.procedures.find((one) => one.id === edition?.procedure);
    if (edition === undefined || procedure === undefined) return { refused: 'internal' };
    const { chains, warnings } = this.#chains(stand);
    for (const chain of chains.values()) warnings.push(...(await this.#openGrants(incident, stand, chain)));
    const bare = { standing: stand, ground, procedure, edition, chains };
    return this.#withAccount(bare, warnings);
  }

  #chains(stand: Standing): { chains: Map<string, readonly Manifested[]>; warnings: OpenWarning[] } {
    const { report, incident } = stand.streams;
    const warnings: OpenWarning[] = [];
    const chains = new Map<string, readonly Manifested[]>();
    const arrival = new Set([report.entries[0]?.header.by ?? '']);
    const read = (held: Held, compartment: string, first: ReadonlySet<string>): void => {
      const { chain, sound } = manifests(held, compartment, first);
      chains.set(compartment, chain);
      if (!sound) warnings.push({ what: 'forked', compartment });
    };
    read(report, 'account', arrival);
    read(report, 'identity', arrival);
    const holders = (chains.get('account') ?? []).flatMap(({ manifest }) => manifest.holders.map((h) => h.sign));
    read(incident, 'internal', new Set(holders));
    return { chains, warnings };
  }

  async #openGrants(incident: string, stand: Standing, chain: readonly Manifested[]): Promise<readonly OpenWarning[]> {
    const room = this.#room;
    const warnings: OpenWarning[] = [];
    for (const accepted of chain) {
      const { manifest, header } = accepted;
      const name = epochName(header.stream, manifest.compartment, manifest.epoch);
      if (!holds(accepted, room.keyring.member) || room.epochs.has(name)) continue;
      const { compartment } = manifest;
      const grant = stand.grants.find(
        (one) => one.stream === header.stream && one.compartment === compartment && one.epoch === manifest.epoch,
      );
      const bytes = grant && (await room.ask.bytes(paths.api.incidentFile(incident, grant.hash)));
      if (bytes !== undefined && !(bytes instanceof Uint8Array) && bytes.refused === 'offline') continue;
      const key = bytes instanceof Uint8Array ? await openGrant(room.keyring, accepted, bytes) : null;
      if (key !== null && !('refused' in key)) {
        room.epochs.set(name, key);
        continue;
      }
      const rosters = room.ground?.rosters ?? [];
      const author = whoWrote(accepted.by, rosters, new Set());
      warnings.push({ what: 'grant-fails', compartment, by: author.is === 'member' ? author.name : '' });
      await this.#tellGrantFailed(stand, accepted);
    }
    return warnings;
  }

  /** [Note: A grant that does not fit] is never used and no older epoch is fallen back to: it is said, once (§6). */
  async #tellGrantFailed(stand: Standing, accepted: Manifested): Promise<void> {
    const room = this.#room;
    const { compartment, epoch } = accepted.manifest;
    const held = Object.values(stand.streams).find((one) => one?.stream === accepted.header.stream);
    const said = held?.entries.some(
      ({ header }) =>
        header.kind === 'grant-failed' &&
        header.by === room.signer.public &&
        textFact(header, 'compartment') === compartment &&
        textFact(header, 'author') === accepted.by,
    );
    const ground = room.ground;
    if (held === null || held === undefined || said === true || ground === null) return;
    if (this.#failed.has(accepted.hash)) return;
    this.#failed.add(accepted.hash);
    const facts = [
      ['author', accepted.by],
      ['compartment', compartment],
      ['epoch', epoch],
    ] as const;
    const piece: Piece = { draft: this.#draft(held.stream, 'grant-failed', '', 0, facts), file: null };
    const look: Look = { ground: this.#footing(ground, [held]), sealedTo: '' };
    await send(room.ask, { look: async () => look, seal: async () => [piece] }, look);
  }

  async #withAccount(
    bare: Pick<Known, 'standing' | 'ground' | 'procedure' | 'edition' | 'chains'>,
    warnings: readonly OpenWarning[],
  ): Promise<Known> {
    const { standing: stand, ground } = bare;
    const [first] = stand.streams.report.entries;
    const bytes = first && (await this.#body(bare, first, true));
    const account = bytes instanceof Uint8Array ? accountIn(bytes) : null;
    const arrivedInClear = ground.rosters.some(({ roster }) => roster.sealingKeys.includes(first?.header.by ?? ''));
    const mailboxes = account === null ? [] : mailboxesOf(account, stand.streams.report.entries);
    const mailboxKey = mailboxes.at(-1) ?? null;
    const reporters = new Set(
      account === null ? [arrivedInClear ? '' : (first?.header.by ?? '')] : mailboxes.map(({ sign }) => sign),
    );
    const notTheirs = account !== null && !arrivedInClear && first?.header.by !== account.mailbox.sign;
    const { mailbox } = stand.streams;
    return {
      ...bare,
      account,
      mailboxKey,
      mailbox: mailboxKey !== null && isMailboxOf(mailbox, mailboxKey) ? mailbox : null,
      reporters,
      apart: new Set([...stand.report.barred, ...(account?.leftOut ?? [])]),
      warnings: notTheirs ? [...warnings, { what: 'not-theirs', compartment: 'account' }] : warnings,
    };
  }

  // ——— opening

  /** The plain body of an entry; kept, because entries never change, unless it is a file. */
  async #body(
    known: { readonly standing: Standing },
    entry: Verified,
    keep: boolean,
  ): Promise<Uint8Array | Seen['problem']> {
    const { header, hash } = entry;
    const kept = this.#room.bodies.get(hash);
    if (kept !== undefined) return kept;
    const key = this.#room.epochs.get(epochName(header.stream, header.compartment, header.epoch));
    if (key === undefined) return 'locked';
    const bytes = await this.#room.ask.bytes(paths.api.incidentFile(known.standing.row.incident, header.file));
    if (!(bytes instanceof Uint8Array)) return 'missing';
    const body = await openFile(key.identity, key.recipient, entry, bytes);
    if (!(body instanceof Uint8Array)) return 'not-fitting';
    if (keep) this.#room.bodies.set(hash, body);
    return body;
  }

  async #opened(known: Known, more: readonly OpenWarning[]): Promise<Opened> {
    const { standing: stand, ground, procedure, edition } = known;
    const { report, incident, mailbox } = stand.streams;
    const me = this.#room.me(ground);
    const all = [...report.entries, ...incident.entries, ...(mailbox?.entries ?? [])];
    const seen = await Promise.all(all.map((entry) => this.#seen(known, entry)));
    const entries = seen.filter((one) => one !== null);
    const birth = entries.find((one) => one.kind === 'added' && one.compartment === 'identity' && one.birth);
    const identityChain = known.chains.get('identity') ?? [];
    const attached = report.entries.filter(({ header }) => header.kind === 'attached');
    const files = (await Promise.all(attached.map((entry) => this.#attached(known, entry)))).filter(
      (one) => one !== null,
    );
    const barred = stand.report.barred;
    const allowed = (act: 'note' | 'write-to-reporter'): boolean =>
      me !== undefined && 'allowed' in may(procedure, edition.id, me, act, barred);
    return {
      row: stand.row,
      codeName: stand.incident.codeName,
      sealed: known.reporters.has(report.entries[0]?.header.by ?? '') ? 'device' : 'server',
      procedure: { id: procedure.id, version: known.account?.procedure.version ?? procedure.version },
      language: known.account?.language ?? '',
      account: known.account?.answers ?? null,
      identity: identityChain.length === 0 ? 'none' : ((birth?.body as Opened['identity'] | null) ?? 'locked'),
      readers: { account: holdersNow(known.chains.get('account')), identity: holdersNow(identityChain) },
      apart: [...known.apart],
      only: known.account?.only ?? '',
      entries: entries.filter((one) => one !== birth),
      files,
      duties: dutiesOf(procedure, report.entries, stand.now),
      acknowledged: stand.report.acknowledged !== null,
      may: {
        write:
          allowed('write-to-reporter') &&
          known.mailbox !== null &&
          this.#newest(known, report.stream, 'account') !== null,
        note: allowed('note') && this.#newest(known, incident.stream, 'internal') !== null,
      },
      warnings: [...known.warnings, ...more, ...this.#wentBack(known)],
      now: stand.now,
    };
  }

  async #seen(known: Known, entry: Verified): Promise<Seen | null> {
    const { header, hash, receivedAt } = entry;
    const [stream] = header.stream.split('/') as [Seen['stream']];
    if (header.kind === 'placed' || header.kind === 'barred' || header.kind === 'attached') return null;
    if (stream === 'mailbox' && header.kind !== 'received') return null;
    const who = whoWrote(header.by, known.ground.rosters, known.reporters);
    const birth =
      header.seq >= 0 &&
      header.by === known.standing.streams.report.entries[0]?.header.by &&
      stream === 'report' &&
      receivedAt === known.standing.report.arrival?.receivedAt;
    const facts = Object.fromEntries(header.facts.flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])));
    const accepted = (known.chains.get(header.compartment) ?? []).find((one) => one.hash === hash);
    const holders = accepted?.manifest.holders.map((holder) => holder.member) ?? [];
    const plain = {
      hash,
      stream,
      kind: header.kind,
      compartment: header.compartment,
      at: receivedAt,
      birth,
      facts,
      holders,
    };
    if (!fits(entry, who)) return { ...plain, who: { is: 'unknown' }, body: null, problem: 'not-fitting' };
    if (header.size === 0 || header.compartment === 'mailbox' || header.kind === 'reported')
      return { ...plain, who, body: null, problem: '' };
    const body = await this.#body(known, entry, true);
    if (!(body instanceof Uint8Array)) return { ...plain, who, body: null, problem: body };
    const read = readBody(header.kind, header.compartment, body);
    return { ...plain, who, body: read, problem: read === null ? 'not-fitting' : '' };
  }

  async #attached(known: Known, entry: Verified): Promise<AttachedFile | null> {
    const body = await this.#body(known, entry, entry.header.size < 1_000_000);
    const attached = body instanceof Uint8Array ? readAttachment(body) : null;
    const { hash, receivedAt, header } = entry;
    if (attached === null) return { entry: '', name: '', type: '', size: header.size, sha256: '', at: receivedAt };
    return {
      entry: hash,
      name: attached.name,
      type: attached.type,
      size: attached.bytes.length,
      sha256: sha256Hex(attached.bytes),
      at: receivedAt,
    };
  }

  // ——— turning

  /**
   * What arrived in clear is locked again by the first who opens it, and the incident gets its `internal`; both in one
   * batch. A colleague who was first makes this needless.
   */
  async #turnWhereNeeded(
    incident: string,
    first: Known,
  ): Promise<{ again: boolean; warnings: readonly OpenWarning[] }> {
    let known: Known | NotDone = first;
    for (let tries = 0; tries < 5; tries++) {
      if (isNo(known)) break;
      const turns = await this.#turns(known);
      if (turns.length === 0) return { again: tries > 0, warnings: [] };
      const { ground, mailbox, mailboxKey } = known;
      const held = [known.standing.streams.report, known.standing.streams.incident, ...(mailbox ? [mailbox] : [])];
      const footing = this.#footing(ground, held);
      const made = await turned(
        { org: this.#room.org, ...footing },
        turns,
        mailbox && mailboxKey && { stream: mailbox.stream, recipient: mailboxKey.recipient },
      );
      const answer = await post(this.#room.ask, made);
      if (!isRefused(answer)) return { again: true, warnings: [] };
      if (!['stale-head', 'roster-moved', 'bad-manifest'].includes(answer.refused)) break;
      if (answer.refused === 'roster-moved') await this.#room.refresh();
      known = await this.#know(incident);
    }
    return { again: false, warnings: [{ what: 'not-turned' }] };
  }

  async #turns(known: Known): Promise<readonly Turn[]> {
    const { chains, ground, standing: stand, apart } = known;
    if (known.account === null || known.warnings.some(({ what }) => what === 'forked')) return [];
    const me = this.#room.keyring.member;
    const turns: Turn[] = [];
    const readersOf = async (manifest: Manifest): Promise<Turn['readers']> =>
      this.#room.readers(grantable(manifest.holders, ground.rosters, apart, stand.now));
    for (const compartment of ['account', 'identity'] as const) {
      const newest = chains.get(compartment)?.at(-1);
      if (newest === undefined || newest.manifest.epoch !== 1 || !holds(newest, me)) continue;
      if (!ground.head.roster.sealingKeys.includes(newest.by)) continue;
      const readers = await readersOf(newest.manifest);
      if (!readers.some(({ member }) => member.id === me)) continue;
      const { stream } = stand.streams.report;
      turns.push({ stream, compartment, epoch: 2, prevAccess: newest.hash, why: 'turned-on-opening', readers });
    }
    const account = chains.get('account')?.at(-1);
    if ((chains.get('internal')?.length ?? 0) === 0 && account !== undefined && holds(account, me)) {
      const readers =
        turns.find((turn) => turn.compartment === 'account')?.readers ?? (await readersOf(account.manifest));
      const { stream } = stand.streams.incident;
      if (readers.some(({ member }) => member.id === me))
        turns.push({ stream, compartment: 'internal', epoch: 1, prevAccess: '', why: 'internal-made', readers });
    }
    return turns;
  }

  // ——— acting

  #newest(known: Known, stream: Stream, compartment: string): (EpochKey & { readonly epoch: number }) | null {
    const epoch = known.chains.get(compartment)?.at(-1)?.manifest.epoch;
    const key = epoch === undefined ? undefined : this.#room.epochs.get(epochName(stream, compartment, epoch));
    return key === undefined || epoch === undefined ? null : { ...key, epoch };
  }

  async #act(incident: string, seal: (known: Known) => Promise<readonly Piece[] | null>) {
    const look = async (): Promise<(Look & { readonly known: Known }) | NotDone> => {
      const known = await this.#know(incident);
      if (isNo(known)) return known;
      if (known.warnings.some(({ what }) => what === 'forked')) return { refused: 'bad-manifest' };
      const { report, incident: inside } = known.standing.streams;
      const sealedTo = [
        this.#newest(known, report.stream, 'account')?.recipient,
        this.#newest(known, inside.stream, 'internal')?.recipient,
        known.mailboxKey?.id,
        known.standing.report.acknowledged === null,
      ].join(' ');
      const held = [report, inside, ...(known.mailbox ? [known.mailbox] : [])];
      return { known, sealedTo, ground: this.#footing(known.ground, held) };
    };
    let refused = false;
    const sent = await send(this.#room.ask, {
      look: async () => {
        await this.#room.refresh();
        return look();
      },
      seal: async ({ known }) => {
        const pieces = await seal(known);
        refused = pieces === null;
        return pieces;
      },
    });
    return refused ? ({ refused: 'not-allowed' } as NotDone) : sent;
  }

  #footing(ground: Ground, held: readonly Held[]): Footing {
    return {
      ends: new Map<Stream, End>(held.map(({ stream, end }) => [stream, end])),
      roster: { version: ground.head.roster.version, hash: ground.head.hash },
      at: this.#room.now(),
      signer: this.#room.signer,
    };
  }

  #draft(
    stream: Stream,
    kind: string,
    compartment: Piece['draft']['compartment'],
    epoch: number,
    facts: Piece['draft']['facts'],
  ) {
    return { org: this.#room.org, stream, id: randomHex(16), kind, compartment, epoch, facts };
  }

  async #sealed(
    stream: Stream,
    kind: string,
    compartment: Piece['draft']['compartment'],
    key: { readonly recipient: string; readonly epoch: number },
    facts: Piece['draft']['facts'],
    body: Uint8Array,
  ): Promise<Piece> {
    const draft = this.#draft(stream, kind, compartment, key.epoch, facts);
    // Seq, prev, roster and time are not bound inside the file, so any will do here; signing sets the true ones.
    const unplaced = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0 };
    return { draft, file: await sealFile(unplaced, this.#room.signer.public, key.recipient, body) };
  }

  // ——— remembering

  #wentBack(known: Known): readonly OpenWarning[] {
    const { report, incident } = known.standing.streams;
    const back = (held: Held): boolean => streamWentBack(this.#room.memory, held.stream, held.entries);
    return [
      ...(back(report) ? [{ what: 'went-back', stream: 'report' } as const] : []),
      ...(back(incident) ? [{ what: 'went-back', stream: 'incident' } as const] : []),
    ];
  }

  async #keepSeen(known: Known, warnings: readonly OpenWarning[]): Promise<void> {
    if (warnings.some(({ what }) => what === 'went-back')) return;
    const { report, incident } = known.standing.streams;
    const ends = new Map<Stream, End>([report, incident].map(({ stream, end }) => [stream, end]));
    const { roster, hash } = known.ground.head;
    const memory = remember(this.#room.memory, { version: roster.version, hash }, ends);
    await this.#room.keep(memory);
  }
}

function holdersNow(chain: readonly Manifested[] | undefined): readonly string[] {
  return chain?.at(-1)?.manifest.holders.map((holder) => holder.member) ?? [];
}

function readBody(kind: string, compartment: string, body: Uint8Array): unknown {
  if (kind === 'said-to-reporter') return messageIn(body);
  if (kind === 'noted') return noteIn(body);
  if (kind === 'added' && compartment === 'identity') return identityIn(body);
  if (kind === 'heard-from-reporter' || kind === 'added') return heardIn(body);
  return null;
}
