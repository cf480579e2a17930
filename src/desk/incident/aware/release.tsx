import type { ReactNode } from 'react';
import { useActing } from '../../frame/acting.ts';
import { Field, Said, Tick } from '../../frame/field.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import type { ClearedDraft } from '../outgoing/drafting.ts';
import { useAwareWords } from './words.ts';

const places = ['plenary', 'site', 'chat', 'mail', 'social'] as const;

/** Where it was said; the words are those that were approved. */
function PublishForm({
  opened,
  again,
  draft,
  approval,
}: PartProps & { draft: ClearedDraft; approval: string }): ReactNode {
  const t = useAwareWords();
  const named = {
    plenary: t.wherePlenary(),
    site: t.whereSite(),
    chat: t.whereChat(),
    mail: t.whereMail(),
    social: t.whereSocial(),
  };
  const initial: { at: readonly (typeof places)[number][]; elsewhere: string } = { at: [], elsewhere: '' };
  return (
    <ActForm
      opened={opened}
      again={again}
      place={`aware/publish/${draft.hash.slice(0, 12)}`}
      title={t.publishTitle()}
      note={t.publishNote()}
      attempt={attemptOf('published', { of: approval })}
      initial={initial}
      label={t.publish()}
      texts={({ elsewhere }) => [elsewhere]}
      make={({ at, elsewhere }) => {
        const where = [...at.map((one) => named[one]), elsewhere.trim()].filter((one) => one !== '');
        if (where.length === 0) return t.whereMissing();
        return [{ kind: 'published', facts: { of: approval }, body: { v: 1, where, text: draft.text } }];
      }}
    >
      {({ at, elsewhere }, set) => (
        <>
          {places.map((one) => (
            <Tick
              key={one}
              label={named[one]}
              checked={at.includes(one)}
              onChange={(event) =>
                set({ at: places.filter((place) => (place === one ? event.target.checked : at.includes(place))) })
              }
            />
          ))}
          <Field
            label={t.whereElse()}
            dir="auto"
            value={elsewhere}
            maxLength={200}
            onChange={(event) => set({ elsewhere: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

/** A cleared text: approved by who may announce and nobody else, then said, and where. */
export function Release({ opened, again, draft }: PartProps & { draft: ClearedDraft }): ReactNode {
  const t = useAwareWords();
  const { t: words } = useWords();
  const { keys, team } = useSession();
  const clock = useClock(opened.row.edition);
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const approval = opened.handling.speaking.approvals.findLast(({ of }) => of === draft.hash);
  const approves = permission(attemptOf('announcement-approved', { of: draft.hash }));
  if (approval !== undefined) {
    const name = team.members.find(({ sign }) => sign === approval.by)?.name ?? words.formerMember();
    return (
      <>
        <p className="said moss">{t.approved({ name, when: whenOf(approval.receivedAt, clock) })}</p>
        <PublishForm opened={opened} again={again} draft={draft} approval={approval.hash} />
      </>
    );
  }
  if ('refused' in approves) return <NotOffered act={t.approveTitle()} permission={approves} />;
  return (
    <>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button
        type="button"
        className="btn"
        disabled={busy}
        onClick={() =>
          void run(
            () =>
              keys.act(opened.row.incident, [{ kind: 'announcement-approved', facts: { of: draft.hash }, body: null }]),
            again,
          )
        }
      >
        {t.approve()}
      </button>
    </>
  );
}
