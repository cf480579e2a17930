import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { headOf, textOf, type TakenLetter } from '#kit/mail-taker.ts';
import { foundIn } from '#kit/needles.ts';
import { wayOf } from '#desk/incident/mailing/way.tsx';
import { sha256Hex } from '#seal/digest.ts';
import type { MailOutSent, MailOutState } from '#wire/api.ts';
import { answeredAt } from '#wire/bodies.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { mailHouse, type MailHouse } from '../server/mail-out/house.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let house: MailHouse;
let rosa: DeskOf;
let amina: DeskOf;
let tomasz: DeskOf;
beforeAll(async () => {
  house = await mailHouse();
  [rosa, amina, tomasz] = (await Promise.all(['rosa', 'amina', 'tomasz'].map((id) => unlocked(house.url, id)))) as [
    DeskOf,
    DeskOf,
    DeskOf,
  ];
});
afterAll(() => house.end());
afterEach(() => {
  house.taker.manner = 'takes';
  for (const desk of [rosa, amina, tomasz]) {
    desk.lie = (_path, response) => response;
    desk.tell = (form) => form;
  }
});

let counted = 0;
interface Came {
  readonly incident: string;
  readonly address: string;
  readonly receipt: TakenLetter;
}
const to = (address: string): readonly TakenLetter[] => house.taker.taken.filter((one) => one.to.includes(address));

/** A letter from an address of its own, and the incident it opened. */
async function came(
  text = 'Somebody followed me to my room, and I did not know whom to tell about it.',
): Promise<Came> {
  const address = `writer${++counted}@home.example`;
  const before = new Set((await rosa.incidents()).map(({ incident }) => incident));
  const did = await house.handed({ id: `m${counted}@home.example`, from: `Noor <${address}>`, text });
  expect(did).toEqual({ done: 'report' });
  const incident = (await rosa.incidents()).find((row) => !before.has(row.incident))?.incident ?? '';
  const receipt = await vi.waitFor(
    () => {
      const [one] = to(address);
      if (one === undefined) throw new Error('no receipt yet');
      return one;
    },
    { timeout: 20_000 },
  );
  ok(await rosa.open(incident));
  house.pass(1_000);
  return { incident, address, receipt };
}

const said = { text: 'Thank you for telling us. Two of us have read it.', followUp: false };
const saidIn = (opened: Opened) => opened.entries.filter(({ kind }) => kind === 'said-to-reporter');

