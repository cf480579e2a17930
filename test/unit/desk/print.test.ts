import { expect, test } from 'vitest';
import { groupsOf, placesIn, posterLink, typedAddress } from '#desk/print/link.ts';
import { helpLines } from '#desk/print/numbers.tsx';
import { paths } from '#wire/paths.ts';
import { fingerprintIn } from '#reporter/fingerprint.ts';
import { placeIn } from '#reporter/poster.ts';
import { pyharbor } from '#rehearsal/event.ts';
import { pyconUs } from '../pages/world.ts';

const org = 'rxnck6nm6zvjeqgv20pc';
const poster = { origin: 'https://care.example', edition: 'pyharbor-2027', org, version: 12 };
const hashOf = (link: string): string => new URL(link).hash;

test('what a poster says is what a form reads: the key, the list it may not go behind, and the place', () => {
  for (const place of ['Room D', 'Sala Ñ & “B” #2', '50 % off = x.7', '展示ホール', 'x'.repeat(80)]) {
    const link = posterLink({ ...poster, place });
    expect(fingerprintIn(hashOf(link))).toEqual({ org, version: 12 });
    expect(placeIn(hashOf(link))).toBe(place);
    expect(new URL(link).pathname + new URL(link).search).toBe('/c/pyharbor-2027');
  }
  expect(posterLink({ ...poster, place: '' })).toBe(`https://care.example/c/pyharbor-2027#k=${org}.12`);
});

test('an address for a hand has no scheme, and the letters stand in fours', () => {
  expect(typedAddress('https://care.example', paths.start('pyharbor-2027'))).toBe('care.example/c/pyharbor-2027');
  expect(groupsOf(org)).toEqual(['rxnc', 'k6nm', '6zvj', 'eqgv', '20pc']);
});

test('places are lines: each once, none empty, none longer than a form takes up', () => {
  expect(placesIn(' Room D \n\nExpo hall\r\nRoom D\n')).toEqual(['Room D', 'Expo hall']);
  expect(placesIn('')).toEqual([]);
  expect(placesIn('🦀'.repeat(200)).map((place) => [...place].length)).toEqual([80]);
});

test('numbers for help are those in public, and never the team’s own', () => {
  const edition = pyharbor(pyconUs());
  const lines = helpLines(edition).map(({ number }) => number);
  expect(lines).toEqual(expect.arrayContaining(edition.emergency.map(({ number }) => number)));
  expect(lines).not.toContain(edition.teamPhone);
  const [line] = edition.contacts;
  if (line === undefined) throw new Error('an event without contacts');
  const shown = (phone: 'public' | 'staff'): readonly string[] =>
    helpLines({
      emergency: [],
      contacts: [
        { ...line, lists: ['crisis'], phone: '988', confirmed: '2027-05-01', shows: { ...line.shows, phone } },
      ],
    }).map(({ number }) => number);
  expect([shown('public'), shown('staff')]).toEqual([['988'], []]);
});
