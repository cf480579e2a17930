import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { contact, settings } from '#kit/settings.ts';
import { parseLink } from '#hallway/enter/link.ts';
import { startClock } from '#hallway/frame/clock.ts';
import { dialled, phonesOf } from '#hallway/frame/phones.tsx';
import { dayAt, spanText, timeAt } from '#hallway/frame/times.ts';
import { handedOut, numbersByKind } from '#hallway/guide/numbers.ts';
import { searchGuide } from '#hallway/guide/search.ts';
import { nextPart } from '#hallway/home/begun.ts';
import type { TakingForm } from '#domain/intake/taken.ts';

const at = (iso: string): number => Date.parse(iso);
const entry = (id: string, title: string, text: string) => ({ id, title, text, phone: '', address: '' });

describe('the guide', () => {
  const entries = [
    entry('fire', 'Fire', 'Leave by the stairs. If there was an assault, say so.'),
    entry('assault', 'Assault, or somebody is afraid', 'Bring them to a quiet room.'),
    entry('menor', 'Un niño perdido', 'Avisa en recepción.'),
  ];
  const found = (asked: string) => searchGuide(entries, asked).map(({ id }) => id);

  test('is found by the beginning of a word, its title before its text', () => {
    expect(found('assault')).toEqual(['assault', 'fire']);
    expect(found('ASSAU')).toEqual(['assault', 'fire']);
    expect(found('sault')).toEqual([]);
  });

  test('is found without accents, by all words, and whole when nothing is asked', () => {
    expect(found('nino recepcion')).toEqual(['menor']);
    expect(found('fire quiet')).toEqual([]);
    expect(found('  ')).toEqual(['fire', 'assault', 'menor']);
  });
});

describe('numbers', () => {
  const phone = '+1 412 555 0111';
  const event = settings({
    emergency: [{ label: 'Emergency', number: '911' }],
    teamPhone: '+1 412 555 0142',
    contacts: [
      contact('line', { lists: ['hotline', 'staff'], phone }),
      contact('crisis', { lists: ['crisis', 'staff'], phone: '988' }),
      contact('mail', { lists: ['shared-address'], phone: '' }),
    ],
  });

  test('each stands once under the first of its kinds; without a number nobody is listed', () => {
    expect(numbersByKind(event).map(({ kind, contacts }) => [kind, contacts.map(({ name }) => name)])).toEqual([
      ['crisis', ['crisis']],
      ['staff', ['line']],
    ]);
  });

  test('what is for staff alone is not on the card that is handed out (INT-24)', () => {
    const shown = (to: 'public' | 'staff') => ({ name: to, email: 'nobody', phone: to }) as const;
    const lists = ['crisis'] as const;
    const crisis = [
      contact('Lifeline', { lists, phone: '988', shows: shown('public') }),
      contact('Nurse on call', { lists, phone: '+1 412 555 0199', shows: shown('staff') }),
    ];
    expect(handedOut({ ...event, contacts: crisis }).map(({ number }) => number)).toEqual(['911', '988']);
  });

  test('emergency comes first, and a phone dials digits', () => {
    expect(phonesOf(event, 'Team').map(({ number }) => number)).toEqual(['911', '+1 412 555 0142']);
    expect(dialled('+1 (412) 555-0142')).toBe('tel:+14125550142');
    expect(phonesOf({ ...event, teamPhone: '' }, 'Team')).toHaveLength(1);
  });
});

describe('a link', () => {
  test('brings the secret of a lent phone or an event, and nothing else', () => {
    const secret = '0f'.repeat(16);
    expect(parseLink(`#d=${secret}`)).toEqual({ secret, edition: '', called: false });
    const pyharbor = { secret: '', edition: 'pyharbor-2027' };
    expect(parseLink('#e=pyharbor-2027')).toEqual({ ...pyharbor, called: false });
    expect(parseLink('#e=pyharbor-2027&by=phone')).toEqual({ ...pyharbor, called: true });
    expect(parseLink('#e=pyharbor-2027&by=pigeon')).toEqual({ ...pyharbor, called: false });
    for (const no of ['', '#', '#main', '#d=0f', `#d=${secret}0`, `#d=${secret.toUpperCase()}`, '#e=../x', '#e='])
      expect(parseLink(no)).toEqual({ secret: '', edition: '', called: false });
  });
});

describe('times', () => {
  const zone = 'America/New_York';

  test('are those of the event, whatever the phone’s zone; another day is named', () => {
    const now = at('2027-05-15T03:30:00Z');
    expect(dayAt({ zone }, now, 'en')).toBe('Friday, May 14');
    expect(timeAt({ zone }, at('2027-05-15T03:20:00Z'), now, 'en')).toMatch(/^11:20\sPM$/u);
    expect(timeAt({ zone }, at('2027-05-15T04:20:00Z'), now, 'en')).toMatch(/^Sat, May 15, 12:20\sAM$/u);
  });
});

test.each([
  [11 * 60_000, 'en', '11 minutes'],
  [119 * 60_000, 'en', '119 minutes'],
  [655 * 60_000, 'en', '11 hours'],
  [48 * 3_600_000, 'es', '2 días'],
] as const)('%d ms in %s are %s', (ms, language, text) => {
  expect(spanText(ms, language)).toBe(text);
});

describe('the clock', () => {
  const now = at('2027-05-15T15:20:00Z');
  const kept = new Map<string, string>();
  beforeEach(() => {
    vi.useFakeTimers({ now });
    vi.stubGlobal('localStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => kept.set(name, value),
      removeItem: (name: string) => kept.delete(name),
    });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    kept.clear();
  });

  test('is the phone’s, also when it is wrong by a day; how far is told', () => {
    const clock = startClock();
    const dayOff = clock.hear({ now: now - 86_400_000, rehearsal: false });
    expect([dayOff, clock.now()]).toEqual([86_400_000, now]);
    clock.hear({ now: now - 365 * 86_400_000, rehearsal: false });
    expect(clock.now()).toBe(now);
    expect(kept.size).toBe(0);
  });

  test('follows a rehearsal that plays at another time, also when the page is opened again', () => {
    const then = at('2026-01-02T08:00:00Z');
    const clock = startClock();
    expect(clock.hear({ now: then, rehearsal: true })).toBe(0);
    expect(clock.now()).toBe(then);
    vi.advanceTimersByTime(60_000);
    expect(startClock().now()).toBe(then + 60_000);
    expect(clock.hear({ now: now + 60_000, rehearsal: true })).toBe(0);
    expect([clock.now(), kept.size]).toEqual([now + 60_000, 0]);
  });
});

test('another part keeps what was written and names what it goes on from', () => {
  const form = { began: 1, continues: '', notes: 'n', card: 'needs' } as unknown as TakingForm;
  expect(nextPart(form, 2, 'r1')).toEqual({ began: 2, continues: 'r1', notes: 'n', card: 'needs' });
});
