import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Procedure } from '../procedure/procedure.ts';
import { readProcedure, readYaml, wrongIn, type ReadProblem } from '../procedure/read.ts';
import { examplesWrong } from './checks.ts';
import { runExample } from './compare.ts';
import { readExamples, type Examples } from './examples.ts';
import { sound } from './sound.ts';

const meetUp = 'test/fixtures/meet-up';
const twoSteps = 'test/fixtures/two-steps';

function procedureIn(folder: string): Procedure {
  const read = readProcedure(readFileSync(join(folder, 'procedure.yaml'), 'utf8'), 'd'.repeat(64), sound);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.procedure;
}

function examplesIn(text: string, procedure: Procedure): Examples | readonly ReadProblem[] {
  const parsed = readYaml(text);
  if ('problems' in parsed) return parsed.problems;
  const read = readExamples(parsed.value);
  if ('issues' in read) return wrongIn(read.issues).map(parsed.problem);
  const wrong = examplesWrong(procedure, read.examples);
  return wrong.length > 0 ? wrong.map(parsed.problem) : read.examples;
}

const isRead = (found: Examples | readonly ReadProblem[]): found is Examples => 'examples' in found;

const shipped = globSync('procedures/*/procedure.yaml').map((file) => dirname(file));

describe.each([...shipped, meetUp, twoSteps])('%s', (folder) => {
  const file = join(folder, 'examples.yaml');
  const procedure = procedureIn(folder);
  const found = existsSync(file) ? examplesIn(readFileSync(file, 'utf8'), procedure) : [];
  const examples = isRead(found) ? found.examples : [];

  test('its examples can be read, and are many enough', () => {
    expect(isRead(found) ? [] : found).toEqual([]);
    expect(examples.length).toBeGreaterThanOrEqual(shipped.includes(folder) ? 12 : 4);
  });

  test.each(examples.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(isRead(found) ? runExample(procedure, found, one) : ['not read']).toEqual([]);
  });
});

const procedure = procedureIn(meetUp);
const file = readFileSync(join(meetUp, 'examples.yaml'), 'utf8');

/** The file with one thing changed; the test fails when there is nothing to change. */
function changed(from: string, to: string): string {
  expect(file).toContain(from);
  return file.replace(from, to);
}

describe('what does not hold is said in a sentence', () => {
  test.each([
    ['state: overdue, due', 'state: open, due', 'acknowledge (due 2027-05-16 20:10) is overdue, expected open'],
    ["due: '2027-05-21 20:10'", 'due: none', 'follow-up: due is 2027-05-21 20:10, expected none'],
    ['by: [kenji, rosa, yewande]', 'by: [rosa]', 'acknowledge: free to meet it is kenji, rosa, yewande, expected rosa'],
    ['review-measure: absent', 'review-measure: open', 'review-measure is absent, expected open'],
    ['acknowledge: met', 'acknowledge: absent', 'acknowledge is met, expected absent'],
    ['late: false', 'late: true', 'follow-up: met is in time, expected late'],
    ['fired: too-few-free', 'fired: none', 'the stand-in rule is too-few-free, expected none'],
    ['offered: [yewande]', 'offered: []', 'offered as stand-in is yewande, expected nobody'],
    ['does: noted, refused: recused', 'does: noted', 'noted by rosa is refused (recused), expected allowed'],
    [
      'does: closed, refused: duty-open',
      'does: closed, refused: no-role',
      'closed by rosa is refused (duty-open), expected refused (no-role)',
    ],
    [
      'who: kenji, does: measure-reviewed, facts: { of: asked-to-leave }',
      'who: kenji, does: measure-reviewed, facts: { of: a }',
      'measure-reviewed by kenji is refused (no-such-entry), expected allowed',
    ],
    ['account: [yewande]', 'account: [rosa]', 'account of a new report is yewande, expected rosa'],
    [
      'questions: [what, contact]',
      'questions: [contact, what]',
      'asked of reporter, meet-up is what, contact, expected contact, what',
    ],
    ['within: 2 days', 'within: 3 days', 'duties.acknowledge.within is "2 days", expected "3 days"'],
    ['list.length: 3', 'list.length: 4', 'responses.list.length is 3, expected 4'],
    ['list.length: 3', 'nowhere.at-all: 3', 'responses.nowhere.at-all is nothing, expected 3'],
  ])('%s → %s', (from, to, sentence) => {
    const examples = examplesIn(changed(from, to), procedure);
    if (!isRead(examples)) throw new Error(JSON.stringify(examples));
    expect(examples.examples.flatMap((one) => runExample(procedure, examples, one))).toEqual([sentence]);
  });
});

