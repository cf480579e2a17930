import { SMTPServer } from 'smtp-server';
import { freePort } from '#kit/free-port.ts';

/** The mail server that this server sends by, on loopback: it can be gone, refuse, and come back at the same place. */
export interface Relay {
  readonly url: string;
  readonly taken: readonly { readonly to: readonly string[]; readonly raw: string }[];
  /** Takes no letter while this is so, but lets anybody log in. */
  refusing: boolean;
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
}

export async function relay(): Promise<Relay> {
  const port = await freePort();
  const taken: { readonly to: readonly string[]; readonly raw: string }[] = [];
  const state = { refusing: false };
  const make = (): SMTPServer => {
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      closeTimeout: 100,
      onMailFrom: (_address, _session, done) =>
        done(state.refusing ? Object.assign(new Error('not from you'), { responseCode: 550 }) : null),
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          taken.push({ to, raw: Buffer.concat(chunks).toString('latin1') });
          done();
        });
      },
    });
    server.on('error', () => undefined);
    return server;
  };
  let server: SMTPServer | null = null;
  const up = async (): Promise<void> => {
    const made = make();
    server = made;
    await new Promise<void>((ready) => {
      made.listen(port, '127.0.0.1', ready);
    });
  };
  await up();
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    get refusing() {
      return state.refusing;
    },
    set refusing(is) {
      state.refusing = is;
    },
    up,
    async down() {
      const running = server;
      server = null;
      if (running !== null) await new Promise<void>((done) => running.close(() => done()));
    },
  };
}
