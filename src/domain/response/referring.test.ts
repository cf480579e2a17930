import { describe, expect, test } from 'vitest';
import { procedure } from '#kit/given.ts';
import { dangerOrder, lacksIn, tellable, wishes, type Referring } from './referring.ts';

const whole: Referring = {
  danger: 'no',
  askedBy: 'impacted',
  asked: '"Please call them."',
  askedAt: 1,
  agency: 'City police',
  told: 'Somebody follows a guest. North door.',
  at: 2,
  consent: 'She agreed to this text.',
};

describe('a referral', () => {
  test('given all of it is said, nothing is missing', () => {
    expect(lacksIn(whole)).toEqual([]);
  });

  test('given somebody asked, it says when and in which words', () => {
    expect(lacksIn({ ...whole, asked: ' ', askedAt: null })).toEqual(['askedWords', 'askedWhen']);
    expect(lacksIn({ ...whole, danger: 'yes', asked: '' })).toEqual(['askedWords']);
    expect(lacksIn({ ...whole, askedBy: 'nobody', asked: '', askedAt: null, danger: 'yes' })).toEqual([]);
  });

  test('given somebody is in danger, consent can wait; whom it was told to, and when, cannot', () => {
    expect(lacksIn({ ...whole, danger: 'yes', consent: '' })).toEqual([]);
    expect(lacksIn({ ...whole, consent: '' })).toEqual(['consent']);
    expect(lacksIn({ ...whole, danger: 'yes', agency: '', told: '', at: null })).toEqual(['agency', 'told', 'when']);
  });

  test('given nothing was said of danger or of who asked, that comes first', () => {
    expect(lacksIn({ ...whole, danger: '', askedBy: '' }).slice(0, 2)).toEqual(['danger', 'askedBy']);
  });
});

test('given both wishes count, who was hurt comes before who told', () => {
  const police = { ...procedure.police, onlyIfAskedBy: ['reporter', 'impacted'] as const };
  expect(wishes({ police })).toEqual(['impacted', 'reporter']);
  expect(wishes(procedure)).toEqual(['reporter']);
});

test('given a threat, the guide or security comes first and the other is there as well', () => {
  expect(dangerOrder({ police: { ...procedure.police, dangerFirst: 'guide' } })).toEqual(['guide', 'security']);
  expect(dangerOrder({ police: { ...procedure.police, dangerFirst: 'security' } })).toEqual(['security', 'guide']);
});

test('given what was told, somebody outside may need where and who; never who told it, in which words, or what they fear', () => {
  const asked = (id: string, rows: readonly string[], more: { compartment?: 'identity'; kind?: 'team' } = {}) => ({
    id,
    rows,
    compartment: more.compartment ?? ('account' as const),
    kind: more.kind ?? ('text' as const),
  });
  const all = [
    asked('where', ['FLD-05', 'RPT-06']),
    asked('who', ['FLD-09', 'FLD-10']),
    asked('told-by', ['RPT-18']),
    asked('what', ['FLD-07', 'RPT-05']),
    asked('worry', ['FLD-14']),
    asked('could-tell', ['INT-12']),
    asked('team', ['RPT-14', 'FLD-13'], { kind: 'team' }),
    asked('contact', ['FLD-01', 'INT-11'], { compartment: 'identity' }),
    asked('of-no-row', []),
  ];
  expect(tellable(all).map(({ id }) => id)).toEqual(['where', 'who']);
});
