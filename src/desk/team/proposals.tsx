import type { ReactNode } from 'react';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { nameOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { ProposalSeen } from '../keys/team-seen.ts';
import { changeIn } from './difference.ts';

function Proposal({ proposal }: { proposal: ProposalSeen }): ReactNode {
  const { t, language } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const { editions, procedures } = team;
  const named = { t, language, names: proposal.names, editions, procedures };
  const state = {
    'can-sign': '',
    own: t.proposalOwn(),
    moved: t.proposalMoved(),
    unproved: t.proposalUnproved(),
    bad: t.proposalBad(),
  }[proposal.state];
  return (
    <li className="card">
      <p>{t.proposalBy({ name: nameOf(team, proposal.by) || t.formerMember() })}</p>
      <ul className="plainly">
        {proposal.changes.map((change) => (
          <li key={JSON.stringify(change)}>{changeIn(named, change)}</li>
        ))}
      </ul>
      {state !== '' && <Said tone={proposal.state === 'own' ? 'soft' : 'clay'}>{state}</Said>}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="row">
        {proposal.state === 'can-sign' && (
          <button
            type="button"
            className="btn"
            disabled={busy}
            onClick={() => void run(() => keys.countersign(proposal.id), refresh)}
          >
            {t.sign()}
          </button>
        )}
        <button
          type="button"
          className="btn quiet"
          disabled={busy}
          onClick={() => void run(() => keys.decline(proposal.id), refresh)}
        >
          {proposal.state === 'own' ? t.withdraw() : t.decline()}
        </button>
      </div>
    </li>
  );
}

/** Changes to the list that wait for a second steward, as sentences. */
export function Proposals(): ReactNode {
  const { t } = useWords();
  const { team } = useSession();
  if (team.proposals.length === 0) return null;
  return (
    <section aria-labelledby="proposals">
      <h2 id="proposals">{t.proposals()}</h2>
      <p className="soft">{t.proposalsNote()}</p>
      <ul className="cards">
        {team.proposals.map((proposal) => (
          <Proposal key={proposal.id} proposal={proposal} />
        ))}
      </ul>
    </section>
  );
}
