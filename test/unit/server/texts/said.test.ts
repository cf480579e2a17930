import { expect, test } from 'vitest';
import { plainNumber } from '#server/texts/number.ts';
import { wordIn } from '#server/texts/said.ts';

test.each(['YES', 'Yes.', 'yes!', ' sí ', 'Sí', 'SI', '¡Sí!', 'y', '"Yes"'])('"%s" says yes', (text) => {
  expect(wordIn(text)).toBe('yes');
});

test.each([
  'STOP',
  'Stop.',
  'alto',
  'ALTO',
  'Unsubscribe',
  'stop all',
  'ＳＴＯＰ',
  '\u202ASTOP\u202C',
  'Opt-out',
  'quit',
  'Revoke',
  'CANCEL',
  'end',
  'Cancelar',
  '🛑 STOP 🛑',
])('"%s" says stop', (text) => {
  expect(wordIn(text)).toBe('stop');
});

test.each([
  '',
  '?',
  'Yes, it was on Friday',
  'He would not stop',
  'Sí, fue el viernes',
  'no',
  '👍',
  'yesterday',
  'HELP',
  'ayuda',
  'START',
  'قف',
  'At the end',
  '🙂',
])('"%s" is something that is told', (text) => {
  expect(wordIn(text)).toBeNull();
});

test.each([
  ['+1 (412) 555-0142', '+14125550142'],
  ['0170 5550100', '01705550100'],
  ['72404', '72404'],
  ['\u202A+1 (412) 555-0142\u202C', '+14125550142'],
  ['\u200E+972-3-555-0100\u200F', '+97235550100'],
  ['anonymous', ''],
  ['BANK', ''],
  ['', ''],
  ['+1;drop', ''],
])('a number as it is written, %s, is dialled %s', (written, dialled) => {
  expect(plainNumber(written)).toBe(dialled);
});
