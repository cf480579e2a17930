import { expect, test } from 'vitest';
import { textLink } from './texting.ts';

test('a link begins a text message to the number, with the words and nothing besides', () => {
  expect(textLink('+1 (412) 555-0111', 'Please look: Quiet Heron & nothing else?')).toBe(
    'sms:+14125550111?&body=Please%20look%3A%20Quiet%20Heron%20%26%20nothing%20else%3F',
  );
});
