import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sound } from '../promises/sound.ts';
import { readKept, readProcedure, type ReadProblem } from './read.ts';

const file = readFileSync('test/fixtures/meet-up/procedure.yaml', 'utf8');
const read = (text: string) => readProcedure(text, 'd'.repeat(64), sound);
const problemsOf = (text: string): readonly ReadProblem[] => {
  const result = read(text);
  return 'problems' in result ? result.problems : result.warnings;
};
const lineOf = (text: string, needle: string): number => text.slice(0, text.indexOf(needle)).split('\n').length;

/** The file with one thing changed; the test fails when there is nothing to change. */
function changed(from: string, to: string): string {
  expect(file).toContain(from);
  return file.replace(from, to);
}

test('a sound file reads whole, with every default filled in', () => {
  const result = read(file);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  const { procedure, warnings } = result;
  expect(warnings).toEqual([]);
  expect(procedure.digest).toBe('d'.repeat(64));
  expect(procedure.terms.reported['en']).toBe('the person reported');
  expect(procedure.questions[0]?.asks).toEqual(['reporter', 'staff']);
  expect(procedure.duties.map((d) => [d.id, d.within, d.waivable])).toEqual([
    ['acknowledge', { unit: 'days', count: 2 }, true],
    ['follow-up', { unit: 'days', count: 7 }, false],
    ['review-measure', { unit: 'days', count: 7 }, true],
  ]);
  expect(procedure.duties[0]?.met).toEqual([
    { kind: 'acknowledged', facts: {} },
    { kind: 'said-to-reporter', facts: {} },
  ]);
  expect(procedure.duties[1]?.met).toEqual([{ kind: 'said-to-reporter', facts: { 'follow-up': ['yes'] } }]);
});

test('a file that is no YAML is named by line, once, in plain words', () => {
  const once = (text: string): ReadProblem => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    return problems[0] ?? { grave: 'warning', line: 0, path: '', place: '', found: '', expected: '' };
  };
  expect(once('id: [\n')).toMatchObject({
    grave: 'error',
    line: 2,
    path: '',
    found: expect.stringContaining('bracket'),
  });
  expect(once('a: 1\na: 2\n')).toMatchObject({ line: 2, found: 'saying `a` twice in one place' });
  expect(once('a: &x [1]\nb: *x\n')).toMatchObject({ path: '', expected: 'YAML' });
  expect(once('')).toMatchObject({ path: '', found: 'empty' });
  const indented = 'indented otherwise here than the lines around it';
  expect(once('a:\n  - id: form\n   kind: web\n    text: x\n')).toMatchObject({ line: 3, found: indented });
  expect(once('a:\n  - id: form\n      kind: web\n    text: x\n')).toMatchObject({ line: 2, found: indented });
  expect(once('a:\n  b: 1\n c: 2\n')).toMatchObject({ line: 3, found: indented });
  expect(once('a:\n  - id: form\n\tkind: web\n')).toMatchObject({ line: 3, expected: 'spaces' });
});

test.each([
  ["{ en: '{role:organizer} write back within {within:acknowledge}.' }", '{ en: {role:organizer} write back soon. }'],
  ["{ en: 'Use the form on this page. It works on any phone.' }", "{ en: 'Use it, it's on this page.' }"],
  ["{ en: 'Use the form on this page. It works on any phone.' }", '{ en: Use it: it works. }'],
  ["{ en: 'Use the form on this page. It works on any phone.' }", '{ en: Use form #1. }'],
  ["{ en: 'Use the form on this page. It works on any phone.' }", '\n      en: Use it: it works.'],
])('a text that should stand in quotes is said once, with what to do: %s → %s', (from, to) => {
  const text = changed(from, to);
  const [problem, ...others] = problemsOf(text);
  expect(others).toEqual([]);
  expect(problem?.expected).toContain('in quotes');
  expect(Math.abs((problem?.line ?? 0) - lineOf(text, to.trim()))).toBeLessThanOrEqual(1);
});

test('an unknown key is named where it stands', () => {
  const text = changed('required: true', 'requird: true');
  expect(problemsOf(text)[0]).toEqual({
    grave: 'error',
    line: lineOf(text, 'requird'),
    path: 'questions.0.requird',
    place: 'questions.0 (what).requird',
    found: '"requird"',
    expected: 'no such key: did you mean `required`?',
  });
});

test('a key that is not there is named where it is missed', () => {
  const text = changed('    kind: web\n', '');
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ line: lineOf(text, '- id: form'), path: 'channels.0.kind', found: 'nothing' }),
  ]);
});

