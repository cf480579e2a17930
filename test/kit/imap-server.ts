import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createConnection, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { freePort } from './free-port.ts';

/** One mailbox of a real IMAP server on 127.0.0.1. */
export interface ImapServer {
  readonly port: number;
  /** `imap://user:password@127.0.0.1:port/INBOX` with this query, such as `then=keep`. */
  readonly url: (query?: string) => string;
  /** These letters arrive, one after another. */
  readonly deliver: (letters: readonly (string | Uint8Array)[], folder?: string) => Promise<void>;
  /** What lies in a folder; none where there is no such folder. */
  readonly letters: (folder?: string) => Promise<readonly Lying[]>;
  /** Marks a letter of the inbox, as another client would. */
  readonly mark: (id: string, flags: readonly string[]) => Promise<void>;
  /** Takes a folder away, if it is there, and makes it anew. */
  readonly remake: (folder: string) => Promise<void>;
  /** Cuts every connection; nobody can come back before `up`. What lies there stays. */
  readonly down: () => Promise<void>;
  readonly up: () => Promise<void>;
  /** Ends it for good. */
  readonly forget: () => Promise<void>;
}

export interface Lying {
  readonly uid: number;
  readonly flags: ReadonlySet<string>;
  readonly raw: string;
}

export const user = 'care';
export const password = 'harbor/lamp:7';

const urlOf = (port: number, query = ''): string =>
  `imap://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/INBOX${query === '' ? '' : `?${query}`}`;

/** A client of our own, as the person who owns the mailbox has one. */
async function within<T>(port: number, act: (client: ImapFlow) => Promise<T>): Promise<T> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await act(client);
  } finally {
    await client.logout().catch(() => undefined);
  }
}

function over(port: number): Pick<ImapServer, 'port' | 'url' | 'deliver' | 'letters' | 'mark' | 'remake'> {
  return {
    port,
    url: (query) => urlOf(port, query),
    deliver: (letters, folder = 'INBOX') =>
      within(port, async (client) => {
        for (const letter of letters) {
          const done = await client.append(folder, Buffer.from(letter));
          if (done === false) throw new Error('the letter was not taken');
        }
      }),
    mark: (id, flags) =>
      within(port, async (client) => {
        await client.mailboxOpen('INBOX');
        const found = await client.search({ header: { 'message-id': `<${id}>` } }, { uid: true });
        if (!Array.isArray(found) || found.length !== 1) throw new Error('no such letter');
        await client.messageFlagsAdd(found, [...flags], { uid: true });
      }),
    remake: (folder) =>
      within(port, async (client) => {
        for (let tries = 0; ; tries++) {
          await client.mailboxDelete(folder).catch(() => undefined);
          try {
            await client.mailboxCreate(folder);
            return;
          } catch (error) {
            // Somebody else looked into it just then, and it is there still.
            if (tries === 20) throw error;
            await new Promise((next) => setTimeout(next, 50));
          }
        }
      }),
    letters: (folder = 'INBOX') =>
      within(port, async (client) => {
        const opened = await client.mailboxOpen(folder, { readOnly: true }).catch(() => null);
        if (opened === null || opened.exists === 0) return [];
        const all = await client.fetchAll('1:*', { uid: true, flags: true, source: true });
        return all.map(({ uid, flags, source }) => {
          return { uid, flags: flags ?? new Set(), raw: (source ?? Buffer.alloc(0)).toString('latin1') };
        });
      }),
  };
}

interface Hoodiecrow {
  readonly getMailbox: (path: string) => { messages: unknown[]; uidnext: number; uidvalidity: number };
  readonly appendMessage: (path: string, flags: string[], date: string, raw: string) => void;
  readonly server: Server;
  readonly connectionHandlers: ((connection: { readonly socket: Socket }) => void)[];
}

const require = createRequire(import.meta.url);
type Plugin = 'IDLE' | 'MOVE' | 'UIDPLUS' | 'LITERALPLUS';

