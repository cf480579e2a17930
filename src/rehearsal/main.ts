import { run } from '#server/run.ts';
import { readSettings } from '#server/settings.ts';
import { rehearse } from './rehearse.ts';

await run(() => {
  const settings = readSettings({ DATA_DIR: 'rehearsal-data', ...process.env });
  return 'wrong' in settings ? settings : rehearse(settings);
});
