import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { keysOf } from '#rehearsal/keys.ts';
import type { Header } from '#domain/record/header.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { namesAway } from '#desk/keys/names-away.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';
import { openedBy } from './thief.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
let kenji: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz, kenji] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
    unlocked(served.url, 'kenji'),
  ]);
});
afterAll(() => served.end());

type Fields = readonly (readonly [string, string])[];
const leaving = (...ids: readonly string[]): Fields => ids.map((id) => ['team.leave-out', id] as const);

/** A report, by the incident it is for who of these receives it; with every file it was sent with. */
async function reported(fields: Fields, to = rosa): Promise<{ id: string; files: ReadonlyMap<string, Blob> }> {
  const prepared = await prepare(ground, fields);
  const id = await arrived(to, prepared);
  const files = new Map(
    [...prepared.form()].flatMap(([name, value]) => (value instanceof Blob ? [[name, value]] : [])),
  );
  return { id, files };
}

const nothing = '0'.repeat(32);
const gone = { refused: 'not-found' };
const manifestsIn = ({ entries }: Opened, why: string) =>
  entries.filter(({ kind, facts }) => kind === 'access' && facts['why'] === why).map((one) => one.compartment);

const named: Fields = [
  ['what', 'Yesterday Tomasz Brandt followed me to the cloakroom.'],
  ['contact.naming', 'team-only'],
  ['contact.name', 'Solène'],
];
const withName: Fields = [
  ['what', 'a remark'],
  ['contact.naming', 'team-only'],
  ['contact.name', 'Solène'],
];

describe('stepping aside', () => {
  test('takes every key along that was held, says so to the others, and leaves nothing on the device', async () => {
    const { id } = await reported(withName);
    ok(await rosa.open(id));
    ok(await rosa.note(id, 'before I noticed'));
    let kept: IncidentAnswer | null = null;
    rosa.lie = async (path, response) => {
      if (path === staffPaths.api.incident(id) && response.ok) kept = (await response.clone().json()) as IncidentAnswer;
      return response;
    };
    ok(await rosa.open(id));
    expect(await rosa.stepAside(id)).toEqual({ done: true });
    rosa.lie = (_path, response) => response;
    expect(await rosa.open(id)).toEqual(await rosa.open(nothing));
    expect(await rosa.still(id)).toEqual(gone);
    expect(await rosa.note(id, 'after')).toEqual(gone);
    expect((await rosa.incidents()).some(({ incident }) => incident === id)).toBe(false);
    // Even a server that shows the old record again finds nothing of it on this device.
    rosa.lie = (path, response) =>
      path === staffPaths.api.incident(id)
        ? Response.json(kept)
        : path.includes('/files/')
          ? new Response('', { status: 404 })
          : response;
    expect(ok(await rosa.open(id)).account).toBeNull();
    rosa.lie = (_path, response) => response;

    const seen = ok(await amina.open(id));
    expect(manifestsIn(seen, 'stepped-aside').toSorted()).toEqual(['account', 'identity', 'internal']);
    expect(seen.readers).toEqual({ account: ['tomasz', 'amina', 'kenji'], identity: ['tomasz', 'amina', 'kenji'] });
    expect(seen.conflicts.aside).toMatchObject([{ member: 'rosa', own: true, by: { id: 'rosa' } }]);
    expect(seen.apart).toEqual(['rosa']);
    expect(seen.account).toMatchObject({ what: { text: 'a remark' } });
    expect(seen.identity).toMatchObject({ contact: { name: 'Solène' } });
    expect(seen.entries.find(({ kind }) => kind === 'noted')).toMatchObject({ body: { text: 'before I noticed' } });
    expect(seen.warnings).toEqual([]);
    ok(await amina.write(id, { text: 'We go on.', followUp: false }));
    ok(await kenji.note(id, 'without Rosa'));
  });

  test('hands it to who must follow when nobody who stays may answer, and they open everything', async () => {
    const { id } = await reported([...withName, ...leaving('tomasz', 'amina', 'kenji')]);
    ok(await rosa.open(id));
    ok(await rosa.note(id, 'for whoever follows'));
    ok(await rosa.stepAside(id));
    const [yewande, piotr] = await Promise.all([unlocked(served.url, 'yewande'), unlocked(served.url, 'piotr')]);
    for (const desk of [yewande, piotr]) {
      const opened = ok(await desk.open(id));
      expect(opened.account).toMatchObject({ what: { text: 'a remark' } });
      expect(opened.identity).toMatchObject({ contact: { name: 'Solène' } });
      expect(opened.entries.find(({ kind }) => kind === 'noted')).toMatchObject({
        body: { text: 'for whoever follows' },
      });
      expect(opened.warnings).toEqual([]);
    }
    ok(await yewande.write(id, { text: 'I have it now.', followUp: false }));
  });

  test('two at once: neither is lost, and it is never nobody’s', async () => {
    const { id } = await reported([...withName, ...leaving('tomasz', 'kenji')]);
    await Promise.all([rosa.open(id), amina.open(id)]);
    expect(await Promise.all([rosa.stepAside(id), amina.stepAside(id)])).toEqual([{ done: true }, { done: true }]);
    const yewande = await unlocked(served.url, 'yewande');
    const opened = ok(await yewande.open(id));
    expect(opened.readers.account.toSorted()).toEqual(['piotr', 'yewande']);
    expect(opened.account).toMatchObject({ what: { text: 'a remark' } });
    expect(opened.conflicts.aside.map(({ member }) => member).toSorted()).toEqual(['amina', 'rosa']);
  });

  test('is refused when nobody at all is left, with the reason', async () => {
    const { id } = await reported([
      ['what', 'for one of all'],
      ...leaving('tomasz', 'amina', 'kenji', 'yewande', 'piotr', 'gwen', 'oleg'),
    ]);
    expect(ok(await rosa.open(id)).conflicts.may.stepAside).toMatchObject({ refused: 'nobody-left' });
    const posted = rosa.posted.length;
    expect(await rosa.stepAside(id)).toEqual({ refused: 'not-allowed', reason: 'nobody-left' });
    expect(rosa.posted).toHaveLength(posted);
  });
});

