import { readSettings } from './settings.ts';
import { run } from './run.ts';
import { start } from './start.ts';

await run(() => {
  const settings = readSettings(process.env);
  return 'wrong' in settings ? settings : start(settings);
});
