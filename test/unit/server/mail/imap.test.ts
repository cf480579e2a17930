import { afterEach, describe, expect, test } from 'vitest';
import { dovecot, hasDovecot, hoodiecrow, type ImapServer } from '#kit/imap-server.ts';
import { letterOf } from '#kit/mail-client.ts';
import type { Arrived } from '#server/mail/letter.ts';
import { becomes, flagsOf, idsIn, watched, type Watch, type Watched } from './watched.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const begun = async <S extends ImapServer>(make: Promise<S>): Promise<S> => {
  const server = await make;
  ends.push(() => server.forget());
  return server;
};
const watch = (given: Watch): Watched => {
  const one = watched(given);
  ends.push(() => one.stop());
  return one;
};

const id = (n: number): string => `letter-${n}@home.example`;
const letters = (many: number, from?: string): readonly string[] =>
  Array.from({ length: many }, (_, n) => letterOf({ id: id(n), ...(from !== undefined && { from }) }));

const report: Arrived = { done: 'report' };

// The server from npm is there wherever the tests run; Dovecot is what most mailboxes are.
const servers = [
  { kind: 'hoodiecrow', make: () => hoodiecrow(), many: 100 },
  ...(hasDovecot ? [{ kind: 'dovecot', make: () => dovecot(), many: 300 }] : []),
];

