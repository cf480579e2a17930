import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { noPost } from '#kit/post.ts';
import type { AlertParts } from '#server/alerts/message.ts';
import { wake } from '#server/alerts/wake.ts';
import { wakesApart } from '#server/due/circle.ts';
import type { Post } from '#server/post/post.ts';
import { castReady, houseOf, type House } from '../../../apart/house.ts';

const second = 1_000;
const minute = 60 * second;
const apart = wakesApart;
const began = Date.parse('2027-05-15T07:00Z');
const members = ['rosa', 'amina'] as const;
type Who = (typeof members)[number];
const team = {
  procedure: 'pycon-us',
  members: members.map((id) => ({ id, rights: [], roles: ['responder'] })),
} as const;

/** Something urgent that came `at`, ms after the beginning. Without Amina it must be as if it did not exist for her. */
interface Came {
  readonly name: string;
  readonly at: number;
  readonly isWithoutAmina: boolean;
  /** When somebody has it, ms after the beginning. */
  readonly taken: number;
}

/** While mail is down, ms after the beginning. */
interface Down {
  readonly from: number;
  readonly to: number;
}

interface Rang {
  readonly to: string;
  readonly at: number;
  readonly for: string;
}

const came: fc.Arbitrary<readonly Came[]> = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 900 }),
      isWithoutAmina: fc.boolean(),
      has: fc.option(fc.integer({ min: 0, max: 400 }), { nil: 100_000 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((all) =>
    all.map(({ at, isWithoutAmina, has }, n) => {
      return { name: `${n}`, at: at * second, isWithoutAmina, taken: (at + has) * second };
    }),
  );
const down: fc.Arbitrary<Down> = fc
  .tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 400 }))
  .map(([from, long]) => ({ from: from * second, to: (from + long) * second }));
const never: Down = { from: 0, to: 0 };

let house: House;
let clock = began;
beforeAll(async () => {
  await castReady();
  house = await houseOf(
    team,
    () => clock,
    (store) => store,
  );
  const { store } = house;
  for (const member of members)
    for (const { id } of await store.alertRoutes(house.org, member)) await store.endAlertRoute(house.org, member, id);
});

let worlds = 0;

/** Lives half an hour and more, in which each job runs when it is due, those of one moment at once. */
async function lived(all: readonly Came[], silent: Down): Promise<readonly Rang[]> {
  const rang: Rang[] = [];
  const world = `world ${worlds++}`;
  const { store, procedures } = house.parts;
  const now = (): number => clock;
  const since = (): number => clock - began;
  const post: Post = {
    ...noPost,
    async send({ to, subject }) {
      if (since() >= silent.from && since() < silent.to) throw new Error('nobody takes it');
      await Promise.resolve(rang.push({ to: to.split('@')[0] ?? '', at: since(), for: subject }));
    },
  };
  const parts: AlertParts = { store, now, procedures, post, origin: '', log: () => undefined };
  let jobs = all.flatMap((one) =>
    members
      .filter((member) => member !== 'amina' || !one.isWithoutAmina)
      .map((member) => ({ one, member, id: `${world} ${one.name} ${member}`, at: one.at, tries: 0 })),
  );
  while (jobs.length > 0) {
    const at = Math.min(...jobs.map((job) => job.at));
    clock = began + at;
    const due = jobs.filter((job) => job.at === at);
    const left = await Promise.all(
      due.map(async (job) => {
        if (job.one.taken <= at) return [];
        const circle = `${world} ${job.one.isWithoutAmina ? 'without amina' : 'all'}`;
        const waking = { org: house.org, member: job.member, circle, since: began + job.one.at };
        const tries = job.tries + 1;
        const claimed = { id: job.id, kind: 'alert', payload: '{}', at: clock, tries } as const;
        const message = { id: job.id, subject: job.one.name, text: '' };
        const outcome = await wake(parts, claimed, waking, message);
        if (outcome === 'over') return [];
        if (outcome === 'again') throw new Error('not said when');
        return [{ ...job, tries, at: outcome.at - began }];
      }),
    );
    jobs = [...jobs.filter((job) => job.at !== at), ...left.flat()];
  }
  return rang;
}

const isFor = (all: readonly Came[], name: string): Came => {
  const found = all.find((one) => one.name === name);
  if (found === undefined) throw new Error(`nothing is called ${name}`);
  return found;
};
const runs = { numRuns: 60, seed: 20_270_515 } as const;

test('everybody is rung for everything that nobody has, at once or within fifty seconds, and not twice in fifty seconds for the same people', async () => {
  await fc.assert(
    fc.asyncProperty(came, async (all) => {
      const rang = await lived(all, never);
      expect(rang.length).toBeLessThanOrEqual(all.length * 2);
      for (const who of members)
        for (const without of [false, true]) {
          const theirs = rang.filter(({ to, for: name }) => to === who && isFor(all, name).isWithoutAmina === without);
          const times = theirs.map(({ at }) => at).toSorted((a, b) => a - b);
          times.slice(1).forEach((at, i) => expect(at - (times[i] ?? 0)).toBeGreaterThanOrEqual(apart));
          if (without && who === 'amina') expect(times).toEqual([]);
          else
            for (const one of all.filter((each) => each.isWithoutAmina === without)) {
              const until = Math.min(one.at + apart, one.taken - 1);
              const waits = one.at + apart >= one.taken;
              // Whoever has it in the meantime spares everybody the ring.
              if (!waits) expect(times.some((at) => at >= one.at && at <= until)).toBe(true);
            }
        }
    }),
    runs,
  );
});

test('whatever comes without Amina, her phone rings, and is silent, as if it had not; and so does every ring beside hers', async () => {
  await fc.assert(
    fc.asyncProperty(came, down, async (all, silent) => {
      const hers = all.filter(({ isWithoutAmina }) => !isWithoutAmina);
      const [withAll, alone] = [await lived(all, silent), await lived(hers, silent)];
      const times = (rang: readonly Rang[]) =>
        rang
          .filter(({ for: name }) => !isFor(all, name).isWithoutAmina)
          .map(({ to, at, for: name }) => `${at} ${to} ${name}`)
          .toSorted();
      expect(times(withAll)).toEqual(times(alone));
    }),
    runs,
  );
});

test('a ring that nothing took is no ring: once the way is back everybody hears of what nobody has', async () => {
  await fc.assert(
    fc.asyncProperty(came, down, async (all, silent) => {
      const rang = await lived(all, silent);
      for (const one of all) {
        const heard = Math.max(one.at, silent.to) + apart + minute;
        if (one.taken <= heard) continue;
        for (const who of one.isWithoutAmina ? (['rosa'] as const) : members) {
          const mine = ({ to, at, for: name }: Rang): boolean =>
            to === who && isFor(all, name).isWithoutAmina === one.isWithoutAmina && at >= one.at && at <= heard;
          expect(rang.some(mine)).toBe(true);
        }
      }
    }),
    runs,
  );
});

test('a flood of reports within fifty seconds rings each phone twice, and for all of them', async () => {
  const all = Array.from({ length: 40 }, (_, n): Came => {
    return { name: `${n}`, at: n * 1_200, isWithoutAmina: false, taken: Infinity };
  });
  const rang = await lived(all, never);
  for (const who of members satisfies readonly Who[])
    expect(rang.filter(({ to }) => to === who).map(({ at }) => at)).toEqual([0, apart]);
});
