import { dayOf } from '#domain/edition/clock.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import { plainNumber } from './number.ts';

/** The same line, with or without a country in front. */
function sameLine(a: string, b: string): boolean {
  const [one, other] = [a, b].map((number) => plainNumber(number).replace(/^\+|^0+/u, ''));
  if (one === undefined || other === undefined || one.length < 6 || other.length < 6) return false;
  return one.endsWith(other) || other.endsWith(one);
}

const hasLine = ({ edition }: CurrentEdition, number: string): boolean =>
  [
    edition.teamPhone,
    ...edition.contacts.filter(({ lists }) => lists.includes('hotline')).map(({ phone }) => phone),
  ].some((line) => sameLine(line, number));

/**
 * The open event that a message to this number is about: among those whose line it is (all, where it is nobody's), the
 * one that runs today, else the nearest to come, else the last (RPT-08). Null while none is open.
 */
export function eventOf(
  { editions }: Organisation,
  to: string,
  now: number,
): { readonly current: CurrentEdition; readonly unnamed: boolean } | null {
  const open = editions.filter((one) => one.open);
  const theirs = open.filter((one) => hasLine(one, to));
  const inOrder = (theirs.length > 0 ? theirs : open).toSorted((a, b) => (a.edition.from < b.edition.from ? -1 : 1));
  const notOver = inOrder.find(({ edition }) => dayOf(now, edition.zone) <= edition.to);
  const current = notOver ?? inOrder.at(-1);
  return current === undefined ? null : { current, unnamed: inOrder.length > 1 };
}