describe('setting somebody aside', () => {
  test('takes them out at once, and a third person lifts it; let in again they open everything', async () => {
    const { id } = await reported(withName);
    await Promise.all([rosa.open(id), tomasz.open(id), amina.open(id)]);
    ok(await rosa.setAside(id, 'tomasz'));
    expect(await tomasz.still(id)).toEqual(gone);
    expect(await tomasz.open(id)).toEqual(gone);
    ok(await rosa.note(id, 'while Tomasz was out'));
    const out = ok(await amina.open(id));
    expect(out.conflicts.aside).toMatchObject([{ member: 'tomasz', own: false, by: { id: 'rosa' } }]);
    expect(out.conflicts.letIn.map(({ member }) => member)).not.toContain('tomasz');
    expect(await amina.letIn(id, ['tomasz'])).toEqual({ refused: 'not-allowed' });

    ok(await amina.lift(id, 'tomasz'));
    const lifted = ok(await amina.open(id));
    expect(lifted.conflicts.aside).toEqual([]);
    expect(lifted.conflicts.letIn).toContainEqual({ member: 'tomasz', why: 'lifted', introducedBy: ['root'] });
    expect(lifted.readers.account).not.toContain('tomasz');
    ok(await amina.letIn(id, ['tomasz']));
    const back = ok(await tomasz.open(id));
    expect(back.warnings).toEqual([]);
    expect(back.identity).toMatchObject({ contact: { name: 'Solène' } });
    expect(back.entries.find(({ kind }) => kind === 'noted')).toMatchObject({ body: { text: 'while Tomasz was out' } });
  });

  test('is refused while nobody else could lift it', async () => {
    const { id } = await reported([['what', 'two of us'], ...leaving('amina', 'kenji')]);
    ok(await tomasz.open(id));
    expect(ok(await rosa.open(id)).conflicts.may.setAside).toMatchObject({ refused: 'no-witness' });
    expect(await rosa.setAside(id, 'tomasz')).toEqual({ refused: 'not-allowed', reason: 'no-witness' });
    ok(await tomasz.open(id));
  });

  test('is not for a role without the act', async () => {
    const { id } = await reported([['what', 'not everybody may']]);
    ok(await kenji.open(id));
    expect(await kenji.setAside(id, 'tomasz')).toEqual({ refused: 'not-allowed', reason: 'no-role' });
  });
});

