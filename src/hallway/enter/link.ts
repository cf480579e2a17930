/** What a link to the hallway brings in its fragment: the secret of a lent phone, or an event. The other is `''`. */
export interface Link {
  readonly secret: string;
  readonly edition: string;
  /** Somebody called: what they told is written down, by phone, at once. */
  readonly called: boolean;
}

export const noLink: Link = { secret: '', edition: '', called: false };

/** Reads a fragment, `#d=<32 hex>`, `#e=<event>` or `#e=<event>&by=phone`; anything else brings nothing. */
export function parseLink(fragment: string): Link {
  const parts = new URLSearchParams(fragment.replace(/^#/u, ''));
  const [secret, edition] = [parts.get('d') ?? '', parts.get('e') ?? ''];
  if (/^[0-9a-f]{32}$/u.test(secret)) return { ...noLink, secret };
  return /^[a-z0-9][a-z0-9-]{0,63}$/u.test(edition)
    ? { ...noLink, edition, called: parts.get('by') === 'phone' }
    : noLink;
}

/** The link of this visit; the address bar and the history keep nothing of it. */
export function takeLink(): Link {
  const link = parseLink(location.hash);
  if (location.hash !== '') history.replaceState(history.state, '', location.pathname + location.search);
  return link;
}
