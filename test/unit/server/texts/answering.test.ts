import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wayOf } from '#desk/incident/mailing/way.tsx';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { randomHex } from '#seal/digest.ts';
import type { MailOutState } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { ok, type DeskOf } from '../../desk/desks.ts';
import { carrier, texted, type Carrier } from './carrier.ts';
import { desk, houseWith, textedTo, type House } from './house.ts';

const said = { text: 'Thank you. Two of us have read it.', followUp: false };
let numbers = 0;
let theirs: Carrier;
let house: House;
let rosa: DeskOf;
let since = 0;
beforeAll(async () => {
  theirs = await carrier();
  house = await houseWith('twilio', '', theirs.url);
  rosa = await desk(house, 'rosa');
});
afterAll(async () => {
  await house.end();
  await theirs.end();
});
beforeEach(() => {
  theirs.answers(201);
  since = house.now();
});

/** What left for this number. */
const sentTo = (number: string): readonly string[] =>
  theirs.handedIn
    .map(({ body }) => new URLSearchParams(body))
    .filter((one) => one.get('To') === number)
    .map((one) => one.get('Body') ?? '');

/** Somebody's report by text message, and whether they agreed to be written to. */
async function told(agreed: boolean): Promise<{ readonly number: string; readonly incident: string }> {
  const number = `+1917555${String(++numbers).padStart(4, '0')}`;
  await texted(house.url, number, `Somebody shouted at me, ${numbers}`);
  if (agreed) await texted(house.url, number, 'YES');
  const [newest] = await textedTo(rosa, since);
  if (newest === undefined) throw new Error('no report');
  return { number, incident: newest.row.incident };
}
const opened = async (incident: string): Promise<Opened> => ok(await rosa.open(incident));
const saidIn = ({ entries }: Opened): readonly unknown[] =>
  entries.filter(({ kind }) => kind === 'said-to-reporter').map(({ body }) => (body as { text: string }).text);

describe('a report by text message', { timeout: 60_000 }, () => {
  test('is answered by text message once they agreed, and the record says so', async () => {
    const { number, incident } = await told(true);
    expect(wayOf(await opened(incident), ok(await rosa.look()))).toEqual({ by: 'text', to: number });
    expect(ok(await rosa.write(incident, said))).toEqual({ done: true });
    expect(sentTo(number)).toEqual([said.text]);
    const after = await opened(incident);
    expect(saidIn(after)).toEqual([said.text]);
    expect(after.acknowledged).toBe(true);
    expect(after.sent.map(({ channel, what, state }) => [channel, what, state])).toEqual([['sms', 'message', 'sent']]);
    expect(after.sent[0]?.entry).not.toBe('');
    expect([house.holds(said.text), house.holds(number)]).toEqual([false, false]);
  });

  test('is not answered before they agreed: nothing leaves, and nothing is said in the record', async () => {
    const { number, incident } = await told(false);
    expect(wayOf(await opened(incident), ok(await rosa.look()))).toEqual({ by: 'not-agreed' });
    expect(await rosa.write(incident, said)).toEqual({ refused: 'not-allowed' });
    // A desk that was changed asks all the same.
    const body = { to: number, entry: randomHex(16), ...said };
    const answer = await rosa.ask.json<MailOutState>(staffPaths.api.mailOut(incident), { body });
    expect(answer).toEqual({ state: 'refused', code: 'not-agreed' });
    expect([sentTo(number), saidIn(await opened(incident))]).toEqual([[], []]);
  });

  test('is not answered any more after STOP', async () => {
    const { number, incident } = await told(true);
    await texted(house.url, number, 'STOP');
    expect(await rosa.write(incident, said)).toEqual({ notMailed: { state: 'refused', code: 'not-agreed' } });
    expect(sentTo(number)).toEqual([]);
  });

  test('is answered at its own number alone', async () => {
    const [one, other] = [await told(true), await told(true)];
    for (const to of [other.number, '+19005550000', '911', 'rosa@pyharbor.example']) {
      const body = { to, entry: randomHex(16), ...said };
      const answer = await rosa.ask.json<MailOutState>(staffPaths.api.mailOut(one.incident), { body });
      expect(answer).toEqual({ state: 'refused', code: 'not-agreed' });
    }
    expect(sentTo(other.number)).toEqual([]);
  });

  test.each([[500], ['hangs-up']] as const)(
    'given a provider that answers %s: nobody knows, nothing is said in the record, and trying again sends it',
    async (how) => {
      const { number, incident } = await told(true);
      theirs.answers(how);
      expect(await rosa.write(incident, said)).toEqual({ notMailed: { state: 'deferred', code: '' } });
      const between = await opened(incident);
      expect([saidIn(between), between.acknowledged, between.sent.map(({ state }) => state)]).toEqual([
        [],
        false,
        ['deferred'],
      ]);
      theirs.answers(201);
      expect(ok(await rosa.write(incident, said))).toEqual({ done: true });
      expect(sentTo(number)).toHaveLength(2);
      expect((await opened(incident)).sent.map(({ state }) => state)).toEqual(['sent']);
    },
  );

  test('stopped between the message and the record: the same words again leave once', async () => {
    const { number, incident } = await told(true);
    rosa.tell = () => {
      throw new Error('no network');
    };
    expect(await rosa.write(incident, said)).toEqual({ refused: 'offline' });
    rosa.tell = (form) => form;
    expect((await opened(incident)).sent.map(({ state, entry }) => [state, entry])).toEqual([['sent', '']]);
    expect(ok(await rosa.write(incident, said))).toEqual({ done: true });
    expect([sentTo(number), saidIn(await opened(incident))]).toEqual([[said.text], [said.text]]);
  });

  test('takes no more than a text message holds', async () => {
    const { number, incident } = await told(true);
    const long = { ...said, text: 'a'.repeat(1_601) };
    expect(await rosa.write(incident, long)).toEqual({ notMailed: { state: 'refused', code: 'too-long' } });
    expect(sentTo(number)).toEqual([]);
  });

  test('goes on where they answer: the same report, and thirty days more', async () => {
    const { number, incident } = await told(true);
    ok(await rosa.write(incident, said));
    await texted(house.url, number, 'Thank you Rosa');
    const heard = (await opened(incident)).entries.filter(({ kind }) => kind === 'heard-from-reporter');
    expect(heard.map(({ body }) => (body as { text: string }).text)).toEqual(['YES', 'Thank you Rosa']);
    // She is thanked, not named: it was she who wrote.
    expect((await opened(incident)).apart).toEqual([]);
  });
});
