import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { carriedBy, receivedLater } from '#domain/intake/carried.ts';
import { barredFrom, recipientsAtBirth, wishesOf } from '#domain/intake/recipients.ts';
import { groundOf } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { entropyOf, salt } from '#rehearsal/keys.ts';
import { openIncident } from '#rehearsal/responding.ts';
import { openMailbox } from '#reporter/returning/open.ts';
import { sealOutgoing, newTaking, placeOutgoing, type Outgoing } from '#seal/outgoing.ts';
import { verifyRosters } from '#seal/roster.ts';
import { signerFrom, signTaken, verifyTaken } from '#seal/taken.ts';
import { mailboxKeys, memberSecrets } from '#seal/words.ts';
import type { AccountBody } from '#wire/bodies.ts';
import type { HallwayEntered, HallwayPack } from '#wire/hallway.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, listOf, rehearsed, sightOver, visitor, Visitor, type Rehearsed } from './rehearsed.ts';

let served: Rehearsed;
beforeAll(async () => {
  served = await rehearsed();
});
afterAll(() => served.end());
afterEach(() => {
  vi.unstubAllGlobals();
});

const hour = 3_600_000;
const { fetch: network } = globalThis;

/** The reporter's page in their own browser. */
function atTheirBrowser(): void {
  vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers);
    headers.set('origin', served.url);
    const found = await network(served.url + path, { ...init, headers });
    return new Response(await found.arrayBuffer(), { status: found.status });
  });
}

/** Priya's phone, with what she needs for a day without a network. */
async function phoneOf(member: string) {
  const phone = new Visitor(served.url);
  const { handle, auth } = await memberSecrets(entropyOf(member), salt);
  const entered = await phone.post(staffPaths.api.hallway.enter, { handle, auth, edition: event });
  const cookie = entered.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { unlock } = (await entered.json()) as HallwayEntered;
  const answer = await network(served.url + staffPaths.api.hallway.pack(event), { headers: { cookie } });
  const pack = (await answer.json()) as HallwayPack;
  const chain = verifyRosters(pack.root, pack.org, pack.notes);
  const head = 'refused' in chain ? undefined : chain.rosters.at(-1);
  const signing = await signerFrom(Uint8Array.from(Buffer.from(unlock, 'base64')), entropyOf(member), salt, pack.root);
  if (head === undefined || signing === null) throw new Error('no list or no key');
  const { recipients } = await groundOf(served.url, event);
  return { phone, cookie, pack, head, signing, recipients };
}

test('what Priya took without a network is read by the free leads and by its reporter, and not by her', async () => {
  const { phone, cookie, pack, head, signing, recipients } = await phoneOf('priya');
  const { procedure, edition, org, root } = pack;
  const answers = { what: { kind: 'text', text: 'Tomasz blocked the door of room 25C.' } } as const;
  const at = served.now() - 2 * hour;
  const wishes = wishesOf(answers, head.roster, edition);
  const carried = carriedBy(procedure, event, head.roster, wishes);
  const barred = barredFrom(carried, wishes);
  const taking = await newTaking(head.roster.salt);
  const { keys, reportId } = taking;
  const account = {
    v: 1,
    edition: event,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    language: 'en',
    answers,
    mailbox: { id: keys.id, recipient: keys.recipient, sign: keys.sign },
    leftOut: [],
    named: wishes.mentions,
    only: '',
    taken: {
      channel: 'in-person',
      member: signing.member,
      sig: signTaken(signing.signer, reportId, keys.sign),
      phone: '',
      began: at - hour,
      ended: at,
      writtenBy: 'staff',
      steps: [],
      notes: '',
      hands: [],
      handsElse: '',
      unfinished: false,
      continues: '',
    },
  } satisfies AccountBody;
  const outgoing = await sealOutgoing(taking, {
    org,
    rosterVersion: head.roster.version,
    rosterHash: head.hash,
    edition: event,
    procedure,
    at,
    rootPublic: root,
    facts: { channel: 'in-person', ongoing: 'no', reachable: 'no' },
    account,
    identity: { v: 1, answers: {} },
    parties: null,
    carried,
    members: recipientsAtBirth(procedure, event, head.roster, wishes, at).account.map(({ id }) => id),
    recipients,
    barred,
    leftOut: [],
  });
  // As it comes back from the phone's files, hours later.
  const kept = JSON.parse(JSON.stringify(outgoing)) as Outgoing;
  const found = receivedLater(procedure, event, head.roster, head.roster, kept.wishes, pack.now);
  const ids = (part: 'account' | 'identity' | 'parties'): readonly string[] => found[part].map(({ id }) => id);
  const placed = placeOutgoing(kept, { account: ids('account'), identity: ids('identity'), parties: ids('parties') });
  const form = () => batchForm(placed.batch, placed.files);
  const sent = await phone.post(paths.api.reports(event), form(), { cookie });
  expect([sent.status, await sent.json()]).toEqual([200, { receivedAt: expect.any(Number) as number }]);
  expect((await phone.post(paths.api.reports(event), form(), { cookie })).status).toBe(200);

  const rosa = await visitor(served.url, 'rosa');
  const row = (await listOf(rosa)).find(({ channel }) => channel === 'in-person');
  const opened = await openIncident(await sightOver(rosa), 'rosa', row?.incident ?? '');
  expect(opened?.body).toEqual(account);
  expect(opened?.body.taken && verifyTaken(opened.body.taken.sig, reportId, keys.sign, signing.signer.public)).toBe(
    true,
  );
  expect(opened?.account.manifest.holders.map(({ member }) => member)).toEqual(['rosa', 'amina', 'kenji']);
  for (const out of ['priya', 'tomasz', 'yewande', 'gwen']) {
    const one = await visitor(served.url, out);
    const [hidden, absent] = await Promise.all(
      [row?.incident ?? '', '0'.repeat(32)].map((incident) => one.get(staffPaths.api.incident(incident))),
    );
    expect([hidden?.status, await hidden?.text()]).toEqual([404, await absent?.text()]);
  }

  atTheirBrowser();
  const mailbox = await openMailbox(await mailboxKeys(taking.entropy, salt));
  if (!('keys' in mailbox)) throw new Error(JSON.stringify(mailbox));
  expect(mailbox).toMatchObject({ warnings: [], behind: false, barred: ['tomasz'] });
  expect(mailbox.account.members).toEqual(['rosa', 'amina', 'kenji']);
  expect(mailbox.note.instead).toEqual(expect.arrayContaining(['yewande', 'gwen']));
});
