import { describe, expect, test } from 'vitest';
import { duty, procedure } from '#kit/given.ts';
import { amina, attempt, ground, kenji, now, piotr, reported, rosa, standing, story, wrote } from '#kit/incident.ts';
import type { FactValue, Verified } from '../record/header.ts';
import type { RosterMember } from '../team/roster.ts';
import type { Ground } from './ground.ts';
import type { Kind } from './kinds.ts';
import { may } from './may.ts';

type Said = Readonly<Record<string, FactValue>>;

/** What `may` says: `allowed`, `warned: reason`, or `reason (clause)`. */
function answer(who: RosterMember, kind: Kind, said: Said, then: readonly Verified[] = [], where: Ground = ground()) {
  const allowed = may(where, standing(story(...then), where), who, attempt(kind, said));
  if ('refused' in allowed) return `${allowed.refused} (${allowed.clause ?? ''})`;
  return allowed.warning === undefined ? 'allowed' : `warned: ${allowed.warning}`;
}

const lead = (kind: Kind, said: Said = {}, ...then: readonly Verified[]) => answer(rosa, kind, said, then);
const but = (changes: Partial<Ground['procedure']>): Ground => ground({ procedure: { ...procedure, ...changes } });
const aside = (id: string): Verified => wrote(id, 'recused', { member: id });

describe('police while everybody is safe (IMM-05)', () => {
  test.each([
    ['reporter', 'no', 'allowed'],
    ['impacted', 'no', 'not-asked (police)'],
    ['nobody', 'no', 'not-asked (police)'],
    ['nobody', 'yes', 'allowed'],
  ])('asked by %s, danger %s: %s', (by, danger, expected) => {
    expect(lead('referred', { 'asked-by': by, danger })).toBe(expected);
  });
  test('whose wish counts is the procedure’s to say', () => {
    const where = but({ police: { ...procedure.police, onlyIfAskedBy: ['impacted'] } });
    expect(answer(rosa, 'referred', { 'asked-by': 'impacted', danger: 'no' }, [], where)).toBe('allowed');
    expect(answer(rosa, 'referred', { 'asked-by': 'reporter', danger: 'no' }, [], where)).toBe('not-asked (police)');
  });
});

describe('speaking with the reported person', () => {
  const what = { by: ['rosa'], part: 'what' };
  const outcome = { by: ['rosa'], part: 'outcome' };
  const [hold, plan] = [wrote('kenji', 'hold-contact'), wrote('kenji', 'plan-made')];
  const heard = (how: string): Verified => wrote('kenji', 'side-heard', { how });

  test('given a hold on contact, nobody does before a plan is made, and a new hold needs a new plan (FLD-14)', () => {
    expect(lead('conversation-held', what)).toBe('allowed');
    expect(lead('conversation-held', what, hold)).toBe('contact-on-hold (conversation)');
    expect(lead('side-heard', { how: 'heard' }, hold)).toBe('contact-on-hold (conversation)');
    expect(lead('warned', {}, hold)).toBe('contact-on-hold (conversation)');
    expect(lead('side-heard', { how: 'unsafe' }, hold)).toBe('allowed');
    expect(lead('conversation-held', what, hold, plan)).toBe('allowed');
    expect(lead('conversation-held', what, plan, hold)).toBe('contact-on-hold (conversation)');
  });
  test('given their side was not heard, an outcome is refused, or warned of where the procedure leaves it (RSP-19)', () => {
    const lenient = but({ conversation: { ...procedure.conversation, hearFirst: false } });
    expect(lead('conversation-held', outcome)).toBe('not-heard (conversation)');
    expect(answer(rosa, 'conversation-held', outcome, [], lenient)).toBe('warned: not-heard');
    for (const how of ['heard', 'declined', 'unsafe'])
      expect(lead('conversation-held', outcome, heard(how))).toBe('allowed');
  });
  test('given somebody who is to speak is not free, it is refused; a refusal comes before a warning', () => {
    const lenient = but({ conversation: { ...procedure.conversation, hearFirst: false } });
    const both = { by: ['rosa', 'kenji'], part: 'outcome' };
    expect(answer(rosa, 'conversation-held', both, [aside('kenji')], lenient)).toBe('owner-not-free ()');
    expect(lead('conversation-planned', { owner: 'kenji' }, aside('kenji'))).toBe('owner-not-free ()');
    expect(lead('conversation-planned', { owner: 'kenji' })).toBe('allowed');
  });
});