test('inside a choice of shapes, the one that was meant is named', () => {
  const text = changed("met: { kind: said-to-reporter, facts: { follow-up: 'yes' } }", 'met: { kind: x, fact: {} }');
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ line: lineOf(text, 'met: { kind: x'), path: 'duties.1.met.fact' }),
  ]);
});

test('a text that lost its quotes says so', () => {
  const text = changed("{ en: 'It was against our rules, and we acted.' }", '{ en: It was, and we acted. }');
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({
      line: lineOf(text, 'It was, and'),
      expected: expect.stringContaining('quotes') as unknown,
    }),
  ]);
});

/** What is wrong, and what of the file shows its line. */
const broken: readonly (readonly [
  what: string,
  from: string,
  to: string,
  shows: string,
  path: string,
  found: string,
])[] = [
  [
    'a kind of question that is not there',
    'kind: long-text',
    'kind: essay',
    'kind: essay',
    'questions.0.kind',
    '"essay"',
  ],
  ['an id given twice', '- id: contact', '- id: what # again', '# again', 'questions.1.id', 'what'],
  [
    'options where nothing is chosen',
    "label: { en: 'What happened?' }",
    'label: { en: What? }\n    options: [{ id: a, label: { en: A } }]',
    'options: [{',
    'questions.0.options',
    '1 options',
  ],
  ['a choice of nothing', 'kind: long-text', 'kind: choice', '- id: what', 'questions.0.options', '0 options'],
  ['people without fields', 'kind: long-text', 'kind: people', '- id: what', 'questions.0.fields', '0 fields'],
  [
    'a promise to nobody',
    'owedTo: reporter',
    'owedTo: team',
    "promise: { en: 'A person",
    'duties.0.promise',
    'a promise',
  ],
  [
    'no promise to a reporter',
    'owedTo: team',
    'owedTo: reporter',
    '- id: review-measure',
    'duties.2.promise',
    'nothing',
  ],
  [
    'reminders of a time that is not there',
    'within: 2 days',
    'within: no limit',
    'remind: [50 %',
    'duties.0.remind.0',
    'a step before',
  ],
  [
    'a stand-in rule without a number',
    '{ of: organizer, freeBelow: 1,',
    '{ of: organizer, freeBelow: 0,',
    'rule: {',
    'standIn.rule',
    'no number',
  ],
  ['a role that is not there', 'owedBy: [organizer]', 'owedBy: [chair]', '[chair]', 'duties.2.owedBy.0', 'chair'],
  ['a role for nobody', '    named: 2', '    named: 0', 'named: 0', 'roles.0.named', '0'],
  [
    'a role that no gathering has',
    '    named: 2',
    '    gatherings: [online]',
    'gatherings: [online]',
    'roles.0.gatherings',
    'online',
  ],
  ['a text missing in a language', 'languages: [en]', 'languages: [en, es]', 'title:', 'title', 'nothing'],
  ['a clock of zero', 'within: 2 days', 'within: 0 hours', '0 hours', 'duties.0.within', '"0 hours"'],
  ['a clock of a year', 'within: 2 days', 'within: 365 days', '365 days', 'duties.0.within', 'a year or more'],
  ['a clock in other words', 'within: 2 days', 'within: soon', 'within: soon', 'duties.0.within', '"soon"'],
  [
    'a reminder after the end',
    'remind: [3 days, due]',
    'remind: [8 days, due]',
    '8 days',
    'duties.1.remind.0',
    'a step at or after the end',
  ],
  [
    'steps of waking that are not in order of time',
    'metBySame: true',
    'rings: [{ after: 5 minutes, whom: owed }, { after: at once, whom: everybody }]',
    'rings: [{ after',
    'duties.2.rings.1.after',
    'a step that is not later',
  ],
  [
    'people woken for what the reporter was promised',
    'remind: [3 days, due]',
    'rings: [{ after: at once, whom: owed }]',
    'rings: [{ after',
    'duties.1.rings',
    'people woken',
  ],
  ['a promise without its date', 'to you by {due}', 'to you soon', 'to you soon', 'duties.0.promise.en', 'no {due}'],
  [
    'a stand-in rule that cannot fire',
    'rule: { of: organizer, freeBelow: 1,',
    'rule: { of: organizer, moreThan: 2, freeBelow: 0,',
    'moreThan: 2',
    'standIn.rule.moreThan',
    'more than 2 of 2',
  ],
  [
    'those who stepped aside standing in for themselves',
    'from: [friend]',
    'from: [organizer]',
    'from: [organizer]',
    'standIn.rule.from.0',
    'organizer',
  ],
  [
    'a name in braces that stands for nothing',
    '{months} months',
    '{years} years',
    '{years}',
    'retention.text',
    '{years}',
  ],
  [
    'the time of a duty that is not there',
    '{within:acknowledge}',
    '{within:acknowlege}',
    '{within:acknowlege}',
    'duties.0.text',
    '{within:acknowlege}',
  ],
  [
    'a duty that nothing can meet: no such entry',
    'met: measure-reviewed',
    'met: measure-looked-at',
    'met: measure-looked-at',
    'duties.2.met',
    'measure-looked-at',
  ],
  [
    'a duty that nothing can meet: no such fact',
    "facts: { follow-up: 'yes' }",
    "facts: { follow-up: 'maybe' }",
    "follow-up: 'maybe'",
    'duties.1.met',
    'maybe',
  ],
  [
    'a duty that nobody who owes it may meet',
    'met: measure-reviewed',
    'met: debriefed',
    'met: debriefed',
    'duties.2',
    'debriefed',
  ],
];

