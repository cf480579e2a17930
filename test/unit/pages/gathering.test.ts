import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { procedure as small } from '#kit/given.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import type { Clause, Procedure } from '#domain/procedure/procedure.ts';
import { labelOf, metByOf } from '#desk/frame/duties.ts';
import { clauseTexts } from '#domain/promises/clause-texts.ts';
import type { EventView } from '#server/pages/frame/view.ts';
import { Clauses, Duties } from '#server/pages/promises/clauses.tsx';
import { besideText } from '#server/pages/promises/phrases.ts';
import { desk } from '#words/made/en/desk.ts';
import { pages } from '#words/made/en/pages.ts';

/** Leads read at both kinds of event, readers (the chat, say) only online. */
const text = { en: 'Read by {readers}, alone {who:act-alone}.' };
const [first] = small.duties;
if (first === undefined) throw new Error('no duty');
const procedure: Procedure = {
  ...small,
  gatherings: ['meet-up', 'online'],
  roles: small.roles.map((role) => ({
    ...role,
    may: role.id === 'reader' ? ['act-alone'] : role.may,
    gatherings: role.id === 'reader' ? ['online'] : ['meet-up', 'online'],
  })),
  duties: [{ ...first, label: text, text, met: [{ kind: 'unheard-of', facts: {} }] }],
};
const there = 'Read by leads, alone leads.';
const online = 'Read by leads and readers, alone leads or readers.';
const clause: Clause = { id: 'who', text, force: 'must', source: 'seed', rows: [] };

const viewAt = (gathering: Gathering): EventView =>
  ({ w: pages, language: 'en', current: { procedure }, edition: { gathering } }) as unknown as EventView;

test.each([
  ['meet-up', there],
  ['online', online],
] as const)('given an event of kind %s, pages name the roles that are held there', (gathering, said) => {
  const view = viewAt(gathering);
  const items = [{ path: 'handling.0', clause, heading: text, beside: [] }];
  const written = [
    renderToStaticMarkup(createElement(Clauses, { page: { view, staff: false }, items })),
    renderToStaticMarkup(createElement(Duties, { page: { view, staff: true }, items })),
  ];
  // Each twice: as the heading and as the clause.
  for (const html of written) expect(html.split(said)).toHaveLength(3);
  expect(besideText(view, { what: 'none', text })).toContain(said);
});

test.each([
  ['meet-up', there],
  ['online', online],
] as const)('given an event of kind %s, the desk names the roles that are held there', (gathering, said) => {
  const saying = { t: desk, language: 'en', procedure, gathering };
  expect(labelOf(first.id, saying)).toBe(said);
  expect(metByOf(first.id, saying)).toBe(said);
  expect(clauseTexts(procedure, first.id, 'duty-open', gathering)).toEqual({ en: said });
});
