import type { ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { labelOf, type Saying } from '../../frame/duties.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { DutySeen } from '../../keys/incident-seen.ts';
import { ActForm, FormsOf, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useDetail } from './what-is-open.tsx';
import { useLeadWords } from './words.ts';

function One({
  opened,
  again,
  duty,
  label,
  detail,
}: PartProps & { duty: DutySeen; label: string; detail: string }): ReactNode {
  const t = useLeadWords();
  const facts = { duty: duty.id, of: duty.cause };
  const permission = usePermission(opened)(attemptOf('waived', facts));
  if ('refused' in permission)
    return (
      <li>
        <NotOffered act={label} permission={permission} />
      </li>
    );
  return (
    <li>
      <details className="card">
        <summary>
          {t.waiveOne({ duty: label })}
          {detail !== '' && (
            <small>
              <Inert text={detail} />
            </small>
          )}
        </summary>
        <FormsOf what={detail}>
          <ActForm
            opened={opened}
            again={again}
            place={`lead/waive/${duty.id}/${duty.cause.slice(0, 16)}`}
            title={label}
            note={t.waiveNote()}
            attempt={attemptOf('waived', facts)}
            initial={{ reason: '' }}
            label={t.waiveLabel()}
            quiet
            texts={({ reason }) => [reason]}
            make={({ reason }) =>
              reason.trim() === ''
                ? t.reasonMissing()
                : [{ kind: 'waived', facts, body: { v: 1, reason: reason.trim() } }]
            }
          >
            {({ reason }, set) => (
              <TextField
                label={t.waiveReason()}
                rows={2}
                value={reason}
                onChange={(event) => set({ reason: event.target.value })}
              />
            )}
          </ActForm>
        </FormsOf>
      </details>
    </li>
  );
}

/** What is owed and will not be done, with a reason; what cannot be waived says which clause holds it. */
export function Waiving({ opened, again }: PartProps): ReactNode {
  const t = useLeadWords();
  const { t: desk, language } = useWords();
  const { team } = useSession();
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const saying: Saying = { t: desk, language, procedure: versionOf(team, opened.procedure), gathering };
  const detailOf = useDetail(opened);
  const owed = opened.duties.filter(({ state }) => state.is === 'open' || state.is === 'overdue');
  if (owed.length === 0) return null;
  return (
    <section aria-labelledby="waive">
      <h3 id="waive">{t.waiveTitle()}</h3>
      <details>
        <summary>{t.waiveOpen({ n: owed.length })}</summary>
        <ul className="cards">
          {owed.map((duty) => (
            <One
              key={`${duty.id} ${duty.cause} ${duty.stream}`}
              opened={opened}
              again={again}
              duty={duty}
              label={labelOf(duty.id, saying)}
              detail={detailOf({ what: 'duty', duty: duty.id, cause: duty.cause, stream: duty.stream, stops: false })}
            />
          ))}
        </ul>
      </details>
    </section>
  );
}
