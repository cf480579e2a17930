import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { recourse, type Outcome } from './recourse.ts';

const meetUp = new URL('../../test/fixtures/meet-up', import.meta.url).pathname;
let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'recourse-procedure-'));
  folder = join(root, 'meet-up');
  cpSync(meetUp, folder, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (name: string): string => join(folder, name);
const run = (...args: readonly string[]): Promise<Outcome> => recourse(['procedure', ...args], {});

/** Changes one thing of a file; the test fails when there is nothing to change. Gives the line it stands in now. */
function change(name: string, from: string, to: string): number {
  const text = readFileSync(at(name), 'utf8');
  expect(text).toContain(from);
  writeFileSync(at(name), text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

test('a sound procedure is checked together with the examples beside it', async () => {
  expect(await run('check', at('procedure.yaml'))).toEqual({
    done: true,
    lines: [
      `${at('procedure.yaml')}: sound, meet-up version 1.`,
      `${at('examples.yaml')}: 4 examples, 4 hold, 0 do not.`,
    ],
  });
});

test('a procedure without examples can be checked, and has none to run', async () => {
  rmSync(at('examples.yaml'));
  expect((await run('check', at('procedure.yaml'))).done).toBe(true);
  expect(await run('examples', at('procedure.yaml'))).toEqual({
    done: false,
    lines: [`There is no ${at('examples.yaml')}.`],
  });
});

test('what is wrong is named by file and line, a warning as a warning', async () => {
  const line = change('procedure.yaml', 'within: 2 days', 'within: 0 days');
  expect((await run('check', at('procedure.yaml'))).lines).toEqual([
    expect.stringContaining(`${at('procedure.yaml')}:${line}: duties.0 (acknowledge).within is "0 days", expected `),
  ]);
  change('procedure.yaml', 'within: 0 days', 'within: 2 days');
  const odd = change('procedure.yaml', '{ of: organizer, freeBelow: 1,', '{ of: organizer, moreThan: 2, freeBelow: 1,');
  const { done, lines } = await run('check', at('procedure.yaml'));
  expect(done).toBe(true);
  expect(lines[0]).toContain(`${at('procedure.yaml')}:${odd}: warning: standIn.rule.moreThan is more than 2 of 2`);
});

test('an example that does not hold fails the check, with what was found and what was expected', async () => {
  change('procedure.yaml', 'within: 2 days', 'within: 3 days');
  const { done, lines } = await run('check', at('procedure.yaml'));
  expect(done).toBe(false);
  expect(lines).toEqual([
    `${at('procedure.yaml')}: sound, meet-up version 1.`,
    `${at('examples.yaml')}: two-days: The first answer is owed for two days, and no machine gives it`,
    '  acknowledge (due 2027-05-17 20:10) is open, expected overdue',
    '  acknowledge: due is 2027-05-17 20:10, expected 2027-05-16 20:10',
    '  duties.acknowledge.within is "3 days", expected "2 days"',
    `${at('examples.yaml')}: 4 examples, 3 hold, 1 does not.`,
  ]);
});

test('an example that cannot be read is named by line, and nothing is run', async () => {
  const line = change('examples.yaml', 'does: closed', 'does: close');
  const { done, lines } = await run('examples', at('procedure.yaml'));
  expect(done).toBe(false);
  expect(lines).toEqual([
    `${at('examples.yaml')}:${line}: examples.2 (alone-is-reviewed).expect.may.1.does is close, expected a kind of entry`,
  ]);
});

test('every example is listed by name', async () => {
  const { done, lines } = await run('examples', at('procedure.yaml'));
  expect(done).toBe(true);
  expect(lines).toHaveLength(5);
  expect(lines[3]).toBe('left-out: A report that leaves both organizers out goes to the friend');
});

test('both pages are rendered with their figures and sources', async () => {
  const { done, lines } = await run('render', at('procedure.yaml'));
  expect(done).toBe(true);
  expect(lines).toContain('- Only the organizers read it. (seed)');
  expect(lines).toContain(
    '- **Tell the reporter that a person has it**: The organizers write back within 2 days. (seed)',
  );
  expect(lines).toContain('  - Instead: You will hear from the organizers by the date on your page.');
  expect(lines).toContain('- After 12 months we erase what was written. (default)');
  expect(lines.join('\n').replaceAll('{due}', '')).not.toMatch(/[{}]/u);
  const staff = lines.indexOf('# Reports at our monthly meet-up: for the staff');
  expect(lines.slice(0, staff)).not.toContain('- Listen. Do not interrupt. (seed)');
  expect(lines.slice(staff)).toContain('- Listen. Do not interrupt. (seed)');
});

test('pages are rendered in the languages the procedure has, and in no other', async () => {
  expect(await run('render', at('procedure.yaml'), '--language', 'es')).toEqual({
    done: false,
    lines: ['It has no texts in es. It has: en'],
  });
  expect((await run('render', at('procedure.yaml'), '--language', 'en')).done).toBe(true);
  expect((await run('render', at('procedure.yaml'), '--language')).done).toBe(false);
  expect((await run('render', at('procedure.yaml'), 'es')).done).toBe(false);
});

test('the schema that is printed is the one beside the procedures', async () => {
  const { lines } = await run('schema');
  const file = new URL('../../procedures/procedure.schema.json', import.meta.url);
  expect(JSON.parse(lines.join('\n'))).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

test.each([
  [['diff']],
  [['diff', 'a']],
  [['diff', 'a', 'b', 'c']],
  [['schema', 'x']],
  [['check', 'a', 'b']],
  [['examples']],
])('%j is refused with one line', async (args) => {
  const { done, lines } = await run(...args);
  expect(done).toBe(false);
  expect(lines).toEqual([expect.stringMatching(/^Usage: recourse procedure/u)]);
});

/** What the diff says under each heading, after one change to the second file. */
async function said(from: string, to: string): Promise<Readonly<Record<string, readonly string[]>>> {
  cpSync(at('procedure.yaml'), at('before.yaml'));
  change('procedure.yaml', from, to);
  const { done, lines } = await run('diff', at('before.yaml'), at('procedure.yaml'));
  expect({ done, lines }).toMatchObject({ done: true });
  const groups: Record<string, string[]> = {};
  let heading = '';
  for (const line of lines.slice(1)) {
    if (line.startsWith('- ')) (groups[heading] ??= []).push(line.slice(2));
    else heading = line;
  }
  return groups;
}

test('two copies of one procedure differ in nothing', async () => {
  expect(await run('diff', at('procedure.yaml'), at('procedure.yaml'))).toEqual({
    done: true,
    lines: ['meet-up 1 and meet-up 1: nothing changes for anybody.'],
  });
});

test('a wrong file is named before anything is compared', async () => {
  cpSync(at('procedure.yaml'), at('before.yaml'));
  change('procedure.yaml', 'within: 2 days', 'within: soon');
  const { done, lines } = await run('diff', at('before.yaml'), at('procedure.yaml'));
  expect(done).toBe(false);
  expect(lines[0]).toContain(at('procedure.yaml'));
});

test.each([
  [
    'within: 2 days',
    'within: 24 hours',
    { Reporters: ['"Tell the reporter that a person has it", time: 24 hours, until now 2 days'] },
  ],
  [
    'remind: [3 days, due]',
    'remind: [due]',
    { Reporters: ['"Tell the reporter where it stands", reminders: due, until now 3 days, due'] },
  ],
  ['may: [note, ', 'may: [note, act-alone, ', { 'Friend of the group': ['may now act at once, alone'] }],
  [
    'speak, clear, follow-up,',
    'speak, follow-up,',
    { 'Friend of the group': ['may no longer clear a text as second reader'] },
  ],
  [
    'receives: 1\n',
    'receives: 2\n',
    {
      'Friend of the group': [
        'new reports they receive: if nobody else is left (2), until now if nobody else is left (1)',
      ],
    },
  ],
  ['direct: true', 'direct: false', { Reporters: ['can no longer send to one Organizer alone'] }],
  [
    "{ en: 'How can we reach you?' }",
    "{ en: 'How do we reach you?' }",
    { Wording: ['worded anew: questions: contact'] },
  ],
  [
    'freeBelow: 1, from',
    'moreThan: 0, freeBelow: 1, from',
    {
      'The team': [
        'stand-in: when more than 0 of Organizer have a conflict, or fewer than 1 of Organizer are free: one of Friend of the group, with what Organizer may do, until now when fewer than 1 of Organizer are free: one of Friend of the group, with what Organizer may do',
      ],
    },
  ],
  [
    'delegate: friend',
    'delegate: null',
    { 'The public': ['announced, if those have a conflict, by: nobody, until now Friend of the group'] },
  ],
  [
    'people: [reporter, impacted]',
    'people: [reporter]',
    {
      'The public': [
        'people whose identity no public text shows: the reporter, until now the person it happened to, the reporter',
      ],
    },
  ],
  ['needs: [until, door-list]', 'needs: [until]', { 'The team': ['"Leave" needs: until, until now door-list, until'] }],
  [
    'prefer: [organizer, friend]',
    'prefer: [organizer, friend]\n  hearFirst: true',
    { 'The reported person': ['an outcome before their side was heard: is refused, until now is warned about'] },
  ],
  ['months: 12', 'months: 24', { Reporters: ['content is kept for: 24 months, until now 12 months'] }],
  ['instead: { en: ', 'instead: { es: Nada, en: ', { Wording: ['worded anew: intake.nevers: no-outcome'] }],
  ['many: { en: the friends of the group }', 'many: { en: our friends }', { Wording: ['worded anew: roles: friend'] }],
  ['Only {readers} read it.', 'Nobody but {readers} reads it.', { Wording: ['worded anew: handling: who'] }],
  [
    'text: { en: Listen. Do not interrupt. }, force: must',
    'text: { en: Listen. Do not interrupt. }, force: should',
    { Wording: ['should, until now must: intake.steps: listen'] },
  ],
])('what changes with %j → %j is said to whom it concerns', async (from, to, groups) => {
  expect(await said(from, to)).toEqual(groups);
});

test('a question, a duty, a response and a role that come or go are named', async () => {
  cpSync(at('procedure.yaml'), at('before.yaml'));
  change('procedure.yaml', '    - { id: leave, name: { en: Leave }', '    - { id: pause, name: { en: A pause }');
  change(
    'procedure.yaml',
    "  - id: contact\n    kind: contact\n    label: { en: 'How can we reach you?' }",
    "  - id: reach\n    kind: contact\n    label: { en: 'How do we write to you?' }",
  );
  change(
    'procedure.yaml',
    '- id: review-measure\n    label: { en: Look together',
    '- id: review\n    label: { en: Look',
  );
  change(
    'procedure.yaml',
    'intake:\n',
    '  - id: late\n    kind: text\n    label: { en: Anything else? }\n    asks: [staff]\n    compartment: account\n    source: default\n\nintake:\n',
  );
  const { lines } = await run('diff', at('before.yaml'), at('procedure.yaml'));
  for (const line of [
    '- are no longer asked: "How can we reach you?"',
    '- are now asked: "How do we write to you?"',
    '- are now asked: "Anything else?"',
    '- no longer in the catalogue: Leave',
    '- new in the catalogue: A pause',
    '- no longer owed: "Look together at what one of us did alone" (7 days)',
    '- now owed: "Look at what one of us did alone", within: 7 days, by: Organizer',
  ])
    expect(lines).toContain(line);
  expect(lines.indexOf('- are now asked: "Anything else?"')).toBeGreaterThan(lines.indexOf('The team'));
});

test('who decides an appeal from now on is said to the reported person', async () => {
  change('procedure.yaml', 'may: [note, ', 'may: [decide-appeal, note, ');
  expect(await said('body: null', 'body: friend')).toEqual({
    'The reported person': ['an appeal goes to: Friend of the group, until now nobody'],
  });
});

test('who opens a report at once from now on is said to reporters, and to who is asked first', async () => {
  const twoSteps = new URL('../../test/fixtures/two-steps', import.meta.url).pathname;
  cpSync(join(twoSteps, 'procedure.yaml'), at('procedure.yaml'));
  change('procedure.yaml', 'Before {opening:asked} do, they', 'Before others do, they');
  expect(await said('\n  first: [host]\n', '\n  first: [host, helper]\n')).toEqual({
    Reporters: ['a new report is opened at once by: Helper, Host, until now Host'],
    Helper: ['are no longer asked before they open a new report'],
  });
  const text = readFileSync(at('before.yaml'), 'utf8');
  writeFileSync(at('procedure.yaml'), text.replace(/\nopening:\n(?: .*\n)+/u, ''));
  const { lines } = await run('diff', at('procedure.yaml'), at('before.yaml'));
  expect(lines.slice(1)).toEqual([
    '',
    'Reporters',
    '- a new report is opened at once by: Host, until now Helper, Host',
    '',
    'Helper',
    '- are now asked about the names before they open a new report',
    '',
    'Wording',
    '- new: opening: opening',
  ]);
});

test('who speaks when nobody may is said, the body that decides appeals last', async () => {
  change(
    'procedure.yaml',
    'may: [take-report, note, acknowledge',
    'may: [decide-appeal, take-report, note, acknowledge',
  );
  expect(await said('body: null', 'body: organizer')).toEqual({
    'The reported person': ['an appeal goes to: Organizer, until now nobody'],
    'The public': [
      'announced, if those have a conflict, by: Friend of the group, then Organizer, until now Friend of the group',
    ],
  });
});

test('two steps stand on both pages, with the roles of the file', async () => {
  const twoSteps = new URL('../../test/fixtures/two-steps', import.meta.url).pathname;
  const { done, lines } = await run('render', join(twoSteps, 'procedure.yaml'));
  expect(done).toBe(true);
  const told = lines.filter((line) => line.startsWith('- The hosts open a new report at once. Before the helpers do'));
  expect(told).toHaveLength(2);
  expect((await run('examples', twoSteps)).lines.at(-1)).toMatch(/9 examples, 9 hold, 0 do not\.$/u);
});

test('what has another id and the same name is the same thing', async () => {
  cpSync(at('procedure.yaml'), at('before.yaml'));
  change('procedure.yaml', '- { id: leave, name', '- { id: go-home, name');
  change('procedure.yaml', '  - id: contact\n', '  - id: reach\n');
  change('procedure.yaml', '- id: review-measure\n', '- id: review\n');
  change('procedure.yaml', '  - id: form\n', '  - id: website\n');
  change('procedure.yaml', '- { id: nothing, name: { en: Nothing }, text', '- { id: none, name: { en: Nothing }, text');
  change('procedure.yaml', 'en: Leave this evening and stay away.', 'en: Leave this evening.');
  const { lines } = await run('diff', at('before.yaml'), at('procedure.yaml'));
  expect(lines.slice(1)).toEqual([
    '',
    'Reporters',
    '- "Use the form on this page. It works on any phone.", its id: website, until now form',
    '- "How can we reach you?", its id: reach, until now contact',
    '',
    'The team',
    '- "Look together at what one of us did alone", its id: review, until now review-measure',
    '- "Nothing", its id: none, until now nothing',
    '- "Leave", its id: go-home, until now leave',
    '',
    'Wording',
    '- worded anew: responses.list: go-home',
  ]);
});

test('a role that has another id everywhere is the same role, and owes the same', async () => {
  cpSync(at('procedure.yaml'), at('before.yaml'));
  const text = readFileSync(at('procedure.yaml'), 'utf8');
  writeFileSync(at('procedure.yaml'), text.replaceAll(/\bfriend\b(?! of)/gu, 'ally'));
  const { lines } = await run('diff', at('before.yaml'), at('procedure.yaml'));
  expect(lines.slice(1)).toEqual(['', 'Friend of the group', '- this role, its id: ally, until now friend']);
});

test.each([
  ['reads: [account, identity]', 'reads: [identity, account]'],
  ['gatherings: [meet-up]', 'gatherings: [meet-up, online]', 'gatherings: [online, meet-up]'],
  ['met: [acknowledged, said-to-reporter]', 'met: [said-to-reporter, acknowledged]'],
  ['remind: [50 %, due, 1 day late]', 'remind: [1 day late, due, 50 %]'],
  ['    compartment: account\n', '    compartment: account\n    asks: [staff, reporter]\n'],
  [
    "arises: { kind: measure-taken, facts: { alone: 'yes' } }",
    "arises: { kind: measure-taken, facts: { alone: ['yes', 'no'] } }",
    "arises: { kind: measure-taken, facts: { alone: ['no', 'yes'] } }",
  ],
])('an order that says nothing is no change: %j', async (from, first, second = '') => {
  if (second !== '') change('procedure.yaml', from, first);
  cpSync(at('procedure.yaml'), at('before.yaml'));
  change('procedure.yaml', second === '' ? from : first, second === '' ? first : second);
  expect((await run('diff', at('before.yaml'), at('procedure.yaml'))).lines).toEqual([
    'meet-up 1 and meet-up 1: nothing changes for anybody.',
  ]);
});

test('a folder means the procedure in it; what is not there is said in a sentence', async () => {
  expect((await run('check', folder)).lines[0]).toBe(`${at('procedure.yaml')}: sound, meet-up version 1.`);
  expect((await run('examples', folder)).done).toBe(true);
  expect((await run('render', folder)).done).toBe(true);
  expect((await run('diff', folder, folder)).done).toBe(true);
  expect(await run('check', root)).toEqual({ done: false, lines: [`There is no procedure.yaml in ${root}.`] });
  expect(await run('check', at('other.yaml'))).toEqual({ done: false, lines: [`There is no ${at('other.yaml')}.`] });
});

test('a procedure in a folder of another name is refused, as the server refuses it', async () => {
  renameSync(folder, join(root, 'our-meet-up'));
  const file = join(root, 'our-meet-up', 'procedure.yaml');
  expect(await run('check', file)).toEqual({
    done: false,
    lines: [`${file}:3: id is meet-up, expected our-meet-up, as its folder is called`],
  });
  const draft = join(root, 'our-meet-up', 'draft.yaml');
  renameSync(file, draft);
  expect((await run('check', draft)).done).toBe(true);
});

test('texts in a language without pages are a warning', async () => {
  const text = readFileSync(at('procedure.yaml'), 'utf8');
  const terms = 'terms: { reported: { en: a, de: a }, impacted: { en: b, de: b } }';
  const also = text.replaceAll(/\ben: ('[^']*'|[^'}\n]+?)( ?\})/gu, 'en: $1, de: $1$2');
  writeFileSync(at('procedure.yaml'), also.replace('languages: [en]', `languages: [en, de]\n${terms}`));
  const { done, lines } = await run('check', at('procedure.yaml'));
  expect(done).toBe(true);
  expect(lines[0]).toBe(
    `${at('procedure.yaml')}:7: warning: languages.1 is de, expected en or es: there are no pages in it, so nobody will see these texts yet`,
  );
  expect(lines[1]).toContain('sound');
});

test('sections with nothing in them are left out', async () => {
  const { lines } = await run('render', at('procedure.yaml'));
  expect(lines).not.toContain("- (the event's contacts)");
  expect(lines).not.toContain('## If it is about one of us');
  change('procedure.yaml', 'contacts: staff', 'contacts: conflict');
  expect((await run('render', at('procedure.yaml'))).lines).toContain('## If it is about one of us');
});

test('pages are rendered as they are at one kind of event', async () => {
  change('procedure.yaml', 'gatherings: [meet-up]', 'gatherings: [meet-up, online]');
  change(
    'procedure.yaml',
    '  - id: friend\n',
    `  - id: moderator
    name: { en: Moderator }
    many: { en: the moderators }
    reads: [account]
    receives: first
    may: [act-alone]
    gatherings: [online]
    source: seed
  - id: friend\n`,
  );
  change('procedure.yaml', '  - id: contact\n', '  - id: contact\n    gatherings: [online]\n');
  const rendered = async (...more: readonly string[]): Promise<string> =>
    (await run('render', at('procedure.yaml'), ...more)).lines.join('\n');
  const everywhere = await rendered();
  expect(everywhere).toContain('Only the organizers and the moderators read it.');
  expect(everywhere).toContain('the organizers or the moderators may act at once');
  const there = await rendered('--gathering', 'meet-up');
  expect(there).toContain('Only the organizers read it.');
  expect(there).toContain('the organizers may act at once');
  expect(there).not.toContain('moderators');
  expect(there).not.toContain('How can we reach you?');
  expect(await rendered('--language', 'en', '--gathering', 'online')).toContain('How can we reach you?');
  expect(await run('render', at('procedure.yaml'), '--gathering', 'in-person')).toEqual({
    done: false,
    lines: ['It does not hold at in-person. It holds at: meet-up, online'],
  });
  expect(await rendered('--gathering')).toMatch(/^Usage: /u);
  expect(await rendered('--gathering', 'online', '--gathering', 'meet-up')).toMatch(/^Usage: /u);
});
