import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { hiddenFields } from '#kit/clear-form.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { cast } from '#rehearsal/cast.ts';
import { openIncident } from '#rehearsal/responding.ts';
import type { BirthInput } from '#seal/birth.ts';
import { procedureRegistry, readInstalled } from '#server/procedures.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { paths } from '#wire/paths.ts';
import { event, everyRole, procedureIds, reading, versionOf, world, type Seat, type World } from './pages/world.ts';
import { listOf, rehearsed, sightOver, visitor, type Rehearsed, type Visitor } from './server/rehearsed.ts';

/**
 * The public list of readers is who would receive a new report (RPT-13): it fails here if the list and who opens a
 * report that is sent right after it was read are not the same people.
 */
const listsIn = (html: string): readonly (readonly string[])[] =>
  [...html.matchAll(/<ul class="readers">([\s\S]*?)<\/ul>/gu)].map(([, list = '']) =>
    [...list.matchAll(/<li>([^<]+)/gu)].map(([, name = '']) => name).toSorted(),
  );

/** On the page of the whole procedure the lists stand in their section. */
const section = (html: string): string => html.slice(html.indexOf('id="about-who-reads"'));

interface Named {
  readonly readers: readonly string[];
  readonly next: readonly string[];
}

/** The names on both pages, which are one list: who reads, and the list after it. */
async function named(get: (path: string) => Promise<Response>, edition: string): Promise<Named> {
  const [readers = [], next = []] = listsIn(await (await get(`${paths.who(edition)}?l=en`)).text());
  expect(listsIn(section(await (await get(`${paths.handling(edition)}?l=en`)).text())).slice(0, 1)).toEqual([readers]);
  expect(readers.length).toBeGreaterThan(0);
  return { readers, next };
}

describe('the list of readers', () => {
  let served: Rehearsed;
  const team = new Map<string, Visitor>();
  beforeAll(async () => {
    served = await rehearsed();
    for (const { id } of cast) team.set(id, await visitor(served.url, id));
  }, 120_000);
  afterAll(() => served.end());

  /** Names of all who can open what was told, with their own keys. */
  async function openers(text: string): Promise<readonly string[]> {
    const names: string[] = [];
    for (const { id, name } of cast) {
      const one = team.get(id);
      if (one === undefined) throw new Error(id);
      const sight = await sightOver(one);
      for (const { incident } of await listOf(one)) {
        const what = (await openIncident(sight, id, incident))?.body.answers['what'];
        if (what?.kind === 'text' && what.text === text) names.push(name);
      }
    }
    return names.toSorted();
  }

  test.each(procedureIds)(
    'under %s has exactly those names for whom a report opens that is sent after it',
    async (id) => {
      const body = new FormData();
      body.set('procedure', id);
      const headers = { origin: served.url };
      const followed = await fetch(served.url + paths.rehearsal, { method: 'POST', body, headers, redirect: 'manual' });
      expect(followed.status).toBe(303);
      const edition = 'pyharbor-2027';
      const { readers } = await named((path) => fetch(served.url + path), edition);
      const text = `Something that happened under ${id}.`;
      expect((await (await prepare(await groundOf(served.url, edition), [['what', text]])).send()).status).toBe(200);
      expect(await openers(text)).toEqual(readers);
    },
    120_000,
  );
});

const fixtures = await readInstalled('test/fixtures', reading);
const twoSteps = fixtures.installed.find(({ procedure }) => procedure.opening !== null)?.procedure;

interface Told extends World {
  readonly births: readonly BirthInput[];
}

/** A world under a procedure, with two people for each of its roles, and what was sealed in it. */
async function worldOf(procedure: Procedure): Promise<Told> {
  const births: BirthInput[] = [];
  const sealer = sealerHere();
  const birth: typeof sealer.birth = (input) => {
    births.push(input);
    return sealer.birth(input);
  };
  const known = procedureIds.includes(procedure.id);
  const seats = everyRole(procedure).flatMap(([id, name, roles, rights]): readonly Seat[] => [
    rights === undefined ? [id, name, roles] : [id, name, roles, rights],
    [`${id}-too`, `${name} too`, roles],
  ]);
  const made = await world(
    { sealer: { ...sealer, birth }, ...(!known && { procedures: procedureRegistry(fixtures.installed, reading) }) },
    seats,
    {
      procedure: known ? procedure.id : 'pycon-us',
      procedureVersion: procedure.version,
      procedureDigest: procedure.digest,
      gathering: procedure.gatherings[0] ?? 'in-person',
    },
  );
  return { ...made, births };
}

