import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { NoticeSeen } from '#desk/keys/notice-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { decisionLine } from '#desk/incident/decision/lines.ts';
import { toldOf } from '#desk/incident/handling/told.ts';
import { decision as en } from '#words/made/en/decision.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let [rosa, amina, owen, mei, gwen, helen]: DeskOf[] = [];
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, owen, mei, gwen, helen] = await Promise.all(
    ['rosa', 'amina', 'owen', 'mei', 'gwen', 'helen'].map((id) => unlocked(served.url, id)),
  );
});
afterAll(() => served.end());

const desk = (one: DeskOf | undefined): DeskOf => one ?? expect.fail('no desk');
const told = async (one: DeskOf | undefined): Promise<readonly NoticeSeen[]> => ok(await desk(one).notices());

async function reported(): Promise<string> {
  return arrived(desk(rosa), await prepare(ground, [['what', 'a slide in room D']]));
}

const measure: ActSent = {
  kind: 'measure-taken',
  facts: { alone: 'no' },
  body: { v: 1, response: '', what: 'end the talk', why: 'two slides', person: '', at: 1_800_000_000_000 },
};

/** An incident in which something was done at once, and the hash of that. */
async function measured(): Promise<{ incident: string; of: string }> {
  const incident = await reported();
  ok(await desk(rosa).open(incident));
  ok(await desk(rosa).act(incident, [measure]));
  const of = toldOf(ok(await desk(rosa).open(incident)), 'measure-taken').at(-1)?.hash ?? '';
  return { incident, of };
}

const hold = { v: 1, subject: 'Room D, 13:30', rule: 'Hold video and slides', where: 'Room D', until: null } as const;

async function held(members: readonly string[]): Promise<{ incident: string; of: string; id: string }> {
  const { incident, of } = await measured();
  const sent = await desk(rosa).sendNotice({ for: 'audio-video', incident, of, members, body: hold });
  return { incident, of, id: ok(sent).id };
}

describe('a hold for the crew', () => {
  test('given it is sent, the crew reads the item and the rule, and not where it comes from', async () => {
    const { id, incident, of } = await held(['mei']);
    const [seen] = (await told(mei)).filter((one) => one.id === id);
    expect(seen).toMatchObject({ for: 'audio-video', body: hold, who: { id: 'rosa' }, ended: null });
    expect(seen).toMatchObject({ incident: '', of: '', decides: false });
    // Neither the answer of the server nor the bytes of the list name it.
    const answer = new TextDecoder().decode((await desk(mei).bytes('/api/notices')) as ArrayBuffer);
    expect(answer).toContain(id);
    expect(answer).not.toContain(incident);
    expect(answer).not.toContain(of);
    expect(await desk(mei).incidents()).toEqual([]);
    expect(await desk(mei).open(incident)).toEqual({ refused: 'not-found' });
  });

  test('given it is sent, the record of the incident says who was told what', async () => {
    const { id, incident, of } = await held(['mei']);
    const [disclosed] = toldOf(ok(await desk(amina).open(incident)), 'disclosed');
    expect(disclosed).toMatchObject({ facts: { notice: id, of }, who: { id: 'rosa' } });
    expect(disclosed?.body).toMatchObject({ to: 'Mei Tanaka', what: 'Room D, 13:30: Hold video and slides' });
    const line = disclosed && decisionLine(disclosed, en, { who: () => 'Rosa Okafor' });
    expect(line).toBe('Rosa Okafor told Mei Tanaka what to keep to');
  });

  test('given nobody named them, others are told nothing', async () => {
    const { id } = await held(['mei']);
    for (const other of [owen, gwen]) expect((await told(other)).map((one) => one.id)).not.toContain(id);
    const [seen] = (await told(amina)).filter((one) => one.id === id);
    // Who holds the incident sees that there is one, to end it some day; its words are for its readers.
    expect(seen).toMatchObject({ body: null });
  });

  test('given the team has not reviewed it, it is not released by a tap; after the review it is', async () => {
    const { id, incident, of } = await held(['mei']);
    expect(await desk(rosa).endNotice(id)).toEqual({ refused: 'not-allowed' });
    ok(
      await desk(amina).act(incident, [
        { kind: 'measure-reviewed', facts: { of }, body: { v: 1, stands: false, text: 'it may be shown' } },
      ]),
    );
    expect(await desk(mei).endNotice(id)).toEqual({ refused: 'not-allowed' });
    ok(await desk(amina).endNotice(id));
    const [seen] = (await told(mei)).filter((one) => one.id === id);
    expect(seen?.ended).toBeGreaterThan(0);
    expect(seen?.body).toEqual(hold);
  });

  test('given a reader steps out of it later, it is not there for them from then on', async () => {
    const { id, incident } = await held(['mei', 'amina']);
    expect((await told(amina)).find((one) => one.id === id)?.body).toEqual(hold);
    ok(await desk(amina).open(incident));
    ok(await desk(amina).stepAside(incident));
    expect((await told(amina)).map((one) => one.id)).not.toContain(id);
    expect(await desk(amina).answerNotice(id, { v: 1, says: 'done', text: '' })).toEqual({ refused: 'not-found' });
    // Those who are free keep it.
    expect((await told(mei)).find((one) => one.id === id)?.body).toEqual(hold);
  });

  test('given somebody who stands at the door is set aside, they lose the line', async () => {
    const { incident, of } = await measured();
    const { id } = ok(
      await desk(rosa).sendNotice({
        for: 'door',
        incident,
        of,
        members: ['owen'],
        body: { ...hold, rule: 'No entry' },
      }),
    );
    expect((await told(owen)).map((one) => one.id)).toContain(id);
    ok(await desk(rosa).open(incident));
    ok(await desk(rosa).setAside(incident, 'owen'));
    expect((await told(owen)).map((one) => one.id)).not.toContain(id);
    const answer = await desk(rosa).sendNotice({ for: 'door', incident, of, members: ['owen'], body: hold });
    expect(answer).toEqual({ refused: 'not-allowed' });
  });

  test('given it follows from nothing that was decided, it is not sent', async () => {
    const incident = await reported();
    ok(await desk(rosa).open(incident));
    const sent = { for: 'door', incident, of: '', members: ['owen'], body: hold } as const;
    expect(await desk(rosa).sendNotice(sent)).toEqual({ refused: 'not-allowed' });
    expect(toldOf(ok(await desk(rosa).open(incident)), 'disclosed')).toEqual([]);
  });

  test('given it is said anew, its readers see the new words and who is left out no more', async () => {
    const { id } = await held(['mei', 'owen']);
    ok(await desk(rosa).changeNotice(id, { members: ['mei'], body: { ...hold, where: 'Room E' } }));
    expect((await told(mei)).find((one) => one.id === id)?.body).toEqual({ ...hold, where: 'Room E' });
    expect((await told(owen)).map((one) => one.id)).not.toContain(id);
  });
});

