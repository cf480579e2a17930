import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Shift } from '#domain/edition/edition.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast, event } from '#rehearsal/cast.ts';
import { openIncident, Writing } from '#rehearsal/responding.ts';
import { sha256Hex } from '#seal/digest.ts';
import { jobName } from '#server/due/job-names.ts';
import type { RoutesAnswer } from '#wire/reached.ts';
import type { RingList } from '#wire/rings.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { unlocked } from '../desk/desks.ts';
import { house, settles, type House } from './clocked.ts';
import { batchForm, dutiesOver, listOf, sightOver } from './rehearsed.ts';

vi.setConfig({ testTimeout: 60_000 });

const minute = 60_000;
/** Saturday 15 May 2027, three in the morning at the event. */
const three = Date.parse('2027-05-15T03:00:00-04:00');
const members = cast.map(({ id }) => id);
const night: Shift = { id: 'night', from: '2027-05-14T22:00', to: '2027-05-15T08:00', members: ['amina'] };
const houses: House[] = [];
afterEach(async () => {
  for (const one of houses.splice(0)) await one.end();
});

async function atThree(rota: readonly Shift[]): Promise<House> {
  const given = await house(three);
  houses.push(given);
  await settles(given, { rota });
  return given;
}

interface Waking {
  readonly incident: string;
  readonly cause: string;
  readonly stream: string;
}

/** Something that may still be going on is told, without Tomasz, or somebody else. */
async function reported({ url, as, pass }: House, without = 'tomasz'): Promise<Waking> {
  const rosa = await as('rosa');
  const before = new Set((await listOf(rosa)).map(({ incident }) => incident));
  const prepared = await prepare(await groundOf(url, event), [
    ['what', 'zwirbelquark'],
    ['team.leave-out', without],
  ]);
  expect((await prepared.send()).status).toBe(200);
  await pass(0);
  const incident = (await listOf(rosa)).find((row) => !before.has(row.incident))?.incident ?? '';
  const owed = (await dutiesOver(rosa)).find((duty) => duty.incident === incident && duty.duty === 'urgent');
  return { incident, cause: owed?.cause ?? '', stream: owed?.stream ?? '' };
}

async function does(given: House, who: string, { incident }: Waking, kind: string): Promise<void> {
  const one = await given.as(who);
  const opened = await openIncident(await sightOver(one), who, incident);
  if (opened === null) throw new Error('not opened');
  const writing = new Writing(opened, given.now());
  await writing.mark(kind, []);
  const done = await one.post(staffPaths.api.entries, batchForm(writing.batch(), writing.files));
  expect([done.status, await done.text()]).toEqual([200, expect.any(String)]);
}

/** Of the cast, those to whom the mail went that such a job makes: nothing in it says what it is for. */
function reachedBy(
  { mails }: House,
  { incident, cause, stream }: Waking,
  how: 'word' | 'ring' | 'ring-again',
): string[] {
  const sent = mails.map(({ messageId }) => messageId);
  const name = (member: string): string =>
    how === 'word'
      ? jobName('alert', incident, member, '')
      : jobName('alert', incident, member, how, 'urgent', cause, stream);
  return members.filter((member) => sent.includes(sha256Hex(name(member)).slice(0, 32)));
}
const rung = (given: House, of: Waking): string[] => reachedBy(given, of, 'ring').toSorted();
const again = (given: House, of: Waking): string[] => reachedBy(given, of, 'ring-again').toSorted();
const twice = ({ mails }: House): number => mails.length - new Set(mails.map(({ messageId }) => messageId)).size;

