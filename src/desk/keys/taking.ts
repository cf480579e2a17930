import { holds } from '#domain/record/manifest.ts';
import { textFact, type Stream } from '#domain/record/header.ts';
import type { EpochKey } from '#seal/seal.ts';
import { sha256Hex } from '#seal/digest.ts';
import { openGrant, openPast } from '#seal/unseal.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { send, type Look } from '../sending/send.ts';
import type { Piece } from '../sending/batch.ts';
import { footingOn, pieceDraft } from './footing.ts';
import type { OpenWarning } from './incident-seen.ts';
import { whoWrote, type Manifested, type Standing } from './opening.ts';
import type { Ground, OpenedHere, Room } from './room.ts';

export const epochName = (stream: Stream, compartment: string, epoch: number): string =>
  `${stream} ${compartment} ${epoch}`;

/**
 * `fails`: the very file that the manifest names is no key. `absent`: that file is not to be had now, because of the
 * network, or of a server that shows another one or none; the grants of who was kept apart for a time are deleted, and
 * whoever lets them in again gives them the newest key alone. It says nothing of who made it.
 */
type Taken = EpochKey | 'fails' | 'absent';

/** Takes the keys of one incident that this member was given: by grants, and backward through the keys before. */
export class Taking {
  readonly #room: Room;
  readonly #failed = new Set<string>();

  constructor(room: Room) {
    this.#room = room;
  }

  /**
   * [Note: Walking back] Newest epoch first. An own grant opens an epoch; where there is none, the key behind it opens
   * it (`openPast`), down to the first. What does not fit is never used and opens nothing before it: it is said, once.
   * What cannot be had now is only warned of, and asked for again at the next opening.
   */
  async take(here: OpenedHere, stand: Standing, chain: readonly Manifested[]): Promise<readonly OpenWarning[]> {
    const warnings: OpenWarning[] = [];
    const fails = async (one: Manifested): Promise<void> => {
      const author = whoWrote(one.by, this.#room.ground?.rosters ?? [], new Set());
      const by = author.is === 'member' ? author.name : '';
      warnings.push({ what: 'grant-fails', compartment: one.manifest.compartment, by });
      await this.#tell(stand, one);
    };
    let behind: { readonly key: EpochKey; readonly turning: Manifested } | null = null;
    const epochs = new Set(chain.map(({ manifest }) => manifest.epoch));
    for (const epoch of [...epochs].toReversed()) {
      const same = chain.filter(({ manifest }) => manifest.epoch === epoch);
      const [turning] = same;
      if (turning === undefined) continue;
      const { compartment, recipient } = turning.manifest;
      const name = epochName(turning.header.stream, compartment, epoch);
      let key = here.epochs.get(name) ?? null;
      let absent = false;
      const own = same.findLast((one) => holds(one, this.#room.keyring.member));
      if (key === null && own !== undefined) {
        const granted = await this.#grant(stand, own);
        if (granted === 'fails') await fails(own);
        else if (granted === 'absent') absent = behind === null;
        else key = granted;
      }
      if (key === null && behind !== null) {
        const passed = await this.#past(stand, behind.key, behind.turning, recipient);
        if (passed === 'fails') await fails(behind.turning);
        else if (passed === 'absent') absent = true;
        else key = passed;
      }
      if (absent && !warnings.some((one) => one.what === 'key-absent'))
        warnings.push({ what: 'key-absent', compartment });
      if (key !== null) here.epochs.set(name, key);
      behind = key === null ? null : { key, turning };
    }
    return warnings;
  }

  async #grant(stand: Standing, accepted: Manifested): Promise<Taken> {
    const { stream } = accepted.header;
    const { compartment, epoch, holders } = accepted.manifest;
    const listed = holders.find(({ member }) => member === this.#room.keyring.member);
    const grant = stand.grants.find(
      (one) => one.stream === stream && one.compartment === compartment && one.epoch === epoch,
    );
    if (grant === undefined || grant.hash !== listed?.grant) return 'absent';
    const bytes = await this.#file(stand, grant.hash);
    if (bytes === null) return 'absent';
    const key = await openGrant(this.#room.keyring, accepted, bytes);
    return 'refused' in key ? 'fails' : key;
  }

  async #past(stand: Standing, key: EpochKey, turning: Manifested, recipient: string): Promise<Taken> {
    const { file } = turning.header;
    const bytes = file === '' ? null : await this.#file(stand, file);
    if (bytes === null) return 'absent';
    const past = await openPast(key, turning.entry, bytes, recipient);
    return 'refused' in past ? 'fails' : past;
  }

  /** Exactly this file, or null: other bytes than the ones that were named are as good as none. */
  async #file({ row }: Standing, hash: string): Promise<Uint8Array | null> {
    const bytes = await this.#room.ask.bytes(staffPaths.api.incidentFile(row.incident, hash));
    return bytes instanceof Uint8Array && sha256Hex(bytes) === hash ? bytes : null;
  }

  /** [Note: A grant that does not fit] is never used and no older epoch is fallen back to: it is said, once (§6). */
  async #tell(stand: Standing, accepted: Manifested): Promise<void> {
    const room = this.#room;
    const { compartment, epoch } = accepted.manifest;
    const held = Object.values(stand.streams).find((one) => one?.stream === accepted.header.stream);
    const said = held?.entries.some(
      ({ header }) =>
        header.kind === 'grant-failed' &&
        header.by === room.signer.public &&
        textFact(header, 'compartment') === compartment &&
        textFact(header, 'author') === accepted.by &&
        header.facts.some(([key, value]) => key === 'epoch' && value === epoch),
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
    const piece: Piece = { draft: pieceDraft(room, held.stream, 'grant-failed', '', 0, facts), file: null };
    const look: Look = { ground: footingOn(room, ground, [held]), sealedTo: '' };
    await send(room.ask, { look: async () => look, seal: async () => [piece] }, look);
  }
}

/** Who handed out keys that did not fit, in one compartment, a second time: everybody is told (sealing §6). */
export function failsAgain({ streams }: Standing, { rosters }: Ground): readonly OpenWarning[] {
  const failed = new Map<string, Set<string>>();
  for (const { header } of [...streams.report.entries, ...streams.incident.entries]) {
    if (header.kind !== 'grant-failed') continue;
    const of = `${textFact(header, 'author')} ${textFact(header, 'compartment')}`;
    const epoch = header.facts.find(([key]) => key === 'epoch')?.[1];
    failed.set(of, new Set([...(failed.get(of) ?? []), `${header.by} ${String(epoch)}`]));
  }
  return [...failed].flatMap(([of, times]): OpenWarning[] => {
    const [author = '', compartment = ''] = of.split(' ');
    const who = whoWrote(author, rosters, new Set());
    return times.size < 2 ? [] : [{ what: 'grants-fail-again', compartment, by: who.is === 'member' ? who.name : '' }];
  });
}
