import { isExtract } from '#domain/intake/report.ts';
import { listFact } from '#domain/record/facts.ts';
import type { Verified } from '#domain/record/header.ts';
import { sha256Hex } from '#seal/digest.ts';
import { readAttachment } from '#seal/unseal.ts';
import type { IdentityBody } from '#wire/bodies.ts';
import { bodyOf, isBodied } from '#wire/said.ts';
import { heardIn, identityIn, jsonIn, messageIn, releasedIn } from './bodies.ts';
import { handledWith, nearSeen } from './circle.ts';
import { conflictsIn } from './conflicts.ts';
import { fetchedIn } from './fetched.ts';
import type { AttachedFile, Opened, OpenWarning, Seen } from './incident-seen.ts';
import type { Known, Knowing } from './knowing.ts';
import { fits, whoWrote, type Manifested } from './opening.ts';
import { acknowledging, keepingNote, owingIn, writing } from './owing.ts';
import type { Permission } from './standing-seen.ts';
import { takenIn } from './taken-down.ts';

/** Opens every entry that this member's keys open, and says plainly of each other one why it is not shown. */
export class Showing {
  readonly #knowing: Knowing;

  constructor(knowing: Knowing) {
    this.#knowing = knowing;
  }

  async opened(known: Known, more: readonly OpenWarning[]): Promise<Opened> {
    const { standing: stand, ground, procedure } = known;
    const { report, incident, mailbox } = stand.streams;
    const me = this.#knowing.room.me(ground);
    const all = [...report.entries, ...incident.entries, ...(mailbox?.entries ?? [])];
    const seen = await Promise.all(all.map((entry) => this.#seen(known, entry)));
    const entries = seen.filter((one) => one !== null);
    const birth = entries.find((one) => one.kind === 'added' && one.compartment === 'identity' && one.birth);
    const identityChain = known.chains.get('identity') ?? [];
    const told = birth?.body as IdentityBody | null | undefined;
    const attached = report.entries.filter(({ header }) => header.kind === 'attached');
    const files = (await Promise.all(attached.map((entry) => this.#attached(known, entry)))).filter(
      (one) => one !== null,
    );
    const { duties, next, tried } = owingIn(known, me);
    const withKey = (held: boolean, permission: Permission): Permission =>
      'allowed' in permission && !held ? { refused: 'no-key', clause: null } : permission;
    const account = this.#knowing.newest(known, 'account') !== null;
    const internal = this.#knowing.newest(known, 'internal') !== null;
    const fetched = fetchedIn(known);
    return {
      row: stand.row,
      codeName: stand.incident.codeName,
      sealed: known.reporters.has(report.entries[0]?.header.by ?? '') ? 'device' : 'server',
      procedure: procedure.digest,
      form: known.account?.procedure.digest ?? procedure.digest,
      language: known.account?.language ?? '',
      account: known.account?.answers ?? null,
      taken: takenIn(known),
      letter: stand.report.arrival?.channel === 'e-mail' ? (known.account?.letter ?? null) : null,
      identity: identityChain.length === 0 ? 'none' : (told?.answers ?? 'locked'),
      writer: writerIn(entries),
      readers: { account: holdersNow(known.chains.get('account')), identity: holdersNow(identityChain) },
      apart: [...known.judged.keeping.apart],
      only: known.account?.only ?? '',
      unnamed: known.account?.unnamed === true && known.account.edition === stand.row.edition,
      outOf: isExtract(stand.report) ? (known.account?.outOf ?? '') : '',
      entries: entries.filter((one) => one !== birth),
      files,
      duties,
      next,
      acknowledged: stand.report.acknowledged !== null,
      handling: known.judged.handling,
      near: handledWith(stand, known.near).map((one) => nearSeen(one, known.judged.where)),
      ground: known.judged.where,
      keys: (['account', 'identity', 'internal'] as const).filter((one) => this.#knowing.newest(known, one) !== null),
      may: {
        acknowledge: withKey(account, tried(acknowledging)),
        write: withKey(account && known.mailbox !== null, tried(writing)),
        note: withKey(internal, tried(keepingNote)),
      },
      conflicts: conflictsIn(known, me?.id ?? '', (attempt) => withKey(account, tried(attempt))),
      fetched: fetched?.fetched ?? [],
      lookedUp: fetched?.lookedUp ?? [],
      sent: sentIn(known.standing),
      warnings: [
        ...known.warnings,
        ...(fetched === null ? [{ what: 'does-not-hold', stream: 'audit' } as const] : []),
        ...versionWarnings(known),
        ...more,
      ],
      now: stand.now,
    };
  }

  async #seen(known: Known, entry: Verified): Promise<Seen | null> {
    const { header, hash, receivedAt } = entry;
    const [stream] = header.stream.split('/') as [Seen['stream']];
    if (header.kind === 'placed' || header.kind === 'attached') return null;
    if (stream === 'mailbox' && header.kind !== 'received') return null;
    // Names for those who are asked first: what was told says them to whoever reads it.
    if (header.kind === 'added' && header.compartment === 'parties') return null;
    const who = whoWrote(header.by, known.ground.rosters, known.reporters);
    const birth =
      header.seq >= 0 &&
      header.by === known.standing.streams.report.entries[0]?.header.by &&
      stream === 'report' &&
      receivedAt === known.standing.report.arrival?.receivedAt;
    if (header.kind === 'barred' && birth) return null;
    const facts = Object.fromEntries(header.facts.flatMap(([k, v]) => (typeof v === 'string' ? [[k, v]] : [])));
    const times = Object.fromEntries(header.facts.flatMap(([k, v]) => (typeof v === 'number' ? [[k, v]] : [])));
    const lists = Object.fromEntries(header.facts.map(([k]) => [k, listFact(header, k)]));
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
      times,
      lists,
      file: header.file,
      holders,
    };
    if (!fits(entry, who)) return { ...plain, who: { is: 'unknown' }, body: null, problem: 'not-fitting' };
    // The file of a manifest is the key before it.
    if (header.size === 0 || header.kind === 'access' || header.compartment === 'mailbox' || header.kind === 'reported')
      return { ...plain, who, body: null, problem: '' };
    const body = await this.#knowing.body(known, entry, true);
    if (!(body instanceof Uint8Array)) return { ...plain, who, body: null, problem: body };
    const read = readBody(header.kind, header.compartment, body);
    return { ...plain, who, body: read ?? null, problem: read === null ? 'not-fitting' : '' };
  }

  async #attached(known: Known, entry: Verified): Promise<AttachedFile | null> {
    const { hash, receivedAt, header } = entry;
    if (header.size > large) {
      const head = await this.#knowing.head(known, entry);
      if (head !== null) {
        const { name, type, length, sha256 } = head;
        return { entry: hash, name, type, size: length, sha256, at: receivedAt };
      }
    }
    const body = header.size > large ? null : await this.#knowing.body(known, entry, true);
    const attached = body instanceof Uint8Array ? readAttachment(body) : null;
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
}

/** Bytes. Of a larger file only the beginning is fetched, until somebody saves it. */
const large = 1_000_000;

function holdersNow(chain: readonly Manifested[] | undefined): readonly string[] {
  return chain?.at(-1)?.manifest.holders.map((holder) => holder.member) ?? [];
}

/** What left, with the line of the record that says the same. */
function sentIn({ streams, sent }: Known['standing']): Opened['sent'] {
  const hashes = new Map(streams.report.entries.map(({ header, hash }) => [header.id, hash]));
  return sent.map((one) => ({ ...one, entry: hashes.get(one.entry) ?? '' }));
}

/** How who told it is reached where they wrote or called, by what lies sealed for who may know them. */
function writerIn(entries: readonly Seen[]): Opened['writer'] {
  const bodies = entries
    .filter(({ kind, compartment }) => kind === 'added' && compartment === 'identity')
    .flatMap(({ body }) => (body === null ? [] : [body as IdentityBody]));
  return {
    letter: bodies.find(({ letter }) => letter !== undefined)?.letter ?? null,
    number: bodies.findLast(({ texted }) => texted !== undefined)?.texted?.number ?? '',
  };
}

/** Said quietly: the form had been open while the event was switched to another version, or a sender made it up. */
function versionWarnings({ account, procedure }: Known): readonly OpenWarning[] {
  const written = account?.procedure;
  return written === undefined || written.digest === procedure.digest
    ? []
    : [{ what: 'other-version', version: written.version }];
}

/** Null: not what its kind must be. Undefined: a kind whose body no page shows yet. */
function readBody(kind: string, compartment: string, body: Uint8Array): unknown {
  if (kind === 'said-to-reporter') return messageIn(body);
  if (isBodied(kind)) return bodyOf(kind, jsonIn(body));
  if (kind === 'unbarred') return releasedIn(body);
  if (kind === 'added' && compartment === 'identity') return identityIn(body);
  if (kind === 'heard-from-reporter' || kind === 'added') return heardIn(body);
  return undefined;
}