describe('a report that came by mail is answered by mail', () => {
  test('it leaves for who wrote, behind the receipt, and then stands in the record', async () => {
    const { incident, address, receipt } = await came();
    const opened = ok(await rosa.open(incident));
    const team = ok(await rosa.look());
    expect(wayOf(opened, team)).toEqual({ by: 'mail', to: address });
    expect(wayOf({ ...opened, writer: { letter: null, number: '' } }, team)).toEqual({
      by: 'locked',
      who: opened.readers.identity,
    });
    expect(wayOf(opened, { ...team, mail: false })).toEqual({ by: 'nothing' });
    expect(await rosa.write(incident, said)).toEqual({ done: true });
    const [, mail] = to(address) as [TakenLetter, TakenLetter];
    expect(to(address)).toHaveLength(2);
    const head = headOf(mail);
    expect(textOf(mail).trimEnd()).toBe(said.text);
    expect(head.get('subject')).toBe(headOf(receipt).get('subject'));
    expect(head.get('in-reply-to')).toBe(headOf(receipt).get('message-id'));
    expect(head.has('auto-submitted')).toBe(false);
    const after = ok(await amina.open(incident));
    expect(saidIn(after).map(({ body }) => body)).toEqual([expect.objectContaining({ text: said.text })]);
    expect(after.acknowledged).toBe(true);
    expect(after.sent.map(({ what, state, entry }) => [what, state, entry])).toEqual([
      ['receipt', 'sent', ''],
      ['message', 'sent', saidIn(after)[0]?.hash],
    ]);
  });

  test('an answer to it lands in the same report', async () => {
    const { incident, address } = await came();
    ok(await rosa.write(incident, said));
    const mail = to(address).at(-1) as TakenLetter;
    const headers = { 'In-Reply-To': headOf(mail).get('message-id') ?? '' };
    expect(
      await house.handed({
        id: 'again@home.example',
        from: `Noor <${address}>`,
        text: 'One more thing: it was on Friday.',
        headers,
      }),
    ).toEqual({ done: 'added' });
    const heard = ok(await rosa.open(incident)).entries.filter(({ kind }) => kind === 'heard-from-reporter');
    expect(heard.map(({ body }) => (body as { text: string }).text.trim())).toEqual([
      'One more thing: it was on Friday.',
    ]);
  });

  test.each([
    ['later', { state: 'deferred', code: '451' }],
    ['no-such-mailbox', { state: 'refused', code: '550' }],
    ['hangs', { state: 'deferred', code: '' }],
  ] as const)(
    'given their mail server %s: nothing is said in the record, and trying again sends it',
    async (manner, became) => {
      const { incident, address } = await came();
      house.taker.manner = manner;
      expect(await rosa.write(incident, said)).toEqual({ notMailed: became });
      const opened = ok(await rosa.open(incident));
      expect(saidIn(opened)).toEqual([]);
      expect(opened.acknowledged).toBe(false);
      expect(opened.sent.at(-1)).toMatchObject({ what: 'message', ...became, entry: '' });
      house.taker.manner = 'takes';
      expect(await rosa.write(incident, said)).toEqual({ done: true });
      expect(to(address)).toHaveLength(2);
      expect(ok(await rosa.open(incident)).sent.map(({ state }) => state)).toEqual(['sent', 'sent']);
    },
  );

  test('sent twice at the same moment, by a hand that pressed twice: it leaves once', async () => {
    const { incident, address } = await came();
    await Promise.all([rosa.write(incident, said), rosa.write(incident, said)]);
    expect(to(address)).toHaveLength(2);
    expect(saidIn(ok(await amina.open(incident)))).toHaveLength(1);
  });

  test('stopped between mail and record: it is shown as loose, and the same words again are not sent twice', async () => {
    const { incident, address } = await came();
    // The line breaks after the mail left.
    rosa.tell = () => {
      throw new Error('no network');
    };
    expect(await rosa.write(incident, said)).toEqual({ refused: 'offline' });
    expect(to(address)).toHaveLength(2);
    const loose = ok(await amina.open(incident));
    expect(saidIn(loose)).toEqual([]);
    expect(loose.sent.at(-1)).toMatchObject({ what: 'message', state: 'sent', entry: '' });
    // A page that was opened anew, on another device.
    const again = await unlocked(house.url, 'rosa');
    expect(await again.write(incident, said)).toEqual({ done: true });
    expect(to(address)).toHaveLength(2);
    const whole = ok(await amina.open(incident));
    expect(whole.sent.at(-1)?.entry).toBe(saidIn(whole)[0]?.hash);
    // The same words on another day are another message.
    expect(await again.write(incident, said)).toEqual({ done: true });
    expect(to(address)).toHaveLength(3);
  });

  test('a colleague who was first in between makes it signed again, and sent once', async () => {
    const { incident, address } = await came();
    let first = true;
    rosa.tell = async (form) => {
      if (first) {
        first = false;
        ok(await amina.note(incident, 'I rang them.'));
        ok(await amina.write(incident, { text: 'We have it.', followUp: false }));
      }
      return form;
    };
    expect(await rosa.write(incident, said)).toEqual({ done: true });
    expect(
      to(address)
        .map((one) => textOf(one).trimEnd())
        .slice(1)
        .toSorted(),
    ).toEqual(['We have it.', said.text].toSorted());
    expect(saidIn(ok(await rosa.open(incident)))).toHaveLength(2);
  });

  test('one that comes back is shown so', async () => {
    const { incident, address } = await came();
    ok(await rosa.write(incident, said));
    const messageId = (headOf(to(address).at(-1) as TakenLetter).get('message-id') ?? '').slice(1, -1);
    const { org } = await house.organised();
    expect(await house.parts.store.markBounced(org, [sha256Hex(messageId)], '5.1.1', house.parts.now())).toBe(1);
    expect(ok(await rosa.open(incident)).sent.at(-1)).toMatchObject({ state: 'bounced', code: '5.1.1' });
  });

  test('a report that came by the form is answered behind its eight words, and no mail leaves for it', async () => {
    const { prepare, groundOf } = await import('#kit/sender.ts');
    const { event } = await import('#rehearsal/cast.ts');
    const before = house.taker.taken.length;
    const incident = await arrived(rosa, await prepare(await groundOf(house.url, event), [['what', 'a remark']]));
    ok(await rosa.open(incident));
    expect(await rosa.write(incident, said)).toEqual({ done: true });
    const sent = house.taker.taken.slice(before).filter(({ raw }) => raw.includes('X-Recourse: message'));
    expect(sent).toEqual([]);
  });
});

