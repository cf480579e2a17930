import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig, type EnvironmentOptions, type Plugin } from 'vite';

// One `vite build --app`: the desk and what wakes it, the hallway and its service worker, each script of the reporter's
// pages, their style sheet, the server.
// Every script for reporters is an environment of its own, so that none shares a chunk: one request, one file. What only
// some need (a language, cleaning pictures) is a file of its own, fetched when it is needed.
const reporterInputs: Record<string, string> = {
  reporter_report: 'src/reporter/report.ts',
  reporter_mailbox: 'src/reporter/mailbox.ts',
  reporter_start: 'src/reporter/start.ts',
  reporter_pages: 'src/server/pages/pages.css',
  reporter_procedure: 'src/server/pages/promises/procedure.css',
  reporter_conversation: 'src/server/pages/mailbox/conversation.css',
};

const serverInputs: Record<string, string> = {
  main: 'src/server/main.ts',
  rehearse: 'src/rehearsal/main.ts',
  recourse: 'src/cli/main.ts',
  'sqlite-worker': 'src/store/sqlite-worker.ts',
  'sealing-worker': 'src/server/sealing-worker.ts',
  'reading-worker': 'src/server/reading-worker.ts',
  'letter-worker': 'src/server/mail/reading/letter-worker.ts',
};

// What a script loads later stands alone: nothing to fetch ahead of it.
const noPreload = 'export const __vitePreload = (load) => load();';

const leftOut: Readonly<Record<string, string>> = {
  '\0vite/preload-helper.js': noPreload,
  '@noble/curves/nist.js': 'export const p256 = null, p384 = null;',
};
const oneKind = '?one-kind';

/** The one kind of recipient and identity that `seal/` admits in reports and mailboxes; of the others the names alone. */
const hybridOnly = (recipients: string): string => `
class None { constructor() { throw new Error('not this kind here'); } }
export { HybridIdentity, HybridRecipient } from ${JSON.stringify(recipients)};
export {
  None as HybridTagRecipient, None as ScryptIdentity, None as ScryptRecipient,
  None as TagRecipient, None as X25519Identity, None as X25519Recipient,
};
export {
  None as generateHybridIdentity, None as generateIdentity, None as generateX25519Identity, None as identityToRecipient,
};
`;

/**
 * age-encryption brings NIST curves and passphrases for other kinds of recipients, and the bundler code to fetch ahead:
 * 11 kB gz of what a reporter loads.
 */
