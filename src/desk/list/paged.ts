import { useState } from 'react';
import { usePolled } from '../frame/polled.ts';
import { useSession } from '../frame/session.tsx';
import { asking, isRefused, type NotDone } from '../sending/ask.ts';

const ask = asking();
const every = 20_000;

/** One page of a list as the server gives it; `next` is `''` at the end. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string;
  /** The server's clock, ms. */
  readonly now: number;
}

/** A row that moved to an earlier page meanwhile is shown once, where it stands first. */
export function joinPages<Row>(pages: readonly (readonly Row[])[], keyOf: (row: Row) => string): readonly Row[] {
  const seen = new Set<string>();
  return pages.flat().filter((row) => {
    const key = keyOf(row);
    return !seen.has(key) && seen.add(key);
  });
}

export interface Paged<Row> {
  /** Null until the server answered for the first time. */
  readonly rows: readonly Row[] | null;
  readonly problem: NotDone | null;
  /** When the rows were as they are; 0 before the first answer. */
  readonly heardAt: number;
  readonly more: (() => Promise<void>) | null;
}

/** A list of the server, every page that was asked for, asked for again every 20 s and when the window is looked at. */
export function usePaged<Row>(path: string, keyOf: (row: Row) => string): Paged<Row> {
  const { hear, lock } = useSession();
  const [pages, setPages] = useState<readonly Page<Row>[]>([]);
  const [problem, setProblem] = useState<NotDone | null>(null);
  const fetchOne = async (after: string): Promise<Page<Row> | null> => {
    const answer = await ask.json<Page<Row>>(after === '' ? path : `${path}?after=${encodeURIComponent(after)}`);
    const refused = isRefused(answer) ? answer : null;
    hear(refused?.refused !== 'offline');
    if (refused?.refused === 'locked') lock();
    setProblem(refused);
    return isRefused(answer) ? null : answer;
  };
  const fetchAll = async (): Promise<void> => {
    const fresh: Page<Row>[] = [];
    for (let after = ''; ; after = fresh.at(-1)?.next ?? '') {
      const page = await fetchOne(after);
      // What was heard last stays in view, and the banner says that the network is gone.
      if (page === null) return;
      fresh.push(page);
      if (page.next === '' || fresh.length >= pages.length) break;
    }
    setPages(fresh);
  };
  usePolled(fetchAll, every);
  const next = pages.at(-1)?.next ?? '';
  return {
    rows:
      pages.length === 0
        ? null
        : joinPages(
            pages.map(({ rows }) => rows),
            keyOf,
          ),
    problem,
    heardAt: pages[0]?.now ?? 0,
    more:
      next === ''
        ? null
        : async () => {
            const page = await fetchOne(next);
            if (page !== null) setPages([...pages, page]);
          },
  };
}
