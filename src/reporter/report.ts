// [Note: First of all]
import { takingOver } from './standing-by.ts';
import { carry } from './fingerprint.ts';
import { writing } from './form/writing.ts';
import { scriptsRun } from './page.ts';

scriptsRun();
carry(location.hash);
// Fetched only where a poster's link brought a place.
if (location.hash.includes('&at=')) import('./place.ts').catch(() => undefined);
// The page that a server drew for a browser whose script had stumbled has no form to take over: only "leave" works there.
takingOver(document.querySelector<HTMLFormElement>('form#report:has(section[data-check])'), writing);