describe('what names something that is not there is named by line, and nothing is run', () => {
  test.each([
    ['kind: receipted', 'kind: receited', 'examples.0.given.1.kind', 'receited'],
    ['by: server', 'by: rosa', 'examples.0.given.1.by', 'rosa'],
    ['by: server', 'by: robin', 'examples.0.given.1.by', 'robin'],
    ['channel: e-mail', 'chanel: e-mail', 'examples.0.given.1.facts.chanel', 'the fact chanel'],
    ["{ alone: 'yes' }, as", '{ alone: maybe }, as', 'examples.2.given.1.facts.alone', 'maybe'],
    ["ongoing: 'no'", 'ongoing: never', 'examples.0.given.0.facts.ongoing', 'never'],
    ['{ member: rosa }', '{ member: robin }', 'examples.1.given.1.facts.member', 'robin'],
    ["at: '2027-05-16 20:11'", "at: '2027-05-16 24:11'", 'examples.0.at', '"2027-05-16 24:11"'],
    ["at: '2027-05-16 20:11'", "at: '2027-05-16 8:11 pm'", 'examples.0.at', '"2027-05-16 8:11 pm"'],
    ["20:11', facts", "20:09', facts", 'examples.0.given.1.at', '2027-05-14 20:09'],
    ["at: '2027-05-16 20:11'", "at: '2027-05-14 20:00'", 'examples.0.at', '2027-05-14 20:00'],
    ["    at: '2027-05-16 20:11'\n", '', 'examples.0', 'nothing'],
    ['acknowledge: met', 'acknowlege: met', 'examples.2.expect.duties.acknowlege', 'acknowlege'],
    ['of: asked-to-leave }\n', 'of: asked }\n', 'examples.2.expect.duties.review-measure', 'asked'],
    ['does: closed', 'does: close', 'examples.2.expect.may.1.does', 'close'],
    ['refused: duty-open', 'refused: duties-open', 'examples.2.expect.may.1.refused', '"duties-open"'],
    ['who: yewande, does: stand', 'who: robin, does: stand', 'examples.1.expect.may.1.who', 'robin'],
    ['yewande: [friend]', 'yewande: [fried]', 'team.yewande.0', 'fried'],
    ['- id: left-out', '- id: two-days', 'examples.3.id', 'two-days'],
    ['zone: America/New_York', 'zone: America/Nowhere', 'zone', '"America/Nowhere"'],
    ['    expect:\n      receives', '    expects:\n      receives', 'examples.3.expects', '"expects"'],
  ])('%s → %s', (from, to, path, found) => {
    const text = changed(from, to);
    const problems = examplesIn(text, procedure);
    if (isRead(problems)) throw new Error('it was read');
    const own = problems.find((problem) => problem.path === path);
    expect(own, JSON.stringify(problems)).toMatchObject({ grave: 'error', found });
    // What is missed is shown at the example it is missed in.
    const begin = to === '' ? text.indexOf('- id: two-days') : file.indexOf(from);
    const lineAt = (place: number): number => text.slice(0, place).split('\n').length;
    expect(own?.line).toBeGreaterThanOrEqual(lineAt(begin));
    expect(own?.line).toBeLessThanOrEqual(lineAt(begin + to.length));
  });
});

const steps = procedureIn(twoSteps);
const ofSteps = readFileSync(join(twoSteps, 'examples.yaml'), 'utf8');

function changedSteps(from: string, to: string): string {
  expect(ofSteps).toContain(from);
  return ofSteps.replace(from, to);
}

test('what would be refused to who enters it is named: an example tells nothing that cannot happen', () => {
  const run = (from: string, to: string): readonly string[] => {
    const examples = examplesIn(changedSteps(from, to), steps);
    if (!isRead(examples)) throw new Error(JSON.stringify(examples));
    return examples.examples.flatMap((one) => runExample(steps, examples, one)).slice(0, 1);
  };
  const letIn = "by: rosa, at: '2027-05-11 10:30', facts: { members: [amina] }";
  expect(run(letIn, letIn.replace('rosa', 'tomasz'))).toEqual([
    'given.2, access by tomasz, would be refused (tomasz does not hold it)',
  ]);
  expect(run(letIn, letIn.replace('[amina]', '[lucia]'))).toEqual([
    'given.2, access by rosa, would be refused (lucia may not hold it)',
  ]);
  expect(run('kind: cleared, by: kenji', 'kind: cleared, by: rosa')).toEqual([
    'given.3, cleared by rosa, would be refused (own-draft)',
  ]);
});

