import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { castReady, houseOf } from './house.ts';
import { gone, unasked } from './probes.ts';
import { asked, counted, newTally, toldAlike, tried } from './property.ts';
import { byBrowser } from './sender.ts';
import { stories, teamOf, verbs, type Story } from './story.ts';

beforeAll(castReady);

const every = 110;
const everywhere = ['pycon-us', 'pycon-us-2018', 'boston-python', 'pyladiescon', 'two-steps', 'two-steps'];
const aStory = (seed: number): Story => {
  const [story] = fc.sample(stories(['pycon-us']), { numRuns: 1, seed });
  if (story === undefined) throw new Error('no story');
  return story;
};

test('every route there is has its line in the table of probes, and every line its route', async () => {
  const house = await houseOf(
    teamOf(aStory(1)),
    () => 0,
    (store) => store,
  );
  expect(unasked(house.routes)).toEqual([]);
  expect(gone(house.routes)).toEqual([]);
  await house.store.close();
});

test('one world told twice is the same to the byte: what differs below is not chance', async () => {
  for (const seed of [1, 2, 3]) expect(await toldAlike(aStory(seed), byBrowser)).toEqual([]);
});

describe('reports locked by their reporters', () => {
  test('whoever is kept out of an incident cannot tell a world with it from one without', async () => {
    const tally = newTally();
    await tried({ procedures: everywhere, sending: byBrowser, ...asked(every, 5), tally });
    counted('browser', tally);
    // Every act came about; a few worlds asked for by hand may miss one.
    const never = verbs.filter(
      (verb) => !['minutes', 'hours', 'days', 'suspend'].includes(verb) && !tally.done.has(verb),
    );
    expect(tally.worlds < every ? [] : never).toEqual([]);
    expect(tally.opened).toBeGreaterThan(tally.worlds);
    expect(tally.members).toBeGreaterThan(2 * tally.worlds);
  });
});
