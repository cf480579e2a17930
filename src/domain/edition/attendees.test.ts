import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attendeesUntil,
  columnsGuessed,
  findAttendees,
  mostAttendees,
  readAttendees,
  type Attendee,
} from './attendees.ts';

const one = (name: string, badge = '', company = '', role = ''): Attendee => ({ name, badge, company, role });

describe('the columns of a list', () => {
  test.each([
    [['Order code', 'Attendee name', 'Company', 'Badge number'], { name: 1, badge: 3, company: 2, role: -1 }],
    [['BADGE NO.', 'Name on badge', 'E-mail', 'Ticket type'], { name: 1, badge: 0, company: -1, role: 3 }],
    [
      ['Número de credencial', 'Nombre completo', 'Empresa', 'Tipo de entrada'],
      { name: 1, badge: 0, company: 2, role: 3 },
    ],
    [['Company name', 'First name', 'Last name', 'Badge'], { name: 1, badge: 3, company: 0, role: -1 }],
    [['Nombre de la empresa', 'Quién'], { name: -1, badge: -1, company: 0, role: -1 }],
    [['badge_name', 'badge_number'], { name: 0, badge: 1, company: -1, role: -1 }],
    [['a', 'b'], { name: -1, badge: -1, company: -1, role: -1 }],
    [[], { name: -1, badge: -1, company: -1, role: -1 }],
  ])('given the heading %j, are found', (heading, columns) => {
    expect(columnsGuessed(heading)).toEqual(columns);
  });

  test('given any heading, no column is two things', () => {
    const words = fc.constantFrom('name', 'badge', 'company', 'role', 'Badge name', 'item', 'x');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (heading) => {
        const used = Object.values(columnsGuessed(heading)).filter((at) => at >= 0);
        expect(new Set(used).size).toBe(used.length);
        expect(used.every((at) => at < heading.length)).toBe(true);
      }),
    );
  });
});

describe('the people of a list', () => {
  const columns = { name: 0, badge: 1, company: -1, role: 3 };

  test('given rows, only what was named is kept, each on one line', () => {
    const rows = [
      [' Noa\n Lin ', '#0452', 'noa@secret.example', 'Speaker'],
      ['=HYPERLINK("x")', '', '', ''],
      ['\u{202E}Oleg', '7'],
    ];
    const { people, passedOver } = readAttendees(rows, columns);
    expect(people).toEqual([one('Noa Lin', '#0452', '', 'Speaker'), one('=HYPERLINK("x")'), one('Oleg', '7')]);
    expect(passedOver).toBe(0);
    expect(JSON.stringify(people)).not.toContain('secret');
  });

  test('given rows without name and badge, or too many, they are counted', () => {
    expect(readAttendees([['', ' ', 'Acme', 'Speaker'], []], columns)).toEqual({ people: [], passedOver: 2 });
    const many = Array.from({ length: mostAttendees + 3 }, (_, n) => [`P ${n}`]);
    const read = readAttendees(many, columns);
    expect([read.people.length, read.passedOver]).toEqual([mostAttendees, 3]);
  });
});

describe('looking somebody up', () => {
  const people = [
    one('José Álvarez', '0452'),
    one('Jo March', '452b'),
    one('Ana María Jolie', '7'),
    one('李娜', '0007'),
  ];
  const names = (asked: string): readonly string[] => findAttendees(people, asked).found.map(({ name }) => name);

  test.each([
    ['0452', ['José Álvarez']],
    ['#452', ['José Álvarez']],
    ['452B', ['Jo March']],
    ['007', ['Ana María Jolie', '李娜']],
    ['jose', ['José Álvarez']],
    ['jo', ['José Álvarez', 'Jo March', 'Ana María Jolie']],
    ['jolie maria', ['Ana María Jolie']],
    ['李娜', ['李娜']],
    ['j', []],
    ['', []],
    ['   ', []],
    ['nobody', []],
  ])('given %j is asked, finds %j', (asked, found) => {
    expect(names(asked)).toEqual(found);
  });

  test('given many fit, the first are shown and that there are more is said', () => {
    const many = Array.from({ length: 30 }, (_, n) => one(`Kim ${n}`));
    const { found, more } = findAttendees(many, 'kim');
    expect([found.length, more]).toEqual([8, true]);
    expect(findAttendees(many.slice(0, 8), 'kim').more).toBe(false);
  });

  test('given anybody’s whole badge is asked, they are among those found', () => {
    const badges = fc.uniqueArray(fc.integer({ min: 0, max: 99_999 }), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(badges, (numbers) => {
        const all = numbers.map((n) => one(`P${n}`, String(n).padStart(5, '0')));
        for (const { badge } of all) expect(findAttendees(all, badge).found.map((a) => a.badge)).toContain(badge);
      }),
    );
  });
});

test('given an event, its list is deleted at the end of the fourteenth day after it, in its own zone', () => {
  const until = attendeesUntil({ to: '2027-05-18', zone: 'America/New_York' });
  expect(new Date(until).toISOString()).toBe('2027-06-02T03:59:59.999Z');
});
