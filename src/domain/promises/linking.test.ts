import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { access, duty, entry, member } from '#kit/given.ts';
import {
  amina,
  attempt,
  facts,
  ground,
  kenji,
  now,
  opened,
  reported,
  rosa,
  standing,
  story,
  wrote,
} from '#kit/incident.ts';
import type { Verified } from '../record/header.ts';
import { dutiesOf, isOwed } from './duties.ts';
import { dutyEntries, handlingOf, type Handling } from './handling.ts';
import { costsNothing, countedIn, fromLetter, keysToTurn, kinOf, linkCost, mayBeNamed } from './linking.ts';
import { may } from './may.ts';

const cast = [rosa, kenji, amina];
const barred = (id: string) => entry('report/a', 'barred', { facts: [['member', id]] });
const held = (...who: readonly ReturnType<typeof member>[]) => access('report/a', who);
const ruled = (...duties: ReturnType<typeof duty>[]) => ground({ procedure: { ...ground().procedure, duties } });
const nothing = { wouldStepAside: [], wouldLose: [], onlyFirst: [], onlyOther: [], asked: [] };
const cost = (one: Handling, other: Handling) => linkCost(one, other, ground());

describe('putting an incident into another one', () => {
  test('given the same people read both and nobody is kept apart, it costs nobody anything', () => {
    const [one, other] = [standing(story(held(rosa, kenji))), standing(story(held(kenji, rosa)))];
    expect(cost(one, other)).toEqual(nothing);
    expect(costsNothing(cost(one, other))).toBe(true);
  });

  test('given a holder of the incident is left out of the other, it names them', () => {
    const one = standing(story(held(rosa, kenji)));
    const other = standing(story(barred('kenji'), held(rosa)));
    expect(cost(one, other)).toEqual({ ...nothing, wouldStepAside: ['kenji'] });
    expect(cost(other, one)).toEqual({ ...nothing, wouldLose: ['kenji'] });
  });

  test('given somebody stepped aside from the incident and reads the other, they would lose it', () => {
    const one = standing(story(held(rosa), wrote('amina', 'recused', { member: 'amina' })));
    const other = standing([reported(), opened(), held(rosa, amina)]);
    expect(cost(one, other)).toEqual({ ...nothing, wouldLose: ['amina'] });
  });

  test('given somebody free reads one of them alone, they are let in first', () => {
    const [one, other] = [standing(story(held(rosa, kenji))), standing(story(held(rosa, amina)))];
    expect(cost(one, other)).toEqual({ ...nothing, onlyFirst: ['kenji'], onlyOther: ['amina'] });
    expect(costsNothing(cost(one, other))).toBe(false);
  });

  test('given somebody is still asked about the names in one, it waits for their answer', () => {
    const asked = access('report/a', [amina], { compartment: 'parties' });
    const one = standing(story(held(rosa), asked));
    expect(cost(one, standing(story(held(rosa))))).toEqual({ ...nothing, asked: ['amina'] });
  });

  test('given everybody who would pay steps aside first, nothing is left to pay', () => {
    const ids = fc.subarray(cast.map(({ id }) => id));
    fc.assert(
      fc.property(ids, ids, ids, (holding, apart, read) => {
        const of = (wanted: readonly string[]) => cast.filter(({ id }) => wanted.includes(id));
        const other = [...apart.map(barred), held(...of(read.filter((id) => !apart.includes(id))), member('zoe', []))];
        const then = [held(...of(holding), member('zoe', []))];
        const first = cost(standing(story(...then)), standing(story(...other)));
        const paid = first.wouldStepAside.map((id) => wrote(id, 'recused', { member: id }));
        expect(first.wouldStepAside).toEqual(holding.filter((id) => apart.includes(id)).toSorted());
        expect(cost(standing(story(...then, ...paid)), standing(story(...other))).wouldStepAside).toEqual([]);
      }),
    );
  });
});

describe('how many keys it takes to turn all of it', () => {
  test('is one for each reader of what was told and of what the team writes, and of the name where there is one', () => {
    const named = access('report/a', [rosa], { compartment: 'identity' });
    const keys = (...more: readonly Verified[]) => keysToTurn(standing(story(held(rosa, kenji), ...more)), ground());
    expect([keys(), keys(named)]).toEqual([4, 6]);
  });
});

describe('what is counted', () => {
  test('given one letter with five incidents and five messages of one, reports and incidents are two numbers', () => {
    const extract = { channel: 'extract', partOf: '' };
    const letter = [{ channel: 'web', partOf: '' }, extract, extract, extract, extract];
    const part = { channel: 'web', partOf: 'whole' };
    const messages = [{ channel: 'web', partOf: '' }, part, part, part, part];
    expect(countedIn(letter)).toEqual({ reports: 1, incidents: 5 });
    expect(countedIn(messages)).toEqual({ reports: 5, incidents: 1 });
    expect(countedIn([...letter, ...messages])).toEqual({ reports: 6, incidents: 6 });
  });
});

