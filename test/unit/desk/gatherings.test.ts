import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Team } from '#desk/keys/team-seen.ts';
import type { Gatherings } from '#domain/after/briefing.ts';
import { agendaFor, couldNotFind } from '#domain/after/debrief.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { sheetIn, sheetsUnder, unreachedBy } from '#desk/gatherings/sheet.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, kenji] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'kenji')]);
});
afterAll(() => served.end());

const seenIn = (team: Team): Gatherings => {
  const found = team.gatherings.find(({ edition }) => edition === event);
  if (found === undefined) throw new Error('no event');
  return found;
};
const version = 'ab'.repeat(32);

describe('what a member has read', () => {
  test('given they say so, everybody sees it with when, signed by nobody but them', async () => {
    expect(ok(await kenji.look()).me.rights).toEqual([]);
    expect(await kenji.confirmRead(event, 'code', version)).toEqual({ done: true });
    const { confirmed } = seenIn(ok(await rosa.look()));
    expect(confirmed.at(-1)).toMatchObject({ member: 'kenji', what: 'code', of: version });
  });

  test('given another document or no hash, nothing is written', async () => {
    const before = seenIn(ok(await rosa.look())).confirmed.length;
    expect(await kenji.confirmRead(event, 'letter' as 'code', version)).toEqual({ refused: 'wrong-kind' });
    expect(await kenji.confirmRead(event, 'code', 'a sentence about somebody')).toEqual({ refused: 'wrong-kind' });
    expect(await kenji.confirmRead('no-such-event', 'code', version)).toMatchObject({ refused: expect.any(String) });
    expect(seenIn(ok(await rosa.look())).confirmed).toHaveLength(before);
  });

  test('given the settings are saved after it, both stand', async () => {
    const team = ok(await rosa.look());
    const edition = team.editions.find((one) => one.edition.id === event)?.edition;
    const base = team.settings.find((one) => one.edition === event)?.base ?? '';
    if (edition === undefined) throw new Error('no event');
    await kenji.confirmRead(event, 'procedure', version);
    expect(await rosa.settle({ ...edition, teamPhone: '+1 412 555 0142' }, base)).toEqual({ done: true });
    const after = ok(await rosa.look());
    expect(seenIn(after).confirmed.at(-1)).toMatchObject({ member: 'kenji', what: 'procedure' });
    expect(after.warnings).toEqual([]);
  });
});

describe('who was at a meeting', () => {
  test('given a host writes it down, it is there for everybody; who hosts nothing is refused', async () => {
    expect(await kenji.attended(event, 'debrief', ['kenji'], '')).toEqual({ refused: 'not-allowed' });
    expect(await rosa.attended(event, 'debrief', ['rosa', 'kenji'], '')).toEqual({ done: true });
    const [debrief] = seenIn(ok(await kenji.look())).attended;
    expect(debrief).toMatchObject({ for: 'debrief', present: ['rosa', 'kenji'], by: 'rosa' });
  });

  test('given a colleague wrote one meanwhile, the older page does not undo it', async () => {
    const amina = await unlocked(served.url, 'tomasz');
    const base = seenIn(ok(await rosa.look())).attended.find((one) => one.for === 'debrief')?.hash ?? '';
    expect(await amina.attended(event, 'debrief', ['rosa', 'kenji', 'tomasz'], base)).toEqual({ done: true });
    expect(await rosa.attended(event, 'debrief', ['rosa'], base)).toEqual({ refused: 'stale-head' });
    expect(seenIn(ok(await rosa.look())).attended[0]?.present).toContain('tomasz');
  });

  test('given somebody who is on no list, nothing is written', async () => {
    expect(await rosa.attended(event, 'make-up', ['a-stranger'], '')).toEqual({ refused: 'wrong-kind' });
  });
});

describe('what the debrief leaves', () => {
  test('given an action with owner and day, the team reads it, also after the event, until it is done', async () => {
    const due = Date.parse('2027-09-01T23:59:00Z');
    const body = { v: 1, sheet: 'action', event, title: 'More signs', text: '', owner: 'kenji', due } as const;
    const { id } = ok(await rosa.sendNotice({ for: 'team', incident: '', of: '', members: ['kenji'], body }));
    const read = async () => ok(await kenji.notices()).flatMap(sheetIn);
    expect((await read()).find((one) => one.id === id)).toMatchObject({
      title: 'More signs',
      owner: 'kenji',
      due,
      event,
    });
    expect(await rosa.endNotice(id)).toEqual({ done: true });
    const ended = (await read()).find((one) => one.id === id);
    expect(ended === undefined || ended.notice.ended !== null).toBe(true);
  });
});

