// [Note: First of all]
import { takingOver } from './standing-by.ts';
import { carry } from './fingerprint.ts';
import { scriptsRun } from './page.ts';
import { returning } from './returning/returning.ts';

scriptsRun();
carry(location.hash);
// Pages that the server drew for a browser without scripts have no words field: only "leave" works there.
takingOver(document.querySelector<HTMLFormElement>('form#words:has([name="words"])'), returning);