test.each(broken)('%s is an error, by line', (_, from, to, shows, path, found) => {
  const text = changed(from, to);
  const problems = problemsOf(text).filter((problem) => problem.grave === 'error');
  const own = problems.find((problem) => problem.path.startsWith(path));
  expect(own, JSON.stringify(problems)).toMatchObject({
    line: lineOf(text, shows),
    found: expect.stringContaining(found) as unknown,
  });
});

test('duties that give rise to one another in a circle are an error that names them', () => {
  const text = changed(
    "    arises: { kind: measure-taken, facts: { alone: 'yes' } }\n    within: 7 days\n    owedBy: [organizer]\n    owedTo: team\n    met: measure-reviewed\n    metBySame: true",
    '    arises: noted\n    within: 7 days\n    owedBy: [organizer]\n    owedTo: team\n    met: assessed',
  ).replace(
    '\nstandIn:',
    `  - id: look-again
    label: { en: Look again }
    text: { en: We look again. }
    arises: assessed
    within: 1 day
    owedBy: [organizer]
    owedTo: team
    met: noted
    source: default

standIn:`,
  );
  const problems = problemsOf(text).filter((problem) => problem.grave === 'error');
  expect(problems.length).toBeGreaterThan(0);
  const said = JSON.stringify(problems);
  for (const id of ['review-measure', 'look-again']) expect(said).toContain(id);
});

test('a rule that only the smaller number can set off is a warning: the procedure runs', () => {
  const text = changed('rule: { of: organizer, freeBelow: 1,', 'rule: { of: organizer, moreThan: 2, freeBelow: 1,');
  const result = read(text);
  expect('procedure' in result).toBe(true);
  expect(problemsOf(text)).toEqual([
    expect.objectContaining({ grave: 'warning', line: lineOf(text, 'moreThan: 2'), path: 'standIn.rule.moreThan' }),
  ]);
});

test('more than ninety days is a warning, and so is a role that nobody needs', () => {
  const slow = changed('within: 2 days', 'within: 91 days');
  expect(problemsOf(slow)).toEqual([
    expect.objectContaining({ grave: 'warning', line: lineOf(slow, '91 days'), path: 'duties.0.within' }),
  ]);
  const idle = changed(
    'roles:\n',
    'roles:\n  - { id: idle, name: { en: Idle }, many: { en: the idle }, source: seed }\n',
  );
  expect(problemsOf(idle)).toEqual([
    expect.objectContaining({ grave: 'warning', line: lineOf(idle, 'id: idle'), path: 'roles.0' }),
  ]);
});

test('a procedure nobody reads, nobody stands behind or that asks nothing is refused', () => {
  expect(problemsOf(changed('receives: first', 'receives: never')).map((p) => p.path)).toContain('roles');
  expect(problemsOf(changed('receives: 1', 'receives: never')).map((p) => p.path)).toContain('roles');
  expect(
    problemsOf(changed('    required: true\n    source', '    required: false\n    source')).map((p) => p.path),
  ).toContain('questions');
});

/** What is expected where one thing is written otherwise. */
const expecting = (from: string, to: string): string => problemsOf(changed(from, to))[0]?.expected ?? '';