describe('an apology (RSP-26)', () => {
  const given = wrote('rosa', 'permission-given', { for: 'relay' });
  const relay = { relay: 'yes' };
  test('is passed on only to who said they want it, and while they do', () => {
    expect(lead('apology-noted', { relay: 'no' })).toBe('allowed');
    expect(lead('apology-noted', relay)).toBe('no-opt-in (apology)');
    expect(lead('apology-noted', relay, wrote('rosa', 'permission-given', { for: 'public' }))).toBe(
      'no-opt-in (apology)',
    );
    expect(lead('apology-noted', relay, given)).toBe('allowed');
    const withdrawn = wrote('rosa', 'permission-withdrawn', { of: given.hash });
    expect(lead('apology-noted', relay, given, withdrawn)).toBe('no-opt-in (apology)');
  });
  test('is never passed on where the procedure says so', () => {
    const never = but({ apology: { ...procedure.apology, relay: 'never' } });
    expect(answer(rosa, 'apology-noted', relay, [given], never)).toBe('no-opt-in (apology)');
  });
});

describe('meeting and deciding', () => {
  const called = wrote('rosa', 'meeting-called', { due: now, invited: ['rosa', 'kenji'] });
  const held = wrote('rosa', 'meeting-held', { of: called.hash, outcome: 'decided', present: ['kenji'] });

  test('only who is free is invited (MTG-01)', () => {
    const invite = (invited: readonly string[], ...then: readonly Verified[]) =>
      lead('meeting-called', { due: now, invited }, ...then);
    expect(invite(['rosa', 'kenji'])).toBe('allowed');
    expect(invite(['rosa', 'kenji'], aside('kenji'))).toBe('invited-not-free (meeting)');
    expect(invite(['rosa', 'nobody'])).toBe('invited-not-free (meeting)');
    expect(invite([])).toBe('invited-not-free (meeting)');
  });
  test('what a meeting was called for waits until it was held', () => {
    expect(lead('resolved', { none: 'no' })).toBe('allowed');
    expect(lead('resolved', { none: 'no' }, called)).toBe('meeting-not-held (meeting)');
    expect(lead('resolved', { none: 'no' }, called, held)).toBe('allowed');
  });
  test('a meeting is held once, and by nobody who stepped aside (COI-03)', () => {
    const hold = (present: readonly string[], ...then: readonly Verified[]) =>
      lead('meeting-held', { of: called.hash, outcome: 'decided', present }, called, ...then);
    expect(hold(['rosa', 'kenji'])).toBe('allowed');
    expect(hold(['rosa', 'kenji'], aside('kenji'))).toBe('invited-not-free (meeting)');
    expect(hold(['rosa'], held)).toBe('no-such-entry ()');
  });
  test('a meeting decides with as many as the procedure asks for, and sets the next date with fewer', () => {
    const two = but({ meeting: { ...procedure.meeting, quorum: 2 } });
    const hold = (outcome: string, present: readonly string[]) =>
      answer(rosa, 'meeting-held', { of: called.hash, outcome, present }, [called], two);
    expect(hold('decided', ['rosa'])).toBe('no-quorum (meeting)');
    expect(hold('decided', ['rosa', 'kenji'])).toBe('allowed');
    expect(hold('next', ['rosa'])).toBe('allowed');
    expect(lead('meeting-held', { of: called.hash, outcome: 'decided', present: [] }, called)).toBe(
      'no-quorum (meeting)',
    );
  });
  test('a consequence has one free owner, and a time where the procedure asks for it (MTG-07, MTG-08)', () => {
    const strict = but({ meeting: { ...procedure.meeting, dueRequired: true } });
    expect(lead('consequence-decided', { due: now, owner: 'kenji' })).toBe('allowed');
    expect(lead('consequence-decided', { due: now, owner: '' })).toBe('owner-not-free ()');
    expect(lead('consequence-decided', { due: now, owner: 'kenji' }, aside('kenji'))).toBe('owner-not-free ()');
    expect(lead('consequence-decided', { owner: 'kenji' })).toBe('warned: due-missing');
    expect(answer(rosa, 'consequence-decided', { owner: 'kenji' }, [], strict)).toBe('due-missing (meeting)');
  });
  test('what was no violation has no consequence, until it is decided anew (RSP-01)', () => {
    const none = wrote('rosa', 'resolved', { none: 'yes' });
    const decide = { due: now, owner: 'kenji' };
    expect(lead('consequence-decided', decide, none)).toBe('no-such-entry ()');
    expect(lead('consequence-decided', decide, none, wrote('rosa', 'resolved', { none: 'no' }))).toBe('allowed');
  });
  test('the owner of a follow-up, of support, of the whole incident is free', () => {
    for (const kind of ['follow-up-planned', 'support-planned'] as const)
      expect(lead(kind, { due: now, owner: 'kenji' }, aside('kenji')), kind).toBe('owner-not-free ()');
    expect(lead('handed-over', { member: 'kenji' }, aside('kenji'))).toBe('owner-not-free ()');
  });
});

