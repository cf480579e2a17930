import { endOfDay } from '#domain/edition/clock.ts';
import type { Procedure, Response } from '#domain/procedure/procedure.ts';
import { endOf, endingsFor, type Consequence } from '#domain/response/deciding.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { ActSent } from '../../keys/protocol.ts';

/** What the form holds. `own`: nothing of the catalogue. */
export interface Deciding extends Consequence {
  readonly picked: '' | 'own' | 'listed';
  readonly person: string;
  readonly when: number | null;
}

export const undecided: Deciding = {
  picked: '',
  response: '',
  text: '',
  person: '',
  protects: '',
  data: {},
  ends: 'once',
  until: null,
  owner: '',
  due: null,
  when: null,
};

export function responseOf(procedure: Pick<Procedure, 'responses'>, id: string): Response | null {
  return procedure.responses.list.find((one) => one.id === id) ?? null;
}

/** Another response: what was written for the one before goes, and how long it lasts is what fits it. */
export function pickedAs(procedure: Pick<Procedure, 'responses'>, id: string): Partial<Deciding> {
  if (id === 'own') return { picked: 'own', response: '', data: {}, ends: 'once', until: null };
  const response = responseOf(procedure, id);
  const [first = 'once'] = endingsFor(response?.needs ?? []);
  return { picked: response === null ? '' : 'listed', response: id, data: {}, protects: '', ends: first, until: null };
}

/** The last moment of the event, ms: what lasts until then ends by itself. */
export function eventEnd({ ground: { edition } }: Pick<Opened, 'ground'>): number {
  return endOfDay(edition.to, edition.zone);
}

/** The entry; what ends at a time has it in clear, so that somebody is reminded to look again (RSP-10). */
export function decidedAs(value: Deciding, needs: Response['needs'], end: number): ActSent {
  const { response, text, person, protects, ends, until, owner, due } = value;
  const data = Object.fromEntries(
    needs.flatMap((need) => {
      const said = value.data[need] ?? '';
      return said === '' ? [] : [[need, said]];
    }),
  );
  return {
    kind: 'consequence-decided',
    facts: { owner, due, until: endOf({ ends, until }, end) },
    body: { v: 1, response, text, person, protects, data, ends, until: ends === 'date' ? until : null },
  };
}