describe.each(servers)('a mailbox on $kind', ({ make, many }) => {
  test('letters that wait are taken whole, and moved to a folder that is made for them', async () => {
    const server = await begun(make());
    const odd = letterOf({ id: id(0), text: 'Ünïcode, and a line\r\n.\r\nwith a dot' });
    await server.deliver([odd, letterOf({ id: id(1) })]);
    const { taken, sizes, envelopes, said } = watch({ url: server.url() });
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 2);
    expect(taken.toSorted()).toEqual([id(0), id(1)]);
    expect(sizes).toContain(Buffer.byteLength(odd));
    expect(envelopes[0]).toEqual({ by: 'imap', to: [], from: null });
    expect(await idsIn(server)).toEqual([]);
    expect(said).toEqual(['working']);
  });

  test('a letter that arrives later is told of by the mail server, not found by a look', async () => {
    const server = await begun(make());
    const { taken, said } = watch({ url: server.url(), every: 60_000 });
    await becomes(() => said.includes('working'));
    await server.deliver(letters(1));
    await becomes(() => taken.length === 1);
    await server.deliver([letterOf({ id: id(1) })]);
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 2);
    expect(taken).toEqual([id(0), id(1)]);
  });

  test('with then=delete nothing is left of what was taken, and what others marked as deleted stays', async () => {
    const server = await begun(make());
    await server.deliver(letters(2));
    await server.mark(id(0), ['\\Deleted']);
    const { taken } = watch({ url: server.url('then=delete') });
    await becomes(async () => (await idsIn(server)).length === 1);
    expect(taken).toEqual([id(1)]);
    expect(await flagsOf(server, id(0))).toEqual(['\\Deleted']);
  });

  test('with then=keep a letter is marked, and not taken again when the server starts anew', async () => {
    const server = await begun(make());
    await server.deliver(letters(2));
    const first = watch({ url: server.url('then=keep') });
    await becomes(async () => (await flagsOf(server, id(1))).includes('Recourse'));
    await first.stop();
    const second = watch({ url: server.url('then=keep') });
    await becomes(() => second.said.includes('working'));
    await server.deliver([letterOf({ id: id(2) })]);
    await becomes(() => second.taken.length > 0);
    expect(second.taken).toEqual([id(2)]);
    expect(await flagsOf(server, id(0))).toEqual(['Recourse', '\\Seen']);
  });

  test('what is nothing for the team stays where it lies, unread, and is asked about once', async () => {
    const server = await begun(make());
    await server.deliver(letters(2));
    const aside: Arrived = { done: 'aside' };
    const { taken } = watch({ url: server.url(), take: (one) => (one === id(0) ? aside : report), every: 100 });
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 1);
    await becomes(async () => (await flagsOf(server, id(0))).includes('Recourse'));
    expect(await flagsOf(server, id(0))).toEqual(['Recourse']);
    expect(taken.filter((one) => one === id(0))).toHaveLength(1);
  });

  test('what cannot be taken now is tried again later, and the others go on', async () => {
    const server = await begun(make());
    await server.deliver(letters(3));
    const { taken, logged } = watch({
      url: server.url(),
      first: 20,
      take(one, before) {
        if (one === id(0) && before < 2) return { later: 'busy' };
        if (one === id(1) && before < 1) throw new Error('the store is gone');
        return report;
      },
    });
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 3);
    expect(taken.slice(0, 3).toSorted()).toEqual([id(0), id(1), id(2)]);
    expect(taken.filter((one) => one === id(0))).toHaveLength(3);
    expect(taken.filter((one) => one === id(1))).toHaveLength(2);
    expect(logged).toEqual(['letter-failed ']);
  });

  test('each letter that cannot be taken is said to wait, and why, until it is taken or somebody takes it away', async () => {
    const server = await begun(make());
    await server.deliver(letters(3));
    let open = false;
    const { waiting } = watch({
      url: server.url(),
      first: 20,
      every: 60,
      take: (one) =>
        one === id(0) || (one === id(1) && open) ? report : { later: one === id(1) ? 'closed' : 'nobody' },
    });
    await becomes(() => waiting.toSorted().join(' ') === 'closed nobody');
    open = true;
    await becomes(() => waiting.join(' ') === 'nobody');
    await server.mark(id(2), ['\\Deleted']);
    await becomes(() => waiting.length === 0);
  });

  test('a server that begins anew never says that none waits before it tried what is there', async () => {
    const server = await begun(make());
    await server.deliver(letters(1));
    const how = { url: server.url(), first: 20, every: 60, take: () => ({ later: 'closed' }) as const };
    for (const { waiting, none, stop } of [watch(how), watch(how)]) {
      await becomes(() => waiting.length === 1);
      await stop();
      expect(none).not.toContain(true);
    }
    const { taken, none } = watch({ url: server.url(), every: 60 });
    await becomes(() => none.includes(true));
    expect(taken).toEqual([id(0)]);
  });

  test('a server that goes down is said to be down, and letters go on by themselves when it is back', async () => {
    const server = await begun(make());
    await server.deliver(letters(1));
    const { taken, said } = watch({ url: server.url() });
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 1);
    await server.down();
    await becomes(() => said.at(-1) === 'no-route');
    await server.up();
    await server.deliver([letterOf({ id: id(1) })]);
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 2);
    expect(taken).toEqual([id(0), id(1)]);
    expect(said[0]).toBe('working');
    expect(said.at(-1)).toBe('working');
  });

  test('a letter whose connection is lost while it is taken is taken once, and moved when the server is back', async () => {
    const server = await begun(make());
    await server.deliver(letters(1));
    const stored = Promise.withResolvers<Arrived>();
    const { taken } = watch({ url: server.url(), take: () => stored.promise });
    await becomes(() => taken.length === 1);
    await server.down();
    stored.resolve(report);
    await server.up();
    await becomes(async () => (await idsIn(server, 'Recourse')).length === 1);
    expect(taken).toEqual([id(0)]);
    expect(await idsIn(server)).toEqual([]);
  });

  test('of a letter that is too large its beginning is taken, and it is never deleted', async () => {
    const server = await begun(make());
    await server.deliver([letterOf({ id: id(0), text: 'x'.repeat(100_000) }), letterOf({ id: id(1) })]);
    const { sizes, envelopes } = watch({ url: server.url('then=delete'), largest: 50_000 });
    await becomes(async () => (await flagsOf(server, id(0))).includes('Recourse'));
    expect(Math.max(...sizes)).toBe(50_000);
    expect(envelopes.filter(({ cut }) => cut)).toHaveLength(1);
    expect(await idsIn(server)).toEqual([id(0)]);
  });

  test('hundreds that wait are taken few at a time, and each once', async () => {
    const server = await begun(make());
    await server.deliver(letters(many));
    let [now, most] = [0, 0];
    const { taken } = watch({
      url: server.url(),
      async take() {
        most = Math.max(most, ++now);
        await new Promise((next) => setImmediate(next));
        now--;
        return report;
      },
    });
    await becomes(async () => taken.length === many && (await idsIn(server)).length === 0);
    expect(new Set(taken).size).toBe(many);
    expect(most).toBeLessThanOrEqual(4);
  });

  test('while one address floods the mailbox, the letter of another is among the next that are taken', async () => {
    const server = await begun(make());
    await server.deliver(letters(60, 'mob@flood.example'));
    const begins = Promise.withResolvers<Arrived>();
    const { taken } = watch({ url: server.url(), take: () => begins.promise });
    await becomes(() => taken.length === 4);
    await server.deliver([letterOf({ id: 'honest@home.example', from: 'noor@home.example' })]);
    begins.resolve(report);
    await becomes(() => taken.includes('honest@home.example'));
    expect(taken.indexOf('honest@home.example')).toBeLessThan(12);
  });

  test('a wrong password is said as such', async () => {
    const server = await begun(make());
    const { said } = watch({ url: server.url().replace('care:', 'nobody:').replace('harbor', 'wrong') });
    await becomes(() => said.length > 0);
    expect(said).toEqual(['refused-login']);
  });

  test('a folder that is not there is said, and watched as soon as it is', async () => {
    const server = await begun(make());
    const { said, taken } = watch({ url: server.url().replace('/INBOX', '/Care') });
    await becomes(() => said.includes('no-folder'));
    await server.remake('Care');
    await server.deliver(letters(1), 'Care');
    await becomes(() => taken.length === 1);
  });
});

