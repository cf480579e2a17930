import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { createTransport } from 'nodemailer';

/** A letter as its sender wrote it: plain text in UTF-8 unless the headers given say otherwise. */
export interface Written {
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The bytes of a letter, as a string of ASCII or UTF-8. */
export function letterOf({ id, from, to, subject, text, headers }: Written): string {
  const lines = {
    'Message-ID': `<${id}>`,
    Date: 'Fri, 14 May 2027 10:00:00 -0400',
    From: from ?? 'Noor Haddad <noor@home.example>',
    To: to ?? 'conduct@pyharbor.example',
    Subject: subject ?? 'Something that happened',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Transfer-Encoding': '8bit',
    ...headers,
  };
  const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
  return [...head, '', text ?? 'Somebody followed me to my room.', ''].join('\r\n');
}

export interface Handing {
  readonly port: number;
  readonly from?: string;
  readonly to?: readonly string[];
}

/** What the server said to it in the end: 250, 451, 550; 0 when there was nobody, or the connection was cut. */
export type Said = { readonly code: number; readonly text: string };

/** Hands over one letter by SMTP, as another mail server does. Never rejects. */
export async function handOver(raw: string | Uint8Array, { port, from, to }: Handing): Promise<Said> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    ignoreTLS: true,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 30_000,
  });
  const envelope = { from: from ?? 'noor@home.example', to: [...(to ?? ['conduct@pyharbor.example'])] };
  try {
    const { response } = (await transport.sendMail({ envelope, raw: Buffer.from(raw) })) as { response: string };
    return { code: Number(response.slice(0, 3)), text: response };
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string };
    return { code: responseCode ?? 0, text: response ?? '' };
  } finally {
    transport.close();
  }
}

const swaksProgram = ['/usr/bin/swaks', '/usr/local/bin/swaks', '/opt/homebrew/bin/swaks'].find((path) =>
  existsSync(path),
);
export const hasSwaks = swaksProgram !== undefined;

/** The same with swaks, where it is on the machine: what it printed, and whether it was content. */
export async function swaks(raw: string, { port, from, to }: Handing, ...more: readonly string[]) {
  const given = ['--server', '127.0.0.1', '--port', String(port), '--from', from ?? 'noor@home.example'];
  const child = spawn(
    swaksProgram ?? 'swaks',
    [...given, '--to', (to ?? ['conduct@pyharbor.example']).join(','), '--timeout', '20', ...more, '--data', '-'],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += String(chunk)));
  child.stdin.end(raw.replaceAll('\r\n', '\n'));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, printed };
}

/** Speaks SMTP line by line: each line is sent when the one before was answered. The answers, whole. */
export function spoken(port: number, lines: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const answers: string[] = [];
    const left = [...lines];
    let heard = '';
    socket.setTimeout(20_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1');
      // The last line of an answer has a space after its number.
      const whole = /^(?:\d{3}-[^\r\n]*\r\n)*\d{3} [^\r\n]*\r\n/u.exec(heard);
      if (whole === null) return;
      heard = heard.slice(whole[0].length);
      answers.push(whole[0].trimEnd());
      const next = left.shift();
      if (next === undefined) socket.end();
      else socket.write(`${next}\r\n`);
    });
    socket.once('error', reject);
    socket.once('close', () => resolve(answers));
  });
}