/** The server from npm, in this process: it forgets everything when the process ends. `keywords`: whether letters may have any. */
export async function hoodiecrow(
  plugins: readonly Plugin[] = ['IDLE', 'MOVE', 'UIDPLUS', 'LITERALPLUS'],
  keywords = true,
): Promise<ImapServer & { readonly restored: (letters: readonly string[]) => Promise<void> }> {
  const make = require('hoodiecrow-imap') as (options: object) => Hoodiecrow;
  const storage = { INBOX: { allowPermanentFlags: keywords }, '': { separator: '/', folders: {} } };
  const imap = make({ plugins, storage, users: { [user]: { password } } });
  const { server, connectionHandlers } = imap;
  const sockets = new Set<Socket>();
  connectionHandlers.push(({ socket }) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  const listen = (at: number): Promise<void> =>
    new Promise((listening, failed) => {
      server.once('error', failed);
      server.listen(at, '127.0.0.1', () => listening());
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const down = async (): Promise<void> => {
    const closed = new Promise<void>((done) => {
      server.close(() => done());
    });
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    ...over(port),
    down,
    up: () => listen(port),
    forget: down,
    /** The inbox is lost, made anew with these letters, and numbered from one again (another UIDVALIDITY). */
    async restored(letters) {
      await down();
      const inbox = imap.getMailbox('INBOX');
      inbox.messages.splice(0);
      inbox.uidnext = 1;
      inbox.uidvalidity++;
      for (const letter of letters) imap.appendMessage('INBOX', [], '14-May-2027 10:00:00 +0000', letter);
      await listen(port);
    },
  };
}

const dovecotProgram = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot'].find((path) =>
  existsSync(path),
);

/** Whether Dovecot is on this machine, and we may run it with the accounts that it wants. */
export const hasDovecot = dovecotProgram !== undefined && process.getuid?.() === 0;

const configured = (folder: string, port: number, more: string): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:${folder}/mail/%u
mail_uid = mail
mail_gid = mail
first_valid_uid = 1
first_valid_gid = 1
mailbox_list_index = no
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = home=${folder}/mail/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
${more}
`;

async function answers(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const there = await new Promise<boolean>((tell) => {
      const socket = createConnection({ port, host: '127.0.0.1' });
      socket.once('data', () => tell(true)).once('error', () => tell(false));
      socket.once('close', () => tell(false));
      socket.setTimeout(1_000, () => socket.destroy());
    });
    if (there) return;
    if (child.exitCode !== null) break;
    await new Promise((next) => setTimeout(next, 50));
  }
  throw new Error('Dovecot did not start');
}

/** Dovecot with a throw-away mailbox. `more`: lines for its settings. Only where `hasDovecot`. */
export async function dovecot(more = ''): Promise<ImapServer> {
  // Short, and not os.tmpdir(): a socket path has 107 bytes, and the account that owns the mail must be able to walk there.
  const folder = mkdtempSync('/tmp/dovecot-');
  chmodSync(folder, 0o755);
  mkdirSync(join(folder, 'mail'));
  chownSync(join(folder, 'mail'), 8, 8);
  const port = await freePort();
  const settings = join(folder, 'dovecot.conf');
  writeFileSync(settings, configured(folder, port, more));
  let child: ChildProcess | null = null;
  const up = async (): Promise<void> => {
    child = spawn(dovecotProgram ?? 'dovecot', ['-F', '-c', settings], { stdio: 'ignore', detached: true });
    await answers(port, child);
  };
  const down = async (): Promise<void> => {
    const running = child;
    child = null;
    if (running === null || running.exitCode !== null) return;
    const gone = new Promise((done) => running.once('exit', done));
    // With the processes that serve its connections: they would go on serving.
    if (running.pid !== undefined) process.kill(-running.pid, 'SIGKILL');
    await gone;
  };
  await up();
  return {
    ...over(port),
    up,
    down,
    async forget() {
      await down();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
