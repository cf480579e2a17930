import type { ReactNode } from 'react';
import { Heading } from '../frame/heading.tsx';
import { useSession } from '../frame/session.tsx';
import type { View } from '../frame/views.ts';
import { LanguageSwitch, useWords } from '../language/words.tsx';
import { Held, type GoOn } from './held.tsx';
import { Notes } from './notes.tsx';
import { OnDuty } from './on-duty.tsx';
import { Rooms } from './rooms.tsx';
import { Who } from './who.tsx';
import './home.css';

/** What the first page can do. */
export interface HomeActs {
  readonly go: (view: View) => void;
  readonly onTelling: () => void;
  readonly onLead: () => void;
  readonly onGoOn: (on: GoOn) => void;
  readonly onTry: () => void;
}

/** A newer version that waits, and how to open it. */
export interface NewerShown {
  readonly waits: boolean;
  readonly open: () => void;
}

const installed = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** The first page: the two buttons under the thumb, and above them what one needs in a hurry. */
export function Home({
  acts,
  newer,
  off,
  sent,
}: {
  acts: HomeActs;
  newer: NewerShown;
  off: number;
  sent: number;
}): ReactNode {
  const { t } = useWords();
  const { pack } = useSession();
  const links = [
    ['numbers', t.numbers()],
    ['guide', t.guide()],
    ['donts', t.dosAndDonts()],
    ['card', t.card()],
  ] as const;
  return (
    <>
      <main className="page home" tabIndex={-1}>
        <Heading>{pack.edition.name}</Heading>
        <Notes off={off} sent={sent} />
        {newer.waits && (
          <p className="note row">
            {t.newer()}
            <button type="button" className="linklike" onClick={newer.open}>
              {t.newerOpen()}
            </button>
          </p>
        )}
        <Held onGoOn={acts.onGoOn} onTry={acts.onTry} />
        <nav className="places" aria-label={t.home()}>
          {links.map(([view, label]) => (
            <button key={view} type="button" className="tile" onClick={() => acts.go(view)}>
              {label}
            </button>
          ))}
        </nav>
        <OnDuty />
        <Rooms />
        <Who onSignIn={() => acts.go('enter')} />
        {!installed() && (
          <details>
            <summary>{t.install()}</summary>
            <p>{t.installNote()}</p>
          </details>
        )}
        <LanguageSwitch />
      </main>
      <div className="dock">
        <button type="button" className="btn wide" onClick={acts.onTelling}>
          {t.tellingMe()}
        </button>
        <button type="button" className="btn quiet danger wide" onClick={acts.onLead}>
          {t.leadNow()}
        </button>
      </div>
    </>
  );
}
