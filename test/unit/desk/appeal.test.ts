import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { decidersOf, reviewersOf } from '#domain/appeal/reviewing.ts';
import { appealLine } from '#desk/incident/appeal/lines.ts';
import { handOver } from '#desk/incident/appeal/handing.ts';
import { filedIn, packetFor, type Scene } from '#desk/incident/appeal/scene.ts';
import { standingIn } from '#desk/incident/talk/scene.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { attemptOf, permissionIn } from '#desk/incident/handling/permission.ts';
import { appeal as en } from '#words/made/en/appeal.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'amina')]);
});
afterAll(() => served.end());

const told = 'At our table he said that people like me only get in on quota.';
const letter =
  'On Monday you told me to leave and that I may not come back for two years. I appeal, and I expect the ban to be lifted until it is decided.';
const sandoval = '0'.repeat(31) + '1';
const zoe = '0'.repeat(31) + '2';

const somebody = (person: string, name: string, part: 'reported' | 'impacted'): ActSent => ({
  kind: 'person-noted',
  facts: {},
  body: { v: 1, person, name, also: [], looks: '', parts: [part], organisation: false, minor: false, contact: '' },
});
const acts: readonly ActSent[] = [
  somebody(sandoval, 'E. Sandoval-Reyes', 'reported'),
  somebody(zoe, 'Zoe Ardent', 'impacted'),
  {
    kind: 'resolved',
    facts: { none: 'no' },
    body: { v: 1, verdict: 'violation', rule: 'Be considerate.', reasons: 'It was heard by two.', pattern: false },
  },
  {
    kind: 'consequence-decided',
    facts: { owner: 'amina', due: Date.parse('2027-05-15T20:00:00-04:00') },
    body: {
      v: 1,
      response: 'leave',
      text: '',
      person: sandoval,
      protects: zoe,
      data: { 'protected-person': 'Zoe Ardent', reason: 'He frightened her.' },
      ends: 'event-end',
      until: null,
    },
  },
  { kind: 'side-heard', facts: { how: 'heard' }, body: { v: 1, text: 'I was joking.', witnesses: '' } },
];
const filed: ActSent = {
  kind: 'appeal-filed',
  facts: {},
  body: { v: 1, person: sandoval, text: letter, witnesses: 'Bo and Trude' },
};

/** An incident that was decided on. */
async function decided(): Promise<string> {
  const answers: readonly (readonly [string, string])[] = [
    ['what', told],
    ['contact.name', 'Paloma Ruiz'],
    ['contact.naming', 'team-only'],
  ];
  const id = await arrived(rosa, await prepare(ground, answers));
  ok(await rosa.open(id));
  expect(await rosa.act(id, acts)).toEqual({ done: true });
  return id;
}

async function sceneOf(opened: Opened): Promise<Scene> {
  const team = ok(await rosa.look());
  const procedure = team.procedures.find(({ digest }) => digest === opened.procedure);
  if (procedure === undefined) throw new Error('no version');
  const { handling, ground: where } = opened;
  return {
    procedure,
    edition: team.editions.find(({ edition }) => edition.id === event)?.edition,
    standing: standingIn(opened),
    reviewers: reviewersOf(procedure, where, handling.away, decidersOf(handling.response, where.roster)),
  };
}

