import { SMTPServer } from 'smtp-server';

/** One letter as it was handed over. */
export interface TakenLetter {
  readonly from: string;
  readonly to: readonly string[];
  /** Head and body as they came, lines ended by CR LF. */
  readonly raw: string;
}

/** What the other mail server does with the next letters: `hangs` takes the line and never answers. */
type Manner = 'takes' | 'later' | 'refuses' | 'no-such-mailbox' | 'hangs' | 'busy';

/** A real mail server on loopback that one sends to. */
export interface MailTaker {
  readonly port: number;
  readonly url: string;
  readonly taken: readonly TakenLetter[];
  manner: Manner;
  readonly close: () => Promise<void>;
}

const saying = (code: number): Error => Object.assign(new Error('not now'), { responseCode: code });

export async function mailTaker(): Promise<MailTaker> {
  const taken: TakenLetter[] = [];
  let manner: Manner = 'takes';
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 200,
    onMailFrom: (_address, _session, done) => done(manner === 'busy' ? saying(421) : null),
    onRcptTo: (_address, _session, done) => done(manner === 'no-such-mailbox' ? saying(550) : null),
    onData(stream, session, done) {
      let raw = '';
      stream.setEncoding('utf8');
      stream.on('data', (chunk: string) => (raw += chunk));
      stream.on('end', () => {
        if (manner === 'hangs') return;
        if (manner === 'later') return done(saying(451));
        if (manner === 'refuses') return done(saying(554));
        const { mailFrom, rcptTo } = session.envelope;
        taken.push({ from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.server.address() as { port: number };
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    taken,
    get manner() {
      return manner;
    },
    set manner(next) {
      manner = next;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

/** The head of a letter, unfolded, by lower-case name; the last of each name. */
export function headOf({ raw }: TakenLetter): ReadonlyMap<string, string> {
  const [head = ''] = raw.split('\r\n\r\n');
  const lines = head.replaceAll(/\r\n[ \t]+/gu, ' ').split('\r\n');
  return new Map(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
}

/** Its text as somebody reads it: one plain part, in UTF-8. */
export function textOf(letter: TakenLetter): string {
  const body = letter.raw.slice(letter.raw.indexOf('\r\n\r\n') + 4);
  const how = headOf(letter).get('content-transfer-encoding') ?? '';
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8').replaceAll('\r\n', '\n');
  const joined = how === 'quoted-printable' ? body.replaceAll(/[=]\r\n/gu, '') : body;
  const bytes =
    how === 'quoted-printable'
      ? Buffer.from(
          joined.replaceAll(/[=]([0-9A-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        )
      : Buffer.from(joined, 'utf8');
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}
