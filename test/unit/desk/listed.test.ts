import { afterAll, beforeAll, expect, test } from 'vitest';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import type { Header } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { event } from '#rehearsal/cast.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  rosa = await unlocked(served.url, 'rosa');
});
afterAll(() => served.end());

/** A report, and how its reporter writes again. */
async function reported() {
  const told = await prepare(ground, [['what', 'a remark at the mentoring desk']]);
  const id = await arrived(rosa, told);
  ok(await rosa.open(id));
  const writes = async (): Promise<void> => {
    const { report } = (await new Response(await rosa.bytes(staffPaths.api.incident(id))).json()) as IncidentAnswer;
    const headers = report.flatMap(({ line }) => parseLine(line) ?? []);
    const account = headers
      .flatMap((header) => manifestOf(header) ?? [])
      .findLast(({ compartment }) => compartment === 'account');
    const { org, rosterVersion, rosterHash } = headers[0] as Header;
    const sealed = await sealReply({
      org,
      rosterVersion,
      rosterHash,
      at: served.now(),
      report: told.report,
      keys: told.keys,
      account: { epoch: account?.epoch ?? 0, recipient: account?.recipient ?? '' },
      body: { v: 1, from: 'reporter', text: 'There is more.', files: [], at: served.now() },
      kind: 'heard-from-reporter',
      files: [],
    });
    const bare = (all: typeof sealed.report) => all.map(({ line, hsig }) => ({ line, hsig }));
    const { id: box, auth } = told.keys;
    const batch = { id: box, auth, report: bare(sealed.report), mailbox: bare(sealed.mailbox) };
    const answer = await fetch(served.url + paths.api.mailbox.reply, {
      method: 'POST',
      body: batchForm(batch, sealed.files),
      headers: { origin: served.url },
    });
    expect(answer.status).toBe(200);
  };
  return { id, writes, row: async () => (await rosa.incidents()).find(({ incident }) => incident === id) };
}

test('given its reporter writes again, the list says so until somebody answers', async () => {
  const { id, writes, row } = await reported();
  expect(await row()).toMatchObject({ waits: 'no' });
  ok(await rosa.write(id, { text: 'Thank you.', followUp: false }));
  await writes();
  expect(await row()).toMatchObject({ waits: 'yes' });
  ok(await rosa.note(id, 'read it'));
  expect(await row()).toMatchObject({ waits: 'yes' });
  ok(await rosa.write(id, { text: 'We read that too.', followUp: false }));
  expect(await row()).toMatchObject({ waits: 'no' });
});

test('given it is closed, the list knows, until it is opened again', async () => {
  const { id, row } = await reported();
  ok(await rosa.write(id, { text: 'Thank you.', followUp: false }));
  const said = { v: 1, verdict: 'no-violation', rule: '', reasons: 'talked over', pattern: false } as const;
  ok(await rosa.act(id, [{ kind: 'resolved', facts: { none: 'yes' }, body: said }]));
  expect(await row()).toMatchObject({ closed: 'no' });
  ok(await rosa.act(id, [{ kind: 'closed', facts: {}, body: { v: 1, how: 'no-action', text: 'done' } }]));
  expect(await row()).toMatchObject({ closed: 'yes' });
  ok(await rosa.act(id, [{ kind: 'reopened', facts: {}, body: { v: 1, reason: 'it happened again' } }]));
  expect(await row()).toMatchObject({ closed: 'no' });
});
