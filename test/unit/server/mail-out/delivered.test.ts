import { createServer } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { headOf, mailTaker, textOf, type MailTaker } from '#kit/mail-taker.ts';
import { isAddress } from '#server/post/address.ts';
import type { Outgoing } from '#server/post/delivered.ts';
import { smtpPost, type Post } from '#server/post/post.ts';

let taker: MailTaker;
let post: Post;
const baseUrl = 'https://report.pyharbor.example';
const soon = { connectionTimeout: 1_000, greetingTimeout: 200, socketTimeout: 400 };
beforeAll(async () => {
  taker = await mailTaker();
  post = await smtpPost({ baseUrl, smtpUrl: `${taker.url}?from=care@pyharbor.example` }, soon);
});
beforeEach(() => {
  taker.manner = 'takes';
});
afterAll(async () => {
  post.close();
  await taker.close();
});

const letter: Outgoing = {
  to: 'noor@home.example',
  name: 'PyHarbor US 2027',
  replyTo: 'care+abc@pyharbor.example',
  subject: 'Your message',
  text: 'Thank you.\n\nWe read what you sent: été, 你好.',
  messageId: 'aa11@report.pyharbor.example',
  answers: ['b2@home.example', 'b1@home.example'],
  what: 'message',
};
const newest = () => taker.taken.at(-1) ?? { from: '', to: [], raw: '' };

describe('a letter to somebody who reported', () => {
  test('given a mail server that takes it: it is sent, plain, threaded, and under the event’s name', async () => {
    expect(await post.deliver(letter)).toEqual({ state: 'sent', code: '' });
    const head = headOf(newest());
    expect(newest()).toMatchObject({ from: 'care@pyharbor.example', to: ['noor@home.example'] });
    expect(head.get('from')).toBe('PyHarbor US 2027 <care@pyharbor.example>');
    expect(head.get('reply-to')).toBe('care+abc@pyharbor.example');
    expect(head.get('message-id')).toBe('<aa11@report.pyharbor.example>');
    expect(head.get('in-reply-to')).toBe('<b2@home.example>');
    expect(head.get('references')).toBe('<b1@home.example> <b2@home.example>');
    expect(head.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(head.get('x-recourse')).toBe('message');
    expect(head.has('auto-submitted')).toBe(false);
    expect(textOf(newest()).trimEnd()).toBe(letter.text);
    expect(
      newest()
        .raw.split('\r\n')
        .every((line) => line.length <= 78),
    ).toBe(true);
    expect(newest().raw).not.toMatch(/<html|<img|https?:/iu);
  });

  test('a receipt says that a machine sent it', async () => {
    await post.deliver({ ...letter, what: 'receipt' });
    expect(headOf(newest()).get('auto-submitted')).toBe('auto-replied');
    expect(headOf(newest()).get('x-recourse')).toBe('receipt');
  });

  test.each([
    ['later', { state: 'deferred', code: '451' }],
    ['refuses', { state: 'refused', code: '554' }],
    ['no-such-mailbox', { state: 'refused', code: '550' }],
    ['busy', { state: 'deferred', code: '421' }],
    // Whether it was taken nobody can know.
    ['hangs', { state: 'deferred', code: '' }],
  ] as const)('given a mail server that %s: it says so, once', async (manner, became) => {
    taker.manner = manner;
    const before = taker.taken.length;
    expect(await post.deliver(letter)).toEqual(became);
    expect(taker.taken.length).toBe(before);
  });

  test('given nobody at the address, or a server that never greets: nothing left, and it is known why', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((ready) => {
      silent.listen(0, '127.0.0.1', ready);
    });
    const { port } = silent.address() as { port: number };
    const mute = await smtpPost({ baseUrl, smtpUrl: `smtp://127.0.0.1:${port}` }, soon);
    expect(await mute.deliver(letter)).toEqual({ state: 'deferred', code: 'timed-out' });
    silent.close();
    const closed = await smtpPost({ baseUrl, smtpUrl: `smtp://127.0.0.1:${port}` }, soon);
    expect(await closed.deliver(letter)).toEqual({ state: 'deferred', code: 'no-route' });
    mute.close();
    closed.close();
  });

  test.each([
    'noor@home.example\r\nBcc: all@home.example',
    'noor@home.example, kim@home.example',
    'Noor <noor@home.example>',
    '"a b"@home.example',
    'noor@home.example\n',
    'noor',
    '@home.example',
    'noor@',
    'noor@home..example',
    '\u202enoor@home.example',
    `${'a'.repeat(65)}@home.example`,
  ])('given %j to write to: nothing is sent at all', async (to) => {
    const before = taker.taken.length;
    expect(isAddress(to)).toBe(false);
    expect(await post.deliver({ ...letter, to })).toEqual({ state: 'refused', code: '' });
    expect(taker.taken.length).toBe(before);
  });

  test.each(['noor@home.example', 'o’hara+care@post.home.example', 'ñandú@correo.example', "d'arc@home.example"])(
    'given %j to write to: it leaves for that one alone',
    async (to) => {
      expect(isAddress(to)).toBe(true);
      const did = await post.deliver({ ...letter, to });
      // An address beyond ASCII needs a mail server that takes it: never a wrong one, never two.
      if (did.state === 'sent') expect(newest().to).toHaveLength(1);
    },
  );

  test('no name, subject, text or Message-ID adds a line to the head', async () => {
    const evil = 'x\r\nBcc: all@home.example\r\n\r\nX-Evil: 1';
    await post.deliver({
      ...letter,
      name: evil,
      subject: evil,
      text: `${evil}\r\n.\r\nMAIL FROM:<a@b.example>`,
      answers: [evil],
    });
    const head = headOf(newest());
    expect([...head.keys()].filter((name) => ['bcc', 'x-evil', 'cc'].includes(name))).toEqual([]);
    expect(head.has('in-reply-to')).toBe(false);
    expect(newest().to).toEqual(['noor@home.example']);
    expect(await post.deliver({ ...letter, messageId: 'a@b>\r\nBcc: all@home.example' })).toEqual({
      state: 'refused',
      code: '',
    });
  });
});