describe('what is taken out of a letter', () => {
  const alone = reported({ facts: facts({ channel: 'web', narrow: 'yes', ongoing: 'no', reachable: 'no' }) });
  const apart = new Set(['amina']);
  const team = ground().roster;

  test('is kept from everybody who is kept out of the letter', () => {
    expect(fromLetter(standing(story(held(rosa, kenji))), team, apart)).toEqual({ out: ['amina'], only: '' });
  });

  test('given the letter was sent to one alone, it is theirs alone; widened, it is for those it was widened to', () => {
    expect(fromLetter(standing([alone, opened(), held(rosa)]), team, new Set())).toEqual({ out: [], only: 'rosa' });
    const widened = fromLetter(standing([alone, opened(), held(rosa, kenji)]), team, apart);
    const others = team.members.map(({ id }) => id).filter((id) => !['rosa', 'kenji'].includes(id));
    expect(widened).toEqual({ out: others.toSorted(), only: '' });
  });

  test('is named in the letter only while everybody who reads the letter reads it too', () => {
    const [two, one] = [standing(story(held(rosa, kenji))), standing(story(held(rosa)))];
    expect(mayBeNamed(cost(two, one))).toBe(false);
    expect(mayBeNamed(cost(one, two))).toBe(true);
    expect(mayBeNamed(cost(two, standing(story(barred('kenji'), held(rosa)))))).toBe(false);
    const asked = access('report/a', [amina], { compartment: 'parties' });
    expect(mayBeNamed(cost(standing(story(held(rosa), asked)), one))).toBe(false);
  });
});

describe('an incident that is handled in another one', () => {
  const rules = ruled(
    duty('assess', { unit: 'hours', count: 9 }, { kind: 'assessed', facts: {} }, { owedTo: 'team' }),
    duty(
      'answer',
      { unit: 'hours', count: 24 },
      { kind: 'said-to-reporter', facts: {} },
      { arises: [{ kind: 'resolved', facts: {} }] },
    ),
  );
  const joined = wrote('rosa', 'joined-into', { other: 'whole' });
  const apart = (other = 'whole') => wrote('rosa', 'unlinked', { other }, { seq: 9 });
  const owed = (entries: readonly Verified[]) => dutiesOf(rules, entries).map(({ id, stream }) => [id, stream]);

  test('given the team decides there, its reporter is owed the answer here, and the team owes nothing twice', () => {
    const decided = wrote('rosa', 'resolved', { none: 'no' }, { stream: 'incident/whole' });
    const whole = handlingOf({ incident: 'whole', report: 'w' }, [decided], ground().roster);
    const bare = standing(story(joined));
    const part = handlingOf(bare.ids, bare.entries, ground().roster, kinOf(bare, [whole]));
    expect(owed(standing(story()).entries)).toEqual([['assess', 'report/a']]);
    expect(owed(dutyEntries(part))).toEqual([['answer', 'report/a']]);
  });

  test('given it is taken out again, the team owes what it owed', () => {
    expect(owed(story(joined, apart()))).toEqual([['assess', 'report/a']]);
    expect(owed(story(joined, apart('another')))).toEqual([]);
    expect(standing(story(joined, apart())).incident.partOf).toBe('');
  });

  test('given somebody is kept out of one of them, they are out of all, and have no say', () => {
    const other = standing(story(held(rosa), barred('kenji')));
    const bare = standing(story(held(rosa, kenji)));
    const handling = handlingOf(bare.ids, bare.entries, ground().roster, kinOf(bare, [other]));
    expect(handling.away.has('kenji')).toBe(true);
    expect(may(ground(), handling, kenji, attempt('noted'))).toEqual({ refused: 'recused' });
  });

  test('given the team would go on here, it is told where, and the reporter is answered all the same', () => {
    const part = standing(story(held(rosa), joined));
    expect(may(ground(), part, rosa, attempt('assessed', { urgency: 'soon' }))).toMatchObject({
      refused: 'part-of-another',
    });
    expect(may(ground(), part, rosa, attempt('said-to-reporter', { 'follow-up': 'no' }))).toMatchObject({
      allowed: true,
    });
  });

  test('given something in it is owed at once, it is not put away into another', () => {
    const where = ruled(
      duty(
        'urgent',
        { unit: 'at-once' },
        { kind: 'assessed', facts: {} },
        { owedTo: 'team', arises: [{ kind: 'reported', facts: { ongoing: ['no'] } }] },
      ),
    );
    const before = standing(story(held(rosa)), where);
    const tried = attempt('joined-into', { other: 'w' });
    expect(may(where, before, rosa, tried)).toEqual({ refused: 'duty-open', clause: 'urgent' });
    const assessed = wrote('rosa', 'assessed', { urgency: 'can-wait' }, { receivedAt: now - 10 });
    expect(dutiesOf(where, [...story(), assessed]).some(isOwed)).toBe(false);
    expect(may(where, standing(story(held(rosa), assessed), where), rosa, tried)).toMatchObject({ allowed: true });
  });

  test('given it holds others already, it is not put into another, and a link that is not there is not taken apart', () => {
    const whole = standing(story(held(rosa), wrote('rosa', 'linked', { how: 'part', other: 'p' })));
    expect(may(ground(), whole, rosa, attempt('joined-into', { other: 'w' }))).toEqual({ refused: 'part-of-another' });
    expect(may(ground(), whole, rosa, attempt('unlinked', { other: 'q' }))).toEqual({ refused: 'no-such-entry' });
    expect(may(ground(), whole, rosa, attempt('unlinked', { other: 'p' }))).toMatchObject({ allowed: true });
  });
});
