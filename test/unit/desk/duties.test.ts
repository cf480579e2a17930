import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { DutySeen } from '#desk/keys/incident-seen.ts';
import { member, procedure as small } from '#kit/given.ts';
import { labelOf, metByOf, owedToOf, rolesOf, termOf, type Saying } from '#desk/frame/duties.ts';
import { meetsIn } from '#desk/frame/meets.ts';
import { reasonIn } from '#desk/frame/reasons.ts';
import { freeForAll, laidOut } from '#desk/incident/duties.tsx';
import { clauseTexts } from '#domain/promises/clause-texts.ts';
import { foldedLater, groupsOf, isOwn } from '#desk/list/owed.ts';
import type { DutyRule, Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { reasons } from '#domain/promises/reason.ts';
import { fill } from '#domain/procedure/values.ts';
import { sound } from '#domain/promises/sound.ts';
import { owedTos } from '#domain/procedure/duty.ts';
import { desk as en } from '#words/made/en/desk.ts';
import { desk as es } from '#words/made/es/desk.ts';
import type { OwedDuty } from '#wire/api.ts';

const hour = 3_600_000;
const now = Date.parse('2027-05-15T16:00:00-04:00');

const shipped: readonly Procedure[] = globSync('procedures/*/procedure.yaml').map((file) => {
  const text = readFileSync(file, 'utf8');
  const read = readProcedure(text, createHash('sha256').update(text).digest('hex'), sound);
  if ('problems' in read) throw new Error(`${file}: ${JSON.stringify(read.problems)}`);
  return read.procedure;
});

function withDuty(more: Partial<DutyRule>): Procedure {
  const [first] = small.duties;
  if (first === undefined) throw new Error('no duty');
  return { ...small, duties: [{ ...first, ...more }] };
}
const saying = (procedure: Procedure | undefined): Saying => ({ t: en, language: 'en', procedure });

describe('what meets a duty', () => {
  test.each(shipped.map((one) => [one.id, one] as const))('has words for every entry that %s names', (_id, one) => {
    const nameless = one.duties.flatMap(({ id, met }) =>
      met
        .filter((when) => meetsIn(en, when) === null || meetsIn(es, when) === null)
        .map(({ kind }) => `${id}: ${kind}`),
    );
    expect(nameless).toEqual([]);
  });

  test('says what a fact makes of it, and each way once', () => {
    const followUp = { kind: 'said-to-reporter', facts: { 'follow-up': ['yes'] } };
    expect(metByOf('acknowledge', saying(withDuty({ met: [followUp] })))).toBe(
      'Met by: a message to the reporter marked as the follow-up',
    );
    const both = [{ kind: 'resolved', facts: { none: ['yes'] } }, { kind: 'resolved', facts: {} }, followUp];
    expect(metByOf('acknowledge', saying(withDuty({ met: both })))).toBe(
      'Met by: a decision or a message to the reporter marked as the follow-up',
    );
  });

  test('is the procedure’s own sentence, figures filled in, where there are no words for an entry', () => {
    const text = { en: 'Within {within:acknowledge} somebody whistles.' };
    const unheard = withDuty({ text, met: [{ kind: 'constructor', facts: {} }] });
    expect(metByOf('acknowledge', saying(unheard))).toBe('Within 24 hours somebody whistles.');
  });

  test('is nothing, and the label its id, when the version is not known', () => {
    expect(metByOf('acknowledge', saying(undefined))).toBe('');
    expect(labelOf('acknowledge', saying(undefined))).toBe('acknowledge');
  });
});

test('whom a duty is owed to is said in the procedure’s words for people', () => {
  const told = withDuty({});
  const terms = { reported: { en: 'the alleged person' }, impacted: { en: 'the person affected' } };
  expect(owedTos.map((to) => owedToOf(to, saying({ ...told, terms })))).toEqual([
    'the reporter',
    'the person affected',
    'the alleged person',
    'the people who knew',
    'the team',
    'everybody',
  ]);
});

test('roles are said together, an unknown one by its id', () => {
  expect(rolesOf(['lead', 'nobody'], saying(small))).toBe('leads or nobody');
});

test('what is owed at once has the moment it arose; 0 is no date', () => {
  const atOnce = saying(withDuty({ within: { unit: 'at-once' } }));
  expect(termOf('acknowledge', 5, 5, atOnce)).toEqual({ arose: 5, due: 5, atOnce: true });
  expect(termOf('acknowledge', 5, 0, saying(small))).toEqual({ arose: 5, due: null, atOnce: false });
});

describe('the list of what is owed', () => {
  const rosa = member('rosa', ['lead']);
  const owed = (duty: string, more: Partial<OwedDuty> = {}): OwedDuty => ({
    incident: 'i',
    edition: 'pyharbor',
    codeName: 'calm river',
    procedure: small.digest,
    duty,
    cause: 'c',
    stream: 'incident/i',
    owedBy: ['lead'],
    owner: '',
    owedTo: 'reporter',
    arose: 0,
    due: now + hour,
    ...more,
  });
  const ids = (rows: readonly OwedDuty[]) => rows.map(({ duty }) => duty);

  test('has what is late first, whoever owes it, then mine, then my team’s, each earliest first', () => {
    const rows = [
      owed('theirs', { owedBy: ['chair'] }),
      owed('later', { due: now + 3 * hour }),
      owed('sooner', { due: now + 2 * hour }),
      owed('late', { due: now - 1, owedBy: ['chair'] }),
      owed('latest', { due: now - hour }),
    ];
    const groups = groupsOf(rows, rosa, now);
    expect(ids(groups.overdue)).toEqual(['latest', 'late']);
    expect(ids(groups.yours)).toEqual(['sooner', 'later']);
    expect(ids(groups.teams)).toEqual(['theirs']);
  });

  test('is not late at the moment it is due, and never without a date', () => {
    const groups = groupsOf([owed('dateless', { due: 0, arose: 9 }), owed('now', { due: now })], rosa, now);
    expect(ids(groups.overdue)).toEqual([]);
    expect(ids(groups.yours)).toEqual(['now', 'dateless']);
  });

  test('folds away what is far off, save the first few, and never what is late or near', () => {
    const near = ['a', 'b', 'c', 'd'].map((id) => owed(id, { due: now + 7 * 24 * hour }));
    const far = ['e', 'f'].map((id) => owed(id, { due: now + 7 * 24 * hour + 1 }));
    const dateless = ['g', 'h'].map((id) => owed(id, { due: 0 }));
    const folded = foldedLater([...near, ...far, ...dateless], now);
    expect([ids(folded.soon), ids(folded.later)]).toEqual([
      ['a', 'b', 'c', 'd'],
      ['e', 'f', 'g', 'h'],
    ]);
    expect(ids(foldedLater([...far, ...dateless, owed('i', { due: 0 })], now).soon)).toEqual(['e', 'f', 'g']);
    expect(foldedLater([...far, ...dateless], now).later).toEqual([]);
  });

  test('what was given to somebody is theirs alone, whatever roles others hold', () => {
    expect(isOwn(owed('x', { owner: 'rosa', owedBy: ['chair'] }), rosa)).toBe(true);
    expect(isOwn(owed('x', { owner: 'tomasz' }), rosa)).toBe(false);
  });

  test('a role at another event makes nothing mine', () => {
    expect(isOwn(owed('x', { edition: 'elsewhere' }), rosa)).toBe(false);
  });
});

describe('the duties of one incident', () => {
  const duty = (id: string, state: DutySeen['state']): DutySeen => ({
    id,
    cause: id,
    stream: 'report/a',
    owedBy: [],
    owner: '',
    owedTo: 'team',
    arose: 0,
    due: null,
    state,
    free: [],
  });
  const by = { is: 'member', id: 'rosa', name: 'Rosa' } as const;
  const open = (id: string) => duty(id, { is: 'open' });
  const late = (id: string) => duty(id, { is: 'overdue' });
  const ids = (rows: readonly DutySeen[]) => rows.map(({ id }) => id);

  test('show what waits, and fold what is met or waived', () => {
    const laid = laidOut([
      duty('met', { is: 'met', by, at: 1, late: false }),
      open('a'),
      duty('waived', { is: 'waived', by, at: 1 }),
      open('b'),
    ]);
    expect([ids(laid.first), ids(laid.more), ids(laid.settled)]).toEqual([['a', 'b'], [], ['met', 'waived']]);
  });

  test('never fold one single duty away, and count what is overdue among the folded', () => {
    expect(laidOut(['a', 'b', 'c', 'd'].map(open)).more).toEqual([]);
    const laid = laidOut([...['a', 'b', 'c', 'd'].map(late), open('e')]);
    expect([ids(laid.first), ids(laid.more), laid.late]).toEqual([['a', 'b', 'c'], ['d', 'e'], 1]);
  });

  test('say once who is free for them, and only when it is the same people for each', () => {
    const free = (...members: string[]): DutySeen => ({ ...open('a'), free: members });
    expect(freeForAll([free('rosa', 'kenji'), free('rosa', 'kenji')])).toEqual(['rosa', 'kenji']);
    expect(freeForAll([free('rosa', 'kenji'), free('rosa')])).toEqual([]);
    expect(freeForAll([free('rosa')])).toEqual([]);
    expect(freeForAll([])).toEqual([]);
  });
});

describe('a refusal', () => {
  test.each(Object.entries({ en, es }))('has a sentence of its own for every reason, in %s', (_language, t) => {
    const sentences = [...reasons, 'no-key' as const].map((reason) => reasonIn(t, reason));
    expect(new Set(sentences).size).toBe(reasons.length + 1);
    expect(sentences.filter((sentence) => !sentence.endsWith('.'))).toEqual([]);
  });

  test.each(shipped.map((one) => [one.id, one] as const))(
    'names a clause of %s that is found, and no other',
    (_id, p) => {
      const alone = [p.police, p.standIn, p.meeting, p.conversation, p.apology, p.appeal, p.public.announcing];
      for (const clause of alone)
        expect(clauseTexts(p, clause.id, 'not-heard')?.['en'], clause.id).toBe(fill(p, clause.text, 'en'));
      for (const clause of p.duties)
        expect(clauseTexts(p, clause.id, 'duty-open')?.['en'], clause.id).toBe(fill(p, clause.text, 'en'));
    },
  );

  test('quotes the clause it comes from, by id or by place, in each language with its figures', () => {
    const texts = { en: 'At most {people} people.', es: 'Como mucho {people} personas.' };
    const told = { ...small, conversation: { ...small.conversation, text: texts } };
    const quoted = { en: 'At most 2 people.', es: 'Como mucho 2 personas.' };
    expect(clauseTexts(told, 'conversation', 'not-heard')).toEqual(quoted);
    expect(clauseTexts(told, small.conversation.id, 'not-heard')).toEqual(quoted);
    expect(clauseTexts(told, 'no-such', 'not-heard')).toBeNull();
  });
});
