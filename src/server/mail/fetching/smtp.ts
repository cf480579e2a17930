import type { Readable } from 'node:stream';
import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Logger } from '../../log.ts';
import { largestLetter, type Arrived, type Seen, type Take, type Waits } from '../letter.ts';
import { Queue, Shares } from './queue.ts';
import { keptListening, type Keys, type Listening } from './smtp-port.ts';
import type { SmtpSettings } from './smtp-settings.ts';
import { TurnedAway } from './turned-away.ts';

export interface ListeningFor {
  readonly smtp: SmtpSettings;
  /** The name it says it has. */
  readonly name: string;
  readonly take: Take;
  /** Whether letters for this address, in lower case, are ours. */
  readonly accepts: (address: string) => Promise<boolean>;
  readonly seen: Seen;
  readonly waits: Waits;
  readonly now: () => number;
  readonly log: Logger;
}

const mostRecipients = 100;
const longest = 600_000;

const refusal = (responseCode: number, text: string): Error => Object.assign(new Error(text), { responseCode });
const later = refusal(451, 'Not now; please try again later');
const tooMuch = refusal(452, 'Too much at once; please try again later');
const tooLarge = refusal(552, 'Too large');
const tooMany = refusal(421, 'Too many connections from there; please try again later');
const unknown = refusal(550, 'No such address here');
const nothing = refusal(554, 'An automatic letter about nothing that is known here');

/** Neighbours of one address count as it: whoever has one IPv6 address has 2^64. */
const whereFrom = ({ remoteAddress }: Pick<SMTPServerSession, 'remoteAddress'>): string =>
  remoteAddress.includes(':') && !remoteAddress.includes('.')
    ? remoteAddress.split(':').slice(0, 4).join(':')
    : remoteAddress.replace(/^.*:/u, '');

/** The letter; null when there is no room for it. Rejects when the connection is lost before its end. */
function wholeOf(stream: Readable, whose: string, bytes: Shares): Promise<Uint8Array | null> {
  return new Promise((whole, lost) => {
    let chunks: Buffer[] | null = [];
    let size = 0;
    const drop = (): void => {
      chunks = null;
      bytes.give(whose, size);
      size = 0;
    };
    const late = setTimeout(drop, longest);
    stream.on('data', (chunk: Buffer) => {
      if (chunks === null) return;
      if (!bytes.take(whose, chunk.length)) return drop();
      size += chunk.length;
      chunks.push(chunk);
    });
    stream.once('end', () => {
      clearTimeout(late);
      whole(chunks === null ? null : Buffer.concat(chunks));
      // Its pieces are not kept beside it for as long as it is taken.
      chunks = null;
    });
    stream.once('error', (error) => {
      clearTimeout(late);
      drop();
      lost(error);
    });
  });
}

/**
 * Takes letters from other mail servers. Each is taken within its `DATA`: when we say 250 it is stored, and when we die
 * before that its server has it still. Never passes anything on. Nothing is asked about who connects, and no address of
 * theirs is kept. [Note: One flood holds up nobody else]
 */
export function listenForLetters({ smtp, name, take, accepts, seen, waits, now, log }: ListeningFor): Listening {
  const queue = new Queue(4, 50);
  const bytes = new Shares(160_000_000, 80_000_000);
  const open = new Shares(100, 20);
  const counted = new WeakSet<SMTPServerSession>();
  const away = new TurnedAway(now);

  const taken = async (stream: SMTPServerDataStream, session: SMTPServerSession): Promise<Error | null> => {
    const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address.toLowerCase();
    const to = session.envelope.rcptTo.map(({ address }) => address.toLowerCase());
    const whose = whereFrom(session);
    // When it is lost before its end, nobody waits for an answer.
    const raw = await wholeOf(stream, whose, bytes).catch(() => null);
    if (raw === null) return tooMuch;
    if (stream.sizeExceeded) {
      bytes.give(whose, raw.length);
      return tooLarge;
    }
    try {
      const arrived = await queue.run([whose, from], () => take(raw, { by: 'smtp', to, from }));
      if (arrived !== null) await ('later' in arrived ? away.later(raw, arrived.later) : away.taken(raw));
      return answerTo(arrived);
    } catch {
      log({ code: 'letter-failed' });
      await away.later(raw, 'busy');
      return later;
    } finally {
      bytes.give(whose, raw.length);
    }
  };

  const accepted = async (address: string): Promise<Error | null> =>
    accepts(address).then(
      (ours) => (ours ? null : unknown),
      () => later,
    );

  const server = async (keys: Keys | null): Promise<SMTPServer> => {
    // Loaded where somebody hands letters over at all: most of a small server's memory is code.
    const { SMTPServer: Server } = await import('smtp-server');
    return new Server({
      name,
      logger: false,
      size: largestLetter,
      rejectOversized: true,
      disabledCommands: keys === null ? ['AUTH', 'STARTTLS'] : ['AUTH'],
      ...keys?.files,
      authOptional: true,
      disableReverseLookup: true,
      hideENHANCEDSTATUSCODES: false,
      maxRecipients: mostRecipients,
      socketTimeout: 60_000,
      closeTimeout: 500,
      onConnect(session, done) {
        if (!open.take(whereFrom(session), 1)) return done(tooMany);
        counted.add(session);
        done();
      },
      onClose(session) {
        if (counted.delete(session)) open.give(whereFrom(session), 1);
      },
      onRcptTo: ({ address }, _session, done) => void told(done, accepted(address.toLowerCase())),
      onData: (stream, session, done) => void told(done, taken(stream, session)),
    });
  };
  const seenWith: Seen = async (state, code) => {
    await seen(state, code);
    await waits(away.all(), away.sure);
  };
  return keptListening({ smtp, server, seen: seenWith, log });
}

async function told(done: (refused: Error | null, text: string) => void, answer: Promise<Error | null>): Promise<void> {
  done(await answer, 'Taken');
}

function answerTo(arrived: Arrived | null): Error | null {
  // Too many of theirs wait.
  if (arrived === null || 'later' in arrived) return later;
  switch (arrived.done) {
    case 'report':
    case 'added':
    case 'there':
    case 'noted':
      return null;
    case 'aside':
      return nothing;
  }
}
