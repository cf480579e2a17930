import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { parser, type Parse } from '#desk/attendees/parser.ts';
import { tableIn, type Wrong } from '#desk/attendees/reading.ts';
import type { Table } from '#desk/attendees/table.ts';
import { metBy } from '#desk/incident/people/known.ts';
import { readAttendees, type Attendee } from '#domain/edition/attendees.ts';

let parse: Parse;
beforeAll(async () => {
  parse = await parser();
});

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
/** One byte a letter: Latin 1, and what Windows has where Latin 1 has nothing. */
const windows = (text: string): Uint8Array =>
  Uint8Array.from(
    text,
    (letter) =>
      new Map([
        ['€', 0x80],
        ['’', 0x92],
        ['Š', 0x8a],
      ]).get(letter) ?? letter.codePointAt(0)!,
  );
const utf16 = (text: string, littleEndian: boolean): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(2 * text.length + 2));
  for (const [at, unit] of [0xfeff, ...Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))].entries())
    bytes.setUint16(2 * at, unit, littleEndian);
  return new Uint8Array(bytes.buffer);
};

const read = (file: string | Uint8Array): Table | Wrong => tableIn(typeof file === 'string' ? utf8(file) : file, parse);
function sound(file: string | Uint8Array): Table {
  const table = read(file);
  if ('wrong' in table) throw new Error(table.wrong);
  return table;
}
/** As whom they are kept when nobody changes a column. */
function kept(file: string | Uint8Array): readonly Attendee[] {
  const { rows, guessed } = sound(file);
  return readAttendees(rows, guessed).people;
}
const ren = { name: 'Ren Itō', badge: '0452', company: 'Harbor Tools', role: 'Speaker' };
const kenneth = { name: 'Zoë Šimić', badge: '0007', company: 'L’Été €', role: '' };

describe('a quotation mark within a name', () => {
  test('never makes one person of several lines: a badge would be somebody else’s', () => {
    const lines = 'name,badge\n"Ana" Lopez,1\nBen Ito,2\n"Cem",3\nDee,4\n';
    expect(read(lines)).toEqual({ wrong: 'open-quote', line: 2 });
  });

  test('is kept where each line is one person all the same', () => {
    const lines = 'name,badge\n"Ana "Annie" Lopez",1\nBen "B" Ito,2\n';
    expect(kept(lines).map(({ name, badge }) => [name, badge])).toEqual([
      ['Ana "Annie" Lopez', '1'],
      ['Ben "B" Ito', '2'],
    ]);
  });
});

