import { build } from './make.ts';

await build({ force: true });
