/** Where letters are fetched from, and what becomes of each when it is taken. */
export interface MailboxSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else STARTTLS. */
  readonly secure: boolean;
  /** Without either of them: only to this very machine. */
  readonly open: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
  readonly after: 'move' | 'delete' | 'keep';
  /** Folder for what was taken, with `move`. */
  readonly to: string;
}

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const thisMachine = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Reads `imaps://user:password@host[:port]/INBOX?then=move&to=Recourse`; null for anything else. */
export function mailboxIn(text: string): MailboxSettings | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'imaps:' && url.protocol !== 'imap:') return null;
  const secure = url.protocol === 'imaps:';
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const folder = decoded(url.pathname.slice(1)) ?? '';
  const to = url.searchParams.get('to') ?? 'Recourse';
  const after = url.searchParams.get('then') ?? 'move';
  const known = [...url.searchParams.keys()].every((name) => name === 'then' || name === 'to');
  if (url.hostname === '' || !user || !password || !known || url.hash !== '') return null;
  if (after !== 'move' && after !== 'delete' && after !== 'keep') return null;
  const inbox = folder === '' ? 'INBOX' : folder;
  // Moved to where it was, a letter would be taken again and again.
  if (to === '' || to.toLowerCase() === inbox.toLowerCase()) return null;
  return {
    host: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    open: thisMachine.has(url.hostname),
    user,
    password,
    folder: inbox,
    after,
    to,
  };
}
