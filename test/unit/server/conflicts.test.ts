import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noPost } from '#kit/post.ts';
import { groundOf, prepare, type Ground, type Prepared } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { openIncident } from '#rehearsal/responding.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import { barredLater } from '#seal/birth.ts';
import { signerOf } from '#seal/entry.ts';
import { sealReply } from '#seal/mailbox.ts';
import type { Mail } from '#server/post/post.ts';
import type { HeadsAnswer, IncidentAnswer, MailboxOpened } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { answered, colleague, gone, no, type Answered, type Colleague } from './colleague.ts';
import { batchForm, dutiesOver, listOf, settingsIn, sightOver, Visitor } from './rehearsed.ts';

const absent = '0'.repeat(32);
const nothing = '0'.repeat(64);
let served: Rehearsing;
let ground: Ground;
let sent: Mail[];
/** Whom the mail server does not take a mail for. */
let unreachable: ReadonlySet<string>;
const folder = mkdtempSync(join(tmpdir(), 'recourse-conflicts-'));
const team = new Map<string, Colleague>();
const who = (id: string): Colleague => {
  const one = team.get(id);
  if (one === undefined) throw new Error(`no session for ${id}`);
  return one;
};

beforeAll(async () => {
  [sent, unreachable] = [[], new Set()];
  served = await rehearse(settingsIn(folder), {
    say: () => undefined,
    log: () => undefined,
    post: {
      ...noPost,
      send: async (mail) => {
        if (unreachable.has(mail.to)) throw new Error('later');
        sent.push(mail);
      },
    },
  });
  ground = await groundOf(served.url, event);
  for (const id of ['rosa', 'tomasz', 'amina', 'kenji', 'yewande', 'gwen', 'owen'])
    team.set(id, await colleague(served.url, id));
});
afterAll(async () => {
  await served.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  unreachable = new Set();
});

async function incidentsOf(one: Colleague): Promise<readonly string[]> {
  return (await listOf(one.visitor)).map(({ incident }) => incident);
}

/** A new report, and its incident as the first of these sees it. */
async function reported(
  seenBy: string,
  ...fields: readonly (readonly [string, string])[]
): Promise<{ readonly incident: string; readonly prepared: Prepared }> {
  const before = new Set(await incidentsOf(who(seenBy)));
  const what = ['what', 'at the desk by the door'] as const;
  const said = fields.some(([name]) => name === 'what') ? fields : [what, ...fields];
  const prepared = await prepare(ground, [...said, ['contact.name', 'Solène']]);
  const answer = await prepared.send();
  if (!answer.ok) throw new Error(await answer.text());
  const incident = (await incidentsOf(who(seenBy))).find((id) => !before.has(id));
  if (incident === undefined) throw new Error('not seen');
  return { incident, prepared };
}

const without = (...ids: readonly string[]) => ids.map((id) => ['team.leave-out', id] as const);

const until = async (ready: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 60 && !ready(); tries++) await new Promise((done) => setTimeout(done, 50));
};
/** Moves the clock, ms. */
async function passes(ms: number): Promise<void> {
  const form = new FormData();
  form.set('by', String(ms));
  const headers = { origin: served.url };
  await fetch(served.url + paths.rehearsal, { method: 'POST', body: form, headers, redirect: 'manual' });
}
const mailsTo = (id: string, incident: string): number =>
  sent.filter(({ to, text }) => to.startsWith(`${id}@`) && text.includes(paths.deskIncident(incident))).length;

/** Everything a member could still ask about an incident, by addresses they had. */
async function everything(one: Colleague, incident: string, files: readonly string[]): Promise<readonly Answered[]> {
  const asks = [
    staffPaths.api.incident(incident),
    staffPaths.api.heads(incident),
    ...files.map((file) => staffPaths.api.incidentFile(incident, file)),
    ...files.map((file) => staffPaths.api.askedFile(incident, file)),
  ];
  const answers: Answered[] = [];
  for (const ask of asks) answers.push(await one.get(ask));
  return answers;
}