const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name.startsWith('reporter_'),
  async resolveId(id, importer) {
    if (Object.hasOwn(leftOut, id)) return `\0without:${id}`;
    if (id !== './recipients.js' || importer?.endsWith('/age-encryption/dist/index.js') !== true) return null;
    const whole = await this.resolve(id, importer, { skipSelf: true });
    return whole === null ? null : whole.id + oneKind;
  },
  load: (id) =>
    id.endsWith(oneKind) ? hybridOnly(id.slice(0, -oneKind.length)) : (leftOut[id.replace('\0without:', '')] ?? null),
  // Ready-made mixes of keys that nobody here uses: without this mark they would be mixed on every load.
  transform: (code, id) =>
    id.endsWith('/post-quantum/hybrid.js')
      ? code.replaceAll(/(?<== )(?=QSF\(|createKitchenSink\(|x25519kem)|(?<=[=,] )(?=ecdhKem\()/gu, '/* @__PURE__ */ ')
      : null,
};

const present = (inputs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(inputs).filter(([, file]) => existsSync(file)));

const desk = present({ main: 'src/desk/main.tsx' });
/** What shows a notification when the desk is not open, under a name that stays. */
const waking = 'src/desk/waking/waking.worker.ts';
const hallway = present({ hallway: 'src/hallway/main.tsx', hallway_offline: 'src/hallway/offline/offline.worker.ts' });
const reporter = present(reporterInputs);
const server = present(serverInputs);
const manifestOf = (name: string): string => `manifest.${name}.json`;

function reporterEnvironment(name: string, file: string): EnvironmentOptions {
  return {
    consumer: 'client',
    build: {
      outDir: 'dist/reporter',
      assetsDir: 'assets/reporter',
      emptyOutDir: false,
      modulePreload: false,
      manifest: manifestOf(name),
      rolldownOptions: { input: [file] },
    },
  };
}

/** The app of the hallway; and, under a name that stays, the one file that opens it without a network. */
const hallwayEnvironments: Record<string, EnvironmentOptions> = {
  hallway: {
    consumer: 'client',
    build: {
      outDir: 'dist/hallway',
      assetsDir: 'assets/hallway',
      emptyOutDir: false,
      manifest: 'manifest.json',
      rolldownOptions: { input: [hallway['hallway'] ?? ''] },
    },
  },
  hallway_offline: {
    consumer: 'client',
    build: {
      outDir: 'dist/hallway',
      emptyOutDir: false,
      rolldownOptions: {
        input: [hallway['hallway_offline'] ?? ''],
        output: { entryFileNames: 'worker.js', format: 'iife' },
      },
    },
  },
};

/** A worker's file lies with the face that starts it: it has a policy of its own. */
const roomOfWorker = (file: string | null): string => (file?.includes('/src/hallway/') === true ? 'hallway' : 'desk');

/** The server reads one manifest for all its pages: source path to file, css and assets. */
function joinManifests(names: readonly string[]): void {
  const parts = names.map((name): unknown => {
    const file = `dist/reporter/${manifestOf(name)}`;
    const part: unknown = JSON.parse(readFileSync(file, 'utf8'));
    rmSync(file);
    return part;
  });
  writeFileSync('dist/reporter/manifest.json', JSON.stringify(Object.assign({}, ...parts), null, 2));
}

export default defineConfig(({ command }) => ({
  appType: 'custom',
  publicDir: false,
  cacheDir: '.cache/vite',
  plugins: [react(), withoutUnused],
  build: { target: 'es2022', sourcemap: false, modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        entryFileNames: ({ facadeModuleId }) => `assets/${roomOfWorker(facadeModuleId)}/keys/[name]-[hash].js`,
      },
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/desk',
        assetsDir: 'assets/desk',
        manifest: 'manifest.json',
        rolldownOptions: { input: Object.values(desk) },
      },
    },
    desk_waking: {
      consumer: 'client',
      build: {
        outDir: 'dist/desk',
        emptyOutDir: false,
        rolldownOptions: { input: [waking], output: { entryFileNames: 'waking.js', format: 'iife' } },
      },
    },
    ...Object.fromEntries(Object.keys(hallway).map((name) => [name, hallwayEnvironments[name] ?? {}])),
    ...Object.fromEntries(Object.entries(reporter).map(([name, file]) => [name, reporterEnvironment(name, file)])),
    ssr: {
      // Bundled for production: dist/server runs without node_modules. Elsewhere Node itself must load CommonJS.
      ...(command === 'build' && {
        resolve: { noExternal: true as const },
        define: { 'process.env.NODE_ENV': '"production"' },
      }),
      build: {
        outDir: 'dist/server',
        target: 'node26',
        sourcemap: true,
        emitAssets: false,
        rolldownOptions: {
          input: server,
          // Flat and without hash: a worker is found beside the file that starts it.
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      const build = async (name: string): Promise<void> => {
        const environment = builder.environments[name];
        if (environment === undefined) throw new Error(`no environment ${name}`);
        await builder.build(environment);
      };
      rmSync('dist', { recursive: true, force: true });
      const names = Object.keys(reporter);
      if (Object.keys(desk).length > 0) {
        await build('client');
        await build('desk_waking');
      }
      for (const name of [...Object.keys(hallway), ...names]) await build(name);
      if (names.length > 0) joinManifests(names);
      if (Object.keys(hallway).length > 0) cpSync('src/hallway/icons', 'dist/hallway/icons', { recursive: true });
      if (Object.keys(server).length > 0) await build('ssr');
    },
  },
}));