describe('asking', () => {
  test('a question stands until it is answered; clear changes nothing, conflict steps aside', async () => {
    const { id } = await reported([['what', 'who knows whom']]);
    ok(await rosa.open(id));
    ok(await rosa.askAbout(id, 'tomasz'));
    ok(await rosa.askAbout(id, 'kenji'));
    expect(ok(await tomasz.open(id)).conflicts.asked).toMatchObject([
      { member: 'tomasz', by: { id: 'rosa' } },
      { member: 'kenji', by: { id: 'rosa' } },
    ]);
    ok(await tomasz.answerForMe(id, 'clear'));
    ok(await kenji.answerForMe(id, 'conflict'));
    const { conflicts, readers } = ok(await rosa.open(id));
    expect(conflicts.asked).toEqual([]);
    expect(conflicts.aside).toMatchObject([{ member: 'kenji', own: true }]);
    expect(readers.account).toEqual(['rosa', 'tomasz', 'amina']);
  });

  test('an open incident is the same until somebody writes', async () => {
    const { id } = await reported([['what', 'watched']]);
    ok(await rosa.open(id));
    expect(await rosa.still(id)).toEqual({ same: true });
    ok(await amina.open(id));
    expect(await rosa.still(id)).toEqual({ same: true });
    ok(await amina.note(id, 'something new'));
    expect(await rosa.still(id)).toEqual({ same: false });
    ok(await rosa.open(id));
    expect(await rosa.still(id)).toEqual({ same: true });
  });
});

describe('somebody who seems to be named', () => {
  test('is nobody’s reader until a colleague says that somebody else is meant', async () => {
    const { id } = await reported(named);
    const before = ok(await rosa.open(id));
    expect(before.conflicts.named).toMatchObject([{ member: 'tomasz', question: 'what' }]);
    expect(before.conflicts.named[0]?.words).toContain('Tomasz Brandt');
    expect(before.readers.account).toEqual(['rosa', 'amina', 'kenji']);
    expect(await tomasz.open(id)).toEqual(gone);
    expect(await amina.letIn(id, ['tomasz'])).toEqual({ refused: 'not-allowed' });
    ok(await rosa.note(id, 'before the release'));
    ok(await rosa.releaseNamed(id, 'tomasz'));
    const opened = ok(await tomasz.open(id));
    expect(opened.account).toMatchObject({ what: { kind: 'text' } });
    expect(opened.identity).toMatchObject({ contact: { name: 'Solène' } });
    expect(opened.entries.find(({ kind }) => kind === 'noted')).toMatchObject({ body: { text: 'before the release' } });
    expect(opened.warnings).toEqual([]);
    expect(ok(await amina.open(id)).conflicts).toMatchObject({ named: [], confirmed: [], aside: [] });
  });

  test('stays out when a colleague says that it is them', async () => {
    const { id } = await reported(named);
    ok(await amina.open(id));
    ok(await amina.confirmNamed(id, 'tomasz'));
    expect(ok(await rosa.open(id)).conflicts).toMatchObject({ named: [], confirmed: ['tomasz'], aside: [] });
    expect(await tomasz.open(id)).toEqual(gone);
  });

  test('who the reporter left out is released by nobody', async () => {
    const { id } = await reported([...named, ...leaving('tomasz')]);
    const opened = ok(await rosa.open(id));
    expect(opened.conflicts).toMatchObject({ named: [], leftOut: ['tomasz'] });
    const posted = rosa.posted.length;
    expect(await rosa.releaseNamed(id, 'tomasz')).toEqual({ refused: 'not-allowed' });
    expect(rosa.posted).toHaveLength(posted);
  });
});

