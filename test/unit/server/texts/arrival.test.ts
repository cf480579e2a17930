import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import type { DeskOf } from '../../desk/desks.ts';
import { nextSid, saidIn, signedAsTwilio, teamNumber, texted, toldAsGeneric, toldAsTwilio, token } from './carrier.ts';
import { desk, houseWith, textedTo, type House } from './house.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
let numbers = 0;
/** A number that nobody has texted from yet. */
const newNumber = (): string => `+1646555${String(++numbers).padStart(4, '0')}`;

const whatOf = ({ account }: Opened): string => {
  const [answer] = Object.values(account ?? {});
  return answer?.kind === 'text' ? answer.text : '';
};
/** What the reporter added, oldest first. */
const heardIn = ({ entries }: Opened): readonly string[] =>
  entries
    .filter(({ kind }) => kind === 'heard-from-reporter')
    .map(({ body }) => (body as { readonly text: string }).text);

let house: House;
let rosa: DeskOf;
/** Reports before this are of other tests. */
let since = 0;
const answerTo = async (sent: Promise<Response>): Promise<string> => saidIn(await (await sent).text());
const newest = async (): Promise<Opened> => {
  const [first] = await textedTo(rosa, since);
  if (first === undefined) throw new Error('no report by text message');
  return first;
};
/** Alerts of this incident that this member got; reminders are others. */
const alertsTo = (member: string, { codeName }: Opened): number =>
  house.mails.filter(
    ({ to, subject, text }) =>
      to.startsWith(`${member}@`) && subject === codeName && text.startsWith('Something is waiting'),
  ).length;
function counted(query: string): number {
  const database = new DatabaseSync(join(house.folder, 'recourse.sqlite'), { readOnly: true });
  try {
    return (database.prepare(`select count(*) as n from ${query}`).get() as { n: number }).n;
  } finally {
    database.close();
  }
}
/** Until everybody was told who is told by now. */
const settled = (): Promise<void> =>
  vi.waitFor(
    () => expect(counted(`job where kind in ('alert', 'line') and done = 0 and due <= ${house.now()}`)).toBe(0),
    { timeout: 12_000 },
  );
async function pass(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  await fetch(house.url + paths.rehearsal, {
    method: 'POST',
    body: form,
    headers: { origin: house.url },
    redirect: 'manual',
  });
}

