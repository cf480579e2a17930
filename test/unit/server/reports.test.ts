import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groundOf, prepare, type Ground, type Prepared } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { openIncident, type Sight } from '#rehearsal/responding.ts';
import { openMailboxFile, sealReply, moveMailbox } from '#seal/mailbox.ts';
import { verifyStream } from '#seal/entry.ts';
import { verifyRosters } from '#seal/roster.ts';
import { bearerHash, mailboxKeys, newEntropy } from '#seal/words.ts';
import type { MailboxOpened } from '#wire/api.ts';
import type { SelfNote } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, listOf, rehearsed, sightOver, visitor, Visitor, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: Visitor;
let sight: Sight;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await visitor(served.url, 'rosa');
  sight = await sightOver(rosa);
});
afterAll(() => served.end());

const text = new TextDecoder();
const lines = (entries: readonly { readonly line: string; readonly hsig: string }[]) =>
  entries.map(({ line, hsig }) => ({ line, hsig }));

/** The incident of a report, found in a member's list by opening. */
async function incidentOf(report: string): Promise<string> {
  for (const { incident } of await listOf(rosa))
    if ((await openIncident(sight, 'rosa', incident))?.report.stream === `report/${report}`) return incident;
  throw new Error('not in the list');
}

const said = async (report: string): Promise<string> => {
  const opened = await openIncident(sight, 'rosa', await incidentOf(report));
  const what = opened?.body.answers['what'];
  return what?.kind === 'text' ? what.text : '';
};

/** The same form with its batch changed before it is sent. */
async function tampered(
  prepared: Prepared,
  change: (batch: Record<string, unknown>, form: FormData) => void,
): Promise<unknown> {
  const sent = prepared.form();
  const batch = JSON.parse(sent.get('batch') as string) as Record<string, unknown>;
  change(batch, sent);
  sent.set('batch', JSON.stringify(batch));
  const answer = await new Visitor(served.url).post(paths.api.reports(event), sent);
  return answer.json();
}

