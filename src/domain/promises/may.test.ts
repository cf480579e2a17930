import { array, assert, boolean, constantFrom, nat, oneof, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member, procedure, roster } from '#kit/given.ts';
import * as kit from '#kit/incident.ts';
import { acts } from '../procedure/procedure.ts';
import type { Verified } from '../record/header.ts';
import type { RosterMember } from '../team/roster.ts';
import { actOf } from './acts.ts';
import type { Attempt } from './attempt.ts';
import type { Handling } from './handling.ts';
import { kinds, type Kind } from './kinds.ts';
import { may } from './may.ts';

const { attempt, cast, facts, ground, isGiven, plausible, standing, story, tableOf, wrote } = kit;
const all = Object.keys(kinds) as Kind[];
const any = (kind: Kind): Attempt => ({ kind, facts: plausible(kind) });

/** Why it is refused, or `allowed`. */
function answer(handling: Handling, who: RosterMember, tried: Attempt, where = ground()): string {
  const allowed = may(where, handling, who, tried);
  return 'refused' in allowed ? allowed.refused : 'allowed';
}

test('each role has the acts the procedure gives it and no others', () => {
  const leads = acts.filter((act) => !['announce', 'delegate', 'decide-appeal'].includes(act)).join(' ');
  expect(tableOf(procedure)).toEqual({
    lead: leads,
    reader: 'note clear appoint-stand-in',
    pool: 'note',
    board: 'decide-appeal',
    floor: '',
    chair: 'announce delegate',
    deputy: '',
  });
});

describe.each(all)('%s', (kind) => {
  const everything = member(
    'zora',
    procedure.roles.map(({ id }) => id),
  );
  const where = ground({ roster: roster([...cast, everything]) });
  const tried = (entries: readonly Verified[], who = everything, asked = any(kind)): string =>
    answer(standing(entries, where), who, asked, where);
  const never = actOf[kind] === null && kind !== 'reported';

  test('free and in every role: no role stands in the way, unless no member ever writes it', () => {
    expect(isGiven(may(where, standing(story(), where), everything, any(kind)))).toBe(!never);
  });
  test('recused, by themselves or another: refused, whatever the role', () => {
    for (const by of ['zora', 'rosa']) expect(tried(story(wrote(by, 'recused', { member: 'zora' })))).toBe('recused');
  });
  test('barred: refused, whatever the role', () => {
    expect(tried(story(wrote('reporter', 'barred', { member: 'zora' })))).toBe('barred');
  });
  test('suspended, or past their time: refused, whatever the role', () => {
    expect(tried(story(), { ...everything, suspended: true })).toBe('suspended');
    expect(tried(story(), { ...everything, until: kit.now - 1 })).toBe('suspended');
  });
  test('without a role, or with one at another event: refused, unless holding the record is enough', () => {
    for (const nobody of [member('nils', []), member('nils', [], { roles: [['elsewhere', 'lead']] })])
      expect(isGiven(may(where, standing(story(), where), nobody, any(kind)))).toBe(actOf[kind] === 'holder');
  });
});