async function filesIn(one: Colleague, incident: string): Promise<readonly string[]> {
  const {
    incident: own,
    report,
    mailbox,
    grants,
  } = JSON.parse((await one.get(staffPaths.api.incident(incident))).text) as IncidentAnswer;
  const named = [...own, ...report, ...mailbox].map((row) => parseLine(row.inside?.line ?? row.line)?.file ?? '');
  return [...named, ...grants.map(({ hash }) => hash)].filter((hash) => hash !== '');
}

const rowsOf = (sql: string): readonly Record<string, unknown>[] => {
  const database = new DatabaseSync(join(folder, 'recourse.sqlite'), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};

/** Both tables by which the gate keeps somebody out. */
const keptOut = (incident: string, report: string): readonly string[] =>
  [
    ...rowsOf(`select 'away ' || member as it from away where incident = '${incident}'`),
    ...rowsOf(`select 'bar ' || member as it from bar where report = '${report}'`),
  ].map(({ it }) => String(it));

describe('stepping aside', () => {
  test('from then on the incident is not there for me, byte for byte, and for the others it is', async () => {
    const { incident } = await reported('rosa');
    const rosa = who('rosa');
    expect((await rosa.noted(incident, 'seen at 15:06')).status).toBe(200);
    const files = await filesIn(rosa, incident);
    const opened = await rosa.open(incident);
    const late = await rosa.form(opened, (writing) => writing.mark('lead-taken', []));
    const [listed, owed] = [await listOf(rosa.visitor), await dutiesOver(rosa.visitor)];
    expect((await rosa.stepAside(incident)).status).toBe(200);

    const asked = await everything(rosa, incident, files);
    expect(new Set(asked.map((answer) => JSON.stringify(answer)))).toEqual(new Set([JSON.stringify(gone)]));
    expect(asked).toEqual(await everything(rosa, absent, files));
    expect(await rosa.get(staffPaths.api.incidentFile(incident, nothing))).toEqual(gone);
    expect(await rosa.send(late)).toEqual(gone);
    expect(await listOf(rosa.visitor)).toEqual(listed.filter((row) => row.incident !== incident));
    expect((await dutiesOver(rosa.visitor)).map(({ cause }) => cause)).toEqual(
      owed.filter((row) => row.incident !== incident).map(({ cause }) => cause),
    );
    expect(
      rowsOf(
        `select * from grant_file where member = 'rosa' and stream in ('report/${opened.report.stream.slice(7)}', 'incident/${incident}')`,
      ),
    ).toEqual([]);

    for (const id of ['tomasz', 'amina', 'kenji']) {
      const seen = await who(id).open(incident);
      expect(seen.body.answers['what']).toMatchObject({ text: 'at the desk by the door' });
      expect([...seen.keys.keys()]).toContain('internal');
    }
  });

  test('what was sealed before is opened by the new key, and the next who writes turns it once more', async () => {
    const { incident } = await reported('rosa');
    await who('rosa').noted(incident, 'before');
    await who('rosa').stepAside(incident);
    expect(await who('amina').noted(incident, 'after')).toEqual(no(409, 'turn-first'));
    expect((await who('amina').turn(incident)).status).toBe(200);
    expect((await who('amina').noted(incident, 'after')).status).toBe(200);
    expect((await who('kenji').open(incident)).body.answers['what']).toBeDefined();
  });

  test('with keys that still list me, or without my word last, it is refused, and nothing is changed', async () => {
    const { incident } = await reported('rosa');
    const rosa = who('rosa');
    await rosa.noted(incident, 'x');
    const marked = await rosa.mark(incident, 'recused', [['member', 'rosa']]);
    expect(marked).toEqual(no(409, 'turn-first'));
    const half = await rosa.act(incident, async (writing, opened) => {
      await rosa.hand(writing, opened, 'stepped-aside', { without: ['rosa'], only: ['account', 'identity'] });
      await writing.mark('recused', [['member', 'rosa']]);
    });
    expect(half).toEqual(no(409, 'turn-first'));
    const early = await rosa.act(incident, async (writing, opened) => {
      await writing.mark('recused', [['member', 'rosa']]);
      await rosa.hand(writing, opened, 'stepped-aside', { without: ['rosa'] });
    });
    expect(early).toEqual(no(403, 'not-allowed'));
    expect((await rosa.open(incident)).report.entries.filter(({ header }) => header.kind === 'access')).toHaveLength(2);
  });

  test('given nobody stays, it goes to those the rules name and to no fewer; they are told, and open all of it', async () => {
    const { incident } = await reported('rosa', ...without('tomasz', 'amina', 'kenji'));
    const [rosa, yewande] = [who('rosa'), who('yewande')];
    await rosa.noted(incident, 'alone with it');
    expect(await rosa.stepAside(incident)).toEqual(no(409, 'turn-first'));
    expect(await rosa.stepAside(incident, ['yewande'])).toEqual(no(400, 'bad-manifest'));
    expect(await rosa.stepAside(incident, ['yewande', 'piotr', 'gwen'])).toEqual(no(400, 'bad-manifest'));
    expect(await yewande.get(staffPaths.api.incident(incident))).toEqual(gone);
    expect((await rosa.stepAside(incident, ['yewande', 'piotr'])).status).toBe(200);
    await until(() => mailsTo('yewande', incident) > 0 && mailsTo('piotr', incident) > 0);
    expect([mailsTo('yewande', incident), mailsTo('piotr', incident)]).toEqual([1, 1]);
    expect((await yewande.open(incident)).body.answers['what']).toMatchObject({ text: 'at the desk by the door' });
    expect(await rosa.get(staffPaths.api.incident(incident))).toEqual(gone);
  });

  test('of two who step aside at once one is told that the head moved, and it never comes to nobody', async () => {
    const { incident } = await reported('rosa', ...without('amina', 'kenji'));
    const [rosa, tomasz] = [who('rosa'), who('tomasz')];
    const forms = [
      await rosa.asideForm(await rosa.open(incident)),
      await tomasz.asideForm(await tomasz.open(incident)),
    ];
    const both = await Promise.all([rosa.send(forms[0] as FormData), tomasz.send(forms[1] as FormData)]);
    expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    const left = both[0].status === 200 ? tomasz : rosa;
    expect((await left.open(incident)).keys.has('account')).toBe(true);
    // Nobody may be left: now it needs the pool.
    expect(await left.stepAside(incident)).toEqual(no(409, 'turn-first'));
    expect((await left.sees(incident)) === null).toBe(false);
  });
});

describe('a colleague sets somebody aside', () => {
  test('they are out at once; another lifts it, and a tap lets them in again', async () => {
    const { incident } = await reported('rosa');
    const [rosa, tomasz, amina] = [who('rosa'), who('tomasz'), who('amina')];
    await rosa.noted(incident, 'x');
    const files = await filesIn(tomasz, incident);
    const late = await tomasz.form(await tomasz.open(incident), (writing) => writing.mark('lead-taken', []));
    expect((await rosa.setAside(incident, 'tomasz')).status).toBe(200);
    expect(await everything(tomasz, incident, files)).toEqual(await everything(tomasz, absent, files));
    expect(await tomasz.send(late)).toEqual(gone);
    expect((await amina.lift(incident, 'tomasz')).status).toBe(200);
    expect(await tomasz.get(staffPaths.api.incident(incident))).toEqual(gone);
    await until(() => mailsTo('kenji', incident) > 0);
    const [before, others] = [mailsTo('tomasz', incident), mailsTo('kenji', incident)];
    expect((await amina.letIn(incident, 'tomasz')).status).toBe(200);
    expect((await tomasz.open(incident)).body.answers['what']).toBeDefined();
    await until(() => mailsTo('tomasz', incident) > before);
    expect(mailsTo('tomasz', incident)).toBe(before + 1);
    // Who saw it all along is told nothing anew: their mail would have been made in the same moment.
    expect(mailsTo('kenji', incident)).toBe(others);
  });

  test('not while nobody else stays who could lift it, not without turning the keys, not by who may not', async () => {
    const { incident } = await reported('rosa', ...without('amina', 'kenji'));
    expect(await who('rosa').setAside(incident, 'tomasz')).toEqual(no(403, 'not-allowed'));
    expect((await who('tomasz').sees(incident)) === null).toBe(false);
    const more = await reported('rosa');
    expect(await who('rosa').mark(more.incident, 'recused', [['member', 'tomasz']])).toEqual(no(409, 'turn-first'));
    expect(await who('kenji').setAside(more.incident, 'tomasz')).toEqual(no(403, 'not-allowed'));
    expect(await who('rosa').lift(more.incident, 'tomasz')).toEqual(no(403, 'not-allowed'));
  });

  test('a key that they alone had is not deleted: nothing opens it for them now, and after a lift it is there again', async () => {
    const { incident, prepared } = await reported('rosa', ['team.only', 'rosa']);
    const [rosa, tomasz, amina] = [who('rosa'), who('tomasz'), who('amina')];
    expect((await rosa.letIn(incident, 'tomasz', 'widened', false, ['account'])).status).toBe(200);
    expect((await rosa.letIn(incident, 'amina', 'introduced', true, ['account'])).status).toBe(200);
    const files = await filesIn(rosa, incident);
    expect((await tomasz.setAside(incident, 'rosa')).status).toBe(200);
    expect(await everything(rosa, incident, files)).toEqual(await everything(rosa, absent, files));
    const kept = `select compartment from grant_file where member = 'rosa' and stream = 'report/${prepared.report}'`;
    expect(rowsOf(kept).map(({ compartment }) => compartment)).toEqual(['identity']);
    expect((await amina.lift(incident, 'rosa')).status).toBe(200);
    expect((await amina.letIn(incident, 'rosa')).status).toBe(200);
    expect([...(await rosa.open(incident)).keys.keys()].toSorted()).toEqual(['account', 'identity']);
  });

  test('nobody is let in while they are out', async () => {
    const { incident } = await reported('rosa');
    await who('rosa').setAside(incident, 'tomasz');
    expect(await who('amina').letIn(incident, 'tomasz')).toEqual(no(400, 'bad-manifest'));
  });

  test('somebody who is asked answers for themselves', async () => {
    const { incident } = await reported('rosa');
    await who('rosa').mark(incident, 'conflict-asked', [['member', 'tomasz']]);
    const says = (answer: string) =>
      who('tomasz').mark(incident, 'conflict-answered', [
        ['answer', answer],
        ['member', 'tomasz'],
      ]);
    expect((await says('clear')).status).toBe(200);
    expect(await says('conflict')).toEqual(no(409, 'turn-first'));
    expect(await who('owen').get(staffPaths.api.incident(incident))).toEqual(gone);
  });
});

describe('who is named in it', () => {
  const naming = ['what', 'Tomasz Brandt stood behind me the whole time'] as const;
  const release = (one: Colleague, incident: string, keys: boolean): Promise<Answered> =>
    one.act(incident, async (writing, opened) => {
      const { epoch, recipient } = opened.account.manifest;
      await writing.entry(
        opened.report,
        { kind: 'unbarred', compartment: 'account', epoch, facts: [['member', 'tomasz']] },
        { recipient, body: { v: 1, text: 'Another Tomasz.' } },
      );
      if (keys) await one.hand(writing, opened, 'introduced', { more: ['tomasz'], keep: true });
    });

  test('is not shown it; a colleague finds that it is somebody else, and they have the key in the same moment', async () => {
    const { incident, prepared } = await reported('rosa', naming);
    expect(keptOut(incident, prepared.report)).toEqual(['away tomasz', 'bar tomasz']);
    expect(await who('tomasz').get(staffPaths.api.incident(incident))).toEqual(gone);
    expect(await who('rosa').letIn(incident, 'tomasz')).toEqual(no(400, 'bad-manifest'));
    expect(await release(who('rosa'), incident, false)).toEqual(no(400, 'bad-manifest'));
    expect((await release(who('rosa'), incident, true)).status).toBe(200);
    expect(keptOut(incident, prepared.report)).toEqual([]);
    expect((await who('tomasz').open(incident)).body.named.map(({ member }) => member)).toEqual(['tomasz']);
    await until(() => mailsTo('tomasz', incident) > 0);
    expect(mailsTo('tomasz', incident)).toBe(1);
  });

  test('is out when a colleague finds that it is them, also with nobody beside', async () => {
    const { incident } = await reported('rosa', naming, ...without('amina', 'kenji'));
    const said = await who('rosa').mark(incident, 'conflict-answered', [
      ['answer', 'conflict'],
      ['member', 'tomasz'],
    ]);
    expect(said.status).toBe(200);
    expect(await who('tomasz').get(staffPaths.api.incident(incident))).toEqual(gone);
  });
});

describe('a report that was sent to one alone', () => {
  test('is widened with a new key; only then others see it', async () => {
    const { incident } = await reported('rosa', ['team.only', 'rosa']);
    expect(await who('rosa').letIn(incident, 'amina')).toEqual(no(400, 'bad-manifest'));
    expect(await who('rosa').letIn(incident, 'amina', 'widened')).toEqual(no(400, 'bad-manifest'));
    expect(await who('amina').get(staffPaths.api.incident(incident))).toEqual(gone);
    expect((await who('rosa').letIn(incident, 'amina', 'widened', false)).status).toBe(200);
    expect((await who('amina').open(incident)).body.only).toBe('rosa');
  });
});

describe('a stand-in', () => {
  test('is appointed once every lead is out, has the keys at once, and sees this incident and no other', async () => {
    const { incident } = await reported('kenji', ...without('rosa', 'tomasz', 'amina'));
    const [kenji, yewande] = [who('kenji'), who('yewande')];
    const before = await listOf(yewande.visitor);
    const appoint = (id: string, keys: boolean): Promise<Answered> =>
      kenji.act(incident, async (writing, opened) => {
        if (keys) await kenji.hand(writing, opened, 'stand-in', { more: [id], keep: true });
        await writing.mark('stand-in-appointed', [['member', id]]);
      });
    expect(await appoint('yewande', false)).toEqual(no(400, 'bad-manifest'));
    expect(await appoint('rosa', true)).toEqual(no(400, 'bad-manifest'));
    expect(await appoint('owen', true)).toEqual(no(403, 'not-allowed'));
    expect((await appoint('yewande', true)).status).toBe(200);
    expect((await yewande.open(incident)).body.leftOut.toSorted()).toEqual(['amina', 'rosa', 'tomasz']);
    expect((await listOf(yewande.visitor)).length).toBe(before.length + 1);
  });

  test('is not appointed while a lead is free', async () => {
    const { incident } = await reported('rosa');
    const tried = await who('rosa').act(incident, async (writing, opened) => {
      await who('rosa').hand(writing, opened, 'stand-in', { more: ['yewande'], keep: true });
      await writing.mark('stand-in-appointed', [['member', 'yewande']]);
    });
    expect(tried).toEqual(no(403, 'not-allowed'));
  });
});

describe('what the server says of who fetched it', () => {
  const fetched = async (one: Colleague, incident: string): Promise<readonly string[]> => {
    const { audit } = JSON.parse((await one.get(staffPaths.api.incident(incident))).text) as IncidentAnswer;
    return audit.map(({ line }) => String(new Map(parseLine(line)?.facts).get('member')));
  };

  test('one row for each change and member, already in the answer; looking for news adds none', async () => {
    const { incident } = await reported('rosa');
    expect(await fetched(who('rosa'), incident)).toEqual(['rosa']);
    // It is stored before it is answered: no copy leaves that nobody knows of.
    expect(rowsOf(`select seq from entry where stream = 'audit/${incident}'`)).toHaveLength(1);
    expect(await fetched(who('rosa'), incident)).toEqual(['rosa']);
    await who('rosa').get(staffPaths.api.heads(incident));
    expect(await fetched(who('amina'), incident)).toEqual(['rosa', 'amina']);
    await who('amina').mark(incident, 'lead-taken', []);
    expect(await fetched(who('rosa'), incident)).toEqual(['rosa', 'amina', 'rosa']);
    expect(await fetched(who('rosa'), incident)).toEqual(['rosa', 'amina', 'rosa']);
  });

  test('everybody at once: nobody’s row is lost, and nobody is refused for it', async () => {
    const { incident } = await reported('rosa');
    const all = ['rosa', 'tomasz', 'amina', 'kenji'];
    await Promise.all(all.map((id) => fetched(who(id), incident)));
    const { audit } = JSON.parse((await who('rosa').get(staffPaths.api.incident(incident))).text) as IncidentAnswer;
    const rows = audit.map(({ line }) => String(new Map(parseLine(line)?.facts).get('member')));
    expect(rows.toSorted()).toEqual(all.toSorted());
  });

  test('heads change with what is written, and are nobody’s who may not see it', async () => {
    const { incident } = await reported('rosa', ...without('tomasz'));
    const heads = async (): Promise<HeadsAnswer> =>
      JSON.parse((await who('rosa').get(staffPaths.api.heads(incident))).text) as HeadsAnswer;
    const before = await heads();
    expect(Object.keys(before).toSorted()).toEqual(['incident', 'mailbox', 'report']);
    await who('rosa').mark(incident, 'lead-taken', []);
    const then = await heads();
    expect(then.incident).not.toBe(before.incident);
    expect([then.report, then.mailbox]).toEqual([before.report, before.mailbox]);
    expect(await who('tomasz').get(staffPaths.api.heads(incident))).toEqual(gone);
    expect(await who('tomasz').get(staffPaths.api.heads(absent))).toEqual(gone);
  });
});

describe('a reporter names somebody later', () => {
  async function reply(prepared: Prepared, ...bars: readonly string[]): Promise<FormData> {
    const { keys, report } = prepared;
    const key = { id: keys.id, auth: keys.auth };
    const mailbox = JSON.parse(
      await (await new Visitor(served.url).post(paths.api.mailbox.open, key)).text(),
    ) as MailboxOpened;
    const { org, roster, rosterHash } = await sightOver(who('rosa').visitor);
    const where = { org, rosterVersion: roster.version, rosterHash, at: served.now(), report };
    const accounts = mailbox.access.flatMap(({ line }) => {
      const header = parseLine(line);
      return header?.kind === 'access' && header.compartment === 'account' ? [header] : [];
    });
    const recipient = String(new Map(accounts.at(-1)?.facts).get('recipient'));
    const sealed = await sealReply({
      ...where,
      keys,
      account: { epoch: accounts.at(-1)?.epoch ?? 1, recipient },
      body: { v: 1, from: 'reporter', text: 'and one more thing', files: [], at: served.now() },
      kind: 'heard-from-reporter',
      files: [],
    });
    const signer = signerOf(keys.signSeed);
    const barred = bars.map((id) => barredLater({ ...where, signer }, id));
    const lines = (all: readonly { readonly line: string; readonly hsig: string }[]) =>
      all.map(({ line, hsig }) => ({ line, hsig }));
    return batchForm(
      { ...key, report: lines([...barred, ...sealed.report]), mailbox: lines(sealed.mailbox) },
      sealed.files,
    );
  }
  const send = async (form: FormData): Promise<Answered> =>
    answered(await new Visitor(served.url).post(paths.api.mailbox.reply, form));

  test('they are out before it is there, told nothing, and the reporter’s page can say who reads it now', async () => {
    // What comes within a minute of a ring waits for the next one.
    await passes(60_000);
    const { incident, prepared } = await reported('rosa');
    await until(() => mailsTo('tomasz', incident) > 0);
    const files = await filesIn(who('tomasz'), incident);
    const form = await reply(prepared, 'tomasz');
    await passes(60_000);
    expect((await send(form)).status).toBe(200);
    expect(await everything(who('tomasz'), incident, files)).toEqual(await everything(who('tomasz'), absent, files));
    expect(keptOut(incident, prepared.report)).toEqual(['away tomasz', 'bar tomasz']);
    // No match of words that nobody has looked at destroys a key; it goes when a colleague turns it.
    const grants = (): ReturnType<typeof rowsOf> =>
      rowsOf(
        `select hash from grant_file where member = 'tomasz' and stream in ('report/${prepared.report}', 'incident/${incident}')`,
      );
    expect(grants()).not.toEqual([]);
    await until(() => mailsTo('rosa', incident) > 1);
    expect([mailsTo('rosa', incident), mailsTo('tomasz', incident)]).toEqual([2, 1]);
    const key = { id: prepared.keys.id, auth: prepared.keys.auth };
    const open = (await (await new Visitor(served.url).post(paths.api.mailbox.open, key)).json()) as MailboxOpened;
    const kinds = open.access.map(({ line }) => parseLine(line)?.kind);
    expect(kinds).toEqual(['access', 'access', 'barred']);
    expect(await who('rosa').noted(incident, 'x')).toEqual(no(409, 'turn-first'));
    expect((await who('rosa').turn(incident, ['tomasz'])).status).toBe(200);
    expect(grants()).toEqual([]);
  });

  test('somebody who is not on the team is not named, and a bar stands before what it is for', async () => {
    const { prepared } = await reported('rosa');
    expect(await send(await reply(prepared, 'nobody-like-that'))).toEqual(no(400, 'bad-request'));
    expect(await send(await reply(prepared, 'tomasz', 'tomasz'))).toEqual(no(400, 'bad-request'));
    const form = await reply(prepared, 'tomasz');
    const batch = JSON.parse(form.get('batch') as string) as { report: unknown[] };
    form.set('batch', JSON.stringify({ ...batch, report: batch.report.toReversed() }));
    expect(await send(form)).toEqual(no(400, 'wrong-kind'));
  });

  test('if that would leave nobody who reads it, its holders stay: never nobody', async () => {
    const { incident, prepared } = await reported('rosa', ...without('amina', 'kenji'));
    expect((await send(await reply(prepared, 'rosa', 'tomasz', 'yewande'))).status).toBe(200);
    const opened = await who('rosa').open(incident);
    expect(
      [...opened.report.entries]
        .filter(({ header }) => header.kind === 'barred')
        .map(({ header }) => String(new Map(header.facts).get('member'))),
    ).toEqual(['amina', 'kenji', 'yewande']);
    expect((await openIncident(await sightOver(who('tomasz').visitor), 'tomasz', incident)) === null).toBe(false);
  });
});

// Last: the clock moves, and every session is over.
test('what waited to be mailed is not sent any more', async () => {
  unreachable = new Set(['rosa@pyharbor.example']);
  const { incident } = await reported('rosa');
  await until(() => mailsTo('kenji', incident) > 0);
  expect((await who('rosa').stepAside(incident)).status).toBe(200);
  unreachable = new Set();
  const before = mailsTo('kenji', incident);
  await passes(25 * 3_600_000);
  // Reminders of the same incident go to the others meanwhile.
  await until(() => mailsTo('kenji', incident) > before || mailsTo('amina', incident) > 1);
  expect(mailsTo('amina', incident)).toBeGreaterThan(1);
  expect(mailsTo('rosa', incident)).toBe(0);
});