describe('a text message to the team’s number', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    house = await houseWith('twilio');
    rosa = await desk(house, 'rosa');
  });
  afterAll(() => house.end());
  // Each begins when all before it is over.
  beforeEach(async () => {
    await settled();
    await pass(minute);
    await settled();
    since = house.now();
  });

  test('is a report that the team can read, and its sender is told who can, and nothing of what they wrote', async () => {
    const answer = await texted(house.url, newNumber(), 'Somebody keeps following me. مرحبا 🙂');
    expect(answer.headers.get('content-type')).toBe('text/xml; charset=utf-8');
    const said = saidIn(await answer.text());
    expect(said).toContain('Rosa');
    expect(said).toContain('911');
    expect(said).toContain('YES');
    expect(said).not.toContain('following');
    const opened = await newest();
    expect(whatOf(opened)).toBe('Somebody keeps following me. مرحبا 🙂');
    expect(opened.row.channel).toBe('sms');
    expect(opened.sealed).toBe('server');
    expect(opened.warnings).toEqual([]);
    const receipts = opened.entries.filter(({ kind }) => kind === 'receipted');
    expect(receipts.map(({ facts }) => facts)).toEqual([{ channel: 'sms' }]);
    expect(opened.writer.number).toBe('');
    await settled();
    expect(alertsTo('rosa', opened)).toBe(1);
  });

  test('says nothing that nobody was asked: what is sealed is what they wrote, and the clock runs as if it went on', async () => {
    const number = newNumber();
    await texted(house.url, number, 'He is at the bar');
    await texted(house.url, number, 'With a red cap');
    const { account: told, row, entries } = await newest();
    expect(Object.values(told ?? {})).toEqual([{ kind: 'text', text: 'He is at the bar' }]);
    expect(entries.flatMap(({ body }) => Object.keys(body ?? {}))).not.toContain('ongoing');
    expect(row.ongoing).toBe('unsure');
  });

  test('leaves neither what it says nor where it came from in any file', async () => {
    const number = newNumber();
    await texted(house.url, number, 'needle-in-the-message');
    await texted(house.url, number, 'YES');
    await texted(house.url, number, 'needle-in-the-second');
    expect((await newest()).writer.number).toBe(number);
    const left = ['needle-in-the-message', 'needle-in-the-second', number, number.slice(1)].filter((text) =>
      house.holds(text),
    );
    expect(left).toEqual([]);
    expect(JSON.stringify(house.logged)).not.toContain(number);
  });

  test('whose sender nobody can answer lets what is owed to them be waived with a reason, and only until they agree', async () => {
    const number = newNumber();
    const waived = async (): Promise<object> => {
      const { row, duties } = await newest();
      const { id: duty = '', cause: of = '' } =
        duties.find(({ owedTo, state }) => owedTo === 'reporter' && state.is === 'open') ?? {};
      const body = { v: 1, reason: 'They wrote from a number that we do not keep.' } as const;
      return rosa.act(row.incident, [{ kind: 'waived', facts: { duty, of }, body }]);
    };
    await texted(house.url, number, 'I only want you to know');
    await texted(house.url, number, 'YES');
    expect(await waived()).toMatchObject({ refused: 'not-allowed', reason: 'not-waivable' });
    await texted(house.url, newNumber(), 'I too');
    expect(await waived()).not.toHaveProperty('refused');
  });

  test('told of twice is one report, and is answered the same', async () => {
    const [number, MessageSid] = [newNumber(), nextSid()];
    const first = await answerTo(texted(house.url, number, 'Once', { MessageSid }));
    const second = await answerTo(texted(house.url, number, 'Once', { MessageSid }));
    expect(second).toBe(first);
    expect(await textedTo(rosa, since)).toHaveLength(1);
    expect(heardIn(await newest())).toEqual([]);
  });

  test('told of twice at the same moment is one report', async () => {
    const more = { MessageSid: nextSid() };
    const [number] = [newNumber()];
    await Promise.all([1, 2, 3].map(() => texted(house.url, number, 'Once', more)));
    expect(await textedTo(rosa, since)).toHaveLength(1);
    expect(heardIn(await newest())).toEqual([]);
  });

  test('from the same number is added to the report, once, and another number is another report', async () => {
    const [number, second] = [newNumber(), nextSid()];
    await texted(house.url, number, 'First');
    await texted(house.url, number, 'Second', { MessageSid: second });
    await texted(house.url, number, 'Second', { MessageSid: second });
    await texted(house.url, newNumber(), 'Of somebody else');
    const [other, theirs, ...more] = await textedTo(rosa, since);
    expect(more).toEqual([]);
    expect(new Map([other, theirs].map((one) => [one && whatOf(one), one && heardIn(one)]))).toEqual(
      new Map([
        ['First', ['Second']],
        ['Of somebody else', []],
      ]),
    );
  });

  test('"YES" keeps the number, for those who may know who wrote, and nothing else does', async () => {
    const agreed = counted(`thread where key like 'agreed/%'`);
    for (const word of ['YES', ' sí ']) {
      const number = newNumber();
      await texted(house.url, number, `Please call me about it: ${word}`);
      await texted(house.url, number, 'Yes, it was on Friday');
      expect((await newest()).writer.number).toBe('');
      expect(await answerTo(texted(house.url, number, word))).toContain('can text you back');
      const opened = await newest();
      expect([opened.writer.number, whatOf(opened)]).toEqual([number, `Please call me about it: ${word}`]);
      expect(heardIn(opened)).toEqual(['Yes, it was on Friday', word]);
      await pass(minute);
    }
    expect(counted(`thread where key like 'agreed/%'`) - agreed).toBe(2);
  });

  test('"STOP" ends it: nothing is kept of the number, and the next message is a new report', async () => {
    const ofNumbers = `thread where key like 'number/%' or key like 'agreed/%'`;
    const [number, before] = [newNumber(), counted(ofNumbers)];
    const [MessageSid, more] = [nextSid(), nextSid()];
    await texted(house.url, number, 'First', { MessageSid });
    await texted(house.url, number, 'YES');
    await texted(house.url, number, 'More', { MessageSid: more });
    expect(counted(ofNumbers)).toBe(before + 2);
    expect(await answerTo(texted(house.url, number, 'STOP'))).toContain('Nothing more');
    expect(counted(ofNumbers)).toBe(before);
    expect(await answerTo(texted(house.url, number, 'alto'))).toBe('');
    // Told of again, what was there before is no new report.
    await texted(house.url, number, 'First', { MessageSid });
    expect(heardIn(await newest())).toEqual(['YES', 'More', 'STOP']);
    await texted(house.url, number, 'More', { MessageSid: more });
    expect(await textedTo(rosa, since)).toHaveLength(1);
    await texted(house.url, number, 'Again');
    expect((await textedTo(rosa, since)).map(whatOf)).toEqual(['Again', 'First']);
  });

  test('that names a member reaches everybody but them, by no alert and no row', async () => {
    const tomasz = await desk(house, 'tomasz');
    const rows = (await tomasz.incidents()).length;
    const before = house.mails.filter(({ to }) => to.startsWith('tomasz@')).length;
    const said = await answerTo(texted(house.url, newNumber(), 'Tomasz Brandt shouted at me in room 23'));
    expect(said).not.toContain('Tomasz');
    await settled();
    expect(alertsTo('rosa', await newest())).toBe(1);
    expect((await tomasz.incidents()).length).toBe(rows);
    expect(house.mails.filter(({ to }) => to.startsWith('tomasz@'))).toHaveLength(before);
  });

  test('that names a member later keeps them out from then on, before anybody is alerted', async () => {
    const tomasz = await desk(house, 'tomasz');
    const rows = (await tomasz.incidents()).length;
    const number = newNumber();
    await texted(house.url, number, 'Somebody shouted at me');
    expect((await tomasz.incidents()).length).toBe(rows + 1);
    await settled();
    const told = await newest();
    expect([alertsTo('tomasz', told), alertsTo('rosa', told)]).toEqual([1, 1]);
    await pass(3 * minute);
    await settled();
    await texted(house.url, number, 'It was Tomasz Brandt');
    await settled();
    expect((await tomasz.incidents()).length).toBe(rows);
    rosa = await desk(house, 'rosa');
    expect(heardIn(await newest())).toEqual(['It was Tomasz Brandt']);
    expect([alertsTo('tomasz', told), alertsTo('rosa', told)]).toEqual([1, 2]);
  });

  test('of ten thousand characters, from the right and from the left, is kept whole', async () => {
    const long = `${'שלום 🙂 <b>&amp;</b> \u202Eabc\u202C '.repeat(500)}end`;
    expect(long.length).toBeGreaterThan(10_000);
    expect((await texted(house.url, newNumber(), long)).status).toBe(200);
    expect(whatOf(await newest())).toBe(long);
  });

  test.each(['sent', 'delivered', 'undelivered', 'read'])(
    'is none where the provider says that one of ours was %s',
    async (status) => {
      const more = { SmsStatus: status, MessageStatus: status, From: teamNumber, To: newNumber() };
      expect((await texted(house.url, teamNumber, '', more)).status).toBe(200);
      expect(await textedTo(rosa, since)).toEqual([]);
    },
  );

  test('from a withheld number is a report that cannot be answered, and is asked for nothing', async () => {
    const said = await answerTo(texted(house.url, 'anonymous', 'No number'));
    expect(said).toContain('Rosa');
    expect(said).not.toContain('YES');
    await answerTo(texted(house.url, 'anonymous', 'Of somebody else'));
    expect(await textedTo(rosa, since)).toHaveLength(2);
  });

  test('two machines that answer each other fall silent', async () => {
    const number = newNumber();
    await texted(house.url, number, 'I am away from my phone');
    const answers = [];
    for (let times = 0; times < 5; times++) answers.push(await answerTo(texted(house.url, number, 'I am away')));
    expect(answers).toEqual(['', '', '', '', '']);
  });

  test('a flood from one number holds up nobody else, wakes nobody for each, and is kept', async () => {
    // A ring of the test before is over.
    await pass(minute);
    const [loud, honest] = [newNumber(), newNumber()];
    const flood = Array.from({ length: 150 }, (_, place) => texted(house.url, loud, `noise ${place}`));
    const began = performance.now();
    const said = await answerTo(texted(house.url, honest, 'I need somebody in hall B'));
    expect(performance.now() - began).toBeLessThan(20_000);
    expect(said).toContain('Rosa');
    const statuses = (await Promise.all(flood)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const all = await textedTo(rosa, since);
    expect(all).toHaveLength(2);
    const noise = all.find((one) => whatOf(one).startsWith('noise'));
    const kept = noise === undefined ? '' : [whatOf(noise), ...heardIn(noise)].join('\n\n');
    expect(kept.split('\n\n').toSorted()).toEqual(
      Array.from({ length: 150 }, (_, place) => `noise ${place}`).toSorted(),
    );
    await settled();
    const other = all.find((one) => one !== noise);
    if (noise === undefined || other === undefined) throw new Error('one of the two is not there');
    // One ring stands for both, and for what came in between there is another within the minute: not one for each.
    const both = (): number => alertsTo('rosa', other) + alertsTo('rosa', noise);
    expect(both()).toBe(2);
    await pass(minute);
    await settled();
    expect(both()).toBeGreaterThan(2);
    expect(both()).toBeLessThan(6);
  });
});

