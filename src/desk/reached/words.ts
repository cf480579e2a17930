import type { ReachKind, RouteShown, WebhookShape } from '#wire/reached.ts';
import { reached as en } from '#words/made/en/reached.ts';
import { reached as es } from '#words/made/es/reached.ts';
import type { Reached } from '#words/made/shape.ts';
import { useOwn } from '../frame/own-words.ts';

export const useReachedWords = (): Reached => useOwn({ en, es });

/** Names of services are the same in every language. */
export function shapeName(t: Reached, shape: WebhookShape): string {
  switch (shape) {
    case 'ntfy':
      return 'ntfy';
    case 'matrix':
      return 'Matrix';
    case 'slack':
      return 'Slack';
    case 'discord':
      return 'Discord';
    case 'zulip':
      return 'Zulip';
    case 'mattermost':
      return 'Mattermost';
    case 'generic':
      return t.shapeGeneric();
  }
}

export function kindName(t: Reached, kind: ReachKind): string {
  switch (kind) {
    case 'mail':
      return t.mail();
    case 'push':
      return t.push();
    case 'sms':
      return t.sms();
    case 'webhook':
      return t.hook();
  }
}

/** Which browser a push service belongs to. */
function browserOf(t: Reached, host: string): string {
  if (host.endsWith('.mozilla.com')) return t.firefox();
  if (host.endsWith('.googleapis.com')) return t.chrome();
  if (host.endsWith('.apple.com')) return t.safari();
  return host.endsWith('.windows.com') ? t.edge() : t.browser();
}

/** A way to reach somebody, as it is called on the page. `here`: it is the browser that shows it. */
export function wayName(t: Reached, { kind, shows, shape }: RouteShown, here: boolean): string {
  switch (kind) {
    case 'mail':
      return `${t.mail()} · ${shows}`;
    case 'sms':
      return `${t.sms()} · ${shows}`;
    case 'push':
      return `${t.push()} · ${here ? t.thisDevice() : browserOf(t, shows)}`;
    case 'webhook':
      return `${shape === '' ? t.hook() : shapeName(t, shape)} · ${shows}`;
  }
}
