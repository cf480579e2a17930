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
  return { port, host, dataDir, databaseUrl, baseUrl, smtpUrl };
}
