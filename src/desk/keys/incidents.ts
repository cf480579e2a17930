import { utf8 } from '#seal/digest.ts';
import { sealCopy, type LockedCopy } from '#seal/seal.ts';
import { readAttachment } from '#seal/unseal.ts';
import { isTaken } from '#domain/intake/taken.ts';
import type { Stream } from '#domain/record/header.ts';
import type { NoteBody, TeamMessage } from '#wire/bodies.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { End, Piece } from '../sending/batch.ts';
import { acted } from './acting.ts';
import { accountIn } from './bodies.ts';
import { marked, sealedPiece } from './footing.ts';
import type { FileOpened, Opened } from './incident-seen.ts';
import type { Known, Knowing } from './knowing.ts';
import { acknowledging, owingIn } from './owing.ts';
import { Mailing } from './mailing.ts';
import type { Done, NotMailed } from './protocol.ts';
import { remember } from './remembering.ts';
import type { Room } from './room.ts';
import { Showing } from './showing.ts';
import { copyOf } from './taken-down.ts';
import type { TurnsOnOpening } from './turns.ts';

const done: Done = { done: true };

/**
 * Whether the words of its mailbox are still those that staff saw: by the sealed account and the moves that chain from it,
 * whatever else is said of them.
 */
const isOnPaper = ({ account, mailboxKey, standing: { report } }: Known): boolean =>
  isTaken(report.arrival?.channel ?? '') && account?.mailbox.id === mailboxKey?.id;

/** The verbs about incidents. */
export class Incidents {
  readonly #room: Room;
  readonly #knowing: Knowing;
  readonly #showing: Showing;
  readonly #turns: TurnsOnOpening;
  readonly #mailing: Mailing;

  constructor(knowing: Knowing, turns: TurnsOnOpening) {
    this.#room = knowing.room;
    this.#knowing = knowing;
    this.#showing = new Showing(knowing);
    this.#turns = turns;
    this.#mailing = new Mailing(knowing, turns);
  }

  async open(incident: string): Promise<Opened | NotDone> {
    let known = await this.#knowing.know(incident, true);
    if (isRefused(known)) return known;
    const turn = await this.#turns.whereNeeded(incident, known);
    const letIn = await this.#turns.letInAnswered(incident, known);
    if (turn.again || letIn) {
      const fresh = await this.#knowing.know(incident);
      if (isRefused(fresh)) return fresh;
      known = fresh;
    }
    const opened = await this.#showing.opened(known, turn.warnings);
    await this.#keepSeen(known, opened.warnings);
    return opened;
  }

  async file(incident: string, entry: string): Promise<FileOpened | NotDone> {
    const known = await this.#knowing.know(incident);
    if (isRefused(known)) return known;
    const found = known.standing.streams.report.entries.find(({ hash }) => hash === entry);
    const body = found && (await this.#knowing.body(known, found, false));
    const attached = body instanceof Uint8Array ? readAttachment(body) : null;
    return attached === null ? { refused: 'bad-file' } : { name: attached.name, bytes: attached.bytes };
  }

  async lockedCopy(incident: string): Promise<LockedCopy | NotDone> {
    const known = await this.#knowing.know(incident);
    if (isRefused(known)) return known;
    const [reported] = known.standing.streams.report.entries;
    const body = reported && (await this.#knowing.body(known, reported, false));
    const account = body instanceof Uint8Array ? accountIn(body) : null;
    if (!(body instanceof Uint8Array)) return { refused: 'bad-file' };
    return sealCopy(account?.taken === undefined ? body : utf8(JSON.stringify(copyOf(account, known), null, 2)));
  }

  async write(
    incident: string,
    said: { readonly text: string; readonly followUp: boolean },
  ): Promise<Done | NotMailed | NotDone> {
    const room = this.#room;
    const mailed = await this.#mailing.mailed(incident, said);
    if ('refused' in mailed || 'notMailed' in mailed) return mailed;
    const sent = await this.#act(incident, async (known) => {
      const { report } = known.standing;
      const { stream } = known.standing.streams.report;
      const key = this.#knowing.newest(known, 'account');
      const me = room.me(known.ground);
      if (key === null || known.mailboxKey === null || known.mailbox === null || me === undefined) return null;
      if (isOnPaper(known)) return { refused: 'words-first' };
      const message: TeamMessage = {
        v: 1,
        from: 'team',
        name: me.name,
        text: said.text,
        at: room.now(),
        report: report.arrival?.hash ?? '',
        followUp: said.followUp,
      };
      const body = utf8(JSON.stringify(message));
      const facts = [['follow-up', said.followUp ? 'yes' : 'no']] as const;
      const inRecord = await sealedPiece(room, stream, 'said-to-reporter', 'account', key, facts, body, mailed.entry);
      const theirs = { recipient: known.mailboxKey.recipient, epoch: 0 };
      const inMailbox = await sealedPiece(room, known.mailbox.stream, 'message', 'mailbox', theirs, [], body);
      const first = report.acknowledged === null && 'allowed' in owingIn(known, me).tried(acknowledging);
      return [...(first ? [marked(room, stream, 'acknowledged', [])] : []), inRecord, inMailbox];
    });
    return isRefused(sent) ? sent : done;
  }

  async note(incident: string, text: string): Promise<Done | NotDone> {
    const sent = await this.#act(incident, async (known) => {
      const { stream } = known.standing.streams.incident;
      const key = this.#knowing.newest(known, 'internal');
      if (key === null) return null;
      const body: NoteBody = { v: 1, text };
      return [await sealedPiece(this.#room, stream, 'noted', 'internal', key, [], utf8(JSON.stringify(body)))];
    });
    return isRefused(sent) ? sent : done;
  }

  /** Nothing is sealed in a compartment that must be locked again first: that is done before, or it is refused. */
  #act(incident: string, seal: (known: Known) => Promise<readonly Piece[] | NotDone | null>) {
    return acted(this.#knowing, incident, {
      before: (id, known) => this.#turns.turnedFirst(id, known),
      sealedTo: (known) =>
        [
          this.#knowing.newest(known, 'account')?.recipient,
          this.#knowing.newest(known, 'internal')?.recipient,
          known.mailboxKey?.id,
          known.standing.report.acknowledged === null,
        ].join(' '),
      seal: async (known) => (await seal(known)) ?? { refused: 'not-allowed' },
    });
  }

  async #keepSeen(known: Known, warnings: Opened['warnings']): Promise<void> {
    const { report, incident, mailbox, audit } = known.standing.streams;
    known.here.heads = { incident: incident.end.head, report: report.end.head, mailbox: mailbox?.end.head ?? '' };
    if (warnings.some(({ what }) => what === 'went-back')) return;
    const seen = [report, incident, ...(audit === null ? [] : [audit])];
    const ends = new Map<Stream, End>(seen.map(({ stream, end }) => [stream, end]));
    const { roster, hash } = known.ground.head;
    await this.#room.keep(remember(this.#room.memory, { version: roster.version, hash }, ends));
  }
}