describe('a server that can less', () => {
  test('without MOVE and UIDPLUS a letter is copied and marked: nothing that others marked is swept away', async () => {
    const server = await begun(hoodiecrow(['IDLE']));
    await server.deliver(letters(2));
    await server.mark(id(0), ['\\Deleted']);
    const { taken } = watch({ url: server.url(), every: 100 });
    await becomes(async () => (await flagsOf(server, id(1))).includes('\\Deleted'));
    expect(await idsIn(server)).toEqual([id(0), id(1)]);
    expect(await idsIn(server, 'Recourse')).toEqual([id(1)]);
    expect(taken).toEqual([id(1)]);
  });

  test('with UIDPLUS alone that letter goes, and no other', async () => {
    const server = await begun(hoodiecrow(['IDLE', 'UIDPLUS']));
    await server.deliver(letters(2));
    await server.mark(id(0), ['\\Deleted']);
    watch({ url: server.url() });
    await becomes(async () => (await idsIn(server)).length === 1);
    expect(await idsIn(server)).toEqual([id(0)]);
    expect(await idsIn(server, 'Recourse')).toEqual([id(1)]);
  });

  test('without IDLE letters are found by looking', async () => {
    const server = await begun(hoodiecrow([]));
    const { taken, said } = watch({ url: server.url(), every: 100 });
    await becomes(() => said.includes('working'));
    await server.deliver(letters(1));
    await becomes(() => taken.length === 1);
  });

  test('where no letter can be marked, what is kept is taken once as long as we run', async () => {
    const server = await begun(hoodiecrow(['IDLE'], false));
    await server.deliver(letters(1));
    const { taken, said } = watch({ url: server.url('then=keep'), every: 50 });
    await becomes(async () => (await flagsOf(server, id(0))).includes('\\Seen'));
    await server.deliver([letterOf({ id: id(1) })]);
    await becomes(() => taken.length > 1);
    expect(taken).toEqual([id(0), id(1)]);
    expect(said).toEqual(['working']);
  });
});

test('the same number names another letter after the mailbox was made anew: that one is taken too', async () => {
  // Nothing can be marked here: what was taken is known by its number alone.
  const server = await begun(hoodiecrow(['IDLE'], false));
  await server.deliver(letters(1));
  const { taken } = watch({ url: server.url('then=keep'), every: 50 });
  await becomes(async () => (await flagsOf(server, id(0))).includes('\\Seen'));
  await server.restored([letterOf({ id: id(1) })]);
  await becomes(() => taken.includes(id(1)));
  expect(taken).toEqual([id(0), id(1)]);
});

// The one from npm does not say that a folder was made anew.
test.runIf(hasDovecot)(
  'a folder that was made anew names other letters by the same numbers: they are taken too',
  async () => {
    const server = await begun(dovecot());
    await server.remake('Care');
    // Its life is named after the second in which it was made.
    const made = Math.floor(Date.now() / 1_000);
    await server.deliver(letters(1), 'Care');
    const { taken } = watch({ url: server.url('then=keep').replace('/INBOX', '/Care'), every: 100, first: 10 });
    await becomes(async () => (await flagsOf(server, id(0), 'Care')).includes('Recourse'));
    await becomes(() => Math.floor(Date.now() / 1_000) > made);
    await server.remake('Care');
    await server.deliver([letterOf({ id: id(1) })], 'Care');
    await becomes(() => taken.includes(id(1)));
    expect(taken).toEqual([id(0), id(1)]);
  },
);
