import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

/** The documents are read by people who cannot ask us: what they say of the tree must be true of the tree. */
const apart = ['node_modules/**', 'dist/**', '.cache/**', '.git/**', 'data/**', 'rehearsal-data/**'];
const found = (pattern: string): string[] =>
  globSync(pattern, { exclude: apart })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
const read = (file: string): string => readFileSync(file, 'utf8');

const documents = found('**/*.md');
const readme = read('README.md');
const manifest = JSON.parse(read('package.json')) as {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
};

/** Code blocks and code spans hold no links, headings or commands of ours unless asked for. */
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '').replaceAll(/`[^`\n]*`/g, 'x');

interface Link {
  readonly from: string;
  readonly text: string;
  readonly to: string;
}

function linksIn(from: string): Link[] {
  const plain = read(from).replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...plain.matchAll(/!?\[((?:[^[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)/g)].map(([, text = '', to = '']) => {
    return { from, text, to };
  });
}

const links = documents.flatMap(linksIn);
const inside = links.filter(({ to }) => !/^[a-z]+:/.test(to));
const isPicture = ({ to }: Link): boolean => /\.(?:png|jpe?g|svg|webp)$/.test(to);

function targetOf({ from, to }: Link): { readonly file: string; readonly anchor: string } {
  const [path = '', anchor = ''] = to.split('#');
  return { file: path === '' ? from : normalize(join(dirname(from), path)), anchor };
}

/** The anchors of a document's headings, as the common forges make them. */
function anchorsOf(file: string): string[] {
  const headings = [...withoutCode(read(file)).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) => title);
  return headings.map((title) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

const shown = ({ from, to }: Link): string => `${from} -> ${to}`;

/** First cells of the table that stands under a heading, without their backticks. */
function firstCells(text: string, heading: string): string[] {
  const [, part = ''] = text.split(new RegExp(`^#+ ${heading}$`, 'm'));
  const [table = ''] = /(?:^\|.*\n)+/m.exec(part) ?? [];
  return [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, cell = '']) => cell);
}

describe('links', () => {
  test('there are documents with links to look at', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'SECURITY.md', 'docs/tour.md']));
    expect(inside.length).toBeGreaterThan(60);
  });

  test('every relative link leads to a file or folder that is there', () => {
    const broken = inside.filter((link) => !isPicture(link) && !existsSync(targetOf(link).file));
    expect(broken.map(shown)).toEqual([]);
  });

  test('every picture is there', () => {
    const missing = inside.filter((link) => isPicture(link) && !existsSync(targetOf(link).file));
    expect(missing.map(shown)).toEqual([]);
  });

  test('every link into a document names a heading of it', () => {
    const named = inside.filter((link) => targetOf(link).anchor !== '' && targetOf(link).file.endsWith('.md'));
    expect(named.length).toBeGreaterThan(3);
    const broken = named.filter((link) => !anchorsOf(targetOf(link).file).includes(targetOf(link).anchor));
    expect(broken.map(shown)).toEqual([]);
  });

  test('every rule names its holder and a test that is there', () => {
    const table = 'docs/who-enforces-what.md';
    const named = linksIn(table).filter(({ to }) => /\btest\b/.test(to));
    expect(named.length).toBeGreaterThan(40);
    const untrue = named.filter((link) => {
      const { file } = targetOf(link);
      return !existsSync(file) || !read(file).includes(`test('${link.text}'`);
    });
    expect(untrue.map(({ text, to }) => `${to}: ${text}`)).toEqual([]);
    const rules = read(table)
      .split('\n')
      .filter((line) => line.startsWith('| ') && !line.startsWith('| rule'));
    expect(rules.filter((line) => !/\]\([^)]*test[^)]*\) \|$/.test(line) && !line.includes('**nobody**'))).toEqual([]);
  });

  test('the tour walks through the rooms', () => {
    const rooms = new Set(linksIn('docs/tour.md').map((link) => /^src\/([^/]+)\//.exec(targetOf(link).file)?.[1]));
    for (const room of ['domain', 'wire', 'seal', 'store', 'server', 'reporter', 'desk']) expect(rooms).toContain(room);
  });
});

