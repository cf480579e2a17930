import { describe, expect, test } from 'vitest';
import { asked, counted, newTally, tried } from './property.ts';
import { byForm } from './sender.ts';

const everywhere = ['pycon-us', 'pycon-us-2018', 'boston-python', 'pyladiescon', 'two-steps', 'two-steps'];

describe('reports written without scripts', () => {
  test('whoever is kept out of an incident cannot tell a world with it from one without', async () => {
    const tally = newTally();
    await tried({ procedures: everywhere, sending: byForm, ...asked(90, 6), tally });
    counted('form', tally);
    expect(tally.opened).toBeGreaterThan(tally.worlds);
    expect(tally.members).toBeGreaterThan(2 * tally.worlds);
  });
});
