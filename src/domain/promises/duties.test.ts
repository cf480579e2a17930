import { describe, expect, test } from 'vitest';
import { duty, edition, entry, hour, procedure } from '#kit/given.ts';
import { amina, facts as factsOf, ground, kenji, now, reported, rosa, story, wrote, yewande } from '#kit/incident.ts';
import type { Procedure, When } from '../procedure/procedure.ts';
import type { Verified } from '../record/header.ts';
import { dutiesOf, owedNext, whoOwes, type Duty } from './duties.ts';
import { openDuties, owedIn } from './promises.ts';

const received = Date.parse('2027-05-15T00:25:00-04:00');
const day = 24 * hour;
const report = reported({ receivedAt: received, at: received - 50 * hour });
const at = (time: number) => ({ procedure, edition, now: time });
const states = (entries: Parameters<typeof dutiesOf>[1], time: number): readonly string[] =>
  dutiesOf(at(time), entries).map((one) => `${one.id} ${one.state.is}`);
const withDuty = (...duties: Procedure['duties']) => ({ procedure: { ...procedure, duties }, edition, now });
const when = (kind: string, facts: When['facts'] = {}): When => ({ kind, facts });
const followUp = (receivedAt: number, more: object = {}) =>
  wrote('rosa', 'said-to-reporter', { 'follow-up': 'yes' }, { receivedAt, ...more });

describe('clocks', () => {
  test('given a report, acknowledging is owed in 24 hours and a follow-up in seven days, from the received-time', () => {
    const duties = dutiesOf(at(received), [report]);
    expect(duties.map(({ id, due }) => [id, ((due ?? 0) - received) / hour])).toEqual([
      ['acknowledge', 24],
      ['follow-up', 168],
    ]);
  });

  test('given nothing is done, a duty is overdue after its time and not a moment before', () => {
    expect(states([report], received + day)).toEqual(['acknowledge open', 'follow-up open']);
    expect(states([report], received + day + 1)).toEqual(['acknowledge overdue', 'follow-up open']);
  });

  test('given a week over daylight saving, it ends at the same local time', () => {
    const before = Date.parse('2027-03-10T12:00:00-05:00');
    const due = dutiesOf(at(before), [reported({ receivedAt: before })])[1]?.due;
    expect(due).toBe(Date.parse('2027-03-17T12:00:00-04:00'));
  });

  test.each([
    ['in-person', 3 * hour, 3 * hour],
    ['phone', 7 * day, 7 * day],
    ['phone', 7 * day + 1, 0],
    ['in-person', -hour, 0],
    ['web', 3 * hour, 0],
    ['e-mail', 3 * hour, 0],
  ])('given a report by %s taken %d ms before it arrived, clocks start %d ms before', (channel, taken, early) => {
    const facts = [['channel', channel] as const, ['ongoing', 'no'] as const, ['reachable', 'yes'] as const];
    const arrived = reported({ receivedAt: received, at: received - taken, facts });
    expect(dutiesOf(at(received), [arrived])[0]?.arose).toBe(received - early);
  });

  test('given each kind of span, the due time is what it says', () => {
    const due = (within: Procedure['duties'][number]['within'], cause = report): number | null | undefined =>
      dutiesOf(withDuty(duty('any', within, when('acknowledged'), { arises: [when(cause.header.kind)] })), [cause])[0]
        ?.due;
    expect(due({ unit: 'minutes', count: 5 })).toBe(received + 300_000);
    expect(due({ unit: 'at-once' })).toBe(received);
    expect(due({ unit: 'no-limit' })).toBeNull();
    expect(due({ unit: 'after-event', count: 14 })).toBe(Date.parse('2027-06-02T00:00:00-04:00') - 1);
    const called = wrote('rosa', 'meeting-called', { due: now + 5, invited: ['rosa'] });
    expect(due({ unit: 'agreed' }, called)).toBe(now + 5);
    expect(due({ unit: 'agreed' }, wrote('rosa', 'consequence-decided', { owner: 'rosa' }))).toBeNull();
    const forADay = wrote('rosa', 'consequence-decided', { owner: 'rosa', until: now + 7 });
    expect(due({ unit: 'ending' }, forADay)).toBe(now + 7);
    expect(due({ unit: 'ending' }, wrote('rosa', 'consequence-decided', { owner: 'rosa' }))).toBeUndefined();
  });
});