test.each([
  ['direct: true', 'directly: true', 'no such key: did you mean `direct`?'],
  ['direct: true', 'colour: red', 'no such key: one of id, name, many, reads,'],
  ['\ndebrief: null\n', '\n', 'this key: write it; `debrief: null` where the document has none'],
  ['  body: null\n', '', 'this key: write it; `body: null` where the document has none'],
  ['    kind: web\n', '', 'this key: one of web, e-mail, in-person, phone, sms, direct, staff-room'],
  ["version: '1'", 'version: 1', 'a text: put it in quotes'],
  ["{ en: 'What happened?' }", '{ en: true }', 'a text: put it in quotes'],
  ['owedBy: [organizer, friend]', 'owedBy: [organiser, friend]', 'the id of a role: did you mean `organizer`?'],
  ['owedBy: [organizer, friend]', 'owedBy: [chair, friend]', 'the id of a role: one of organizer, friend'],
  ['reads: [account, identity]', 'reads: [acount, identity]', 'did you mean `account`?'],
  ['kind: web', 'kind: website', 'did you mean `web`?'],
  ['receives: first', "receives: '1, first'", 'first or never or a number'],
  ['months: 12', 'months: 0', 'at least 1'],
  ['months: 12', 'months: 1.5', 'a whole number'],
  ['invites: [organizer]', 'invites: []', 'one at least'],
  ['met: measure-reviewed', 'met: meeting', 'a kind of entry: did you mean `meeting-held` or `meeting-called`?'],
  ['met: measure-reviewed', 'met: telephoned', 'a kind of entry: docs/procedures.md lists them all'],
  ["{ follow-up: 'yes' }", "{ followup: 'yes' }", 'a fact of said-to-reporter: did you mean `follow-up`?'],
  ["{ follow-up: 'yes' }", "{ follow-up: 'maybe' }", 'one of yes, no'],
  ["'Or tell {role:organizer}", "'Or tell {role:organiser}", 'did you mean `role:organizer`?'],
  ["'Or tell {role:organizer}", "'Or tell {role:chair}", 'one of role:organizer, role:friend'],
  ["'Or tell {role:organizer}", "'Or tell {whoever}", 'one of reported, impacted, readers,'],
  ["'Or tell {role:organizer}", "'Or tell {who:expunge}", 'no role has the act `expunge`'],
  ['languages: [en]', 'languages: [en, german]', 'a language as `en`'],
  ['languages: [en]', 'languages: [de]', '`en` among them: every text has it'],
])('%j written as %j is answered with what to write', (from, to, expected) => {
  expect(expecting(from, to)).toContain(expected);
});

test('quotes are spoken of only where a text may have lost them', () => {
  const comma = changed("{ en: 'It was against our rules, and we acted.' }", '{ en: It was, and we acted. }');
  expect(problemsOf(comma)[0]?.expected).toBe('a language as `en`; a text with a comma in it stands in quotes');
  expect(expecting('languages: [en]', 'languages: [en, german]')).toBe('a language as `en`');
  expect(expecting("{ en: 'What happened?' }", "{ en: 'What happened?', english: What }")).toBe('a language as `en`');
});

test('a duty without a length is no typing error of its name', () => {
  const text = changed('within: 2 days', 'within: no limit').replace('    remind: [50 %, due, 1 day late]\n', '');
  const [problem] = problemsOf(text);
  expect(problem?.expected).toContain('the time of `acknowledge` has no length');
});

test('yes and no are texts without quotes too; true, false and numbers are not', () => {
  for (const from of ["{ alone: 'yes' }", "{ follow-up: 'yes' }"])
    expect(problemsOf(changed(from, from.replace("'yes'", 'yes')))).toEqual([]);
  expect(expecting("{ alone: 'yes' }", '{ alone: true }')).toContain('a text: put it in quotes');
});

test('a place in a list is also named by its id, and is found without one', () => {
  const places = (from: string, to: string): readonly string[] =>
    problemsOf(changed(from, to)).map(({ place }) => place);
  expect(places('owedBy: [organizer]', 'owedBy: [organiser]')).toContain('duties.2 (review-measure).owedBy.0');
  expect(places('    kind: web\n', '')).toEqual(['channels.0 (form).kind']);
  expect(places('  - id: form\n    kind: web\n', '  - kind: web\n')).toEqual(['channels.0.id']);
  expect(places('months: 12', 'months: 0')).toEqual(['retention.months']);
});

test('a version that was in force is read as it is, though rules became stricter; a new one is not', () => {
  const stricter = file.replace(/owedBy: \[[^\]]*\]/u, 'owedBy: [nobody-any-more]');
  expect(read(stricter)).toHaveProperty('problems');
  expect(readKept(stricter, 'd'.repeat(64))).toHaveProperty('procedure');
  expect(readKept(file.replace('gatherings:', 'gatherinks:'), 'd'.repeat(64))).toHaveProperty('problems');
});
