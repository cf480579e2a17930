import { setFlagsFromString } from 'node:v8';

// As `server/main.ts` does.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--max-semi-space-size=8');

const { readSettings } = await import('#server/settings.ts');
const { run } = await import('#server/run.ts');
const { rehearse } = await import('./rehearse.ts');

await run(() => {
  const settings = readSettings({ DATA_DIR: 'rehearsal-data', ...process.env });
  return 'wrong' in settings ? settings : rehearse(settings);
});
