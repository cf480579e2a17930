import type { Running } from './start.ts';

const oldest = 26;
/** What an operator can mend; everything else is a bug and keeps its stack. */
const plain = new Set(['in-use', 'rehearsal-data', 'real-data', 'unsafe', 'newer', 'missing', 'bad-procedure']);
const listening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Another program listens on that port already. Choose another one with PORT.',
  EACCES: 'This account may not listen on that port, or not write to that folder. See PORT and DATA_DIR.',
  EADDRNOTAVAIL: 'This machine has no such address. See HOST.',
  ENOTFOUND: 'This machine has no such address. See HOST.',
};

function end(line: string): never {
  console.error(line);
  process.exit(1);
}

/** Runs a server until SIGTERM or SIGINT. One clear line and exit 1 for what an operator can mend. */
export async function run(begin: () => Promise<Running> | { readonly wrong: string }): Promise<void> {
  if (Number(process.versions.node.split('.')[0]) < oldest)
    end(`Node ${oldest} is needed, this is ${process.version}. Start by "npm start", which brings it along.`);
  try {
    const begun = begin();
    if ('wrong' in begun) end(begun.wrong);
    const running = await begun;
    let ending = false;
    const stop = (): void => {
      if (ending) return;
      ending = true;
      const last = setTimeout(() => process.exit(0), 1_900);
      void running.stop().finally(() => {
        clearTimeout(last);
        process.exit(0);
      });
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  } catch (error) {
    const { code = '', message = '' } = error as { code?: string; message?: string };
    if (plain.has(code)) end(message);
    const line = listening[code];
    if (line !== undefined) end(line);
    throw error;
  }
}
