import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countedIn } from '#domain/promises/linking.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { cast, event } from '#rehearsal/cast.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { randomHex } from '#seal/digest.ts';
import { jobName } from '#server/due/job-names.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { arrived, ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { openedBy } from '../desk/thief.ts';
import { rehearsed, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, tomasz] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'tomasz'),
  ]);
});
afterAll(() => served.end());

const gone = { refused: 'not-found' };
const leaving = (id: string) => ['team.leave-out', id] as const;

/** A report from a browser, opened once. */
async function letter(what: string, ...fields: readonly (readonly [string, string])[]): Promise<string> {
  const id = await arrived(rosa, await prepare(ground, [['what', what], ...fields]));
  ok(await rosa.open(id));
  return id;
}

const words = (text: string, draft = randomHex(16)) => ({ text, ongoing: '', draft, language: 'en' });
const idsOf = async (desk: DeskOf): Promise<readonly string[]> =>
  (await desk.incidents()).map(({ incident }) => incident);
const owedIn = async (desk: DeskOf, id: string) => (await desk.owed()).filter(({ incident }) => incident === id);

async function letIn(id: string, member: string): Promise<void> {
  expect(await rosa.letIn(id, [member])).toEqual({ done: true });
}

describe('one letter that tells of several incidents', () => {
  test('given four are taken out of it, it is one report and five incidents; five messages in one are five reports and one', async () => {
    const whole = await letter('Five things, on five days.');
    const taken: string[] = [];
    for (const day of ['On Monday.', 'On Tuesday.', 'On Wednesday.', 'On Thursday.']) {
      const made = ok(await rosa.extract(whole, words(day)));
      expect(made).toMatchObject({ way: 'named', text: day });
      taken.push(made.incident);
    }
    const rows = await amina.incidents();
    const ofLetter = rows.filter(({ incident }) => [whole, ...taken].includes(incident));
    expect(countedIn(ofLetter)).toEqual({ reports: 1, incidents: 5 });
    const [first = '', ...others] = await Promise.all(
      [1, 2, 3, 4, 5].map(async () =>
        (
          await prepare(ground, [
            ['what', 'No masks.'],
            ['ongoing', 'no'],
          ])
        ).send(),
      ),
    ).then(async () => (await idsOf(rosa)).filter((id) => !rows.some(({ incident }) => incident === id)));
    for (const id of [first, ...others]) {
      ok(await rosa.open(id));
      const body = { v: 1, why: 'it is over', answers: {}, impact: 'low', risk: 'low', text: '' } as const;
      ok(await rosa.act(id, [{ kind: 'assessed', facts: { urgency: 'can-wait' }, body }]));
    }
    for (const part of others) ok(await rosa.join(part, first, 'the same stand'));
    const messages = (await amina.incidents()).filter(({ incident }) => [first, ...others].includes(incident));
    expect(countedIn(messages)).toEqual({ reports: 5, incidents: 1 });
  });

  test('given one is taken out, each says where the other is, and the new one begins with the words of the member', async () => {
    const whole = await letter('Two things.');
    const { incident } = ok(await rosa.extract(whole, { ...words('The second thing.'), ongoing: 'no' }));
    const [there, here] = [ok(await amina.open(incident)), ok(await amina.open(whole))];
    expect(there.account).toMatchObject({ what: { kind: 'text', text: 'The second thing.' } });
    expect(there.row).toMatchObject({ channel: 'extract', ongoing: 'no' });
    const said = (opened: typeof here, kind: string) => opened.entries.filter((seen) => seen.kind === kind);
    const rosasWord = { who: { is: 'member', id: 'rosa' } };
    expect(said(here, 'extracted')).toMatchObject([
      { ...rosasWord, facts: { other: incident }, body: { text: 'The second thing.' } },
    ]);
    expect(there.outOf).toBe(whole);
    expect([here.handling.incident.linked, there.handling.incident.linked]).toEqual([[], []]);
    expect(JSON.stringify(there)).not.toContain('Two things.');
  });

  test('given it is sent twice after a crash, it is one incident, and what was not said is said', async () => {
    const whole = await letter('Two things.');
    const draft = randomHex(16);
    const before = await idsOf(rosa);
    // The second half never arrives.
    rosa.tell = (form) => ((form.get('batch') as string).includes('"streams"') ? new FormData() : form);
    expect(await rosa.extract(whole, words('The second thing.', draft))).toHaveProperty('refused');
    rosa.tell = (form) => form;
    const born = (await idsOf(rosa)).filter((id) => !before.includes(id));
    expect(born).toHaveLength(1);
    expect(ok(await amina.open(whole)).entries.filter(({ kind }) => kind === 'extracted')).toEqual([]);
    const again = ok(await rosa.extract(whole, words('The second thing, in other words.', draft)));
    expect(again).toMatchObject({ incident: born[0], way: 'named', text: 'The second thing.' });
    expect(ok(await rosa.extract(whole, words('The second thing.', draft)))).toMatchObject({
      incident: born[0],
      way: 'named',
    });
    expect((await idsOf(rosa)).filter((id) => !before.includes(id))).toEqual(born);
    const here = ok(await amina.open(whole));
    expect(here.entries.flatMap(({ kind, facts }) => (kind === 'extracted' ? [facts['other']] : []))).toEqual(born);
  });
});

