/** What a link to the hallway brings in its fragment: the secret of a lent phone, or an event. The other is `''`. */
export interface Link {
  readonly secret: string;
  readonly edition: string;
}

export const noLink: Link = { secret: '', edition: '' };

/** Reads a fragment, `#d=<32 hex>` or `#e=<event>`; anything else brings nothing. */
export function parseLink(fragment: string): Link {
  const parts = new URLSearchParams(fragment.replace(/^#/u, ''));
  const [secret, edition] = [parts.get('d') ?? '', parts.get('e') ?? ''];
  if (/^[0-9a-f]{32}$/u.test(secret)) return { secret, edition: '' };
  return /^[a-z0-9][a-z0-9-]{0,63}$/u.test(edition) ? { secret: '', edition } : noLink;
}

/** The link of this visit; the address bar and the history keep nothing of it. */
export function takeLink(): Link {
  const link = parseLink(location.hash);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return link;
}