describe('what meets a duty', () => {
  test('given a message that is not the follow-up, the seven-day clock runs on', () => {
    const said = wrote('rosa', 'said-to-reporter', { 'follow-up': 'no' }, { receivedAt: received + hour });
    const entries = [report, wrote('rosa', 'acknowledged', {}, { receivedAt: received + hour }), said];
    expect(states(entries, received + hour)).toEqual(['acknowledge met', 'follow-up open']);
    expect(owedNext(dutiesOf(at(received), entries))?.id).toBe('follow-up');
  });

  test('given an entry by the server or the reporter, no duty owed by people is met (D15)', () => {
    for (const by of ['server', 'reporter']) {
      const automatic = wrote(by, 'acknowledged', {}, { receivedAt: received });
      expect(states([...story(), report, automatic], received)).toContain('acknowledge open');
    }
    const receipt = wrote('server', 'receipted', { channel: 'e-mail' }, { receivedAt: received });
    expect(states([report, receipt], received)).toEqual(['acknowledge open', 'follow-up open']);
  });

  test('given a receipt that the procedure itself promises, the server’s own entry meets it', () => {
    const rule = duty('receipt', { unit: 'at-once' }, when('receipted'));
    const receipt = wrote('server', 'receipted', { channel: 'e-mail' }, { receivedAt: received });
    expect(dutiesOf(withDuty(rule), [report, receipt])[0]?.state).toMatchObject({ is: 'met', late: false });
  });

  test('given a follow-up after its time, the duty is met and says it was late', () => {
    const found = dutiesOf(at(received + 9 * day), [report, followUp(received + 7 * day + 1)]);
    expect(found.find(({ id }) => id === 'follow-up')?.state).toEqual({
      is: 'met',
      by: 'rosa-sign',
      at: received + 7 * day + 1,
      late: true,
    });
  });

  test('given two reports in one incident, each has its clock and only its own answer stops it', () => {
    const other = reported({ receivedAt: received + hour, stream: 'report/other' });
    const found = dutiesOf(at(received + 2 * hour), [report, other, followUp(received + 2 * hour)]);
    expect(found.map(({ id, stream, state }) => `${id} ${stream} ${state.is}`)).toEqual([
      'acknowledge report/a open',
      'acknowledge report/other open',
      'follow-up report/a met',
      'follow-up report/other open',
    ]);
  });

  test('given a decision on two reports, each reporter is owed their own word after it', () => {
    const rule = duty('after-the-decision', { unit: 'days', count: 7 }, when('said-to-reporter'), {
      arises: [when('resolved')],
      owedTo: 'reporter',
    });
    const other = reported({ receivedAt: received, stream: 'report/other' });
    const resolved = entry('incident/i', 'resolved', { receivedAt: received + hour, by: 'rosa-sign' });
    const found = dutiesOf(withDuty(rule), [report, other, resolved, followUp(received + 2 * hour)]);
    expect(found.map(({ stream, cause, state }) => [stream, cause === resolved.hash, state.is])).toEqual([
      ['report/a', true, 'met'],
      ['report/other', true, 'open'],
    ]);
  });

  test('given an entry before the cause, it does not meet it', () => {
    const rule = duty('answer', { unit: 'hours', count: 1 }, when('said-to-reporter'), {
      arises: [when('heard-from-reporter')],
    });
    const heard = wrote('reporter', 'heard-from-reporter', {}, { receivedAt: received + day });
    const found = (entries: Parameters<typeof dutiesOf>[1]) => dutiesOf(withDuty(rule), entries).map((d) => d.state.is);
    expect(found([report, followUp(received + hour), heard])).toEqual(['open']);
    expect(found([report, heard, followUp(received + day)])).toEqual(['met']);
  });

  test('given a later report, what was written in the incident before it does not meet what it is owed', () => {
    const rule = duty('consult', { unit: 'at-once' }, when('noted'));
    const later = reported({ receivedAt: received + day, stream: 'report/other' });
    const found = (...notes: readonly number[]) =>
      dutiesOf(withDuty(rule), [
        report,
        later,
        ...notes.map((receivedAt) => wrote('rosa', 'noted', {}, { receivedAt })),
      ]).map(({ state }) => state.is);
    expect(found(received + hour)).toEqual(['met', 'open']);
    expect(found(received + hour, received + day)).toEqual(['met', 'met']);
  });

  test('given a duty met by the same, only what refers to its cause meets it', () => {
    const rule = duty('carry-out', { unit: 'agreed' }, when('consequence-carried-out'), {
      arises: [when('consequence-decided')],
      metBySame: true,
    });
    const first = wrote('rosa', 'consequence-decided', { due: now, owner: 'rosa' });
    const second = wrote('rosa', 'consequence-decided', { due: now, owner: 'kenji' });
    const done = wrote('kenji', 'consequence-carried-out', { of: second.hash });
    const found = dutiesOf(withDuty(rule), [first, second, done]);
    expect(found.map(({ cause, owner, state }) => [cause, owner, state.is])).toEqual([
      [first.hash, 'rosa', 'open'],
      [second.hash, 'kenji', 'met'],
    ]);
  });

  test('given the incident is closed, what was owed is still owed', () => {
    expect(states([report, ...story().slice(1), wrote('rosa', 'closed')], received)).toEqual(
      states([report], received),
    );
  });
});