describe('the README', () => {
  test('has the two commands, each alone on its line', () => {
    const lines = readme.split('\n');
    expect(lines).toContain('npm ci && npm start');
    expect(lines).toContain('npm ci && npm test');
  });

  test('tells the test command that is run for every change', () => {
    expect(read('.ci/run').split('\n')).toContain('npm ci && npm test');
  });

  test('lists the settings that the server reads, and no other', () => {
    const readers = ['src/server/settings.ts', ...found('src/server/**/*settings.ts')].map(read).join('\n');
    const asked = [...readers.matchAll(/(?:given|environment)\(?\[?'([A-Z_]+)'/g)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(0);
    expect(firstCells(readme, 'Settings').toSorted()).toEqual([...new Set(asked)].toSorted());
  });
});

test('every npm command in a document exists', () => {
  const commands = documents.flatMap((file) =>
    [...read(file).matchAll(/npm (?:run ([a-z-]+)|(start|test))\b/g)].map(
      ([, run, plain]) => `${file}: ${run ?? plain}`,
    ),
  );
  expect(commands.length).toBeGreaterThan(10);
  expect(commands.filter((command) => manifest.scripts[command.split(': ')[1] ?? ''] === undefined)).toEqual([]);
});

test('the dependencies with a reason are the dependencies there are', () => {
  const reasons = firstCells(read('docs/dependencies.md'), 'Dependencies');
  expect(reasons).toEqual(Object.keys(manifest.dependencies).toSorted());
});

test('the arrows that are drawn are the arrows that are held', () => {
  const [, block = ''] = /const arrows[^{]*\{([\s\S]*?)\n\}/.exec(read('test/walls.test.ts')) ?? [];
  const held = [...block.matchAll(/^ +(\w+): \[(.*)\],$/gm)].map(([, room = '', rooms = '']) => {
    return [room, [...rooms.matchAll(/'(\w+)'/g)].map(([, name = '']) => name).toSorted()] as const;
  });
  const [, part = ''] = read('ARCHITECTURE.md').split('\n## Arrows\n');
  const [table = ''] = /(?:^\|.*\n)+/m.exec(part) ?? [];
  const drawn = [...table.matchAll(/^\| (`.+?) \| ([^;|]+)/gm)].flatMap(([, rooms = '', may = '']) => {
    const imports = may.trim() === 'nothing' ? [] : may.trim().split(', ').toSorted();
    return [...rooms.matchAll(/`(\w+)`/g)].map(([, room = '']) => [room, imports] as const);
  });
  expect(drawn.length).toBeGreaterThan(8);
  expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(held));
});

test('each decision says what, what else, what follows and when to look again', () => {
  const decisions = found('docs/decisions/*.md');
  expect(decisions.map((file) => Number(/(\d{3})-/.exec(file)?.[1]))).toEqual(decisions.map((_, i) => i + 1));
  for (const file of decisions) {
    const headings = [...read(file).matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect({ file, headings }).toEqual({
      file,
      headings: ['Choice', 'Alternatives', 'Consequences', 'When to revisit'],
    });
  }
});

test('the facts that SECURITY.md calls clear are all there are', async () => {
  const { kinds } = await import('#domain/promises/kinds.ts');
  const [, part = ''] = read('SECURITY.md').split('**The facts**');
  const [table = ''] = /(?:^\|.*\n)+/m.exec(part) ?? [];
  const told = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, kind = '']) => kind),
  );
  expect(told.toSorted()).toEqual(Object.keys(kinds).toSorted());
  for (const [kind, { facts }] of Object.entries(kinds)) {
    const row = table.split('\n').find((line) => (line.split('|')[1] ?? '').includes(`\`${kind}\``)) ?? '';
    expect({ kind, none: row.split('|')[2]?.trim().startsWith('none') }).toEqual({ kind, none: facts.length === 0 });
  }
});

test('a heading that the code points to is there', () => {
  const pointers = found('{src,scripts,test,db}/**/*.{ts,tsx,sql}').flatMap((file) =>
    [...read(file).matchAll(/\b([A-Z]+\.md), "([^"]+)"/g)].map(([, name = '', heading = '']) => ({
      file,
      name,
      heading,
    })),
  );
  expect(pointers.length).toBeGreaterThan(0);
  const lost = pointers.filter(({ name, heading }) => !new RegExp(`^#+ ${heading}$`, 'm').test(read(name)));
  expect(lost).toEqual([]);
});

test('the codes in the log are the codes in the manual', () => {
  const union = /export type RefusalCode =([^;]+);/.exec(read('src/wire/api.ts'))?.[1] ?? '';
  const refusals = [...union.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
  const logged = found('src/server/**/*.{ts,tsx}').flatMap((file) =>
    [...read(file).matchAll(/\blog\((?:\{ code: )?'([a-z-]+)'/g)].map(([, code = '']) => code),
  );
  const landing = /export type NotLanded = ([^;]+);/.exec(read('src/server/arrival.ts'))?.[1] ?? '';
  const notLanded = [...landing.matchAll(/'([a-z-]+)'/g)].map(([, code = '']) => code);
  expect(Math.min(refusals.length, logged.length, notLanded.length)).toBeGreaterThan(2);
  const told = firstCells(read('docs/operating.md'), 'Logs');
  expect([...new Set([...refusals, ...logged, ...notLanded])].filter((code) => !told.includes(code))).toEqual([]);
});

test('nothing names the machine it was written on', () => {
  const texts = found('**/*.{md,ts,tsx,mjs,js,json,yaml,yml,sql,css,html}').concat(found('.ci/*'));
  expect(texts.length).toBeGreaterThan(50);
  const machine = new RegExp(String.raw`(?:^|[\s"'(=\x60])(?:/wor[k]\b|\.\./share[d]\b)`, 'm');
  expect(machine.test(` ${['', 'work', 'main'].join('/')}`)).toBe(true);
  expect(texts.filter((file) => machine.test(read(file)))).toEqual([]);
});
