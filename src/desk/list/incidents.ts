import { useState } from 'react';
import type { IncidentList, IncidentSummary } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { usePolled } from '../frame/polled.ts';
import { useSession } from '../frame/session.tsx';
import { asking, isRefused, type NotDone } from '../sending/ask.ts';

const ask = asking();
const every = 20_000;

/** Later pages first-come: a row that moved to the first page meanwhile is shown once, as it is there. */
export function joinPages(pages: readonly (readonly IncidentSummary[])[]): readonly IncidentSummary[] {
  const seen = new Set<string>();
  return pages.flat().filter(({ incident }) => !seen.has(incident) && seen.add(incident));
}

export interface Incidents {
  readonly rows: readonly IncidentSummary[] | null;
  readonly problem: NotDone | null;
  readonly more: (() => Promise<void>) | null;
}

/** The incidents this member may see, asked for again every 20 s and when the window is looked at. */
export function useIncidents(): Incidents {
  const { hear, lock } = useSession();
  const [first, setFirst] = useState<IncidentList | null>(null);
  const [later, setLater] = useState<readonly IncidentList[]>([]);
  const [problem, setProblem] = useState<NotDone | null>(null);
  const heard = (answer: IncidentList | NotDone): answer is IncidentList => {
    hear(!(isRefused(answer) && answer.refused === 'offline'));
    if (isRefused(answer) && answer.refused === 'locked') lock();
    setProblem(isRefused(answer) ? answer : null);
    return !isRefused(answer);
  };
  usePolled(async () => {
    const answer = await ask.json<IncidentList>(paths.api.incidents);
    if (heard(answer)) setFirst(answer);
  }, every);
  const next = later.length > 0 ? later.at(-1)?.next : first?.next;
  const fetchMore = async (): Promise<void> => {
    const answer = await ask.json<IncidentList>(`${paths.api.incidents}?after=${encodeURIComponent(next ?? '')}`);
    if (heard(answer)) setLater([...later, answer]);
  };
  return {
    rows: first && joinPages([first.rows, ...later.map(({ rows }) => rows)]),
    problem,
    more: next === undefined || next === '' ? null : fetchMore,
  };
}
