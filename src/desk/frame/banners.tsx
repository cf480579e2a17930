import type { ReactNode } from 'react';
import { isOpen } from '#domain/edition/open.ts';
import type { Missing } from '#domain/edition/open.ts';
import type { Desk } from '#words/made/shape.ts';
import { Link } from 'wouter';
import { paths } from '#wire/paths.ts';
import type { TeamWarning } from '../keys/team-seen.ts';
import { Unreached } from '../reached/unreached.tsx';
import { deskPaths } from './places.ts';
import { useSession } from './session.tsx';
import { useWords } from './words.tsx';

function missingWords(t: Desk, missing: Missing, openedAlone: boolean): string {
  switch (missing) {
    case 'no-reader':
      return t.missingReader();
    case 'no-fallback':
      return t.missingFallback();
    case 'no-second-steward':
      return openedAlone ? t.missingSecondOpened() : t.missingSecond();
  }
}

function warningWords(t: Desk, warning: TeamWarning): string {
  switch (warning) {
    case 'team-list-fails':
      return t.warnTeamList();
    case 'team-list-went-back':
      return t.warnTeamBack();
    case 'root-signed':
      return t.warnRoot();
    case 'settings-differ':
      return t.warnSettings();
  }
}

/** On every page: what is missing before the form may open, and what is not as it should be. */
export function Banners(): ReactNode {
  const { t } = useWords();
  const { team, reached } = useSession();
  const lacking = team.editions.filter(({ missing }) => missing.length > 0);
  return (
    <div className="banners">
      {!reached && <output className="banner amber">{t.offline()}</output>}
      {team.warnings.map((warning) => (
        <p key={warning} className="banner clay" role="alert">
          {warningWords(t, warning)}
        </p>
      ))}
      {lacking.map(({ edition, missing, openedAlone }) => (
        <div key={edition.id} className="banner amber">
          <p>
            <b>
              {isOpen(missing, openedAlone) ? t.formOpen({ name: edition.name }) : t.formClosed({ name: edition.name })}
            </b>{' '}
            {missing.map((one) => missingWords(t, one, openedAlone)).join(' ')}{' '}
            {team.me.rights.includes('steward') && <Link href={deskPaths.team}>{t.toTeam()}</Link>}
          </p>
        </div>
      ))}
      <Unreached />
      {!team.mail && <p className="banner quiet">{t.alertsHere()}</p>}
      {team.proposals.some(({ state }) => state === 'can-sign') && (
        <p className="banner amber">
          {t.proposalWaits()} <Link href={deskPaths.team}>{t.toTeam()}</Link>
        </p>
      )}
    </div>
  );
}

export function RehearsalBand(): ReactNode {
  const { t } = useWords();
  return (
    <aside className="rehearsal" aria-label={t.rehearsalName()}>
      {t.rehearsal()} <a href={paths.rehearsal}>{t.rehearsalPage()}</a>
    </aside>
  );
}