describe('a report locked in the browser', () => {
  test('is stored once, opened by a reader, invisible to who was left out', async () => {
    const prepared = await prepare(ground, [
      ['what', 'Bonjour, je m’appelle Solène. 🙏'],
      ['team.leave-out', 'tomasz'],
    ]);
    const first = await prepared.send();
    expect(first.status).toBe(200);
    const answer = await first.text();
    const again = await prepared.send();
    expect([again.status, await again.text()]).toEqual([200, answer]);
    expect(await said(prepared.report)).toBe('Bonjour, je m’appelle Solène. 🙏');
    const tomasz = await visitor(served.url, 'tomasz');
    const incident = await incidentOf(prepared.report);
    expect((await listOf(tomasz)).map((row) => row.incident)).not.toContain(incident);
    const [hidden, absent] = [
      await tomasz.get(staffPaths.api.incident(incident)),
      await tomasz.get(staffPaths.api.incident('0'.repeat(32))),
    ];
    expect(await hidden.text()).toBe(await absent.text());
    expect([hidden.status, [...hidden.headers.keys()]]).toEqual([absent.status, [...absent.headers.keys()]]);
  });

  test('is invisible to who is named in it, and why stands inside', async () => {
    const prepared = await prepare(ground, [
      ['what', 'Hier soir, Tomasz Brandt m’a suivie.'],
      ['team.leave-out', 'kenji'],
    ]);
    expect((await prepared.send()).status).toBe(200);
    const incident = await incidentOf(prepared.report);
    const opened = await openIncident(sight, 'rosa', incident);
    expect(opened?.body).toMatchObject({ leftOut: ['kenji'], named: [{ member: 'tomasz', question: 'what' }] });
    for (const out of ['tomasz', 'kenji'])
      expect((await listOf(await visitor(served.url, out))).map((row) => row.incident)).not.toContain(incident);
  });

  test('is taken when everybody is named: then the named receive it rather than nobody', async () => {
    const { notes, root, org } = ground.info;
    const chain = verifyRosters(root, org, notes);
    const all = 'refused' in chain ? [] : (chain.rosters.at(-1)?.roster.members ?? []);
    const prepared = await prepare(ground, [['what', all.map(({ name }) => name).join(', ')]]);
    expect((await prepared.send()).status).toBe(200);
    expect(await said(prepared.report)).toContain('Rosa Okafor');
  });

  test('under an id that is taken is refused', async () => {
    const [one, other] = [await prepare(ground, [['what', 'one']]), await prepare(ground, [['what', 'other']])];
    await one.send();
    const refused = await tampered(other, (batch) => {
      const report = batch['report'] as { line: string }[];
      report[0] = { ...report[0], line: (report[0]?.line ?? '').replace(other.report, one.report) };
    });
    expect(refused).toEqual({ refused: 'already-received' });
  });

  test.each<[string, string, (batch: Record<string, unknown>, form: FormData) => void]>([
    [
      'an edited fact',
      'bad-signature',
      (batch) => {
        const report = batch['report'] as { line: string }[];
        report[0] = { ...report[0], line: (report[0]?.line ?? '').replace('"unsure"', '"yes"') };
      },
    ],
    [
      'a grant nobody listed',
      'bad-manifest',
      (batch) => {
        const grants = batch['grants'] as { member: string }[];
        grants[0] = { ...grants[0], member: 'sam' };
      },
    ],
    [
      'a grant fewer',
      'bad-manifest',
      (batch) => {
        (batch['grants'] as unknown[]).pop();
      },
    ],
    [
      'a file that is not there',
      'bad-file',
      (batch, form) => {
        form.delete((batch['grants'] as { hash: string }[])[0]?.hash ?? '');
      },
    ],
    [
      'a file under another name',
      'bad-file',
      (_batch, form) => {
        form.set('0'.repeat(64), new Blob(['x']));
      },
    ],
    [
      'an entry twice',
      'stale-head',
      (batch) => {
        const report = batch['report'] as unknown[];
        report.push(report[1]);
      },
    ],
    [
      'a batch of another shape',
      'bad-request',
      (batch) => {
        delete batch['bearer'];
      },
    ],
  ])('with %s is refused and nothing is written', async (_what, code, change) => {
    const before = (await listOf(rosa)).length;
    const prepared = await prepare(ground, [['what', 'tampered']]);
    expect(await tampered(prepared, change)).toEqual({ refused: code });
    expect((await listOf(rosa)).length).toBe(before);
  });

  test('to readers the server does not compute is refused', async () => {
    // Sealed without Kenji, though no header says that he was left out: somebody was dropped in silence.
    const prepared = await prepare(
      { ...ground, info: { ...ground.info, procedure: without(ground.info.procedure, 'alias-reader') } },
      [['what', 'fewer readers']],
    );
    expect(await (await prepared.send()).json()).toEqual({ refused: 'bad-manifest' });
  });

  test('200 by eight at once: 200 stored, each opens', { timeout: 120_000 }, async () => {
    const before = new Set((await listOf(rosa)).map((row) => row.incident));
    const all = await Promise.all(Array.from({ length: 200 }, (_, i) => prepare(ground, [['what', `report ${i}`]])));
    const queue = [...all];
    const submitter = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        expect((await next.send()).status).toBe(200);
    };
    await Promise.all(Array.from({ length: 8 }, submitter));
    const rows = (await listOf(rosa)).filter((row) => !before.has(row.incident));
    expect(rows).toHaveLength(200);
    expect(new Set(rows.map((row) => row.codeName)).size).toBe(200);
    const texts = new Set<string>();
    for (const { incident } of rows) {
      const what = (await openIncident(sight, 'rosa', incident))?.body.answers['what'];
      if (what?.kind === 'text') texts.add(what.text);
    }
    expect(texts.size).toBe(200);
  });
});

const without = (procedure: Ground['info']['procedure'], role: string): Ground['info']['procedure'] => ({
  ...procedure,
  roles: procedure.roles.map((r) => (r.id === role ? { ...r, receives: 'never' } : r)),
});