async function mailboxOf(desk: DeskOf, id: string): Promise<readonly Header[]> {
  let rows: IncidentAnswer['mailbox'] = [];
  desk.lie = async (path, response) => {
    if (path === staffPaths.api.incident(id)) rows = ((await response.clone().json()) as IncidentAnswer).mailbox;
    return response;
  };
  ok(await desk.open(id));
  desk.lie = (_path, response) => response;
  return rows.map(({ line }) => parseLine(line)).filter((header) => header !== null);
}

describe('letting in', () => {
  test('somebody who helps reads what was told, not the name', async () => {
    const { id } = await reported(withName);
    const { conflicts } = ok(await rosa.open(id));
    expect(conflicts.letIn).toContainEqual({ member: 'helen', why: 'helps', introducedBy: ['root'] });
    expect(conflicts.letIn.map(({ member }) => member)).not.toContain('owen');
    ok(await rosa.letIn(id, ['helen']));
    const helen = await unlocked(served.url, 'helen');
    const opened = ok(await helen.open(id));
    expect(opened.account).toMatchObject({ what: { text: 'a remark' } });
    expect(opened.identity).toBe('locked');
    expect(opened.warnings).toEqual([]);
    expect(await rosa.letIn(id, ['owen'])).toEqual({ refused: 'not-allowed' });
    expect(await rosa.letIn(id, ['nobody-at-all'])).toEqual({ refused: 'not-allowed' });
  });

  test('to a report for one alone turns it and tells its reporter', async () => {
    const { id } = await reported([...withName, ['team.only', 'rosa']]);
    const alone = ok(await rosa.open(id));
    expect(alone.conflicts.narrow).toBe(true);
    expect(await amina.open(id)).toEqual(gone);
    ok(await rosa.letIn(id, ['amina']));
    const wide = ok(await amina.open(id));
    expect(wide.conflicts.narrow).toBe(false);
    expect(manifestsIn(wide, 'widened').toSorted()).toEqual(['account', 'identity', 'internal']);
    expect(wide.account).toMatchObject({ what: { text: 'a remark' } });
    const told = (await mailboxOf(amina, id)).filter(({ kind }) => kind === 'rekey');
    expect(told).toHaveLength(1);
    expect(wide.warnings).toEqual([]);
  });

  test('a stand-in is offered when no lead is free, and has the record and the acts of one', async () => {
    const { id } = await reported([...withName, ...leaving('rosa', 'tomasz', 'amina')], kenji);
    const { conflicts } = ok(await kenji.open(id));
    expect(conflicts.standIn).toMatchObject({ fired: 'too-many-recused', offered: ['yewande', 'piotr'], serving: [] });
    expect(await kenji.appointStandIn(id, 'gwen')).toEqual({ refused: 'not-allowed', reason: 'not-in-pool' });
    ok(await kenji.appointStandIn(id, 'yewande'));
    const yewande = await unlocked(served.url, 'yewande');
    const opened = ok(await yewande.open(id));
    expect(opened.conflicts.standIn).toMatchObject({ fired: 'none', serving: ['yewande'] });
    expect(opened.conflicts.oneLeadFree).toBe(true);
    expect(opened.conflicts.may.setAside).not.toMatchObject({ refused: 'no-role' });
    expect(opened.identity).toMatchObject({ contact: { name: 'Solène' } });
    expect(opened.warnings).toEqual([]);
  });
});

describe('a text that names somebody who is aside', () => {
  const people = [
    { id: 'tomasz', name: 'Tomasz Brandt' },
    { id: 'rosa', name: 'Rosa Okafor' },
  ];
  test.each([
    ['We asked Tomasz to wait.', ['tomasz']],
    ['Rosa Okafor and T. Brandt were there.', ['tomasz', 'rosa']],
    ['Nobody of the team was there.', []],
  ] as const)('%s', (text, ids) => {
    expect(new Set(namesAway(text, people))).toEqual(new Set(ids));
    expect(namesAway(text, [])).toEqual([]);
  });
});

