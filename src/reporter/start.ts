import { carry } from './fingerprint.ts';
import { leaving } from './leaving.ts';
import { scriptsRun } from './page.ts';

scriptsRun();
leaving();
carry(location.hash);