describe('waiving', () => {
  const waive = (of: string, more: object = {}) =>
    wrote('rosa', 'waived', { duty: 'follow-up', of }, { receivedAt: received + hour, ...more });

  test('given a reason was written for this very duty, it is waived and stays so', () => {
    const found = dutiesOf(at(received + 30 * day), [report, waive(report.hash), followUp(received + day)]);
    expect(found[1]?.state).toEqual({ is: 'waived', by: 'rosa-sign', at: received + hour });
  });

  test('given it names another cause, another duty, or was met before, it changes nothing', () => {
    const after = (...entries: Parameters<typeof dutiesOf>[1]) => states([report, ...entries], received + hour)[1];
    expect(after(waive('another'))).toBe('follow-up open');
    expect(after(wrote('rosa', 'waived', { duty: 'acknowledge', of: report.hash }))).toBe('follow-up open');
    expect(after(followUp(received + 1), waive(report.hash))).toBe('follow-up met');
  });

  test('given the duty cannot be waived, or the server wrote it, it changes nothing', () => {
    const firm = procedure.duties.map((rule) => ({ ...rule, waivable: false }));
    expect(dutiesOf(withDuty(...firm), [report, waive(report.hash)])[1]?.state.is).not.toBe('waived');
    const byServer = wrote('server', 'waived', { duty: 'follow-up', of: report.hash }, { receivedAt: received + hour });
    expect(states([report, ...story(), byServer], received).filter((one) => one.includes('waived'))).toEqual([]);
  });

  describe('given the duty cannot be waived', () => {
    const firm = procedure.duties.map((rule) => ({ ...rule, waivable: false }));
    const told = (channel: string, reachable: string) =>
      reported({ receivedAt: received, facts: factsOf({ channel, ongoing: 'unsure', reachable }) });
    const agreed = (receivedAt: number) =>
      wrote('server', 'added', {}, { stream: report.header.stream, compartment: 'identity', receivedAt });
    const after = (from: Verified, ...more: readonly Verified[]) =>
      dutiesOf(withDuty(...firm), [from, ...more, waive(from.hash)])[1]?.state.is;

    test.each([
      ['sms', 'no', 'waived'],
      ['e-mail', 'no', 'waived'],
      ['sms', 'yes', 'open'],
      ['web', 'no', 'open'],
      ['in-person', 'no', 'open'],
    ])('by %s, with a way back: %s, it is %s when a reason is written', (channel, reachable, state) => {
      expect(after(told(channel, reachable))).toBe(state);
    });

    test('given they agreed before that their number is kept, it stands; given they agree later, what was waived stays so', () => {
      const text = told('sms', 'no');
      expect(after(text, agreed(received + hour - 1))).toBe('open');
      expect(after(text, agreed(received + hour + 1))).toBe('waived');
    });
  });
});

