import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Stop } from '#domain/speaking/stops.ts';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { Field } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useOwn } from '../../frame/own-words.ts';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import type { Seen } from './checked.ts';
import { whyFound, whyStopped } from './kinds.ts';
import './outgoing.css';

/** The words of everything that leaves the team. */
export const useOutgoingWords = (): typeof en => useOwn({ en, es });

/** One line for each word and each reason, wherever it stands. */
export function eachOnce(findings: readonly Seen[]): readonly Seen[] {
  const seen = new Set<string>();
  return findings.filter((one) => !seen.has(keyOf(one)) && seen.add(keyOf(one)).size > 0);
}

/** Under what a reason to keep it is kept. */
export const keyOf = ({ found, why }: Pick<Seen, 'found' | 'why'>): string => `${why}:${found.toLowerCase()}`;

function whoseName(
  t: typeof en,
  procedure: Procedure | undefined,
  language: string,
  { whose }: Pick<Seen, 'whose'>,
  toReporter: boolean,
): string {
  const term = (which: 'reported' | 'impacted'): string =>
    procedure === undefined ? which : say(procedure.terms[which], language);
  switch (whose) {
    case 'reporter':
      return toReporter ? t.whoseOther() : t.whoseReporter();
    case 'impacted':
      return t.whoseImpacted({ name: term('impacted') });
    case 'reported':
      return t.whoseReported({ name: term('reported') });
    case 'witness':
      return t.whoseWitness();
    case 'present':
      return t.whosePresent();
    case 'organisation':
      return t.whoseOrganisation();
    case '':
      return '';
  }
}

/** What the check found. Never "clear": with nothing found it says that a person still has to read it. */
export function Findings({
  opened,
  findings,
  kept,
  keep,
  note,
  toReporter = false,
}: {
  opened: Opened;
  findings: readonly Seen[];
  /** Reasons by `keyOf`; left out where nothing is asked here. */
  kept?: Readonly<Record<string, string>>;
  keep?: (key: string, why: string) => void;
  /** What is asked about them, where no second reader comes after. */
  note?: string;
  /** It goes to somebody who reported: whoever else did is another one. */
  toReporter?: boolean;
}): ReactNode {
  const t = useOwn({ en, es });
  const { language } = useWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  const each = eachOnce(findings);
  if (each.length === 0) return <p className="soft found-none">{t.foundNone()}</p>;
  return (
    <section className="found-words" aria-label={t.foundTitle()}>
      <h4>{t.foundTitle()}</h4>
      {keep !== undefined && <p className="soft">{note ?? t.foundNote()}</p>}
      <ul>
        {each.map((one) => {
          const about = [whyFound(t, one.why), whoseName(t, procedure, language, one, toReporter)].filter(
            (part) => part !== '',
          );
          return (
            <li key={keyOf(one)} className={one.standing.is === 'refused' ? 'refused' : undefined}>
              <mark>
                <Inert text={one.found} />
              </mark>{' '}
              <small>{about.join(' ')}</small>
              {one.standing.is === 'refused' && <p className="error">{t.foundRefused()}</p>}
              {one.standing.is === 'permitted' && <p className="soft">{t.foundPermitted()}</p>}
              {one.standing.is === 'asked' && keep !== undefined && (
                <Field
                  label={t.foundWhy()}
                  value={kept?.[keyOf(one)] ?? ''}
                  maxLength={500}
                  onChange={(event) => keep(keyOf(one), event.target.value)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Words that wait for a second tap, and words that are only worth a second look. */
export function StopLines({ stops }: { stops: readonly Stop[] }): ReactNode {
  const t = useOwn({ en, es });
  const parts = [
    { title: t.stopTitle(), lines: stops.filter(({ hint }) => !hint), tone: 'amber' },
    { title: t.hintTitle(), lines: stops.filter(({ hint }) => hint), tone: 'soft' },
  ];
  return parts
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines, tone }) => (
      <section key={tone} className={`said ${tone} held-words`} aria-label={title} aria-live="polite">
        <h4>{title}</h4>
        <ul>
          {lines.map((one) => (
            <li key={`${one.why} ${one.start}`}>
              <mark>
                <Inert text={one.found} />
              </mark>
              <small>{whyStopped(t, one.why)}</small>
            </li>
          ))}
        </ul>
      </section>
    ));
}