describe('who receives, who is asked and who holds it', () => {
  test.each([
    [
      'asked: [amina, tomasz] }',
      'asked: [] }',
      ['asked about the names of a new report is amina, tomasz, expected nobody'],
    ],
    ['named: [tomasz], account', 'account', ['asked about the names of a new report is tomasz, expected nobody']],
    ['identity: [yewande]', 'identity: [amina]', ['identity of a new report is yewande, expected amina']],
    [
      'facts: { members: [amina] } }',
      'facts: { members: [tomasz] } }',
      [
        'given.2, access by rosa, would be refused (tomasz may not hold it)',
        'account now is kenji, rosa, tomasz, expected amina, kenji, rosa',
      ],
    ],
    [
      'holds: { account: [kenji, rosa], asked: [amina, tomasz] }',
      'holds: { identity: [rosa], asked: [amina] }',
      ['identity now is kenji, rosa, expected rosa', 'asked about the names now is amina, tomasz, expected amina'],
    ],
    [
      "reachable: 'yes' } }\n    at: '2027-05-13 10:00'",
      "reachable: 'yes' }, leaveOut: [amina], only: kenji }\n    at: '2027-05-13 10:00'",
      [
        'conflict-answered by amina is refused (barred), expected allowed',
        'conflict-answered by amina is refused (barred), expected refused (no-role)',
        'account now is kenji, expected kenji, rosa',
        'asked about the names now is nobody, expected amina, tomasz',
      ],
    ],
  ])('%s → %s', (from, to, sentences) => {
    const examples = examplesIn(changedSteps(from, to), steps);
    if (!isRead(examples)) throw new Error(JSON.stringify(examples));
    expect(examples.examples.flatMap((one) => runExample(steps, examples, one))).toEqual(sentences);
  });

  test.each([
    ['leaveOut: [amina], named', 'leaveOut: [robin], named', 'examples.1.expect.receives.leaveOut', 'robin'],
    ['only: kenji', 'only: robin', 'examples.4.expect.receives.only', 'robin'],
    ['account: [kenji], asked: []', 'account: [robin], asked: []', 'examples.4.expect.receives.account', 'robin'],
    ['holds: { account: [kenji, rosa]', 'holds: { account: [robin]', 'examples.5.expect.holds.account', 'robin'],
    ["reachable: 'yes' } }", "reachable: 'yes' }, named: [robin] }", 'examples.5.given.0.named', 'robin'],
    [
      'answer: clear } }\n      - { kind: access',
      'answer: clear }, named: [rosa] }\n      - { kind: access',
      'examples.6.given.1.named',
      'conflict-answered',
    ],
    ['members: [amina]', 'members: [robin]', 'examples.6.given.2.facts.members', 'robin'],
    ['members: [amina]', 'epoch: 2', 'examples.6.given.2.facts.epoch', 'the fact epoch'],
    ['members: [amina]', 'members: []', 'examples.6.given.2.facts', 'nothing'],
  ])('%s → %s is named', (from, to, path, found) => {
    const problems = examplesIn(changedSteps(from, to), steps);
    if (isRead(problems)) throw new Error('it was read');
    expect(problems).toContainEqual(expect.objectContaining({ path, found }));
  });
});

test('of several duties with one name each is told apart by its cause, or listed in order', () => {
  const twice = changed(
    "      - { kind: said-to-reporter, by: rosa, at: '2027-05-15 09:00', facts: { follow-up: 'yes' } }\n",
    `      - { kind: reported, by: reporter, at: '2027-05-14 21:00', report: b, facts: { channel: web, ongoing: 'no', reachable: 'no' } }
      - { kind: said-to-reporter, by: rosa, at: '2027-05-15 09:00', report: b, facts: { follow-up: 'yes' } }
`,
  );
  const run = (text: string): readonly string[] => {
    const examples = examplesIn(text, procedure);
    if (!isRead(examples)) throw new Error(JSON.stringify(examples));
    return examples.examples.flatMap((one) => runExample(procedure, examples, one));
  };
  const listed = twice
    .replace('acknowledge: met', 'acknowledge: [open, met]')
    .replace('follow-up: { state: met, late: false }', 'follow-up: [{ of: b, state: met }, { of: a, state: open }]');
  expect(run(listed)).toEqual([]);
  expect(run(twice)).toEqual([
    expect.stringMatching(/^acknowledge is there 2 times, expected 1/u),
    expect.stringMatching(/^follow-up is there 2 times/u),
  ]);
});