describe('what comes from no incident', () => {
  const sheet = {
    v: 1,
    sheet: 'action',
    event,
    title: 'Signs',
    text: 'More signs',
    owner: 'amina',
    due: null,
  } as const;
  test('given a lead writes to the team, its readers have it and may answer', async () => {
    const sent = { for: 'team', incident: '', of: '', members: ['amina', 'helen'], body: sheet } as const;
    const { id } = ok(await desk(rosa).sendNotice(sent));
    ok(await desk(amina).answerNotice(id, { v: 1, says: 'done', text: 'they hang' }));
    const [seen] = (await told(helen)).filter((one) => one.id === id);
    expect(seen).toMatchObject({ body: sheet, answers: [{ who: { id: 'amina' }, body: { says: 'done' } }] });
    expect((await told(owen)).map((one) => one.id)).not.toContain(id);
  });

  test('given somebody at the door, they write no sheet for the team but may pass on what somebody said', async () => {
    const team = { for: 'team', incident: '', of: '', members: ['rosa'], body: sheet } as const;
    expect(await desk(owen).sendNotice(team)).toEqual({ refused: 'not-allowed' });
    const body = {
      v: 1,
      event,
      from: 'ito@example.org',
      text: 'Why was the talk stopped?',
      at: 1_800_000_000_000,
    } as const;
    const { id } = ok(await desk(owen).sendNotice({ for: 'feedback', incident: '', of: '', members: ['helen'], body }));
    ok(await desk(helen).answerNotice(id, { v: 1, says: 'done', text: 'called them' }));
    expect((await told(helen)).find((one) => one.id === id)?.answers).toHaveLength(1);
  });
});

describe('the packet of an appeal', () => {
  const packet = {
    v: 1,
    what: 'a talk',
    decided: 'a warning',
    side: 'heard',
    appeal: 'too hard',
    to: ['gwen'],
  } as const;
  async function appealed(): Promise<{ incident: string; of: string; id: string }> {
    const incident = await reported();
    ok(await desk(rosa).open(incident));
    const filed: ActSent = {
      kind: 'appeal-filed',
      facts: {},
      body: { v: 1, person: '', text: 'too hard', witnesses: '' },
    };
    ok(await desk(rosa).act(incident, [filed]));
    const of = toldOf(ok(await desk(rosa).open(incident)), 'appeal-filed')[0]?.hash ?? '';
    const also: ActSent[] = [{ kind: 'packet-made', facts: { of }, body: { ...packet, to: ['gwen'] } }];
    const sent = await desk(rosa).sendNotice({ for: 'appeal', incident, of, members: ['gwen'], body: packet, also });
    return { incident, of, id: ok(sent).id };
  }

  test('given a reviewer has it, they decide without seeing the incident, once', async () => {
    const { incident, id } = await appealed();
    const [seen] = (await told(gwen)).filter((one) => one.id === id);
    expect(seen).toMatchObject({ body: packet, decides: true, incident: '' });
    const [handed] = toldOf(ok(await desk(rosa).open(incident)), 'disclosed');
    const line = handed && decisionLine(handed, en, { who: () => 'Rosa Okafor' });
    expect(line).toBe('Rosa Okafor gave Gwen Abara something to read');
    ok(await desk(gwen).answerNotice(id, { v: 1, says: 'changed', text: 'a talk would do' }));
    const { handling } = ok(await desk(rosa).open(incident));
    expect(handling.appeal.filed[0]).toMatchObject({ decided: { outcome: 'changed' }, packet: expect.anything() });
    // What was decided stands until the team resolves anew (APL-03).
    expect(handling.response.resolutions).toEqual([]);
    const answers = (await told(rosa)).find((one) => one.id === id)?.answers;
    expect(answers).toMatchObject([{ who: { id: 'gwen' }, body: { says: 'changed', text: 'a talk would do' } }]);
    expect((await told(gwen)).find((one) => one.id === id)?.decides).toBe(false);
    expect(await desk(gwen).answerNotice(id, { v: 1, says: 'stands', text: '' })).toEqual({ refused: 'not-allowed' });
    expect(await desk(gwen).open(incident)).toEqual({ refused: 'not-found' });
  });

  test('given who sent it does not review, they decide nothing', async () => {
    const { id } = await appealed();
    expect((await told(rosa)).find((one) => one.id === id)?.decides).toBe(false);
    expect(await desk(rosa).answerNotice(id, { v: 1, says: 'stands', text: '' })).toEqual({ refused: 'not-allowed' });
  });
});
