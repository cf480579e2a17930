import { expect, test } from 'vitest';
import { compile, type Catalogue } from '#scripts/messages.ts';

const one = (en: string, es = en): Catalogue => ({ en: { pages: { key: en } }, es: { pages: { key: es } } });

function made(catalogue: Catalogue, reference = 'en'): Map<string, string> {
  const compiled = compile(catalogue, reference);
  if ('faults' in compiled) throw new Error(compiled.faults.join('\n'));
  return compiled;
}

function faults(catalogue: Catalogue): string[] {
  const compiled = compile(catalogue, 'en');
  return 'faults' in compiled ? compiled.faults : [];
}

/** Runs what was made: the text without its types. */
function said(message: string, args?: Record<string, unknown>, language: 'en' | 'es' = 'en'): string {
  const text = made({ [language]: { pages: { key: message } } }, language).get(`${language}/pages.ts`) ?? '';
  const body = text.replaceAll(/^(\/\/|import).*$/gm, '').replace('export const pages: Pages =', 'return');
  // oxlint-disable-next-line typescript/no-implied-eval -- what was made is text; a test may run it
  const pages = new Function(body)() as { key: (given?: unknown) => string };
  return pages.key(args);
}

test('plain text, quotes and line breaks stay as they are', () => {
  expect(said(['It\'\'s "here"', "`and` $'{'there'}'"].join('\n'))).toBe('It\'s "here"\n`and` $\u007bthere}');
});

test('an argument is put in', () => {
  expect(said('Hello {name}, {name}', { name: 'Ana' })).toBe('Hello Ana, Ana');
});

test('a plural follows the rules of the language, exact numbers first', () => {
  const message = '{n, plural, one {# day} =1 {a single day} other {# days}} left';
  expect([1, 2, 1200].map((n) => said(message, { n }))).toEqual([
    'a single day left',
    '2 days left',
    '1,200 days left',
  ]);
  expect(said('{n, plural, one {# día} other {# días}}', { n: 1 }, 'es')).toBe('1 día');
});

test('a plural may count from an offset and hold arguments', () => {
  const message = '{n, plural, offset:1 =1 {{who}} one {{who} and # other} other {{who} and # others}}';
  expect([1, 2, 4].map((n) => said(message, { n, who: 'Kim' }))).toEqual([
    'Kim',
    'Kim and 1 other',
    'Kim and 3 others',
  ]);
});

test('an ordinal and a select', () => {
  expect(said('{n, selectordinal, one {#st} two {#nd} few {#rd} other {#th}}', { n: 3 })).toBe('3rd');
  expect([said('{x, select, a {A} other {O}}', { x: 'a' }), said('{x, select, a {A} other {O}}', { x: 'b' })]).toEqual([
    'A',
    'O',
  ]);
});

test('the shape says what each message takes', () => {
  const files = made({ en: { 'report-form': { leave: 'Leave', 'count.of': '{n, plural, other {#}} {who}' } } });
  expect(files.get('shape.ts')).toContain('export interface ReportForm {\n  readonly leave: () => string;');
  expect(files.get('shape.ts')).toContain('readonly "count.of": (args: { n: number; who: string }) => string;');
  expect(files.get('en/report-form.ts')).toContain('export const reportForm: ReportForm = {');
});

test('another language has the same keys and arguments', () => {
  expect(faults({ en: { pages: { a: 'A', b: 'B' } }, es: { pages: { a: 'A', c: 'C' } } })).toEqual([
    'es/pages: lacks b',
    'es/pages: c is not expected',
  ]);
  expect(faults(one('{name}', '{nombre}'))).toEqual(['es/pages key: takes {nombre}, expected {name}']);
  expect(faults(one('{n}', '{n, plural, other {#}}'))).toHaveLength(1);
  expect(faults(one('{n, plural, other {#}}', '{n} %'))).toEqual([]);
  expect(faults({ en: { pages: {} }, es: { pages: {}, more: {} } })).toEqual(['es/more: en has no such file']);
});

test('what cannot be read or made is a fault with its place', () => {
  expect(faults(one('{name'))[0]).toMatch(/^en\/pages key: /);
  expect(faults(one('{d, date}'))[0]).toContain('not supported');
  expect(faults(one('{n, plural, one {#}}'))[0]).toMatch(/other/);
});