describe('a thief with every state of the store', { timeout: 60_000 }, () => {
  /** What was sent with the report, and whatever leaves these desks from now on. */
  const sinceNow = (files: ReadonlyMap<string, Blob>, desks: readonly DeskOf[]) => {
    const before = new Set(desks.flatMap((desk) => [...desk.files.keys()]));
    const made = () => desks.flatMap((desk) => [...desk.files]).filter(([hash]) => !before.has(hash));
    return (): ReadonlyMap<string, Blob> => new Map([...files, ...made()]);
  };

  test('and the keyring of who stepped aside opens nothing that was sealed afterwards', async () => {
    const { id, files } = await reported(withName);
    const all = sinceNow(files, [rosa, amina, kenji]);
    ok(await rosa.open(id));
    ok(await rosa.note(id, 'mine'));
    ok(await rosa.stepAside(id));
    const before = new Set(all().keys());
    ok(await amina.open(id));
    ok(await amina.write(id, { text: 'later', followUp: false }));
    ok(await kenji.note(id, 'later too'));
    ok(await amina.letIn(id, ['helen']));
    const later = new Map([...all()].filter(([hash]) => !before.has(hash)));
    expect(later.size).toBeGreaterThan(3);
    const keyring = async (member: string) => (await keysOf(member)).keyring;
    const opened = await openedBy(await keyring('rosa'), all());
    expect([...later.keys()].filter((hash) => opened.has(hash))).toEqual([]);
    // What she had read she can read; and who stays opens what is new.
    expect([...files.keys()].some((hash) => opened.has(hash))).toBe(true);
    const kept = await openedBy(await keyring('amina'), all());
    expect([...later.keys()].some((hash) => kept.has(hash))).toBe(true);
  });

  test.each([
    ['left out', [...withName, ...leaving('tomasz')]],
    ['named', named],
  ] as const)('and the keyring of who was %s at birth opens nothing at all', async (_, fields) => {
    const { id, files } = await reported(fields);
    const since = sinceNow(files, [rosa, amina]);
    ok(await rosa.open(id));
    ok(await rosa.note(id, 'not for him'));
    ok(await amina.stepAside(id));
    ok(await rosa.write(id, { text: 'later', followUp: false }));
    const all = since();
    expect(await openedBy((await keysOf('tomasz')).keyring, all)).toEqual(new Set());
    expect((await openedBy((await keysOf('rosa')).keyring, all)).size).toBeGreaterThan(8);
  });
});

describe('who fetched it', () => {
  test('is shown by the server’s word, and a word that is not the server’s is not shown', async () => {
    const { id } = await reported([['what', 'fetched']]);
    ok(await rosa.open(id));
    const { fetched } = ok(await amina.open(id));
    expect(fetched.map(({ member }) => member)).toEqual(expect.arrayContaining(['rosa', 'amina']));
    amina.lie = async (path, response) => {
      if (path !== staffPaths.api.incident(id)) return response;
      const answer = (await response.json()) as IncidentAnswer;
      const audit = answer.audit.map((row) => ({ ...row, line: row.line.replace('"rosa"', '"kenji"') }));
      return Response.json({ ...answer, audit });
    };
    const lied = ok(await amina.open(id));
    amina.lie = (_path, response) => response;
    expect(lied.fetched).toEqual([]);
    expect(lied.warnings).toContainEqual({ what: 'does-not-hold', stream: 'audit' });
    amina.lie = async (path, response) => {
      if (path !== staffPaths.api.incident(id)) return response;
      const answer = (await response.json()) as IncidentAnswer;
      return Response.json({ ...answer, audit: answer.audit.slice(0, 1) });
    };
    const back = ok(await amina.open(id));
    amina.lie = (_path, response) => response;
    expect(back.warnings).toContainEqual({ what: 'went-back', stream: 'audit' });
  });
});
