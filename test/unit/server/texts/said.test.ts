import { expect, test } from 'vitest';
import { plainNumber } from '#server/texts/number.ts';
import { wordIn } from '#server/texts/said.ts';

test.each(['YES', 'Yes.', 'yes!', ' sí ', 'Sí', 'SI', '¡Sí!', 'y', '"Yes"'])('"%s" says yes', (text) => {
  expect(wordIn(text)).toBe('yes');
});

test.each(['STOP', 'Stop.', 'alto', 'ALTO', 'Unsubscribe', 'stop all'])('"%s" says stop', (text) => {
  expect(wordIn(text)).toBe('stop');
});

test.each(['', '?', 'Yes, it was on Friday', 'He would not stop', 'Sí, fue el viernes', 'no', '👍', 'yesterday'])(
  '"%s" is something that is told',
  (text) => {
    expect(wordIn(text)).toBeNull();
  },
);

test.each([
  ['+1 (412) 555-0142', '+14125550142'],
  ['0170 5550100', '01705550100'],
  ['72404', '72404'],
  ['anonymous', ''],
  ['BANK', ''],
  ['', ''],
  ['+1;drop', ''],
])('a number as it is written, %s, is dialled %s', (written, dialled) => {
  expect(plainNumber(written)).toBe(dialled);
});