test('they are answered where they want to be, and never at an address of the team’s own', () => {
  const contacts = [{ email: 'Conduct@pyharbor.example' }, { email: '' }];
  const from = { name: '', address: 'a@home.example' };
  expect(answeredAt({ ...from, replyTo: '' }, { contacts })).toBe('a@home.example');
  expect(answeredAt({ ...from, replyTo: 'b@home.example' }, { contacts })).toBe('b@home.example');
  expect(answeredAt({ ...from, replyTo: 'conduct@pyharbor.example' }, { contacts })).toBe('a@home.example');
});

describe('who may send it', () => {
  const asked = (desk: DeskOf, incident: string, more: Partial<MailOutSent> = {}) =>
    desk.ask.json<MailOutState>(staffPaths.api.mailOut(incident), {
      body: { to: 'other@home.example', text: 'x', entry: 'a'.repeat(32), followUp: false, ...more },
    });

  test('given a letter that names Tomasz: for him it is not there, as if it had never come', async () => {
    const { incident } = await came('Tomasz Brandt followed me to my room on Friday, and I would like you to know it.');
    const [here, nowhere] = [await asked(tomasz, incident), await asked(tomasz, 'f'.repeat(32))];
    expect(here).toEqual({ refused: 'not-found' });
    expect(here).toEqual(nowhere);
    expect(to('other@home.example')).toEqual([]);
  });

  test.each([
    ['two addresses', { to: 'a@home.example, b@home.example' }],
    ['a line more', { to: 'a@home.example\r\nBcc: b@home.example' }],
    ['no address', { to: '' }],
    ['no text', { text: '' }],
    ['an id that is none', { entry: 'x' }],
  ])('given %s: refused, and nothing leaves', async (_, more) => {
    const { incident } = await came();
    const before = house.taker.taken.length;
    expect(await asked(rosa, incident, more)).toEqual({ refused: 'bad-request' });
    expect(house.taker.taken.length).toBe(before);
  });

  test('given more than thirty in an hour for one report: slow down', async () => {
    const { incident } = await came();
    const answers: unknown[] = [];
    for (let i = 0; i < 32; i++) answers.push(await asked(rosa, incident, { entry: i.toString(16).padStart(32, '0') }));
    expect(answers.filter((one) => 'state' in (one as object))).toHaveLength(30);
    expect(answers.at(-1)).toEqual({ refused: 'slow-down' });
  }, 30_000);
});

test('nothing of what left lies in the folder or in the log: no address, no text', async () => {
  expect(house.taker.taken.length).toBeGreaterThan(20);
  await house.stop();
  expect(foundIn([house.folder], ['home.example', said.text, 'Two of us have read it', 'We have it.'])).toEqual([]);
  expect(JSON.stringify(house.logged)).not.toMatch(/home\.example|Noor|read it/u);
});
