import { plainNumber } from './number.ts';

/** What `SMS_URL` says. Holds secrets: never shown or logged. */
export type SmsSettings =
  | {
      readonly kind: 'twilio';
      readonly account: string;
      readonly token: string;
      readonly from: string;
      /** Where its interface is: `https://api.twilio.com`. */
      readonly api: string;
      /** Origins that files are fetched from. */
      readonly files: readonly string[];
      /** The phone that calls are put through to, or `''`. */
      readonly dial: string;
    }
  | {
      readonly kind: 'generic';
      readonly secret: string;
      readonly from: string;
      /** Where messages are handed in. */
      readonly api: string;
      /** Origins that files are fetched from. */
      readonly files: readonly string[];
    };

const urlOf = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

const webOnly = (text: string): URL | null => {
  const url = urlOf(text);
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '' ? url : null;
};

/** More origins where files lie, by `files=`; null where that is none with https. */
function filesNamed(url: URL): readonly string[] | null {
  const named = url.searchParams.getAll('files').map(urlOf);
  const plain = named.flatMap((one) =>
    one?.protocol === 'https:' && one.href === `${one.origin}/` ? [one.origin] : [],
  );
  return plain.length === named.length ? plain : null;
}

/** The provider of text messages, or one line that names what is wrong and repeats none of it. */
export function readSmsUrl(
  text: string | null,
  api: string | null,
  baseUrl: string | null,
): SmsSettings | null | { readonly wrong: string } {
  const base = api === null ? null : webOnly(api);
  if (api !== null && base === null)
    return { wrong: 'SMS_API must begin with https:// or http://, without a user name or a password.' };
  if (text === null) return null;
  const url = urlOf(text);
  if (url === null || !['twilio:', 'https:'].includes(url.protocol) || url.hostname === '')
    return {
      wrong: 'SMS_URL must begin with twilio:// or https://, as in twilio://ACCOUNT:TOKEN@api.twilio.com/?from=.',
    };
  const [user, password] = [decoded(url.username), decoded(url.password)];
  const from = plainNumber(url.searchParams.get('from') ?? '');
  if (from === '')
    return { wrong: 'SMS_URL must name the number it sends from, as in ?from=%2B15550100 (%2B is the plus).' };
  if (baseUrl === null)
    return { wrong: 'SMS_URL must have BASE_URL beside it: the provider signs the address it calls.' };
  const own = [`https://${url.host}`, ...(base === null ? [] : [base.origin])];
  if (url.protocol === 'twilio:') {
    if (user === '' || password === '')
      return { wrong: 'SMS_URL must have an account and a token, as in twilio://ACCOUNT:TOKEN@api.twilio.com/.' };
    const dialled = url.searchParams.get('dial');
    const dial = plainNumber(dialled ?? '');
    if (dialled !== null && dial === '')
      return { wrong: 'SMS_URL must have a number after dial=, as in &dial=%2B15550101 (%2B is the plus).' };
    const at = base?.href.replace(/\/$/u, '') ?? `https://${url.host}`;
    return { kind: 'twilio', account: user, token: password, from, api: at, files: own, dial };
  }
  const secret = password === '' ? user : password;
  if (secret.length < 16)
    return {
      wrong: 'SMS_URL must have a secret of at least 16 characters, as in https://SECRET@sms.example.org/send.',
    };
  const named = filesNamed(url);
  if (named === null)
    return { wrong: 'SMS_URL must name after files= where files lie, as in &files=https%3A%2F%2Ffiles.example.org.' };
  url.searchParams.delete('from');
  url.searchParams.delete('files');
  [url.username, url.password] = ['', ''];
  return { kind: 'generic', secret, from, api: base?.href ?? url.href, files: [...own, ...named] };
}