describe('who owes it', () => {
  const owed = (more: Partial<Duty>): Duty => ({ ...(dutiesOf(ground(), story())[0] as Duty), ...more });
  const ids = (one: Duty, away: readonly string[] = [], standIns: readonly string[] = []): readonly string[] =>
    whoOwes(ground(), one, new Set(away), new Set(standIns)).map(({ id }) => id);

  test('given roles, everybody free in them', () => {
    expect(ids(owed({}))).toEqual([rosa.id, kenji.id]);
    expect(ids(owed({ owedBy: ['lead', 'reader'] }), ['rosa'])).toEqual([kenji.id, amina.id]);
    expect(ids(owed({}), ['rosa', 'kenji'])).toEqual([]);
  });

  test('given an owner, that member alone, and the roles once the owner is not free', () => {
    expect(ids(owed({ owner: 'amina' }))).toEqual([amina.id]);
    expect(ids(owed({ owner: 'amina' }), ['amina'])).toEqual([rosa.id, kenji.id]);
  });

  test('given what somebody did alone, the others and never them (IMM-07)', () => {
    const rule = duty('look-together', { unit: 'days', count: 7 }, when('measure-reviewed'), {
      arises: [when('measure-taken')],
    });
    const of = (alone: string): Duty =>
      dutiesOf(withDuty(rule), [wrote('rosa', 'measure-taken', { alone }, { receivedAt: received })])[0] as Duty;
    expect(ids(of('yes'))).toEqual([kenji.id]);
    expect(ids(of('no'))).toEqual([rosa.id, kenji.id]);
  });

  test('given a stand-in for the role that owes it, the stand-in too', () => {
    expect(ids(owed({}), ['rosa', 'kenji'], ['yewande'])).toEqual([yewande.id]);
    expect(ids(owed({ owedBy: ['reader'] }), [], ['yewande'])).toEqual([amina.id]);
  });
});

describe('a report that a member wrote out of another one', () => {
  const facts = [['channel', 'extract'] as const, ['ongoing', 'no'] as const, ['reachable', 'no'] as const];
  const extract = reported({ facts });
  const rules = withDuty(
    duty('answer', { unit: 'hours', count: 24 }, when('acknowledged')),
    duty('assess', { unit: 'hours', count: 4 }, when('assessed'), { owedTo: 'team' }),
    duty('tell', { unit: 'days', count: 2 }, when('said-to-reporter'), { arises: [when('resolved')] }),
  );
  const decided = wrote('rosa', 'resolved', { none: 'no' });
  const owed = (...entries: Parameters<typeof dutiesOf>[1]) =>
    dutiesOf(rules, entries).map(({ id, stream }) => [id, stream]);

  test('the team owes what it owes for any, and nobody is owed an answer, whatever is decided', () => {
    expect(owed(extract, decided)).toEqual([['assess', 'report/a']]);
  });

  test('given somebody told of the same too, they alone are owed an answer', () => {
    const told = reported({ stream: 'report/z' });
    const toReporters = owed(extract, told, decided).filter(([id]) => id !== 'assess');
    expect(toReporters).toEqual([
      ['answer', 'report/z'],
      ['tell', 'report/z'],
    ]);
  });
});

test('given no report, nothing is owed', () => {
  expect(dutiesOf(at(received), [])).toEqual([]);
  expect(owedNext([])).toBeNull();
  expect(owedIn(at(received), [])).toEqual({ owed: '', due: 0 });
});

test('given duties with and without a clock, those with one come first and next', () => {
  const loose = duty('loose', { unit: 'no-limit' }, when('plan-made'));
  const due = duty('due', { unit: 'hours', count: 1 }, when('acknowledged'));
  const where = withDuty(loose, due);
  expect(owedNext(dutiesOf(where, [report]).toReversed())?.id).toBe('due');
  expect(openDuties(where, [report]).map(({ id }) => id)).toEqual(['due', 'loose']);
  expect(owedIn(where, [report])).toEqual({ owed: 'due', due: received + hour });
  const met = entry('report/a', 'acknowledged', { by: 'rosa-sign', receivedAt: received });
  expect(owedIn(where, [report, met])).toEqual({ owed: 'loose', due: 0 });
});

describe('what came as an answer to a decision', () => {
  const decide = duty('decide', { unit: 'days', count: 2 }, when('assessed'), {
    arises: [when('reported')],
    owedTo: 'team',
  });
  const owed = (entries: Parameters<typeof dutiesOf>[1]): readonly string[] =>
    dutiesOf(withDuty(...procedure.duties, decide), entries).map(({ id }) => id);
  const filed = (as: string) => wrote('rosa', 'filed', { as }, { receivedAt: received + hour });

  test.each(['appeal', 'side'])(
    'given it was filed as %s, the team owes nothing for it as a report, and its writer is owed as before',
    (as) => {
      expect(owed([report])).toContain('decide');
      expect(owed([report, filed(as)])).toEqual(['acknowledge', 'follow-up']);
    },
  );

  test('given it is a report after all, everything is owed again from the day it came', () => {
    const entries = [report, filed('appeal'), filed('report')];
    const again = dutiesOf(withDuty(...procedure.duties, decide), entries).find(({ id }) => id === 'decide');
    expect(again?.due).toBe(dutiesOf(withDuty(decide), [report])[0]?.due);
  });
});
