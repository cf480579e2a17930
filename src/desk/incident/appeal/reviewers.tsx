import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { OutOfReview } from '#domain/appeal/reviewing.ts';
import { contactsOn } from '#domain/edition/contacts.ts';
import { deskPaths } from '../../frame/places.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import type { Scene } from './scene.ts';
import { useAppealWords } from './words.ts';

/** Who may decide it, who may not and why; where nobody is left, who else is named for appeals (APL-03). */
export function ReviewersList({ scene, opened }: { scene: Scene; opened: Opened }): ReactNode {
  const t = useAppealWords();
  const { language } = useWords();
  const { nameOf } = useNames();
  const { free, out } = scene.reviewers;
  const outIn = (why: OutOfReview): string =>
    why === 'decider' ? t.reviewDecider() : why === 'no-part' ? t.reviewNoPart() : t.reviewSuspended();
  const others = scene.edition === undefined ? [] : contactsOn(scene.edition, 'appeal', 'staff');
  const named = others.map(({ name, email, phone }) => [name, email || phone].filter((part) => part !== '').join(', '));
  return (
    <section aria-label={t.reviewTitle()}>
      <h4>{t.reviewTitle()}</h4>
      <ul className="people">
        {free.map((id) => (
          <li key={id}>
            <span>
              {nameOf(id)} <small>{t.reviewFree()}</small>
            </span>
          </li>
        ))}
        {out.map(({ member, why }) => (
          <li key={member}>
            <span>
              {nameOf(member)} <small>{outIn(why)}</small>
            </span>
          </li>
        ))}
      </ul>
      {free.length === 0 ? (
        <p className="said amber">
          {t.reviewNone()}{' '}
          {named.length === 0
            ? t.reviewElseNobody()
            : t.reviewElse({ names: new Intl.ListFormat(language, { type: 'unit' }).format(named) })}
        </p>
      ) : (
        <p className="soft">
          {t.reviewAsk()} <Link href={deskPaths.incident(opened.row.incident)}>{t.reviewLink()}</Link>
        </p>
      )}
    </section>
  );
}
