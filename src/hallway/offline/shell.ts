/** What the service worker keeps: its server writes it before the script. */
export interface Shell {
  /** Another one as soon as any file, or the page itself, is another. */
  readonly version: string;
  /** Address of the one document. */
  readonly page: string;
  /** Everything the app needs without a network, the document too. */
  readonly files: readonly string[];
}

const prefix = 'hallway-';

export const cacheOf = ({ version }: Pick<Shell, 'version'>): string => prefix + version;

/** Caches of other versions, to be deleted once this one has taken over. Those of other faces are left alone. */
export function oldCaches(shell: Shell, names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith(prefix) && name !== cacheOf(shell));
}

/**
 * What is answered from the cache, as its key there, or null: the document for whatever address of the app is opened,
 * and the files that were kept. Nothing of the api is ever kept or answered from here.
 */
export function keptFor(
  shell: Shell,
  asked: { readonly method: string; readonly mode: string; readonly url: URL; readonly origin: string },
): string | null {
  const { method, mode, url, origin } = asked;
  if (method !== 'GET' || url.origin !== origin) return null;
  const { pathname } = url;
  if (shell.files.includes(pathname)) return pathname;
  const within = pathname === shell.page || pathname.startsWith(`${shell.page}/`);
  return mode === 'navigate' && within ? shell.page : null;
}

/** The page asks the newer version to take over: no draft is open. */
export const takeOver = 'take-over';
