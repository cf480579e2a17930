/** A number as it is dialled: a plus where it has one, and its digits; `''` for what is none (withheld, a name). */
export function plainNumber(text: string): string {
  const digits = text.replaceAll(/[\s().\-/\u2010-\u2015\p{Cf}]/gu, '');
  return /^\+?\d{3,20}$/u.test(digits) ? digits : '';
}