describe('an appeal', () => {
  test('given it is filed, both deadlines run and nothing that was decided changes (S25, APL-03)', async () => {
    const id = await decided();
    const before = ok(await amina.open(id)).handling.response.consequences;
    expect(await rosa.act(id, [filed])).toEqual({ done: true });
    const opened = ok(await amina.open(id));
    expect(opened.handling.response.consequences).toEqual(before);
    expect(standingIn(opened).map(({ response }) => response)).toEqual(['leave']);
    const [one] = filedIn(opened);
    expect(one?.told?.body).toMatchObject({ text: letter, witnesses: 'Bo and Trude', person: sandoval });
    const owed = opened.duties.filter(({ cause }) => cause === one?.filed.hash);
    const day = 24 * 3_600_000;
    expect(owed.map((duty) => [duty.id, duty.state.is])).toEqual([
      ['appeal-packet', 'open'],
      ['appeal', 'open'],
    ]);
    expect(owed.map(({ arose, due }) => Math.round(((due ?? 0) - arose) / day))).toEqual([7, 30]);
    expect(opened.entries.flatMap((seen) => appealLine(seen, en) ?? [])).toEqual(['Rosa Okafor filed an appeal.']);
  });

  test('given one of the body has a conflict, the other decides; given none is left, that is seen', async () => {
    const id = await decided();
    expect(await rosa.act(id, [filed])).toEqual({ done: true });
    expect((await sceneOf(ok(await rosa.open(id)))).reviewers).toEqual({ free: ['gwen', 'oleg'], out: [] });
    expect(await rosa.setAside(id, 'oleg')).toEqual({ done: true });
    const { reviewers } = await sceneOf(ok(await rosa.open(id)));
    expect(reviewers).toEqual({ free: ['gwen'], out: [{ member: 'oleg', why: 'no-part' }] });
    expect(await rosa.setAside(id, 'gwen')).toEqual({ done: true });
    expect((await sceneOf(ok(await rosa.open(id)))).reviewers.free).toEqual([]);
  });

  test('given the packet is put together, it has decision, side and appeal and nothing of who told us or is protected', async () => {
    const id = await decided();
    expect(await rosa.act(id, [filed])).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    const scene = await sceneOf(opened);
    const packet = packetFor(opened, scene, filedIn(opened)[0]?.told ?? null, en, 'en');
    expect(packet.decided).toContain('The rule: Be considerate.');
    expect(packet.decided).toContain('It was heard by two.');
    expect(packet.decided).toMatch(/– .+, until the event ends$/u);
    expect(packet.side).toBe('I was joking.');
    expect(packet.appeal).toContain(letter);
    expect(packet.appeal).toContain('Bo and Trude');
    const all = Object.values(packet).join('\n');
    for (const word of ['Paloma', 'Zoe', 'on quota', 'frightened']) expect(all).not.toContain(word);
  });

  test('given the packet is handed over, the free reviewer alone reads it, and their word changes no consequence', async () => {
    const id = await decided();
    expect(await rosa.act(id, [filed])).toEqual({ done: true });
    expect(await rosa.setAside(id, 'oleg')).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    const [one] = filedIn(opened);
    const of = one?.filed.hash ?? '';
    const packet = packetFor(opened, await sceneOf(opened), one?.told ?? null, en, 'en');
    const body = { v: 1, ...packet, what: 'A remark at a table.', to: ['gwen'] } as const;
    ok(await handOver(rosa, id, of, body));
    const kept = [{ found: 'table', why: 'there are forty of them' }];
    ok(await handOver(rosa, id, of, { ...body, what: 'A remark at a table in the hall.', kept }));
    const [gwen, oleg] = await Promise.all([unlocked(served.url, 'gwen'), unlocked(served.url, 'oleg')]);
    const read = ok(await gwen.notices()).filter((notice) => notice.for === 'appeal' && notice.ended === null);
    expect(read.map((notice) => [notice.body, notice.incident, notice.decides])).toEqual([
      [{ ...body, what: 'A remark at a table in the hall.' }, '', true],
    ]);
    expect(ok(await oleg.notices())).toEqual([]);
    expect((await gwen.incidents()).map(({ incident }) => incident)).not.toContain(id);
    const held = ok(await amina.open(id));
    // Why something stayed is for the team, and not for those who decide again.
    expect(toldOf(held, 'packet-made').at(-1)?.body.kept).toEqual(kept);
    expect(held.duties.find(({ id: duty, cause }) => duty === 'appeal-packet' && cause === of)?.state.is).toBe('met');
    const answer = { v: 1, says: 'changed', text: 'The ban is longer than the code has it.' } as const;
    expect(await gwen.answerNotice(read[0]?.id ?? '', answer)).toEqual({ done: true });
    const after = ok(await amina.open(id));
    expect(after.handling.appeal.filed[0]?.decided?.outcome).toBe('changed');
    expect(after.handling.response.consequences).toEqual(held.handling.response.consequences);
    expect(after.entries.flatMap((seen) => appealLine(seen, en) ?? [])).toEqual([
      'Rosa Okafor filed an appeal.',
      'Rosa Okafor handed over what those who decide again need.',
      'Rosa Okafor handed over what those who decide again need.',
      'Gwen Abara decided the appeal: it is to be decided anew.',
    ]);
  });

  test('given a lead who decided, deciding the appeal is not offered to them', async () => {
    const id = await decided();
    expect(await rosa.act(id, [filed])).toEqual({ done: true });
    const opened = ok(await rosa.open(id));
    const of = opened.handling.appeal.filed[0]?.hash ?? '';
    const { procedure } = await sceneOf(opened);
    const again = attemptOf('appeal-decided', { of, outcome: 'changed' });
    expect(permissionIn(opened, procedure, 'rosa', again)).toMatchObject({ refused: 'no-role' });
    const decide: ActSent = {
      kind: 'appeal-decided',
      facts: { of, outcome: 'changed' },
      body: { v: 1, outcome: 'changed', reasons: 'I changed my mind.' },
    };
    expect(await rosa.act(id, [decide])).toMatchObject({ refused: 'not-allowed' });
    expect(ok(await rosa.open(id)).handling.appeal.filed[0]?.decided).toBeNull();
  });
});
