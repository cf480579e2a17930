import { useMemo } from 'react';
import type { Finding } from '#domain/speaking/finding.ts';
import { identifying } from '#domain/speaking/identity.ts';
import { isPublic, standingOf, type PermissionTold, type Standing } from '#domain/speaking/publishing.ts';
import { stopsIn, type Stop } from '#domain/speaking/stops.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { toldOf } from '../handling/told.ts';
import { newToReporter, together, useBeside } from './beside.ts';
import { tellingOf } from './telling.ts';

/** What a text is for: one that leaves the team, a message to who reported, or the packet of an appeal. */
export type CheckedFor =
  | 'outcome'
  | 'conversation'
  | 'announcement'
  | 'statement'
  | 'aware'
  | 'referral'
  | 'reply'
  | 'reporter'
  | 'packet';

export interface CheckedAs {
  readonly for: CheckedFor;
  /** Of the text; the page's where it is left out. */
  readonly language?: string;
}

/** A finding, and whether it may stay. */
export type Seen = Finding & { readonly standing: Standing };

export interface Checked {
  /** What could give somebody away to whom this text goes. Finding nothing proves nothing. */
  readonly check: (text: string, as: CheckedAs) => readonly Seen[];
  /** Offers to drop it, promises and the like. `hint`: said beside the text; else it waits for a second tap. */
  readonly stops: (text: string, as: CheckedAs) => readonly Stop[];
}

/** Every permission that people of the incident gave, with whether it still stands. */
export function permissionsIn(opened: Opened): readonly PermissionTold[] {
  const gone = new Set(
    opened.handling.speaking.permissions.flatMap(({ hash, withdrawn }) => (withdrawn === null ? [] : [hash])),
  );
  return toldOf(opened, 'permission-given').map(({ hash, facts, body }) => ({
    hash,
    for: facts['for'] ?? '',
    withdrawn: gone.has(hash),
    person: body.person,
  }));
}

/** Whether a finding tells nothing new to whom the text is for. */
const isTheirs = (what: CheckedFor, { whose }: Finding): boolean =>
  (what === 'outcome' || what === 'conversation') && whose === 'reported';

/** The check of one incident. `find`: what could tell anybody, whoever reads it. */
export function checkedIn(
  opened: Opened,
  procedure: Procedure | undefined,
  find: (text: string, language: string) => readonly Finding[],
): Checked['check'] {
  const permissions = permissionsIn(opened);
  return (text, { for: what, language = 'en' }) => {
    const seen = find(text, language)
      .filter((one) => !isTheirs(what, one))
      .map((one) => ({
        ...one,
        standing:
          isPublic(what) && procedure !== undefined
            ? standingOf(procedure, permissions, one)
            : { is: 'asked' as const },
      }));
    // Somebody who is known twice, as reporter and as a person of the incident, gives one permission.
    return seen.map((one) => {
      const same = seen.find(
        ({ start, end, whose, standing }) =>
          standing.is === 'permitted' && start === one.start && end === one.end && whose === one.whose,
      );
      return same === undefined || one.standing.is !== 'refused' ? one : { ...one, standing: same.standing };
    });
  };
}

/** The check of texts and the words that hold one up, for one incident. All of it happens on this device. */
export function useChecked(opened: Opened): Checked {
  const { team } = useSession();
  const { language: page } = useWords();
  const edition = editionOf(team, opened.row.edition);
  const procedure = versionOf(team, opened.procedure);
  // Who of the team is out of it may be in it: their name is no longer one that everybody knows.
  const { away } = opened.handling;
  const names = team.members
    .filter(({ id }) => !away.has(id))
    .map(({ name }) => name)
    .join('\n');
  const beside = useBeside(opened);
  return useMemo(() => {
    const known = names.split('\n');
    const own = tellingOf(opened, edition, known);
    const others = beside.map((one) => tellingOf(one, edition, known));
    const all = together(own, others);
    const check = checkedIn(opened, procedure, (text, language) => identifying(text, all, language));
    const toReporter = checkedIn(opened, procedure, (text, language) => newToReporter(text, language, own, others));
    const decided = opened.handling.response.resolutions.length > 0;
    return {
      check: (text, as) => (as.for === 'reporter' ? toReporter : check)(text, { language: page, ...as }),
      stops: (text, { language = page }) => stopsIn(text, language, { decided }),
    };
  }, [opened, edition, procedure, names, page, beside]);
}