describe('a list from a ticket shop', () => {
  const list = (end: string): string =>
    ['Attendee name;Badge number;E-mail;Company;Ribbon', 'Zoë Šimić;0007;z@example.org;L’Été €;', ''].join(end);

  test.each([
    ['UTF-8', utf8(list('\n'))],
    ['UTF-8 that says so', Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(list('\r\n')))],
    ['UTF-16, little end first', utf16(list('\r\n'), true)],
    ['UTF-16, big end first', utf16(list('\r'), false)],
  ])('in %s is read letter by letter', (_name, bytes) => {
    expect(kept(bytes)).toEqual([kenneth]);
  });

  test('as Windows writes it is read letter by letter', () => {
    const file = windows(list('\r\n').replaceAll('ć', 'c'));
    expect(kept(file)).toEqual([{ ...kenneth, name: 'Zoë Šimic' }]);
  });

  test('in UTF-8 with one broken letter keeps all the others', () => {
    const bytes = utf8(list('\n'));
    const at = bytes.indexOf(0xc5);
    expect(kept(bytes.with(at, 0x20).with(at + 1, 0xff))[0]).toMatchObject({ company: 'L’Été €' });
  });

  test.each([[','], [';'], ['\t']])('is read with the separator %j', (separator) => {
    const lines = [
      ['Name', 'Badge number', 'Organisation', 'Role'],
      ['Ren Itō', '0452', 'Harbor Tools', 'Speaker'],
    ];
    expect(kept(lines.map((line) => line.join(separator)).join('\n'))).toEqual([ren]);
  });

  test('whose separator stands in a line of its own is read by it, whatever else is in the heading', () => {
    expect(kept('sep=;\r\nName;Company, or stand, or school\r\nRen Itō;Harbor; Tools\r\n')).toMatchObject([
      { name: 'Ren Itō', company: 'Harbor' },
    ]);
  });

  test('keeps separators, quotes and line ends that stand in quotes', () => {
    const file = 'Name,Badge,Company\n"Itō, ""Ren""",0452,"Harbor\r\nTools, Ltd; Osaka"\n"",,\n , ,\n';
    expect(kept(file)).toEqual([{ name: 'Itō, "Ren"', badge: '0452', company: 'Harbor Tools, Ltd; Osaka', role: '' }]);
  });

  test('may hold what a spreadsheet would run: here it is text, and a number written as one is that number', () => {
    const file =
      'Name;Badge;Company\n=HYPERLINK("//evil.example");"=""0452""";+1+cmd|\' /C calc\'!A0\n=1+1;@sum(1);-3\n';
    expect(kept(file)).toEqual([
      { name: '=HYPERLINK("//evil.example")', badge: '0452', company: "+1+cmd|' /C calc'!A0", role: '' },
      { name: '=1+1', badge: '@sum(1)', company: '-3', role: '' },
    ]);
  });

  test('gives no mail address, whichever column is chosen for what', () => {
    const { rows } = sound(
      'Name,Contact,Notes\nRen Itō <ren@example.org>,ren.ito+py@mail.example.org,"ask ren@example.org, please"\n,a@b.example,\n',
    );
    for (const name of [0, 1, 2])
      expect(JSON.stringify(readAttendees(rows, { name, badge: -1, company: -1, role: -1 }))).not.toContain('@');
    expect(rows[0]).toEqual(['Ren Itō ', '', 'ask , please']);
  });

  test('with first and last names apart gives both as one, unless it has the whole name too', () => {
    const apart = sound(
      'Order #,Ticket First Name,Ticket Last Name,Ticket Company Name\n1,Ren,Itō,Harbor Tools\n2,Cher,\n',
    );
    expect(apart.heading.at(-1)).toBe('Ticket First Name + Ticket Last Name');
    expect(readAttendees(apart.rows, apart.guessed).people.map(({ name, company }) => [name, company])).toEqual([
      ['Ren Itō', 'Harbor Tools'],
      ['Cher', ''],
    ]);
    expect(kept('Nombre;Apellidos;Empresa\nInés;García Ruiz;Puerto\n')).toMatchObject([{ name: 'Inés García Ruiz' }]);
    const whole = sound('Ticket Full Name,Ticket First Name,Ticket Last Name\nRen Itō,Ren,Itō\n');
    expect(whole.heading).toHaveLength(3);
    expect(whole.guessed.name).toBe(0);
  });

  test('of twenty thousand people is read; one more is too many, and lines with nothing in them are nobody', () => {
    const lines = Array.from({ length: 20_000 }, (_, n) => `"Person ${n}",${n}`);
    const all = ['Name,Badge', ...lines, ',', '', ' , ', ''].join('\n');
    expect(kept(all)).toHaveLength(20_000);
    expect(read(`${all}One more,20000\n`)).toEqual({ wrong: 'too-many', rows: 20_001 });
  });

  test('comes back as it was written, whatever is in its cells', () => {
    const cell = fc
      .string({ unit: 'grapheme', maxLength: 12 })
      .map((text) => text.replaceAll(/[@\0\uFFFD\uFEFF=]/gu, 'x'));
    const row = fc.tuple(cell, cell, cell).map(([a, b, c]) => [`n${a}`, b, c]);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';', '\t'), (rows, separator) => {
        const written = [['Name', 'Badge', 'Company'], ...rows].map((line) =>
          line.map((text) => `"${text.replaceAll('"', '""')}"`).join(separator),
        );
        expect(sound(written.join('\r\n')).rows).toEqual(
          rows.map((line) => line.map((text) => text.replaceAll(/\r\n?/gu, '\n'))),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('a file that is no list', () => {
  const zip = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, ...utf8('xl/worksheets/sheet1.xml'));
  const picture = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d);
  test.each<[string, string | Uint8Array, Wrong]>([
    ['is empty', '', { wrong: 'empty' }],
    ['is empty but for blank lines', '\uFEFF\r\n \r\n', { wrong: 'empty' }],
    ['is a PDF', '%PDF-1.7\n…', { wrong: 'other' }],
    ['is a spreadsheet', zip, { wrong: 'other' }],
    ['is a picture', picture, { wrong: 'other' }],
    ['has two bytes a letter and does not say so', utf16('Name,Badge\nRen,1\n', true).slice(2), { wrong: 'other' }],
    ['has one column', 'Name\nRen Itō\n', { wrong: 'one-column' }],
    ['has bars between its columns', 'Name|Badge\nRen Itō|0452\n', { wrong: 'one-column' }],
    ['begins with somebody and their address', 'Ren Itō,ren@example.org\nZoë,z@example.org\n', { wrong: 'no-heading' }],
    ['begins with somebody and their number', 'Ren Itō,0452\nZoë,0007\n', { wrong: 'no-heading' }],
    ['begins with a title', 'People of PyHarbor;;\nName;Badge;Company\nRen;1;x\n', { wrong: 'no-heading' }],
    ['names its columns and nobody', 'Name,Badge\n,\n', { wrong: 'nobody' }],
    ['has a quote that is never closed', 'Name,Badge\nZoë,7\n"Ren,0452\nAda,3\n', { wrong: 'open-quote', line: 3 }],
  ])('and %s is said to be so', (_name, file, wrong) => {
    expect(read(file)).toEqual(wrong);
  });

  test('never stops the page, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const table = read(bytes);
        if (!('wrong' in table)) readAttendees(table.rows, table.guessed);
      }),
      { numRuns: 500 },
    );
  });
});

describe('who was looked up', () => {
  test('fills name and badge, and what stood there is kept unless it was the beginning of the name', () => {
    expect(metBy({ name: '', also: '' }, ren)).toEqual({ name: 'Ren Itō', also: '0452' });
    expect(metBy({ name: 'ren', also: '@ren' }, ren)).toEqual({ name: 'Ren Itō', also: '@ren\n0452' });
    expect(metBy({ name: 'The tall one', also: '0452' }, ren)).toEqual({ name: 'Ren Itō', also: '0452\nThe tall one' });
    expect(metBy({ name: 'The tall one', also: '' }, { name: '', badge: '9' })).toEqual({
      name: 'The tall one',
      also: '9',
    });
  });
});