describe('at three in the morning, with the first on duty asleep', () => {
  test('whoever is on duty is woken at once, who owes it after five minutes, all who hold it after ten, and all once more', async () => {
    const given = await atThree([night]);
    const told = await reported(given);
    expect(rung(given, told)).toEqual(['amina']);
    expect(reachedBy(given, told, 'word').toSorted()).toEqual(['kenji', 'rosa']);
    await given.pass(5 * minute - 1);
    expect(rung(given, told)).toEqual(['amina']);
    await given.pass(1);
    expect(rung(given, told)).toEqual(['amina', 'rosa']);
    await given.pass(5 * minute);
    expect(rung(given, told)).toEqual(['amina', 'kenji', 'rosa']);
    expect(again(given, told)).toEqual([]);
    await given.pass(5 * minute);
    expect(again(given, told)).toEqual(['amina', 'kenji', 'rosa']);
    await given.pass(60 * minute);
    expect(twice(given)).toBe(0);
    const about = given.mails.filter(({ text }) => text.includes(told.incident));
    expect(about.length).toBeGreaterThan(6);
    for (const { to, subject, text } of about) {
      expect(to).not.toMatch(/tomasz/u);
      expect(`${subject} ${text}`).not.toMatch(/zwirbelquark|urgent|Tomasz|reporter/u);
    }
  });

  test('nobody could be heard by whoever is on duty: who owes it is woken at once, and no five minutes are lost', async () => {
    const given = await atThree([night]);
    const amina = await given.as('amina');
    expect((await amina.post(staffPaths.api.alerts, { address: '' })).status).toBe(200);
    const told = await reported(given);
    expect(rung(given, told)).toEqual(['rosa']);
  });

  test.each([
    ['before the first step after it', 4, ['amina']],
    ['between two steps', 7, ['amina', 'rosa']],
    ['after the last one', 12, ['amina', 'kenji', 'rosa']],
  ])('once somebody has it nobody else is woken: %s', async (_, minutes, woken) => {
    const given = await atThree([night]);
    const told = await reported(given);
    // The clock moves step by step, as it does.
    for (let passed = 0; passed < minutes; passed++) await given.pass(minute);
    expect(rung(given, told)).toEqual(woken);
    await does(given, 'rosa', told, 'lead-taken');
    for (let passed = 0; passed < 30; passed += 5) await given.pass(5 * minute);
    expect(rung(given, told)).toEqual(woken);
    expect(again(given, told)).toEqual([]);
  });

  test('with nobody on the rota, or nobody who may see it, all who owe it are woken at once', async () => {
    const given = await atThree([]);
    for (const rota of [[], [{ ...night, to: '2027-05-15T03:00' }], [{ ...night, members: ['tomasz', 'helen'] }]]) {
      // What came before is no ring for it any more.
      await given.pass(2 * minute);
      await settles(given, { rota });
      const told = await reported(given);
      expect(rung(given, told)).toEqual(['amina', 'rosa']);
      expect(reachedBy(given, told, 'word')).toEqual(['kenji']);
    }
  });

  test('who steps aside or is suspended in between is woken no more, also not at the end', async () => {
    const given = await atThree([{ ...night, members: ['kenji'] }]);
    const told = await reported(given);
    expect(rung(given, told)).toEqual(['kenji']);
    const amina = await unlocked(given.url, 'amina');
    await amina.open(told.incident);
    expect(await amina.stepAside(told.incident)).toEqual({ done: true });
    expect(await (await unlocked(given.url, 'helen')).suspend('kenji')).toEqual({ accepted: true });
    await given.pass(5 * minute);
    expect(rung(given, told)).toEqual(['kenji', 'rosa']);
    await given.pass(5 * minute);
    await given.pass(5 * minute);
    expect(again(given, told)).toEqual(['rosa']);
  });

  describe('many within fifty seconds', () => {
    const seconds = 1_000;

    test('ring once more and not each, and those that nobody has still wake everybody at their steps', async () => {
      const given = await atThree([night]);
      const all: Waking[] = [];
      for (let n = 0; n < 5; n++) {
        all.push(await reported(given));
        await given.pass(9 * seconds);
      }
      const rings = (who: string, how = rung) => all.filter((told) => how(given, told).includes(who)).length;
      expect(rings('amina')).toBe(1);
      await given.pass(5 * seconds);
      expect(rings('amina')).toBe(2);
      for (let passed = 0; passed < 9 * minute + 10 * seconds; passed += 10 * seconds) await given.pass(10 * seconds);
      // At five minutes and at ten, for all of them.
      expect([rings('amina'), rings('rosa'), rings('kenji')]).toEqual([2, 1, 1]);
      for (let passed = 0; passed < 6 * minute; passed += 10 * seconds) await given.pass(10 * seconds);
      expect([rings('amina', again), rings('rosa', again), rings('kenji', again)]).toEqual([1, 1, 1]);
      expect(twice(given)).toBe(0);
    });

    test('one that came just after somebody answered wakes nobody when they take it too, and everybody when not', async () => {
      const given = await atThree([night]);
      // That there is something at all she is told in any case; how loudly, her own page says.
      const loud = async (): Promise<number> => {
        const answer = await (await given.as('amina')).get(staffPaths.api.routes);
        return ((await answer.json()) as RoutesAnswer).sent.filter(({ urgent }) => urgent).length;
      };
      const before = await loud();
      const first = await reported(given);
      expect(await loud()).toBe(before + 1);
      await given.pass(30 * seconds);
      await does(given, 'amina', first, 'lead-taken');
      const [taken, left] = [await reported(given), await reported(given)];
      await given.pass(15 * seconds);
      await does(given, 'amina', taken, 'lead-taken');
      expect([rung(given, taken), rung(given, left), await loud()]).toEqual([[], [], before + 1]);
      await given.pass(minute);
      expect([rung(given, left), await loud()]).toEqual([['amina'], before + 2]);
      await given.pass(5 * minute);
      expect(rung(given, left)).toEqual(['amina', 'rosa']);
    });

    test('whoever was woken minutes ago for another is woken when nobody has this one at their own step', async () => {
      const given = await atThree([night]);
      const first = await reported(given);
      for (let passed = 0; passed < 4; passed++) await given.pass(minute);
      const second = await reported(given);
      await given.pass(minute);
      expect([rung(given, first), rung(given, second)]).toEqual([['amina', 'rosa'], ['amina']]);
      await does(given, 'rosa', first, 'lead-taken');
      for (let passed = 0; passed < 4; passed++) await given.pass(minute);
      expect(rung(given, second)).toEqual(['amina', 'rosa']);
      expect(twice(given)).toBe(0);
    });

    test('what other people are free for rings by itself; who is kept out hears all else as if it had not come', async () => {
      const heard = async (alsoWithout: boolean): Promise<readonly (readonly string[])[]> => {
        const given = await atThree([{ ...night, members: ['amina', 'tomasz'] }]);
        await given.pass(0);
        const before = given.mails.length;
        const kept = alsoWithout ? await reported(given) : null;
        if (kept !== null) expect(rung(given, kept)).toEqual(['amina']);
        await given.pass(10 * seconds);
        const open = await reported(given, 'kenji');
        expect(rung(given, open)).toEqual(['amina', 'tomasz']);
        const theirs = ({ text }: (typeof given.mails)[number]): boolean => text.includes(open.incident);
        for (let passed = 0; passed < 20 * minute; passed += 30 * seconds) await given.pass(30 * seconds);
        const mails = given.mails.slice(before);
        const his = mails.filter(({ to }) => to.startsWith('tomasz'));
        if (kept !== null) expect(his.filter(({ text }) => text.includes(kept.incident))).toEqual([]);
        return [mails.filter(theirs), his].map((some) => some.map(({ to }) => to).toSorted());
      };
      expect(await heard(true)).toEqual(await heard(false));
    });
  });

  test('the desk shows it to who may see it until somebody has it, and to who is kept out what it shows without it', async () => {
    const given = await atThree([night]);
    const shown = async (who: string): Promise<RingList['rows']> =>
      ((await (await (await given.as(who)).get(staffPaths.api.rings)).json()) as RingList).rows;
    const before = await shown('tomasz');
    const told = await reported(given);
    expect(await shown('tomasz')).toEqual(before);
    const mine = async (): Promise<RingList['rows']> =>
      (await shown('kenji')).filter(({ incident }) => incident === told.incident);
    expect(await mine()).toEqual([
      {
        incident: told.incident,
        edition: event,
        codeName: expect.any(String) as string,
        since: three,
        unanswered: three + 15 * minute,
      },
    ]);
    await does(given, 'rosa', told, 'lead-taken');
    expect(await mine()).toEqual([]);
  });

  test('what nobody took for forty minutes wakes them a minute after it can', async () => {
    const given = await atThree([night]);
    given.mailDown(true);
    const told = await reported(given);
    for (let passed = 0; passed < 40; passed++) await given.pass(minute);
    expect(rung(given, told)).toEqual([]);
    given.mailDown(false);
    await given.pass(minute);
    // Once each, although every step has passed by now.
    expect([...rung(given, told), ...again(given, told)].toSorted()).toEqual(['amina', 'kenji', 'rosa']);
    expect(twice(given)).toBe(0);
  });

  test('a rota that changes meanwhile moves no step', async () => {
    const given = await atThree([night]);
    const told = await reported(given);
    await settles(given, { rota: [] });
    await given.pass(0);
    expect(rung(given, told)).toEqual(['amina']);
    await given.pass(5 * minute);
    expect(rung(given, told)).toEqual(['amina', 'rosa']);
  });

  test('a server that was away between two steps wakes everybody it missed, once', async () => {
    const given = await atThree([night]);
    const told = await reported(given);
    await given.away(11 * minute);
    expect(rung(given, told)).toEqual(['amina', 'kenji', 'rosa']);
    expect(again(given, told)).toEqual([]);
    await given.away(5 * minute);
    expect(again(given, told)).toEqual(['amina', 'kenji', 'rosa']);
    expect(twice(given)).toBe(0);
  });
});

describe('under the procedure of 2013', () => {
  test('a report wakes and tells exactly the chair and the coordinator', async () => {
    const given = await atThree([]);
    await settles(given, { gathering: 'in-person' }, 'pycon-us-2013');
    const prepared = await prepare(await groundOf(given.url, event), [['what', 'zwirbelquark']]);
    const before = given.mails.length;
    expect((await prepared.send()).status).toBe(200);
    await given.pass(0);
    const reached = (): string[] => [...new Set(given.mails.slice(before).map(({ to }) => to.split('@')[0] ?? ''))];
    expect(reached().toSorted()).toEqual(['helen', 'marcus']);
    for (let passed = 0; passed < 15; passed += 5) await given.pass(5 * minute);
    expect(reached().toSorted()).toEqual(['helen', 'marcus']);
  });
});
