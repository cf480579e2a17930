import { carry } from './fingerprint.ts';
import { writing } from './form/writing.ts';
import { scriptsRun } from './page.ts';
import { takingOver } from './taking-over.ts';

// The page that a server drew for a browser whose script had stumbled has no form to take over: only "leave" works there.
const form = document.querySelector<HTMLFormElement>('form#report:has(section[data-check])');
scriptsRun();
carry(location.hash);
takingOver(form, writing, ({ words }) => words.plainOnly());
