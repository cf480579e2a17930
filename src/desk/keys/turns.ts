import { holds, type Manifest } from '#domain/record/manifest.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { post } from '../sending/send.ts';
import type { Known, Knowing } from './knowing.ts';
import type { OpenWarning } from './protocol.ts';
import { grantable, turned, type Turn } from './turning.ts';

/** The first who opens what arrived in clear locks it again (sealing §5). */
export class TurnsOnOpening {
  readonly #knowing: Knowing;

  constructor(knowing: Knowing) {
    this.#knowing = knowing;
  }

  /**
   * What arrived in clear is locked again by the first who opens it, and the incident gets its `internal`; both in one
   * batch. A colleague who was first makes this needless.
   */
  async whereNeeded(incident: string, first: Known): Promise<{ again: boolean; warnings: readonly OpenWarning[] }> {
    let known: Known | NotDone = first;
    for (let tries = 0; tries < 5; tries++) {
      if (isRefused(known)) break;
      const turns = await this.#turns(known);
      if (turns.length === 0) return { again: tries > 0, warnings: [] };
      const { ground, mailbox, mailboxKey } = known;
      const held = [known.standing.streams.report, known.standing.streams.incident, ...(mailbox ? [mailbox] : [])];
      const footing = this.#knowing.footing(ground, held);
      const made = await turned(
        { org: this.#knowing.room.org, ...footing },
        turns,
        mailbox && mailboxKey && { stream: mailbox.stream, recipient: mailboxKey.recipient },
      );
      const answer = await post(this.#knowing.room.ask, made);
      if (!isRefused(answer)) return { again: true, warnings: [] };
      if (!['stale-head', 'roster-moved', 'bad-manifest'].includes(answer.refused)) break;
      if (answer.refused === 'roster-moved') await this.#knowing.room.refresh();
      known = await this.#knowing.know(incident);
    }
    return { again: false, warnings: [{ what: 'not-turned' }] };
  }

  async #turns(known: Known): Promise<readonly Turn[]> {
    const { chains, ground, standing: stand, apart } = known;
    if (known.account === null || known.warnings.some(({ what }) => what === 'forked')) return [];
    const me = this.#knowing.room.keyring.member;
    const turns: Turn[] = [];
    const readersOf = async (manifest: Manifest): Promise<Turn['readers']> =>
      this.#knowing.room.readers(grantable(manifest.holders, ground.rosters, apart, stand.now));
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
}