/** Sends a report without scripts; ids of everybody for whom the server has a key of it. */
async function holders(w: Told): Promise<readonly string[]> {
  const form = hiddenFields(await (await w.get(`${paths.report(event)}?l=en`)).text());
  const check = await w.post(paths.check(event), [...form, ['what', 'Somebody shouted at me.']]);
  const answer = await w.post(paths.sent(event), hiddenFields(await check.text()));
  expect(answer.status).toBe(200);
  const born = w.births.at(-1);
  const row = await w.store.incidentOf(w.org, born?.reportId ?? '');
  const ids = (born?.readers.account ?? []).map(({ id }) => id);
  for (const id of ids) {
    const record = await w.store.recordFor(w.org, id, row?.incident ?? '');
    expect(record?.grants.some(({ compartment }) => compartment === 'account')).toBe(true);
  }
  return ids.toSorted();
}

const namesOf = (procedure: Procedure, ids: readonly string[]): readonly string[] =>
  ids
    .map((id) => {
      const role = id.replace(/-too$/u, '');
      const name = everyRole(procedure).find(([one]) => one === role)?.[1] ?? id;
      return id === role ? name : `${name} too`;
    })
    .toSorted();

describe('the list changes with the team', () => {
  test.each([...procedureIds.map((id) => versionOf(id).procedure), ...(twoSteps ? [twoSteps] : [])])(
    'under $id: who is suspended is off it and receives nothing, who got the role is on it and does',
    async (procedure) => {
      const w = await worldOf(procedure);
      const before = await named(w.get, event);
      const received = await holders(w);
      expect(namesOf(procedure, received)).toEqual(before.readers);
      // No steward: without two of them the form closes.
      const gone = received.find((id) => id.endsWith('-too')) ?? '';
      const [role] = procedure.opening?.first ?? [gone.replace(/-too$/u, '')];
      const newcomer = procedure.roles.findLast(({ receives }) => receives === 'never')?.id ?? '';
      await w.restaff((members) =>
        members.map((member) => {
          if (member.id === gone) return { ...member, suspended: true };
          return member.id === newcomer ? { ...member, roles: [...member.roles, [event, role ?? '']] } : member;
        }),
      );
      w.clock.now += 7_200_000;
      const after = await named(w.get, event);
      expect(after.readers).toEqual(namesOf(procedure, [...received.filter((id) => id !== gone), newcomer]));
      expect(namesOf(procedure, await holders(w))).toEqual(after.readers);
      await w.close();
    },
  );

  test('whoever joins every report because no reader knows the name is on it, and nobody is said to be asked', async () => {
    if (twoSteps === undefined) throw new Error('no fixture');
    const w = await worldOf(twoSteps);
    await w.restaff((members) =>
      members.map((member) => (member.id.startsWith('host') ? { ...member, roles: [] } : member)),
    );
    w.clock.now += 7_200_000;
    const { readers } = await named(w.get, event);
    expect(readers).toEqual(namesOf(twoSteps, ['helper', 'helper-too', 'neighbour', 'neighbour-too']));
    expect(namesOf(twoSteps, await holders(w))).toEqual(readers);
    expect(await (await w.get(`${paths.who(event)}?l=en`)).text()).not.toContain('open a new report at once');
    await w.close();
  });

  test('in two steps who is asked first stands on a list of their own, under what the procedure says of it', async () => {
    if (twoSteps === undefined) throw new Error('no fixture');
    const w = await worldOf(twoSteps);
    const { readers, next } = await named(w.get, event);
    expect(readers).toEqual(namesOf(twoSteps, ['host', 'host-too']));
    expect(next).toEqual(namesOf(twoSteps, ['helper', 'helper-too']));
    const html = await (await w.get(`${paths.who(event)}?l=en`)).text();
    const told = html.indexOf('The hosts open a new report at once.');
    expect(told).toBeGreaterThan(html.indexOf('Member 1'));
    expect(html.indexOf('Member 2')).toBeGreaterThan(told);
    await w.close();
  });
});
