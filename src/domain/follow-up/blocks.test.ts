import { describe, expect, test } from 'vitest';
import { actionsOf, blocksOffered, foundIn, letterOf, type Action, type Block } from './blocks.ts';

const moved: Action = { hash: 'h', response: '', text: 'he does not mentor', state: 'carried-out' };

describe('what a follow-up may say', () => {
  test('before a verdict, nothing is said of one', () => {
    expect(blocksOffered({ verdict: null, actions: [] })).toEqual(['thanks', 'discussed', 'more']);
  });

  test('with a verdict and something done, both are offered', () => {
    expect(blocksOffered({ verdict: 'violation', actions: [moved] })).toEqual([
      'thanks',
      'discussed',
      'verdict',
      'done',
      'more',
    ]);
  });

  test('thanks for a report that led to nothing only where nothing was decided', () => {
    expect(blocksOffered({ verdict: 'no-violation', actions: [] })).toContain('no-action');
    expect(blocksOffered({ verdict: 'no-violation', actions: [moved] })).not.toContain('no-action');
  });

  test('of somebody who was looked after, no verdict is told', () => {
    expect(foundIn({ verdict: 'welfare' })).toBeNull();
    expect(blocksOffered({ verdict: 'welfare', actions: [] })).not.toContain('verdict');
  });
});

test('what was taken back is not told, and what is only planned is not called done', () => {
  const body = { response: 'warning', text: '' };
  const decided = ['a', 'b', 'c'].map((hash) => ({ hash, body }));
  const stands = [
    { hash: 'a', carriedOut: {}, lifted: null },
    { hash: 'b', carriedOut: null, lifted: null },
    { hash: 'c', carriedOut: {}, lifted: {} },
  ];
  expect(actionsOf(decided, stands).map(({ hash, state }) => [hash, state])).toEqual([
    ['a', 'carried-out'],
    ['b', 'planned'],
  ]);
});

describe('the text', () => {
  const paragraphs: Record<Block, string> = {
    thanks: 'Thank you.',
    discussed: 'We talked about it.',
    verdict: 'It broke the code.',
    done: 'This was done:',
    'no-action': 'Nothing follows.',
    more: 'Write to us here.',
  };
  test('has only what was ticked, in one order', () => {
    expect(letterOf(new Set(['more', 'thanks']), paragraphs, ['a line'])).toBe('Thank you.\n\nWrite to us here.');
    expect(letterOf(new Set(), paragraphs, ['a line'])).toBe('');
  });
  test('says what was done line by line, and without a line not at all', () => {
    expect(letterOf(new Set(['done']), paragraphs, ['he does not mentor'])).toBe(
      'This was done:\n– he does not mentor',
    );
    expect(letterOf(new Set(['done', 'thanks']), paragraphs, [])).toBe('Thank you.');
  });
});
