import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DutyRule } from '#domain/procedure/procedure.ts';
import { dutiesOf } from '#domain/promises/duties.ts';
import { promisedAtBirth } from '#domain/promises/promised.ts';
import { entry } from '#kit/given.ts';
import { reportIdOf } from '#seal/words.ts';
import { paths } from '#wire/paths.ts';
import { event, pyHarbor, procedureIds, said, versionOf, wordsOn, world, type World } from './world.ts';

const words = ['yes', 'no', 'unsure'] as const;
const day = 86_400_000;

describe.each(procedureIds)('what %s promises at birth', (id) => {
  const { procedure } = versionOf(id);
  const edition = pyHarbor(procedure);
  const receivedAt = Date.UTC(2027, 2, 12, 23, 30);

  test('is what the record says is owed to the reporter from then on, on the same dates', () => {
    for (const ongoing of words)
      for (const reachable of words) {
        const facts = { channel: 'web', ongoing, reachable };
        const reported = entry('report/a', 'reported', { receivedAt, facts: Object.entries(facts) });
        const owed = dutiesOf({ procedure, edition, now: receivedAt }, [reported]).filter(
          (duty) =>
            duty.owedTo === 'reporter' && procedure.duties.find((rule) => rule.id === duty.id)?.promise !== undefined,
        );
        const promised = promisedAtBirth(procedure.duties, facts, receivedAt, edition);
        expect(promised.map(({ duty, due }) => [duty, due])).toEqual(owed.map((duty) => [duty.id, duty.due]));
      }
  });

  test('has a date wherever its words name one', () => {
    const dated = procedure.duties.filter(({ promise }) => promise?.['en']?.includes('{due}') === true);
    for (const { id: duty, within } of dated)
      expect([duty, within.unit === 'agreed' || within.unit === 'no-limit']).toEqual([duty, false]);
  });
});

test('given each kind of span, the promise has its date, and none where no clock runs', () => {
  const rule = versionOf('pycon-us').procedure.duties.find(({ id }) => id === 'follow-up');
  if (rule === undefined) throw new Error('no follow-up');
  const birth: DutyRule['arises'] = [{ kind: 'reported', facts: {} }];
  const edition = { zone: 'America/New_York', to: '2027-05-18' };
  // The night before clocks go forward.
  const at = Date.UTC(2027, 2, 13, 17);
  const dueOf = (within: DutyRule['within']): number | null | undefined =>
    promisedAtBirth([{ ...rule, arises: birth, within }], {}, at, edition)[0]?.due;
  expect(dueOf({ unit: 'minutes', count: 15 })).toBe(at + 900_000);
  expect(dueOf({ unit: 'hours', count: 24 })).toBe(at + day);
  expect(dueOf({ unit: 'days', count: 1 })).toBe(at + day - 3_600_000);
  expect(dueOf({ unit: 'at-once' })).toBe(at);
  expect(dueOf({ unit: 'after-event', count: 1 })).toBe(Date.UTC(2027, 4, 20, 4) - 1);
  expect(dueOf({ unit: 'agreed' })).toBeNull();
  expect(dueOf({ unit: 'no-limit' })).toBeNull();
});

describe('a report sent without scripts', () => {
  let w: World;
  let eight: readonly string[];
  let sent: string;
  const token = 'e'.repeat(32);

  const open = async (language = 'en'): Promise<string> => {
    const answer = await w.post(paths.mailboxOpened(event), [
      ['words', eight.join(' ')],
      ['l', language],
    ]);
    return answer.text();
  };
  const status = (html: string): string => said(/<ul class="status">(.*?)<\/ul>/u.exec(html)?.[1] ?? '');

  beforeEach(async () => {
    w = await world();
    const answer = await w.post(paths.sent(event), [
      ['token', token],
      ['l', 'en'],
      ['what', 'Someone followed me.'],
      ['seen', 'rosa tomasz amina kenji'],
    ]);
    sent = await answer.text();
    eight = wordsOn(sent);
  });
  afterEach(() => w.close());

  test('is told what happens by when, in the event’s zone', () => {
    expect(said(sent)).toContain('By Sunday 16 May at 00:25, a person from the team reads what you sent');
    expect(said(sent)).toContain('By Saturday 22 May at 00:25, the team writes to you');
  });

  test('shows each promise by its date, and how it stands: to come, late, done', async () => {
    const first = status(await open());
    expect(first).toMatch(/By Sunday 16 May at 00:25, [^.]*\. Still to come/u);
    expect(first).toMatch(/By Saturday 22 May at 00:25, [^.]*\. Still to come/u);
    w.clock.now += day + 60_000;
    const late = await open();
    expect(status(late)).toMatch(/By Sunday 16 May at 00:25, [^.]*\. This is late\. It is still owed to you\./u);
    expect(status(late)).toMatch(/By Saturday 22 May at 00:25, [^.]*\. Still to come/u);
    expect(late).toContain('<small class="late">');
    await w.enter('rosa', `report/${reportIdOf(token)}`, 'acknowledged');
    const done = await open();
    expect(status(done)).toMatch(/By Sunday 16 May at 00:25, [^.]*\. Done/u);
    expect(done).not.toContain('<small class="late">');
    expect(status(await open('es'))).toMatch(/Hecho .*Pendiente/u);
  });

  test('an incident keeps its version: settled with another, what was promised stays and new reports differ', async () => {
    const before = status(await open());
    const other = versionOf('boston-python').procedure;
    await w.settle({ ...pyHarbor(other), gathering: 'meet-up' });
    expect(status(await open())).toBe(before);
    const handling = said(await (await w.get(`${paths.handling(event)}?l=en`)).text());
    expect(handling).toContain(other.title['en']);
    expect(handling).not.toContain(versionOf('pycon-us').procedure.title['en']);
  });
});
