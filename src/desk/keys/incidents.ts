import type { Stream } from '#domain/record/header.ts';
import { utf8 } from '#seal/digest.ts';
import { sealCopy, sealFile, type LockedCopy } from '#seal/seal.ts';
import { readAttachment } from '#seal/unseal.ts';
import type { NoteBody, TeamMessage } from '#wire/bodies.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import type { End, Piece } from '../sending/batch.ts';
import { send, type Look } from '../sending/send.ts';
import { Knowing, type Known } from './knowing.ts';
import { acknowledging, owingIn } from './owing.ts';
import type { Held } from './opening.ts';
import type { Done, FileOpened, Opened, OpenWarning } from './protocol.ts';
import { remember, streamWentBack } from './remembering.ts';
import type { Room } from './room.ts';
import { Showing } from './showing.ts';
import { TurnsOnOpening } from './turns.ts';

const done: Done = { done: true };

/** The verbs about incidents. */
export class Incidents {
  readonly #room: Room;
  readonly #knowing: Knowing;
  readonly #showing: Showing;
  readonly #turns: TurnsOnOpening;

  constructor(room: Room) {
    this.#room = room;
    this.#knowing = new Knowing(room);
    this.#showing = new Showing(this.#knowing);
    this.#turns = new TurnsOnOpening(this.#knowing);
  }

  async open(incident: string): Promise<Opened | NotDone> {
    let known = await this.#knowing.know(incident);
    if (isRefused(known)) return known;
    const turn = await this.#turns.whereNeeded(incident, known);
    if (turn.again) {
      const fresh = await this.#knowing.know(incident);
      if (isRefused(fresh)) return fresh;
      known = fresh;
    }
    const opened = await this.#showing.opened(known, [...turn.warnings, ...this.#wentBack(known)]);
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
    return body instanceof Uint8Array ? sealCopy(body) : { refused: 'bad-file' };
  }

  async write(incident: string, said: { readonly text: string; readonly followUp: boolean }): Promise<Done | NotDone> {
    const sent = await this.#act(incident, async (known) => {
      const { report } = known.standing;
      const key = this.#knowing.newest(known, known.standing.streams.report.stream, 'account');
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
      const acknowledged: Piece = { draft: this.#knowing.draft(stream, 'acknowledged', '', 0, []), file: null };
      const first = report.acknowledged === null && 'allowed' in owingIn(known, me).tried(acknowledging);
      return [...(first ? [acknowledged] : []), inRecord, inMailbox];
    });
    return isRefused(sent) ? sent : done;
  }

  async note(incident: string, text: string): Promise<Done | NotDone> {
    const sent = await this.#act(incident, async (known) => {
      const { stream } = known.standing.streams.incident;
      const key = this.#knowing.newest(known, stream, 'internal');
      if (key === null) return null;
      const body: NoteBody = { v: 1, text };
      return [await this.#sealed(stream, 'noted', 'internal', key, [], utf8(JSON.stringify(body)))];
    });
    return isRefused(sent) ? sent : done;
  }

  async #act(incident: string, seal: (known: Known) => Promise<readonly Piece[] | null>) {
    const look = async (): Promise<(Look & { readonly known: Known }) | NotDone> => {
      const known = await this.#knowing.know(incident);
      if (isRefused(known)) return known;
      if (known.warnings.some(({ what }) => what === 'forked')) return { refused: 'bad-manifest' };
      const { report, incident: inside } = known.standing.streams;
      const sealedTo = [
        this.#knowing.newest(known, report.stream, 'account')?.recipient,
        this.#knowing.newest(known, inside.stream, 'internal')?.recipient,
        known.mailboxKey?.id,
        known.standing.report.acknowledged === null,
      ].join(' ');
      const held = [report, inside, ...(known.mailbox ? [known.mailbox] : [])];
      return { known, sealedTo, ground: this.#knowing.footing(known.ground, held) };
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
    return refused ? { refused: 'not-allowed' } : sent;
  }

  async #sealed(
    stream: Stream,
    kind: string,
    compartment: Piece['draft']['compartment'],
    key: { readonly recipient: string; readonly epoch: number },
    facts: Piece['draft']['facts'],
    body: Uint8Array,
  ): Promise<Piece> {
    const draft = this.#knowing.draft(stream, kind, compartment, key.epoch, facts);
    // Seq, prev, roster and time are not bound inside the file, so any will do here; signing sets the true ones.
    const unplaced = { ...draft, seq: 0, prev: '', rosterVersion: 0, rosterHash: '', at: 0 };
    return { draft, file: await sealFile(unplaced, this.#room.signer.public, key.recipient, body) };
  }

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
