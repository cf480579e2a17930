import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { rolesWho, type DutyRule, type Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { spanText } from '#domain/procedure/spans.ts';
import { sound } from '#domain/promises/sound.ts';

/**
 * What is different between the five, as their documents say it: read from the data that the program runs on, beside
 * what the documents ask for. A change of a promise shows here.
 */
const ids = ['pycon-us', 'pyladiescon', 'pycon-us-2018', 'pycon-us-2013', 'boston-python'] as const;

function read(id: string): Procedure {
  const found = readProcedure(readFileSync(`procedures/${id}/procedure.yaml`, 'utf8'), '0'.repeat(64), sound);
  if ('problems' in found) throw new Error(`${id}: ${JSON.stringify(found.problems)}`);
  return found.procedure;
}

const dutiesFrom = (procedure: Procedure, wanted: (duty: DutyRule) => boolean): string =>
  procedure.duties
    .filter(wanted)
    .map(({ within }) => spanText(within))
    .join(' and ') || '—';

const from = (duty: DutyRule, kind: string): boolean => duty.arises.some((when) => when.kind === kind);
const meets = (duty: DutyRule, kind: string): boolean => duty.met.some((when) => when.kind === kind);
const followsUp = (duty: DutyRule): boolean =>
  duty.met.every((when) => when.kind === 'said-to-reporter' && when.facts['follow-up']?.join() === 'yes');

function standIn({ standIn: { rule } }: Procedure): string {
  if (rule === null) return 'none';
  const more = rule.moreThan === undefined ? '' : `more than ${rule.moreThan} ${rule.of} away or `;
  return `${more}fewer than ${rule.freeBelow} free: ${rule.from.join(', ')}`;
}

const fieldsOf = (procedure: Procedure, id: string): string =>
  procedure.questions.find((question) => question.id === id)?.fields.join(' ') ?? '—';

/** A line of the table: what is compared, and how it is read from a procedure. */
const lines: Readonly<Record<string, (procedure: Procedure) => string>> = {
  gatherings: (p) => p.gatherings.join(' '),
  'reads first': (p) =>
    p.roles
      .filter((role) => role.receives === 'first')
      .map(({ id }) => id)
      .join(' '),
  'meeting after the report': (p) => dutiesFrom(p, (d) => from(d, 'reported') && meets(d, 'meeting-held')),
  'follow-up after the report': (p) => dutiesFrom(p, (d) => from(d, 'reported') && followsUp(d)),
  'follow-up after the decision': (p) => dutiesFrom(p, (d) => from(d, 'resolved') && followsUp(d)),
  'a person acknowledges': (p) =>
    dutiesFrom(p, (d) => from(d, 'reported') && meets(d, 'acknowledged') && d.id === 'acknowledge'),
  'the automatic receipt meets': (p) =>
    p.duties
      .filter((d) => meets(d, 'receipted') || meets(d, 'received'))
      .map(({ id }) => id)
      .join(' ') || '—',
  'consult at once': (p) => dutiesFrom(p, (d) => d.id === 'consult'),
  'acts alone': (p) =>
    rolesWho(p, 'act-alone')
      .map(({ id }) => id)
      .join(' ') || '—',
  'stand-in': standIn,
  'opens a report first': (p) => p.opening?.first.join(' ') ?? 'every reader',
  'announces, and else': (p) =>
    [p.public.announcing.by.join(' '), p.public.announcing.delegate ?? '—', p.appeal.body ?? '—'].join(', '),
  'police while all are safe': (p) => p.police.onlyIfAskedBy.join(' or '),
  'danger first': (p) => p.police.dangerFirst,
  responses: (p) => `${p.responses.list.length}${p.responses.open ? ' and anything else' : ''}`,
  conversation: (p) =>
    `${p.duties.some((d) => d.beforeClosing && meets(d, 'conversation-held')) ? 'must' : 'may'}, ${p.conversation.hearFirst ? 'heard first' : 'heard'}`,
  'each response dated': (p) => (p.meeting.dueRequired ? 'must' : 'warned'),
  apology: (p) => p.apology.relay,
  'appeal told': (p) => p.appeal.told,
  'public texts protect': (p) => p.public.protects.people.join(' '),
  'before the event': (p) => p.briefing[0]?.id ?? '—',
  'debrief hosts': (p) => p.debrief?.hosts.join(' ') ?? '—',
  'ongoing is': (p) => (p.questions.some((q) => q.fact === 'ongoing') ? 'asked' : 'judged'),
  'who, on site': (p) => fieldsOf(p, 'who'),
  'who, online': (p) => fieldsOf(p, 'who-online'),
  'the other side is called': (p) => p.terms.reported['en'] ?? '',
};

/** What the documents say, in the order of `ids`. */
const documents: Readonly<Record<string, readonly [string, string, string, string, string]>> = {
  gatherings: ['in-person online', 'online', 'in-person', 'in-person', 'meet-up'],
  'reads first': ['lead alias-reader', 'team-member lead', 'lead', 'chair coordinator', 'responder'],
  'meeting after the report': ['—', 'no limit', '—', 'at once', '24 hours'],
  'follow-up after the report': ['7 days', '7 days', '7 days', '7 days', '7 days'],
  'follow-up after the decision': ['—', '—', '7 days', '—', '—'],
  'a person acknowledges': ['24 hours', '2 hours', '24 hours', '24 hours', '24 hours'],
  'the automatic receipt meets': ['receipt', 'receipt', '—', '—', 'receipt'],
  'consult at once': ['at once', 'at once', 'at once', '—', '—'],
  'acts alone': ['lead', 'lead', 'lead', '—', 'responder conflict-contact'],
  'stand-in': [
    'more than 2 lead away or fewer than 1 free: stand-in-pool',
    'more than 2 lead away or fewer than 1 free: organizer',
    'more than 1 lead away or fewer than 1 free: stand-in-pool',
    'fewer than 1 free: coordinator, stand-in-pool',
    'none',
  ],
  'opens a report first': ['every reader', 'every reader', 'every reader', 'every reader', 'every reader'],
  'announces, and else': [
    'chair, announcement-delegate, appeal-body',
    'chair, announcement-delegate, appeal-body',
    'chair, announcement-delegate, appeal-body',
    'chair, announcement-delegate, appeal-body',
    'organizer, announcement-delegate, appeal-body',
  ],
  'police while all are safe': ['impacted or reporter', 'impacted or reporter', 'reporter', 'impacted', 'reporter'],
  'danger first': ['guide', 'guide', 'guide', 'security', 'guide'],
  responses: [
    '15 and anything else',
    '15 and anything else',
    '15 and anything else',
    '12 and anything else',
    '14 and anything else',
  ],
  conversation: ['may, heard', 'may, heard', 'may, heard', 'must, heard first', 'may, heard'],
  'each response dated': ['warned', 'warned', 'warned', 'must', 'warned'],
  apology: ['opt-in', 'opt-in', 'opt-in', 'never', 'opt-in'],
  'appeal told': ['always', 'always', 'always', 'if-any', 'always'],
  'public texts protect': [
    'reporter impacted',
    'reporter impacted reported-person witness',
    'reporter impacted reported-person witness',
    'reporter impacted reported-person witness',
    'reporter impacted',
  ],
  'before the event': ['staff-meeting', 'review', 'know-code', 'know-the-code', 'know-the-code'],
  'debrief hosts': ['lead', 'chair', '—', '—', '—'],
  'ongoing is': ['asked', 'asked', 'judged', 'asked', 'asked'],
  'who, on site': [
    'name badge looks role handle',
    '—',
    'name looks badge role',
    'name badge looks role handle',
    'name looks role handle',
  ],
  'who, online': ['name handle role looks', 'name handle role looks', '—', '—', '—'],
  'the other side is called': [
    'the person reported',
    'the person reported',
    'the person reported',
    'the accused',
    'the person reported',
  ],
};

describe('the five procedures', () => {
  let five: readonly Procedure[] = [];
  beforeAll(() => {
    five = ids.map(read);
  });

  test('are printed beside each other', () => {
    const table = Object.entries(lines).map(([name, line]) => [name, ...five.map(line)]);
    console.log([['', ...ids], ...table].map((row) => row.join(' | ')).join('\n'));
    expect(table.map(([name]) => name)).toEqual(Object.keys(documents));
  });

  test.each(Object.keys(lines))('differ as their documents do: %s', (name) => {
    const line = lines[name];
    expect(five.map((procedure) => line?.(procedure))).toEqual(documents[name]);
  });

  test('the week runs from receipt, cannot be waived, and no automatic message ends it', () => {
    for (const procedure of five)
      for (const duty of procedure.duties.filter(followsUp)) {
        expect([procedure.id, duty.waivable, spanText(duty.within)]).toEqual([procedure.id, false, '7 days']);
        expect(duty.remind.length).toBeGreaterThan(0);
      }
  });

  test('no two are the same', () => {
    const told = five.map((procedure) =>
      Object.values(lines)
        .map((line) => line(procedure))
        .join('\n'),
    );
    expect(new Set(told).size).toBe(five.length);
  });
});