describe('the debrief of an incident', () => {
  const reported = async (): Promise<string> => {
    const told = [
      ['what', 'a remark at the mentoring desk'],
      ['found', 'hard'],
      ['found.more', 'I asked at the front desk'],
    ] as const;
    return arrived(rosa, await prepare(await groundOf(served.url, event), told));
  };

  test('given a participant has a conflict in one, their agenda is that of somebody for whom it never was', async () => {
    const amina = await unlocked(served.url, 'amina');
    const before = agendaFor(await amina.incidents(), event);
    const id = await reported();
    ok(await amina.open(id));
    expect(agendaFor(await amina.incidents(), event)).toHaveLength(before.length + 1);
    ok(await amina.stepAside(id));
    const names = (rows: readonly { readonly codeName: string }[]) => rows.map(({ codeName }) => codeName);
    expect(names(agendaFor(await amina.incidents(), event))).toEqual(names(before));
    expect(names(agendaFor(await rosa.incidents(), event))).toHaveLength(before.length + 1);
  });

  test('given it was gone through, what was learned is there for who can open it', async () => {
    const id = await reported();
    ok(await rosa.open(id));
    const body = { v: 1, text: 'We will be two at the desk.' } as const;
    expect(await rosa.act(id, [{ kind: 'debriefed', facts: {}, body }])).toEqual({ done: true });
    const opened = ok(await (await unlocked(served.url, 'tomasz')).open(id));
    expect(toldOf(opened, 'debriefed').map(({ body: said }) => said.text)).toEqual([body.text]);
  });

  test('given the reporter could not find how to report, the item says so to the team without a word of the report', async () => {
    const id = await reported();
    const opened = ok(await rosa.open(id));
    const procedure = ok(await rosa.look()).procedures.find(({ digest }) => digest === opened.procedure);
    if (procedure === undefined || opened.account === null) throw new Error('not opened');
    expect(couldNotFind(procedure, opened.account)).toBe(true);
    const item = { sheet: 'improvement', title: 'Somebody could not find how to report', text: '' } as const;
    const body = { v: 1, event, ...item, owner: '', due: null } as const;
    const sent = ok(await rosa.sendNotice({ for: 'team', incident: '', of: '', members: ['kenji'], body }));
    const seen = ok(await kenji.notices()).find((one) => one.id === sent.id);
    expect(seen).toMatchObject({ incident: '', of: '', body });
    const whole = JSON.stringify(seen);
    for (const word of [id, opened.codeName, 'mentoring', 'front desk']) expect(whole).not.toContain(word);
  });
});

describe('what is to be done', () => {
  const sheetOf = (id: string, of: string, ended: number | null, sheet: 'action' | 'summary' = 'action') => {
    const body = { v: 1, sheet, event: of, title: id, text: '', owner: 'kenji', due: 1 } as const;
    const who = { is: 'member', id: 'rosa', name: 'Rosa' } as const;
    const rest = { who, at: 0, changedAt: 0, answers: [], incident: '', of: '', decides: false };
    const [seen] = sheetIn({ id, for: 'team', members: ['rosa', 'kenji'], unreached: ['kenji'], body, ended, ...rest });
    if (seen === undefined) throw new Error('no sheet');
    return seen;
  };
  const days: Readonly<Record<string, string>> = { last: '2026-05-01', this: '2027-05-01', next: '2028-05-01' };
  const list = [
    sheetOf('open', 'last', null),
    sheetOf('done', 'last', 5),
    sheetOf('talked-over', 'last', null, 'summary'),
    sheetOf('own', 'this', 5),
    sheetOf('later', 'next', null),
  ];

  test('given an action of an earlier event is open, it stands under the next one until it is done', () => {
    const under = (id: string) =>
      sheetsUnder(list, { id, from: days[id] ?? '' }, (one) => days[one] ?? '').map((one) => one.id);
    expect(under('this')).toEqual(['open', 'own']);
    expect(under('next')).toEqual(['open', 'later']);
    expect(under('last')).toEqual(['open', 'done', 'talked-over']);
  });

  test('given somebody came later or has new keys, they are named as who cannot read it', () => {
    const [open] = list;
    if (open === undefined) throw new Error('none');
    expect(unreachedBy(open, [{ id: 'rosa' }, { id: 'kenji' }, { id: 'mei' }])).toEqual(['mei', 'kenji']);
  });
});