describe('a number that has been silent', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    house = await houseWith('twilio');
    rosa = await desk(house, 'rosa');
    since = 0;
  });
  afterAll(() => house.end());

  test('thirty days after the last one is a new report, and not a day before', async () => {
    const number = newNumber();
    await texted(house.url, number, 'First');
    await pass(29 * day);
    await texted(house.url, number, 'After twenty-nine days');
    await pass(29 * day);
    await texted(house.url, number, 'After as many again');
    rosa = await desk(house, 'rosa');
    expect(await textedTo(rosa, since)).toHaveLength(1);
    await pass(30 * day);
    await texted(house.url, number, 'Too late');
    rosa = await desk(house, 'rosa');
    expect((await textedTo(rosa, since)).map(whatOf)).toEqual(['Too late', 'First']);
  });
});

describe('a report that nobody in the team can open any more', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    house = await houseWith('twilio');
    rosa = await desk(house, 'rosa');
    since = 0;
  });
  afterAll(() => house.end());

  test('takes nothing more: what comes from its number is a new report, and the message before is still the same', async () => {
    const [number, first] = [newNumber(), nextSid()];
    const others = 'Rosa Okafor, Tomasz Brandt and Amina Haidari were there.';
    await texted(house.url, number, others, { MessageSid: first });
    const kenji = await desk(house, 'kenji');
    const [only, ...none] = await textedTo(kenji, 0);
    expect([only && whatOf(only), none.length, (await textedTo(rosa, 0)).length]).toEqual([others, 0, 0]);
    const helen = await desk(house, 'helen');
    expect(await helen.suspend('kenji')).toEqual({ accepted: true });
    await texted(house.url, number, 'Is anybody there?');
    await texted(house.url, number, others, { MessageSid: first });
    expect((await textedTo(rosa, 0)).map(whatOf)).toEqual(['Is anybody there?']);
  });
});

