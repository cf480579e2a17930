import { useEffect, useState } from 'react';
import type { Finding, Telling } from '#domain/speaking/finding.ts';
import { identifying } from '#domain/speaking/identity.ts';
import { useSession } from '../../frame/session.tsx';
import type { Keys } from '../../keys/client.ts';
import type { Opened } from '../../keys/incident-seen.ts';

/** Read once for every state of an incident, whichever forms ask. */
const read = new WeakMap<Opened, Promise<readonly Opened[]>>();
const nobody: readonly Opened[] = [];

async function openedBeside(keys: Keys, opened: Opened): Promise<readonly Opened[]> {
  const answers = await Promise.all(opened.near.map(({ incident }) => keys.open(incident)));
  return answers.filter((answer): answer is Opened => !('refused' in answer));
}

/** Incidents that are handled together with this one: what their reporters told gives them away here too (CNF-05). */
export function useBeside(opened: Opened): readonly Opened[] {
  const { keys } = useSession();
  const [beside, setBeside] = useState(nobody);
  useEffect(() => {
    if (opened.near.length === 0) return undefined;
    let here = true;
    const reading = read.get(opened) ?? openedBeside(keys, opened);
    read.set(opened, reading);
    void reading.then((found) => {
      if (here) setBeside(found);
    });
    return () => {
      here = false;
    };
  }, [keys, opened]);
  return opened.near.length === 0 ? nobody : beside;
}

const noTelling: Telling = { people: [], told: [], places: [], known: [] };

/** Several tellings as one. */
export function together(own: Telling, others: readonly Telling[]): Telling {
  return {
    people: [...own.people, ...others.flatMap(({ people }) => people)],
    told: [...own.told, ...others.flatMap(({ told }) => told)],
    places: [...own.places, ...others.flatMap(({ places }) => places)],
    known: own.known,
  };
}

/**
 * What a message to a reporter would tell them that they did not tell themselves: of who else reported, of people of the
 * incident they never named, and the other side's own words (CNF-05, RSP-18). What they wrote themselves is no news.
 */
export function newToReporter(
  text: string,
  language: string,
  own: Telling,
  others: readonly Telling[],
): readonly Finding[] {
  const theirs: Telling = {
    ...own,
    people: own.people.filter(({ person, whose }) => person === '' || person === 'reporter' || whose === 'reporter'),
    told: own.told.filter(({ whose }) => whose === 'reporter'),
  };
  const said = theirs.told.map(({ text: words }) => words).join('\n');
  const named = (one: Telling['people'][number]): boolean =>
    identifying(said, { ...noTelling, people: [one] }, language).some(({ person }) => person === one.person);
  const side = own.told.filter(({ whose }) => whose === 'reported');
  const news = together(
    {
      ...noTelling,
      people: own.people.filter((one) => !theirs.people.includes(one) && one.whose !== 'reported' && !named(one)),
      told: side,
      known: own.known,
    },
    others,
  );
  const known = new Set(identifying(text, theirs, language).map(({ start, end }) => `${start} ${end}`));
  return identifying(text, news, language).filter(
    ({ why, start, end }) => why !== 'gender' && !known.has(`${start} ${end}`),
  );
}