describe('writing to a reporter', () => {
  test('given a member wrote it out of another report, there is nobody to write to; the team works on', () => {
    const channel = (how: string) => facts({ channel: how, ongoing: 'no', reachable: 'no' });
    const asLead = (how: string, tried: Attempt) =>
      may(ground(), standing([kit.reported({ facts: channel(how) }), kit.opened()]), kit.rosa, tried);
    for (const tried of [
      attempt('acknowledged'),
      attempt('said-to-reporter', { 'follow-up': 'no' }),
      attempt('message'),
    ]) {
      expect(asLead('extract', tried)).toEqual({ refused: 'no-reporter' });
      expect(asLead('web', tried)).not.toEqual({ refused: 'no-reporter' });
    }
    expect(asLead('extract', attempt('noted'))).toEqual({ allowed: true });
    expect(asLead('extract', attempt('follow-up-planned', { due: kit.now, owner: 'rosa' }))).toEqual({ allowed: true });
  });

  const writing = [attempt('acknowledged'), attempt('said-to-reporter', { 'follow-up': 'yes' }), attempt('message')];
  const takenBy = (how: string, ...more: readonly Verified[]) =>
    standing([kit.reported({ facts: facts({ channel: how, ongoing: 'no', reachable: 'no' }) }), kit.opened(), ...more]);
  const moved = kit.wrote('reporter', 'mailbox-moved', { from: 'a', to: 'b', key: 'c', proof: 'd', recipient: 'e' });

  test.each(['in-person', 'phone'])('given it was taken %s, nothing is written through the words staff saw', (how) => {
    for (const tried of writing) {
      expect(answer(takenBy(how), kit.rosa, tried)).toBe('words-first');
      expect(answer(takenBy(how, moved), kit.rosa, tried)).toBe('allowed');
    }
    // Keys are kept in order and the team works meanwhile.
    for (const tried of [attempt('rekey'), attempt('noted')])
      expect(answer(takenBy(how), kit.rosa, tried)).toBe('allowed');
  });

  test('given it came another way, its words are the reporter’s own from the beginning', () => {
    for (const how of ['web', 'e-mail'])
      for (const tried of writing) expect(answer(takenBy(how), kit.rosa, tried)).toBe('allowed');
  });

  test('given they may not write at all, that is said and not that words are missing', () => {
    expect(answer(takenBy('in-person'), member('nils', []), writing[0] ?? attempt('message'))).toBe('no-role');
    const recused = wrote('rosa', 'recused', { member: 'rosa' });
    expect(answer(takenBy('in-person', recused), kit.rosa, writing[0] ?? attempt('message'))).toBe('recused');
  });
});

describe('stepping aside', () => {
  test('given no role at all, one may step aside, and answer when one is asked', () => {
    const own = attempt('recused', { member: 'tomasz' });
    const clear = attempt('conflict-answered', { answer: 'clear', member: 'tomasz' });
    expect(answer(standing(story()), kit.tomasz, own)).toBe('allowed');
    expect(answer(standing(story()), kit.tomasz, attempt('recused', { member: 'rosa' }))).toBe('no-role');
    expect(answer(standing(story()), kit.tomasz, clear)).toBe('no-role');
    const asked = wrote('rosa', 'conflict-asked', { member: 'tomasz' });
    expect(answer(standing(story(asked)), kit.tomasz, clear)).toBe('allowed');
  });
  test('given a lead stepped aside, they cannot undo it, and another lead can', () => {
    const aside = standing(story(wrote('rosa', 'recused', { member: 'kenji' })));
    const clear = attempt('conflict-answered', { answer: 'clear', member: 'kenji' });
    expect(answer(aside, kit.kenji, clear)).toBe('recused');
    expect(answer(aside, kit.rosa, clear)).toBe('allowed');
  });
});

describe('a stand-in', () => {
  const aside = ['rosa', 'kenji'].map((id) => wrote(id, 'recused', { member: id }));
  const appointed = wrote('amina', 'stand-in-appointed', { member: 'yewande' });
  const decide = attempt('resolved', { none: 'no' });
  test('has the acts of a lead for this incident, until it is closed', () => {
    expect(answer(standing(story(...aside)), kit.yewande, decide)).toBe('no-role');
    expect(answer(standing(story(...aside, appointed)), kit.yewande, decide)).toBe('allowed');
    const closed = [...aside, appointed, wrote('yewande', 'closed')];
    expect(answer(standing(story(...closed)), kit.yewande, attempt('debriefed'))).toBe('no-role');
    const reopened = standing(story(...closed, wrote('amina', 'reopened')));
    expect(answer(reopened, kit.yewande, decide)).toBe('no-role');
  });
  test('is appointed from the pool, free, and only once the rule fires', () => {
    const appoint = (who: string): Attempt => attempt('stand-in-appointed', { member: who });
    expect(answer(standing(story()), kit.amina, appoint('yewande'))).toBe('not-in-pool');
    const fired = story(...aside);
    expect(answer(standing(fired), kit.amina, appoint('yewande'))).toBe('allowed');
    expect(answer(standing(fired), kit.amina, appoint('piotr'))).toBe('allowed');
    expect(answer(standing(fired), kit.amina, appoint('amina'))).toBe('not-in-pool');
    const gone = standing([...fired, wrote('yewande', 'recused', { member: 'yewande' })]);
    expect(answer(gone, kit.amina, appoint('yewande'))).toBe('not-in-pool');
  });
});

