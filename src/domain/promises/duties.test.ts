import { expect, test } from 'vitest';
import { entry, hour, procedure } from '#kit/given.ts';
import { dutiesOf, owedNext } from './duties.ts';

const report = 'report/a';
const received = 1_000 * hour;
const reported = entry(report, 'reported', { receivedAt: received, at: received - 50 * hour });
const states = (entries: Parameters<typeof dutiesOf>[1], now: number): readonly string[] =>
  dutiesOf(procedure, entries, now).map((duty) => `${duty.id} ${duty.state.is}`);

test('given a report, acknowledging is owed in 24 hours and a follow-up in seven days, from the received-time', () => {
  const duties = dutiesOf(procedure, [reported], received);
  expect(duties.map(({ id, due }) => [id, (due - received) / hour])).toEqual([
    ['acknowledge', 24],
    ['follow-up', 168],
  ]);
});

test('given nothing is done, a duty is overdue after its time and not a moment before', () => {
  expect(states([reported], received + 24 * hour)).toEqual(['acknowledge open', 'follow-up open']);
  expect(states([reported], received + 24 * hour + 1)).toEqual(['acknowledge overdue', 'follow-up open']);
});

test('given a message that is not the follow-up, the seven-day clock runs on', () => {
  const acknowledged = entry(report, 'acknowledged', { receivedAt: received + hour });
  const said = entry(report, 'said-to-reporter', { receivedAt: received + hour, facts: [['follow-up', 'no']] });
  const entries = [reported, acknowledged, said];
  expect(states(entries, received + hour)).toEqual(['acknowledge met', 'follow-up open']);
  expect(owedNext(dutiesOf(procedure, entries, received))?.id).toBe('follow-up');
});

test('given the automatic receipt of the server, no duty owed by people is met (D15)', () => {
  const receipt = entry(report, 'received', { by: 'server-key', receivedAt: received });
  expect(states([reported, receipt], received)).toEqual(['acknowledge open', 'follow-up open']);
});

test('given a follow-up after its time, the duty is met and says it was late', () => {
  const said = entry(report, 'said-to-reporter', { receivedAt: received + 169 * hour, facts: [['follow-up', 'yes']] });
  const followUp = dutiesOf(procedure, [reported, said], received + 200 * hour).find((d) => d.id === 'follow-up');
  expect(followUp?.state).toMatchObject({ is: 'met', late: true });
});

test('given no report, nothing is owed', () => {
  expect(dutiesOf(procedure, [], received)).toEqual([]);
  expect(owedNext([])).toBeNull();
});
