import { setFlagsFromString } from 'node:v8';

// Before anything is loaded: V8 lets the space of young objects grow to many times what a small server needs.
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--max-semi-space-size=8');

const { readSettings } = await import('./settings.ts');
const { run } = await import('./run.ts');
const { start } = await import('./start.ts');

await run(() => {
  const settings = readSettings(process.env);
  return 'wrong' in settings ? settings : start(settings);
});