describe('whoever is not the provider', () => {
  beforeAll(async () => {
    house = await houseWith('twilio');
    rosa = await desk(house, 'rosa');
    since = 0;
  });
  afterAll(() => house.end());
  const path = staffPaths.texts('twilio');
  const params = { MessageSid: 'SM9', From: '+16465550000', Body: 'forged' };
  const url = (): string => house.url + path;
  const nowhere = (): Promise<Response> => fetch(`${house.url}/texts/nobody`, { method: 'POST', body: '' });

  test.each([
    ['no signature', () => toldAsTwilio(house.url, path, params, '')],
    ['the signature of another token', () => toldAsTwilio(house.url, path, params, signedAsTwilio('x', url(), params))],
    [
      'the signature of other words',
      () => toldAsTwilio(house.url, path, params, signedAsTwilio(token, url(), { ...params, Body: 'other' })),
    ],
    [
      'the signature of another address',
      () => toldAsTwilio(house.url, path, params, signedAsTwilio(token, `https://elsewhere.example${path}`, params)),
    ],
    ['words for the provider of another kind', () => toldAsGeneric(house.url, staffPaths.texts('generic'), params)],
  ])('with %s is answered as if nothing were there, and nothing is written', async (_, sent) => {
    const [answer, nothing] = [await sent(), await nowhere()];
    expect([answer.status, await answer.text()]).toEqual([nothing.status, await nothing.text()]);
    expect(await textedTo(rosa, since)).toEqual([]);
  });

  test('finds no page there, and no way to read', async () => {
    expect((await fetch(url())).status).toBe(404);
  });
});

describe('a provider of another kind', () => {
  beforeAll(async () => {
    house = await houseWith('generic');
    rosa = await desk(house, 'rosa');
    since = 0;
  });
  afterAll(() => house.end());
  const path = staffPaths.texts('generic');
  const told = { id: 'one', from: '+49 (170) 555-0100', text: 'Hello', to: '' };

  test('is answered in JSON, and an old request that was overheard is not taken', async () => {
    const answer = await toldAsGeneric(house.url, path, told);
    expect(answer.headers.get('content-type')).toBe('application/json');
    const { answer: said } = (await answer.json()) as { readonly answer: string };
    expect(said).toContain('Rosa');
    const old = await toldAsGeneric(house.url, path, { ...told, id: 'two' }, Math.floor(Date.now() / 1000) - 301);
    expect(old.status).not.toBe(200);
    expect(await textedTo(rosa, since)).toHaveLength(1);
  });

  test('that sends what is no message is told so, and nothing is written', async () => {
    const before = (await textedTo(rosa, since)).length;
    for (const wrong of [{}, [], { id: '', from: '', text: '' }, { id: 'x', from: 1, text: 'y' }])
      expect((await toldAsGeneric(house.url, path, wrong)).status).toBe(400);
    expect(await textedTo(rosa, since)).toHaveLength(before);
  });
});