describe('who told the letter', () => {
  test('is answered once, in the letter: nothing is owed to a reporter in what was taken out, and nothing can be said', async () => {
    const whole = await letter('Two things.');
    const { incident } = ok(await rosa.extract(whole, words('The second thing.')));
    const [owed, owedThere] = [await owedIn(rosa, whole), await owedIn(rosa, incident)];
    expect(owed.some(({ owedTo }) => owedTo === 'reporter')).toBe(true);
    expect(owedThere.length).toBeGreaterThan(0);
    expect(owedThere.filter(({ owedTo }) => owedTo === 'reporter')).toEqual([]);
    const there = ok(await rosa.open(incident));
    expect(there.may.write).toMatchObject({ refused: 'no-reporter' });
    expect(await rosa.write(incident, { text: 'Thank you.', followUp: false })).toMatchObject({
      refused: 'not-allowed',
    });
    ok(await rosa.act(incident, [{ kind: 'noted', facts: {}, body: { v: 1, text: 'The team works here.' } }]));
  });
});

describe('who has no part in the letter', () => {
  test('given a reporter left somebody out, they receive nothing of what is taken out: no row, no key, no mail', async () => {
    const whole = await letter('Two things, and Tomasz knows.', leaving('tomasz'));
    const before = { rows: await tomasz.incidents(), owed: await tomasz.owed() };
    const had = new Set(rosa.files.keys());
    // Nothing that goes on: then everybody is told in the ordinary way, under one name.
    const { incident } = ok(await rosa.extract(whole, { ...words('The second thing.'), ongoing: 'no' }));
    expect(await tomasz.open(incident)).toEqual(gone);
    expect({ rows: await tomasz.incidents(), owed: await tomasz.owed() }).toEqual(before);
    expect(alertedTo(incident)).toEqual(['amina', 'kenji', 'rosa']);
    const there = ok(await amina.open(incident));
    expect(there.readers.account).not.toContain('tomasz');
    expect(there.conflicts).toMatchObject({ leftOut: ['tomasz'] });
    expect(there.conflicts.letIn.map(({ member }) => member)).not.toContain('tomasz');
    const { keyring } = await keysOf('tomasz');
    const since = [...(await stolenFrom(incident))].filter(([hash]) => !had.has(hash));
    expect(await openedBy(keyring, new Map(since))).toEqual(new Set());
  });

  test('given somebody stepped aside from it, or seems to be named in what is taken out, they are kept out of that too', async () => {
    const whole = await letter('Two things.');
    ok(await tomasz.open(whole));
    ok(await tomasz.stepAside(whole));
    const seen = ok(await rosa.extractLook(whole, { text: 'Kenji Morita was rude.', ongoing: '' }));
    expect(seen).toMatchObject({ mine: true, named: [{ member: 'kenji' }] });
    expect(seen.readers.toSorted()).toEqual(['amina', 'rosa']);
    const { incident } = ok(await rosa.extract(whole, words('Kenji Morita was rude.')));
    expect(await tomasz.open(incident)).toEqual(gone);
    const kenji = await unlocked(served.url, 'kenji');
    expect(await kenji.open(incident)).toEqual(gone);
  });

  test('given it was sent to one alone, what is taken out is theirs alone too', async () => {
    const before = await idsOf(rosa);
    const answer = await (
      await prepare(ground, [
        ['what', 'Two things.'],
        ['team.only', 'rosa'],
      ])
    ).send();
    expect(answer.ok).toBe(true);
    const whole = (await idsOf(rosa)).find((id) => !before.includes(id)) ?? '';
    ok(await rosa.open(whole));
    const { incident } = ok(await rosa.extract(whole, words('The second thing.')));
    expect(ok(await rosa.open(incident)).readers.account).toEqual(['rosa']);
    expect(await amina.open(incident)).toEqual(gone);
  });
});