test('given it is closed, only what must go on goes on', () => {
  const closed = standing(story(wrote('rosa', 'closed')));
  const refused = all.filter((kind) => answer(closed, kit.rosa, any(kind)) === 'already-closed');
  expect(refused.filter((kind) => actOf[kind] !== null).join(' ')).toBe(
    [
      'joined-into stand-in-appointed lead-taken handed-over tagged moved person-noted identity-joined identity-undone filed assessed',
      'hold-contact plan-made measure-taken measure-reviewed referred need-asked need-done',
      'meeting-called voted meeting-held resolved consequence-decided warned conversation-planned',
      'conversation-held conversation-left-out side-heard apology-noted drafted cleared aware-listed',
      'announcement-approved published delegated closed',
    ].join(' '),
  );
  expect(answer(closed, kit.rosa, attempt('reopened'))).toBe('allowed');
  expect(answer(standing(story()), kit.rosa, attempt('reopened'))).toBe('no-such-entry');
});

describe('whatever was written', () => {
  const begun = story();
  const someone = constantFrom(...cast.map(({ id }) => id));
  const anything = oneof(
    constantFrom(...all).map((kind) => wrote('rosa', kind, Object.fromEntries(plausible(kind)))),
    someone.map((id) => wrote('rosa', 'conflict-answered', { answer: 'clear', member: id })),
    someone.map((id) => wrote(id, 'recused', { member: id })),
    someone.map((id) => wrote('lucia', 'delegated', { member: id, until: kit.now + 5 })),
    someone.map((id) => wrote('rosa', 'stand-in-appointed', { member: id })),
  );
  /** What is for others to do once somebody is away (COI-04, D16), and what takes it back (COI-07). */
  const handedOn: readonly Kind[] = [
    'announcement-approved',
    'published',
    'stand-in-appointed',
    'conflict-answered',
    'unbarred',
  ];

  test('permission never grows by adding a conflict', () => {
    assert(
      property(array(anything, { maxLength: 12 }), someone, boolean(), nat(12), (entries, away, barred, place) => {
        const conflict = barred
          ? wrote('reporter', 'barred', { member: away })
          : wrote('amina', 'recused', { member: away });
        const before = standing([...begun, ...entries]);
        const after = standing([...begun, ...entries.toSpliced(place, 0, conflict)]);
        for (const who of cast)
          for (const kind of all) {
            if (who.id !== away && handedOn.includes(kind)) continue;
            if (answer(after, who, any(kind)) !== 'allowed') continue;
            expect(answer(before, who, any(kind)), `${who.id} ${kind}`).toBe('allowed');
          }
      }),
      { numRuns: 60 },
    );
  });

  test('who is away may nothing at all', () => {
    assert(
      property(array(anything, { maxLength: 12 }), someone, (entries, away) => {
        const handling = standing([...begun, ...entries, wrote(away, 'recused', { member: away })]);
        const who = cast.find(({ id }) => id === away) as RosterMember;
        for (const kind of all) expect(answer(handling, who, any(kind))).toBe('recused');
      }),
      { numRuns: 60 },
    );
  });
});
