import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { announcers, inTheirPlace } from '#domain/promises/announcing.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { Pick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import type { PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { freeIn } from '../handling/fields.tsx';
import { toldOf } from '../handling/told.ts';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { Delegate } from './delegate.tsx';
import { Release } from './release.tsx';
import { useAwareWords } from './words.ts';

interface Scene extends PartProps {
  readonly procedure: Procedure;
  /** Of the text. */
  readonly language: string;
}

/** Who has the right here and now, and whether they can open what they would announce about. */
function Announcers({ opened }: PartProps): ReactNode {
  const t = useAwareWords();
  const { each } = useNames();
  const { ground, handling } = opened;
  const holders = announcers(ground, handling);
  const right = (holders.length > 0 ? holders : inTheirPlace(ground, handling)).map(({ id }) => id);
  if (right.length === 0) return <p className="said">{t.announcersNone()}</p>;
  const inside = freeIn(opened);
  const outside = right.filter((id) => !inside.includes(id));
  const canCome = opened.conflicts.letIn.some(({ member }) => outside.includes(member));
  return (
    <>
      <p>{t.announcers({ names: each(right) })}</p>
      {outside.length === right.length && (
        <p className="soft">
          {canCome ? t.announcersLetIn({ names: each(outside) }) : t.announcersNoRole({ names: each(outside) })}{' '}
          {canCome ? (
            <Link href={deskPaths.incident(opened.row.incident)}>{t.announcersLetInLink()}</Link>
          ) : (
            <Link href={deskPaths.team}>{t.announcersNoRoleLink()}</Link>
          )}
        </p>
      )}
    </>
  );
}

/** How many of these were said already: what is written next is another one. */
function saidOf({ opened }: PartProps, what: string): number {
  const { approvals, drafts, published } = opened.handling.speaking;
  return published.filter(({ of }) => {
    const draft = approvals.find(({ hash }) => hash === of)?.of ?? of;
    return drafts.some((one) => one.hash === draft && one.for === what);
  }).length;
}

function Text({ what, ...props }: Scene & { what: 'announcement' | 'statement' }): ReactNode {
  const { opened, again, procedure, language } = props;
  const t = useAwareWords();
  const n = saidOf(props, what);
  const spoken = what === 'announcement';
  return (
    <Outgoing
      key={n}
      opened={opened}
      again={again}
      place={`aware/${what}/${n}`}
      title={spoken ? t.announcement() : t.statement()}
      note={spoken ? t.announcementNote() : t.statementNote()}
      to={n === 0 ? 'everybody' : `everybody/${n}`}
      language={language}
      for={what}
      {...(spoken && { words: procedure.public.announcing.words })}
      parts={[
        {
          id: 'text',
          label: spoken ? t.announcementText() : t.statementText(),
          ...(spoken && { hint: t.announcementHint() }),
          required: true,
        },
      ]}
    >
      {(draft) => <Release opened={opened} again={again} draft={draft} />}
    </Outgoing>
  );
}

function Spoken({ opened }: PartProps): ReactNode {
  const t = useAwareWords();
  const { t: words } = useWords();
  const clock = useClock(opened.row.edition);
  const said = toldOf(opened, 'published');
  if (said.length === 0) return null;
  return (
    <>
      <h4>{t.publishedTitle()}</h4>
      <ul className="aware-groups">
        {said.map(({ hash, at, who, body }) => (
          <li key={hash}>
            <small>
              {t.published({ when: whenOf(at, clock), name: whoIs(words, who), where: body.where.join(', ') })}
            </small>
            <Inert block text={body.text} />
          </li>
        ))}
      </ul>
    </>
  );
}

const tongues: Readonly<Record<string, string>> = { en: 'English', es: 'Español' };

/** Announcements and statements: whose right it is, the text, its approval, where it was said. Nothing by default. */
export function InPublic(props: Omit<Scene, 'language'>): ReactNode {
  const t = useAwareWords();
  const { language: page } = useWords();
  const [language, choose] = useState<string>(page);
  const [open, setOpen] = useState(false);
  const begun = props.opened.handling.speaking.drafts.some((draft) => draft.for === 'announcement');
  return (
    <section aria-labelledby="aware-public">
      <h3 id="aware-public">{t.public()}</h3>
      <p className="soft">{t.publicNote()}</p>
      <Announcers {...props} />
      <Spoken {...props} />
      <Pick label={t.inLanguage()} value={language} onChange={(event) => choose(event.target.value)}>
        {props.procedure.languages.map((one) => (
          <option key={one} value={one} lang={one}>
            {tongues[one] ?? one}
          </option>
        ))}
      </Pick>
      <Fold title={t.announcement()} open={begun}>
        <Text {...props} language={language} what="announcement" />
      </Fold>
      <Delegate {...props} />
      <details className="card" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t.statement()}</summary>
        {open && <Text {...props} language={language} what="statement" />}
      </details>
    </section>
  );
}