describe('who reads only one of them', () => {
  test('given somebody who reads the letter is named in what is taken out, nothing in the letter tells them of it', async () => {
    const whole = await letter('Two things.');
    const kenji = await unlocked(served.url, 'kenji');
    const before = ok(await kenji.open(whole));
    const made = ok(await rosa.extract(whole, words('Kenji Morita was rude.')));
    expect(made).toMatchObject({ way: 'apart', cost: { wouldStepAside: ['kenji'] } });
    const after = ok(await kenji.open(whole));
    expect([after.entries, after.near]).toEqual([before.entries, before.near]);
    expect(await kenji.open(made.incident)).toEqual(gone);
  });

  test('given somebody is let into what was taken out alone, they cannot open the letter, with any rule or none', async () => {
    const whole = await letter('Two things.');
    const { incident, way } = ok(await rosa.extract(whole, words('The second thing.')));
    expect(way).toBe('named');
    await letIn(incident, 'marcus');
    const marcus = await unlocked(served.url, 'marcus');
    expect(ok(await marcus.open(incident)).account).toMatchObject({ what: { text: 'The second thing.' } });
    expect(await marcus.open(whole)).toEqual(gone);
    const { keyring } = await keysOf('marcus');
    const opened = await openedBy(keyring, await stolenFrom(whole, incident));
    const [there, here] = [await filesOf(incident), await filesOf(whole)];
    expect([...there.keys()].some((hash) => opened.has(hash))).toBe(true);
    expect(here.size).toBeGreaterThan(0);
    expect([...here.keys()].filter((hash) => opened.has(hash))).toEqual([]);
  });

  test('given somebody was let into the letter alone, it is not named there before they are let into both', async () => {
    const whole = await letter('Two things.');
    await letIn(whole, 'helen');
    const draft = randomHex(16);
    const made = ok(await rosa.extract(whole, words('The second thing.', draft)));
    expect(made).toMatchObject({ way: 'apart', cost: { onlyFirst: ['helen'] } });
    const helen = await unlocked(served.url, 'helen');
    expect(JSON.stringify(ok(await helen.open(whole)).entries)).not.toContain(made.incident);
    ok(await rosa.open(made.incident));
    await letIn(made.incident, 'helen');
    const again = ok(await rosa.extract(whole, words('The second thing.', draft)));
    expect(again).toMatchObject({ incident: made.incident, way: 'named' });
    expect(JSON.stringify(ok(await helen.open(whole)).entries)).toContain(made.incident);
  });
});

describe('who is let into the letter after it names what was taken out', () => {
  test('given they seem to be named in that, they are not let in, and read nothing of it', async () => {
    const whole = await letter('Two things, one about somebody tall.');
    const { incident, way } = ok(await rosa.extract(whole, words('Helen Adeyemi did it.')));
    expect(way).toBe('named');
    expect(await rosa.letIn(whole, ['helen'])).toEqual({ refused: 'not-allowed' });
    const helen = await unlocked(served.url, 'helen');
    expect([await helen.open(whole), await helen.open(incident)]).toEqual([gone, gone]);
    await letIn(whole, 'marcus');
    // Somebody else was meant: then nothing there is about them.
    ok(await rosa.open(incident));
    ok(await rosa.releaseNamed(incident, 'helen'));
    await letIn(whole, 'helen');
    expect(ok(await helen.open(whole)).account).not.toBeNull();
  });

  test('given whoever reads it steps aside, those who must follow come all the same', async () => {
    const whole = await letter('Two things.');
    expect(ok(await rosa.extract(whole, words('Yewande Cole did it, and Piotr Zielinski.'))).way).toBe('named');
    const kenji = await unlocked(served.url, 'kenji');
    for (const desk of [tomasz, amina, rosa, kenji]) {
      ok(await desk.open(whole));
      expect(await desk.stepAside(whole)).toEqual({ done: true });
    }
  });
});