describe('an appeal (APL-03)', () => {
  const filed = wrote('rosa', 'appeal-filed');
  const of = { of: filed.hash };
  const open = but({ appeal: { ...procedure.appeal, body: null } });
  const roles = procedure.roles.map((role) => ({ ...role, may: [...role.may, 'decide-appeal' as const] }));

  test('is decided by the body that is named and by nobody else', () => {
    expect(answer(piotr, 'appeal-decided', of, [filed])).toBe('allowed');
    expect(answer(rosa, 'appeal-decided', of, [filed], but({ roles }))).toBe('no-role (appeal)');
  });
  test('is not decided by who decided before, alone or in the meeting', () => {
    const where = { ...open, procedure: { ...open.procedure, roles } };
    const resolved = wrote('rosa', 'resolved', { none: 'no' });
    const called = wrote('rosa', 'meeting-called', { due: now, invited: ['amina'] });
    const held = wrote('rosa', 'meeting-held', { of: called.hash, outcome: 'decided', present: ['amina'] });
    const decide = (who: RosterMember) => answer(who, 'appeal-decided', of, [filed, called, held, resolved], where);
    expect(decide(rosa)).toBe('decider (appeal)');
    expect(decide(amina)).toBe('decider (appeal)');
    expect(decide(kenji)).toBe('allowed');
    const postponed = wrote('rosa', 'meeting-held', { of: called.hash, outcome: 'next', present: ['amina'] });
    expect(answer(amina, 'appeal-decided', of, [filed, called, postponed], where)).toBe('allowed');
  });
});

describe('closing and waiving', () => {
  const before = duty(
    'tell-aware',
    { unit: 'no-limit' },
    { kind: 'aware-told', facts: {} },
    {
      arises: [{ kind: 'aware-listed', facts: {} }],
      metBySame: true,
      beforeClosing: true,
    },
  );
  const firm = duty('firm', { unit: 'hours', count: 1 }, { kind: 'noted', facts: {} }, { waivable: false });
  const where = but({ duties: [...procedure.duties, before, firm] });
  const listed = wrote('rosa', 'aware-listed');
  const told = wrote('rosa', 'aware-told', { how: 'not-needed', of: listed.hash });
  const waived = wrote('rosa', 'waived', { duty: 'tell-aware', of: listed.hash });

  test('given a duty that comes before closing is open, it is not closed (PUB-01)', () => {
    expect(answer(rosa, 'closed', {}, [listed], where)).toBe('duty-open (tell-aware)');
    expect(answer(rosa, 'closed', {}, [listed, told], where)).toBe('allowed');
    expect(answer(rosa, 'closed', {}, [listed, waived], where)).toBe('allowed');
    expect(answer(rosa, 'closed', {}, [], where)).toBe('allowed');
  });
  test('given a duty is owed and may be waived, it is waived by its own cause', () => {
    const waive = (id: string, of: string, ...then: readonly Verified[]) =>
      answer(rosa, 'waived', { duty: id, of }, [listed, ...then], where);
    expect(waive('tell-aware', listed.hash)).toBe('allowed');
    expect(waive('tell-aware', listed.hash, told)).toBe('no-such-entry ()');
    expect(waive('follow-up', listed.hash)).toBe('no-such-entry ()');
    expect(waive('never-heard-of', listed.hash)).toBe('no-such-entry ()');
    const other = reported({ stream: 'report/other' });
    expect(waive('firm', other.hash, other)).toBe('not-waivable (firm)');
  });
});

test('given an entry that refers to nothing, or to something of another kind, it is refused', () => {
  const noted = wrote('rosa', 'noted');
  const referring: readonly Kind[] = [
    ...(['identity-undone', 'measure-reviewed', 'need-done', 'voted', 'meeting-held'] as const),
    ...(['consequence-carried-out', 'consequence-lifted', 'cleared', 'aware-told', 'permission-withdrawn'] as const),
    ...(['checked-back', 'packet-made'] as const),
  ];
  for (const kind of referring)
    for (const of of ['', noted.hash])
      expect(lead(kind, { of, how: 'told', outcome: 'next', present: ['rosa'] }, noted), kind).toBe('no-such-entry ()');
  expect(lead('expunged', { of: noted.hash }, noted)).toBe('allowed');
});
