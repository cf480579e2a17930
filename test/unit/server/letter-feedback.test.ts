import { afterAll, beforeAll, expect, test } from 'vitest';
import { ok } from '../desk/desks.ts';
import { letterDesk, toldIn, type LetterDesk } from './letter-desk.ts';
import { mailed } from './lettered.ts';

const office = 'afterwards@pyharbor.example';
let served: LetterDesk;
beforeAll(async () => {
  served = await letterDesk();
  const { editions } = await served.organisation();
  const edition = editions[0]?.edition;
  const hello = edition?.contacts.find(({ id }) => id === 'hello');
  if (edition === undefined || hello === undefined) throw new Error('no edition');
  const contacts = [...edition.contacts, { ...hello, id: 'afterwards', lists: ['feedback'] as const, email: office }];
  const team = ok(await served.rosa.look());
  const base = team.settings.find((one) => one.edition === edition.id)?.base ?? '';
  ok(await served.rosa.settle({ ...edition, contacts }, base));
});
afterAll(() => served.end());

const feedbackOf = async (member: string) =>
  ok(await (await served.desk(member)).notices()).filter((one) => one.for === 'feedback');

test('lasting hard feelings, to the address for them, are feedback to whoever answers them, and no report (PUB-09)', async () => {
  const raw = await mailed({
    from: 'Ana <ana@mail.example>',
    to: office,
    subject: 'Your announcement',
    text: 'I was hurt by how you said it.',
  });
  const seen = await served.since(async () => {
    expect(await served.hand(raw)).toEqual({ done: 'report' });
    expect(await served.hand(raw)).toEqual({ done: 'there' });
  });
  expect(seen).toEqual([]);
  const [told, ...others] = await feedbackOf('helen');
  expect([told?.body, told?.who, others]).toMatchObject([
    { from: 'Ana <ana@mail.example>', text: 'Your announcement\n\nI was hurt by how you said it.' },
    { is: 'server' },
    [],
  ]);
  expect(await feedbackOf('rosa')).toEqual([]);
  ok(await (await served.desk('helen')).answerNotice(told?.id ?? '', { v: 1, says: 'done', text: 'We talked.' }));
  expect((await feedbackOf('helen'))[0]?.answers).toHaveLength(1);
});

test.each([
  ['it carries files', { text: 'See this.', attachments: [{ filename: 'a.png', content: 'a photo' }] }],
  ['nobody who would answer is free of it', { text: 'Helen Adeyemi and Ines Carvalho laughed, and Marcus Lind.' }],
  ['the shared address is named too', { text: 'Please read.', cc: 'conduct@pyharbor.example' }],
])('is a report where %s: nothing is lost', async (_, letter) => {
  const before = (await feedbackOf('helen')).length;
  const { opened } = await served.arrived(await mailed({ from: 'ana@mail.example', to: office, ...letter }));
  expect(toldIn(opened)).toBe(letter.text);
  expect(await feedbackOf('helen')).toHaveLength(before);
});