describe('the reporter comes back', () => {
  const opened = async (keys: { id: string; auth: string }) => {
    const answer = await new Visitor(served.url).post(paths.api.mailbox.open, { id: keys.id, auth: keys.auth });
    return { status: answer.status, text: await answer.text() };
  };

  async function added(prepared: Prepared, body: object) {
    const { keys, report } = prepared;
    const recipient = (await openIncident(sight, 'rosa', await incidentOf(report)))?.account.manifest.recipient ?? '';
    return sealReply({
      org: sight.org,
      rosterVersion: sight.roster.version,
      rosterHash: sight.rosterHash,
      at: served.now(),
      keys,
      report,
      account: { epoch: 1, recipient },
      body,
      kind: 'heard-from-reporter',
      files: [{ name: 'a.txt', type: 'text/plain', bytes: new Uint8Array([1, 2, 3]) }],
    });
  }

  test('unknown and wrong are the same bytes', async () => {
    const prepared = await prepare(ground, [['what', 'mailbox']]);
    await prepared.send();
    const wrong = await opened({ id: prepared.keys.id, auth: '1'.repeat(64) });
    const unknown = await opened({ id: 'b'.repeat(32), auth: '1'.repeat(64) });
    expect(wrong).toEqual(unknown);
    expect(wrong.status).toBe(404);
    expect((await opened(prepared.keys)).status).toBe(200);
  });

  test('adds to the report, sent twice is once; moves; the old words are told the day', async () => {
    const prepared = await prepare(ground, [['what', 'first']]);
    await prepared.send();
    const { keys, report } = prepared;
    const reply = await added(prepared, { v: 1, from: 'reporter', text: 'more', files: ['a.txt'], at: served.now() });
    const key = { id: keys.id, auth: keys.auth };
    const form = () => batchForm({ ...key, report: lines(reply.report), mailbox: lines(reply.mailbox) }, reply.files);
    const one = new Visitor(served.url);
    const sent = await one.post(paths.api.mailbox.reply, form());
    const was = await sent.text();
    expect([sent.status, was]).toEqual([200, expect.stringContaining('receivedAt')]);
    expect(await (await one.post(paths.api.mailbox.reply, form())).text()).toBe(was);
    const forged = batchForm(
      { ...key, auth: '2'.repeat(64), report: lines(reply.report), mailbox: lines(reply.mailbox) },
      reply.files,
    );
    expect((await one.post(paths.api.mailbox.reply, forged)).status).toBe(404);

    const mailbox = JSON.parse((await opened(keys)).text) as MailboxOpened;
    const chain = verifyStream(`mailbox/${keys.id}`, mailbox.org, mailbox.mailbox);
    if ('refused' in chain) throw new Error(chain.refused);
    expect(chain.entries.map(({ header }) => header.kind)).toEqual(['self-note', 'received', 'placed', 'message']);
    const selfNote = chain.entries[0];
    if (selfNote === undefined) throw new Error('no self-note');
    const file = await one.post(paths.api.mailbox.file, { ...key, hash: selfNote.header.file });
    const bytes = await openMailboxFile(keys, selfNote, new Uint8Array(await file.arrayBuffer()));
    if (!(bytes instanceof Uint8Array)) throw new Error(bytes.refused);
    const body = JSON.parse(text.decode(bytes)) as SelfNote;
    expect(body.report).toBe(report);

    const to = await mailboxKeys(newEntropy(), sight.roster.salt);
    const common = {
      org: sight.org,
      rosterVersion: sight.roster.version,
      rosterHash: sight.rosterHash,
      at: served.now(),
    };
    const move = await moveMailbox({ ...common, from: keys, to, report, selfNote: body, messages: [{ text: 'more' }] });
    const moving = (bearer: string) =>
      batchForm(
        {
          ...key,
          moved: lines([move.moved])[0],
          selfNote: lines([move.selfNote])[0],
          messages: lines(move.messages),
          newBearer: bearer,
        },
        move.files,
      );
    const moved = await one.post(paths.api.mailbox.move, moving(bearerHash(to.auth)));
    expect([moved.status, await moved.json()]).toEqual([200, { receivedAt: expect.any(Number) as number }]);
    expect(JSON.parse((await opened(keys)).text)).toEqual({ moved: expect.any(Number) as number });
    const there = JSON.parse((await opened(to)).text) as MailboxOpened;
    const next = verifyStream(`mailbox/${to.id}`, there.org, there.mailbox);
    expect('refused' in next ? next : next.entries.map(({ header }) => header.kind)).toEqual([
      'self-note',
      'message',
      'received',
    ]);
  });
});
