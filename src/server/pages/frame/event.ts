import type { Context } from 'hono';
import { currentEditions, type CurrentEdition, type Organisation } from '../../editions.ts';
import type { Parts } from '../../parts.ts';
import { viewOf, type EventView } from './view.ts';

export function eventView(
  parts: Parts,
  c: Context,
  organisation: Organisation,
  current: CurrentEdition,
  asked: string | undefined,
): EventView {
  const { edition } = current;
  const spoken = edition.languages.filter((l) => current.procedure.languages.includes(l));
  return { ...viewOf(parts, c, asked, spoken), organisation, current, edition };
}

/** The event of the address, in the language of the address or of the form; null when there is none of that name. */
export async function requireEvent(parts: Parts, c: Context, formLanguage?: string): Promise<EventView | null> {
  const organisation = await currentEditions(parts.store, parts.procedures, parts.now());
  const current = organisation?.editions.find((e) => e.edition.id === c.req.param('edition'));
  if (organisation === null || current === undefined) return null;
  return eventView(parts, c, organisation, current, formLanguage ?? c.req.query('l'));
}
