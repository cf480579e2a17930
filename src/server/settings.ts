import type { HookSettings } from './channels/hook.ts';
import { mailboxIn, type MailboxSettings } from './mail/fetching/mailbox-url.ts';
import { readSmtpListen, type SmtpSettings } from './mail/fetching/smtp-settings.ts';
import { isAddress } from './post/address.ts';
import { readSmsUrl, type SmsSettings } from './texts/sms-url.ts';

/** What an operator sets from outside. `main.ts` alone reads the environment; README has the table. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Folder of the SQLite file; unused with `databaseUrl`. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  /** `https://host[:port]` without a path, as reporters and members see it. */
  readonly baseUrl: string | null;
  readonly smtpUrl: string | null;
  /** The mailbox that letters to the team are fetched from; null: none. */
  readonly imap: MailboxSettings | null;
  /** Where other mail servers hand letters over to this one; null: nowhere. */
  readonly smtpIn: SmtpSettings | null;
  /** `care+{token}@example.org`: where answers to one report go, each with a token of its own. */
  readonly mailReply: string | null;
  /** The provider of text messages and calls; null without one. */
  readonly sms: SmsSettings | null;
  /** Another program that is told of facts about the ways in and out; null without one. */
  readonly hook: HookSettings | null;
  /** Origins that members may be rung by besides those on the open web. */
  readonly pushAlso: readonly string[];
  readonly webhookAlso: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

function portOf(text: string): number | null {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : Number.NaN;
  return port <= 65_535 ? port : null;
}

function originOf(text: string): string | null {
  const url = urlOf(text);
  const web = url?.protocol === 'http:' || url?.protocol === 'https:';
  return url !== null && web && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
    ? url.origin
    : null;
}

/** How long a token of ours is: with what stands before it, it must fit into an address. */
const tokenLetters = 40;

function replyOf(text: string): string | null {
  const [, after = '', ...more] = text.split('{token}');
  return after.includes('@') && more.length === 0 && isAddress(text.replace('{token}', 'a'.repeat(tokenLetters)))
    ? text
    : null;
}

const leastSecret = 16;

function hookOf(url: string | null, secret: string | null): HookSettings | null | { readonly wrong: string } {
  if (url === null && secret === null) return null;
  const read = url === null ? null : urlOf(url);
  if (url === null || (read?.protocol !== 'https:' && read?.protocol !== 'http:') || read.username !== '')
    return { wrong: 'HOOK_URL must begin with https:// or http://, without a user name or a password.' };
  if (secret === null || secret.length < leastSecret)
    return { wrong: `HOOK_SECRET must have at least ${leastSecret} characters: what is sent is signed with it.` };
  return { url: read.href, secret };
}

/** Origins, with commas between them; null where one is none. */
function originsOf(text: string): readonly string[] | null {
  const all = text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map(originOf);
  return all.every((one) => one !== null) ? all : null;
}

/** The settings, or one line that names the value that is wrong. Values that may hold a password are not repeated. */
export function readSettings(environment: Environment): Settings | { readonly wrong: string } {
  const given = (name: string): string | null => environment[name]?.trim() ?? null;
  const port = portOf(given('PORT') ?? '8080');
  if (port === null) return { wrong: `PORT must be a number from 0 to 65535, not "${given('PORT')}".` };
  const host = given('HOST') ?? 'localhost';
  if (!/^[\w.:-]+$/u.test(host))
    return { wrong: 'HOST must be a host name or an address, such as localhost or 0.0.0.0.' };
  const dataDir = given('DATA_DIR') ?? 'data';
  if (dataDir === '') return { wrong: 'DATA_DIR must be the path of a folder.' };
  const databaseUrl = given('DATABASE_URL');
  if (databaseUrl !== null && !['postgres:', 'postgresql:'].includes(urlOf(databaseUrl)?.protocol ?? ''))
    return { wrong: 'DATABASE_URL must begin with postgres://, as in postgres://user:password@host/database.' };
  const base = given('BASE_URL');
  const baseUrl = base === null ? null : originOf(base);
  if (base !== null && baseUrl === null)
    return {
      wrong: `BASE_URL must be http(s):// and a host without a path, as in https://report.example.org, not "${base}".`,
    };
  const smtpUrl = given('SMTP_URL');
  const smtp = smtpUrl === null ? null : urlOf(smtpUrl);
  if (smtpUrl !== null && (!['smtp:', 'smtps:'].includes(smtp?.protocol ?? '') || smtp?.hostname === ''))
    return { wrong: 'SMTP_URL must begin with smtp:// or smtps://, as in smtps://user:password@mail.example.org.' };
  if (!isAddress(smtp?.searchParams.get('from') ?? 'a@b'))
    return {
      wrong: 'SMTP_URL must name one address after ?from=, as in smtps://mail.example.org?from=care@example.org.',
    };
  const imapUrl = given('IMAP_URL');
  const imap = imapUrl === null ? null : mailboxIn(imapUrl);
  if (imapUrl !== null && imap === null)
    return {
      wrong:
        'IMAP_URL must be imaps://user:password@host/INBOX with ?then=move&to=Folder, ?then=delete, ?then=keep or nothing behind it.',
    };
  const smtpIn = readSmtpListen(given);
  if (smtpIn !== null && 'wrong' in smtpIn) return smtpIn;
  const reply = given('MAIL_REPLY');
  const mailReply = reply === null ? null : replyOf(reply);
  if (reply !== null && mailReply === null)
    return { wrong: 'MAIL_REPLY must be an address with {token} before the @, as in care+{token}@example.org.' };
  const sms = readSmsUrl(given('SMS_URL'), given('SMS_API'), baseUrl);
  if (sms !== null && 'wrong' in sms) return sms;
  const hook = hookOf(given('HOOK_URL'), given('HOOK_SECRET'));
  if (hook !== null && 'wrong' in hook) return hook;
  const pushAlso = originsOf(given('PUSH_ALSO') ?? '');
  if (pushAlso === null)
    return {
      wrong: 'PUSH_ALSO must be addresses without a path, with commas between, as in https://push.example.org.',
    };
  const webhookAlso = originsOf(given('WEBHOOK_ALSO') ?? '');
  if (webhookAlso === null)
    return { wrong: 'WEBHOOK_ALSO must be addresses without a path, with commas between, as in http://ntfy.lan:8080.' };
  return {
    port,
    host,
    dataDir,
    databaseUrl,
    baseUrl,
    smtpUrl,
    imap,
    smtpIn,
    mailReply,
    sms,
    hook,
    pushAlso,
    webhookAlso,
  };
}