describe('who steps aside from the letter afterwards', () => {
  test('keeps what was taken out before, is named to who reads both, and is out once a colleague says so', async () => {
    const whole = await letter('Two things.');
    const { incident } = ok(await rosa.extract(whole, words('The second thing.')));
    ok(await tomasz.open(whole));
    ok(await tomasz.stepAside(whole));
    expect(ok(await tomasz.open(incident)).account).not.toBeNull();
    expect(ok(await rosa.linkCost(whole, incident)).cost.wouldLose).toEqual(['tomasz']);
    ok(await rosa.open(incident));
    ok(await rosa.setAside(incident, 'tomasz'));
    expect(await tomasz.open(incident)).toEqual(gone);
    expect(ok(await rosa.linkCost(whole, incident)).cost.wouldLose).toEqual([]);
  });
});

describe('what the server takes', () => {
  test('given nobody is signed in, a report that says it was taken out of another is none', async () => {
    const whole = await letter('Two things.');
    let sent: FormData | null = null;
    rosa.tell = (given) => {
      if (!(given.get('batch') as string).includes('"selfNote"')) return given;
      sent = given;
      return new FormData();
    };
    await rosa.extract(whole, words('x'));
    rosa.tell = (given) => given;
    const answer = await fetch(served.url + paths.api.reports(event), {
      method: 'POST',
      headers: { origin: served.url },
      body: sent as FormData | null,
    });
    expect([answer.status, await answer.json()]).toEqual([400, { refused: 'wrong-kind' }]);
  });

  test('given a changed desk names an incident that was not taken out, or one its readers are not shown, it is refused', async () => {
    const [whole, other] = [await letter('A remark.'), await letter('Another remark.')];
    const naming = (id: string) => ({ kind: 'extracted', facts: { other: id }, body: { v: 1, text: 'x' } }) as const;
    expect(await rosa.act(whole, [naming(other)])).toMatchObject({ refused: 'not-allowed' });
    expect(await rosa.act(whole, [naming('0'.repeat(32))])).toMatchObject({ refused: 'not-allowed' });
    const { incident } = ok(await rosa.extract(whole, words('Kenji Morita was rude.')));
    expect(await rosa.act(whole, [naming(incident)])).toMatchObject({ refused: 'not-allowed' });
    ok(await rosa.confirmNamed(incident, 'kenji'));
    expect(await rosa.act(whole, [naming(incident)])).toMatchObject({ refused: 'not-allowed' });
  });
});

describe('while the form is closed', () => {
  test('no report is taken, and what came before is handled all the same: something can be taken out of it', async () => {
    const whole = await letter('Two things.');
    const late = await prepare(ground, [['what', 'Too late.']]);
    // The second steward is gone, and without one the form is closed.
    expect(await rosa.suspend('helen')).toEqual({ accepted: true });
    expect(await (await late.send()).json()).toEqual({ refused: 'closed' });
    expect(ok(await rosa.extract(whole, words('The second thing.'))).way).toBe('named');
  });
});

/** Every file of an incident that the server gives one of its readers, by hash. */
async function filesOf(incident: string): Promise<ReadonlyMap<string, Blob>> {
  const answer = (await new Response(await rosa.bytes(staffPaths.api.incident(incident))).json()) as IncidentAnswer;
  const named = [...answer.report, ...answer.incident].flatMap(({ line }) => parseLine(line)?.file || []);
  const files = new Map<string, Blob>();
  for (const hash of named)
    files.set(hash, new Blob([(await rosa.bytes(staffPaths.api.incidentFile(incident, hash))) as ArrayBuffer]));
  return files;
}

/** Who is told by mail that something is waiting, by the names of the jobs on the disk. */
function alertedTo(incident: string): readonly string[] {
  const database = new DatabaseSync(join(served.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    const rows = database.prepare("select id from job where kind = 'alert'").all() as { readonly id: string }[];
    const ids = new Set(rows.map(({ id }) => id));
    return cast.flatMap(({ id }) => (ids.has(jobName('alert', incident, id, '')) ? [id] : [])).toSorted();
  } finally {
    database.close();
  }
}

/** The same, with every grant that Rosa's desk ever handed out. */
const stolenFrom = async (...incidents: readonly string[]): Promise<ReadonlyMap<string, Blob>> =>
  new Map([...(await Promise.all(incidents.map(filesOf))).flatMap((files) => [...files]), ...rosa.files]);
