import { carry } from './fingerprint.ts';
import { scriptsRun } from './page.ts';
import { returning } from './returning/returning.ts';
import { takingOver } from './taking-over.ts';

// Pages that the server drew for a browser without scripts have no words field: only "leave" works there.
const form = document.querySelector<HTMLFormElement>('form#words:has([name="words"])');
scriptsRun();
carry(location.hash);
takingOver(form, returning, ({ words }) => words.plainOnlyWords());
