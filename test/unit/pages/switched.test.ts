import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { questionsAt, type Procedure } from '#domain/procedure/procedure.ts';
import { verifyStream } from '#seal/entry.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import type { BirthInput } from '#seal/birth.ts';
import { reportIdOf } from '#seal/words.ts';
import { procedureRegistry, type Version } from '#server/procedures.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { event, hidden, pyHarbor, reading, said, versionOf, wordsOn, world, type World } from './world.ts';
import { hiddenFields } from '#kit/clear-form.ts';

const own = versionOf('pycon-us');

/** Another version, put in force while somebody writes. */
function variant(name: string, change: (procedure: Procedure) => Partial<Procedure>): Version {
  const text = `${own.text}\n# ${name}\n`;
  const version = { ...own.procedure, version: name, digest: sha256Hex(utf8(text)) };
  return { procedure: { ...version, ...change(own.procedure) }, text };
}
const shorter = variant('shorter', ({ questions }) => ({
  questions: questions.filter(({ id }) => id !== 'who' && id !== 'contact'),
}));
const others = variant('other readers', ({ questions, roles }) => ({
  questions: questions.filter(({ id }) => id !== 'who'),
  roles: roles.map((role) => (role.id === 'alias-reader' ? { ...role, receives: 'never' as const } : role)),
}));

const typed = [
  ['what', 'It happened at lunch.'],
  ['who.0.name', 'Ivo Brandt'],
  ['contact.reach', 'me@example.org'],
] as const;

let w: World;
let births: BirthInput[];
beforeEach(async () => {
  births = [];
  const sealer = sealerHere();
  const birth: typeof sealer.birth = (input) => {
    births.push(input);
    return sealer.birth(input);
  };
  w = await world({
    procedures: procedureRegistry([own, shorter, others], reading),
    sealer: { ...sealer, birth },
  });
});
afterEach(() => w.close());

/** A browser without scripts up to the check page: what it would send on, and the token of its form. */
async function checked(fields: readonly (readonly [string, string])[] = typed) {
  const form = hiddenFields(await (await w.get(paths.report(event))).text());
  const check = await (await w.post(paths.check(event), [...form, ...fields])).text();
  return { carried: hiddenFields(check), token: hidden(check, 'token') };
}

const under = ({ procedure }: Version) => w.settle(pyHarbor(procedure));

async function openedUnder(token: string): Promise<unknown> {
  const row = await w.store.incidentOf(w.org, reportIdOf(token));
  const record = row && (await w.store.stream(w.org, `incident/${row.incident}`));
  const read = record && verifyStream(record.stream, w.org, record.entries);
  if (read === null || 'refused' in read) throw new Error('no incident');
  return read.entries[0]?.header.facts.find(([key]) => key === 'procedure')?.[1];
}

const accountOf = (): AccountBody => births.at(-1)?.account as AccountBody;

describe('given the event is switched between the check page and Send', () => {
  test('with the same readers, everything typed goes, under the version it was written under', async () => {
    const { carried, token } = await checked();
    await under(shorter);
    const sent = await w.post(paths.sent(event), carried);
    const html = await sent.text();
    expect([sent.status, wordsOn(html)]).toEqual([200, expect.objectContaining({ length: 8 })]);
    expect(Object.keys(accountOf().answers)).toEqual(['what', 'who']);
    expect(births.at(-1)?.identity).toHaveProperty('answers.contact');
    expect(accountOf().procedure.digest).toBe(own.procedure.digest);
    expect(await openedUnder(token)).toBe(own.procedure.digest);
  });

  test('to other readers, nothing is sent before their names were seen, and then nothing is missing', async () => {
    const { carried, token } = await checked();
    await under(others);
    const first = await w.post(paths.sent(event), carried);
    const again = await first.text();
    expect(first.status).toBe(409);
    expect(said(again)).toContain('Who will read this has changed');
    expect(said(again)).toContain('Ivo Brandt');
    expect(said(again)).not.toContain('Kenji Morita');
    expect(births).toEqual([]);
    const sent = await w.post(paths.sent(event), hiddenFields(again));
    expect(sent.status).toBe(200);
    expect(births.at(-1)?.readers.account.map(({ id }) => id)).toEqual(['rosa', 'amina']);
    expect(Object.keys(accountOf().answers)).toEqual(['what', 'who']);
    expect(accountOf().procedure.digest).toBe(own.procedure.digest);
    expect(await openedUnder(token)).toBe(others.procedure.digest);
  });

  test('to another kind of event, what only the old one asks is kept', async () => {
    expect(questionsAt(own.procedure, 'online').map(({ id }) => id)).not.toContain('who');
    const { carried } = await checked();
    await w.settle({ ...pyHarbor(own.procedure), gathering: 'online' });
    const sent = await w.post(paths.sent(event), carried);
    expect([sent.status, Object.keys(accountOf().answers)]).toEqual([200, ['what', 'who']]);
  });

  test('keeping on writing brings back the form that was begun', async () => {
    const { carried } = await checked([...typed, ['team.leave-out', 'kenji']]);
    await under(others);
    const html = await (await w.post(paths.check(event), [...carried, ['do', 'write']])).text();
    expect(html).toContain('value="Ivo Brandt"');
    expect(html).toMatch(/name="team\.leave-out"[^>]*value="kenji"|value="kenji"[^>]*name="team\.leave-out"/u);
    expect(hidden(html, 'under')).toBe(`${own.procedure.digest}.in-person`);
  });
});

test('what was written under a version that is not to be had any more is said before anything is sent', async () => {
  const { carried } = await checked();
  const lost = [...carried.filter(([name]) => name !== 'under'), ['under', `${'f'.repeat(64)}.in-person`]] as const;
  await under(shorter);
  const first = await w.post(paths.sent(event), lost);
  const html = await first.text();
  expect(first.status).toBe(409);
  expect(said(html)).toContain('The form was changed while you were writing.');
  expect(said(html)).toContain('Ivo Brandt');
  expect(births).toEqual([]);
  expect((await w.post(paths.sent(event), hiddenFields(html))).status).toBe(200);
});

test('a version that was never in force is nobody’s form', async () => {
  const { carried } = await checked();
  const claimed = carried.map(([name, value]) =>
    name === 'under' ? ([name, `${others.procedure.digest}.in-person`] as const) : ([name, value] as const),
  );
  expect((await w.post(paths.sent(event), claimed)).status).toBe(200);
  expect(accountOf().procedure.digest).toBe(own.procedure.digest);
});
