import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SettingsSeen, Team } from '#desk/keys/team-seen.ts';
import { copyEdition } from '#domain/edition/copy.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { DeskInfo, SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let helen: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, helen, kenji] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'helen'),
    unlocked(served.url, 'kenji'),
  ]);
});
afterAll(() => served.end());

const event = 'pyharbor-2027';
const editionIn = (team: Team, id = event): Edition => {
  const found = team.editions.find(({ edition }) => edition.id === id)?.edition;
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const settingsIn = (team: Team, id = event): SettingsSeen => {
  const found = team.settings.find(({ edition }) => edition === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
};
const published = async (id = event): Promise<Edition> => {
  const answer = await fetch(served.url + paths.api.sealing(id));
  return ((await answer.json()) as SealingInfo).edition;
};

describe('settings', () => {
  test('are changed by a steward, seen by everybody at once, with who and when', async () => {
    const before = ok(await rosa.look());
    const edition = editionIn(before);
    const { base, changes } = settingsIn(before);
    expect(await rosa.settle({ ...edition, teamPhone: ' +1 412 555 0199 ' }, base)).toEqual({ done: true });
    const after = ok(await kenji.look());
    expect(editionIn(after).teamPhone).toBe('+1 412 555 0199');
    expect(after.warnings).toEqual([]);
    const history = settingsIn(after).changes;
    expect(history).toHaveLength(changes.length + 1);
    expect(history.at(-1)).toMatchObject({ kind: 'settled', name: before.me.name, hash: settingsIn(after).base });
    expect((await published()).teamPhone).toBe('+1 412 555 0199');
  });

  test('are not changed by a member without the right', async () => {
    const team = ok(await kenji.look());
    expect(team.me.rights).toEqual([]);
    const answer = await kenji.settle({ ...editionIn(team), place: 'Elsewhere' }, settingsIn(team).base);
    expect(answer).toEqual({ refused: 'not-allowed' });
    expect(editionIn(ok(await kenji.look())).place).not.toBe('Elsewhere');
  });

  test('are not overwritten by somebody who read older ones', async () => {
    const [rosas, helens] = [ok(await rosa.look()), ok(await helen.look())];
    ok(await helen.settle({ ...editionIn(helens), place: 'Helen’s place' }, settingsIn(helens).base));
    const posted = rosa.posted.length;
    const mine = { ...editionIn(rosas), meetingPoint: 'Rosa’s room' };
    expect(await rosa.settle(mine, settingsIn(rosas).base)).toEqual({ refused: 'stale-head' });
    expect(rosa.posted.length).toBe(posted);
    expect(editionIn(ok(await rosa.look())).place).toBe('Helen’s place');
    const again = ok(await rosa.look());
    ok(await rosa.settle({ ...editionIn(again), meetingPoint: 'Rosa’s room' }, settingsIn(again).base));
    expect(editionIn(ok(await helen.look()))).toMatchObject({ place: 'Helen’s place', meetingPoint: 'Rosa’s room' });
  });

  test('of two who save at the same moment one is told', async () => {
    const [rosas, helens] = [ok(await rosa.look()), ok(await helen.look())];
    const answers = await Promise.all([
      rosa.settle({ ...editionIn(rosas), place: 'A' }, settingsIn(rosas).base),
      helen.settle({ ...editionIn(helens), place: 'B' }, settingsIn(helens).base),
    ]);
    expect(answers.filter((answer) => 'done' in answer)).toHaveLength(1);
    expect(answers.filter((answer) => 'refused' in answer && answer.refused === 'stale-head')).toHaveLength(1);
  });

  test('that a server changed are noticed', async () => {
    rosa.lie = async (path, response) => {
      if (path !== staffPaths.api.desk) return response;
      const desk = (await response.json()) as DeskInfo;
      const editions = desk.editions.map((one) => ({
        ...one,
        edition: { ...one.edition, exit: 'https://evil.example' },
      }));
      return Response.json({ ...desk, editions });
    };
    expect(ok(await rosa.look()).warnings).toContain('settings-differ');
    rosa.lie = async (path, response) => {
      if (path !== staffPaths.api.desk) return response;
      const desk = (await response.json()) as DeskInfo;
      const editions = desk.editions.map((one) => ({ ...one, entries: one.entries.slice(0, 1) }));
      return Response.json({ ...desk, editions });
    };
    expect(ok(await rosa.look()).warnings).toContain('settings-differ');
    rosa.lie = (_path, response) => response;
    expect(ok(await rosa.look()).warnings).not.toContain('settings-differ');
  });
});

describe('a new event', () => {
  const next = { id: 'pyharbor-2028', name: 'PyHarbor US 2028', from: '2028-05-12', to: '2028-05-16' };

  test('is copied with every contact unpublished, stands beside the first, and has no team yet', async () => {
    const team = ok(await rosa.look());
    expect(await rosa.settle(copyEdition(editionIn(team), next), '')).toEqual({ done: true });
    const after = ok(await rosa.look());
    expect(after.warnings).toEqual([]);
    expect(editionIn(after, next.id)).toMatchObject(next);
    expect(after.editions.find(({ edition }) => edition.id === next.id)).toMatchObject({ open: false });
    expect((await published(next.id)).contacts).toEqual([]);
    expect(editionIn(after).name).toBe(editionIn(team).name);
  });

  test('cannot take the place of one that is there', async () => {
    const team = ok(await rosa.look());
    expect(await rosa.settle({ ...editionIn(team), place: 'Nowhere' }, '')).toEqual({ refused: 'stale-head' });
    expect(editionIn(ok(await rosa.look())).place).not.toBe('Nowhere');
  });

  test('is staffed by roles that a second steward signs; roles at other events stay', async () => {
    const { members } = ok(await rosa.look());
    const was = members.find(({ id }) => id === 'kenji')?.roles ?? [];
    expect(await rosa.setRoles('kenji', next.id, ['lead'])).toEqual({ accepted: false });
    const [proposal] = ok(await helen.look()).proposals;
    expect(proposal?.changes).toEqual([{ what: 'role-given', member: 'kenji', edition: next.id, role: 'lead' }]);
    ok(await helen.countersign(proposal?.id ?? ''));
    const now = ok(await rosa.look()).members.find(({ id }) => id === 'kenji')?.roles ?? [];
    expect(now).toEqual([...was, [next.id, 'lead']]);
    expect(await kenji.setRoles('kenji', event, ['lead'])).toEqual({ refused: 'not-allowed' });
  });
});

test('a contact is published when somebody confirmed it, and its staff phone never is', async () => {
  const team = ok(await rosa.look());
  const edition = editionIn(team);
  const contact = {
    id: 'outside',
    lists: ['conflict'],
    name: 'Noor',
    part: 'Ombudsperson',
    organisation: 'Elsewhere',
    email: 'noor@elsewhere.example',
    phone: '+43 1 234',
    shows: { name: 'public', email: 'public', phone: 'staff' },
    member: '',
    confirmed: '',
  } as const;
  const others = edition.contacts.filter(({ id }) => id !== contact.id);
  ok(await rosa.settle({ ...edition, contacts: [...others, contact] }, settingsIn(team).base));
  expect(JSON.stringify(await published())).not.toContain('noor@');
  const { base } = settingsIn(ok(await rosa.look()));
  ok(await rosa.settle({ ...edition, contacts: [...others, { ...contact, confirmed: '2027-05-01' }] }, base));
  const text = JSON.stringify(await published());
  expect(text).toContain('noor@elsewhere.example');
  expect(text).not.toContain('+43 1 234');
  expect(JSON.stringify(editionIn(ok(await kenji.look())))).toContain('+43 1 234');
});
