import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { fill } from '#domain/procedure/values.ts';
import { wishes, type Asker } from '#domain/response/referring.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { toldOf, type Told } from '../handling/told.ts';
import { useAssessWords } from './words.ts';
import { Fold } from '../handling/fold.tsx';
import { ReferForm } from './refer-form.tsx';
import { WriteOutside } from './write-outside.tsx';
import type { Scene } from './told.ts';

interface Props extends PartProps {
  readonly scene: Scene;
}

/** Names of who may ask, as the procedure calls them. */
function useAsker({ procedure }: Scene): (who: Asker) => string {
  const t = useAssessWords();
  const { language } = useWords();
  return (who) =>
    who === 'impacted' && procedure !== undefined ? say(procedure.terms.impacted, language) : t.asker({ who });
}

/** The clause on police, and whose wish allows it (IMM-05, D9). */
function Wishes({ scene }: { scene: Scene }): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  const asker = useAsker(scene);
  const { procedure, edition } = scene;
  if (procedure === undefined) return null;
  const [first, second] = wishes(procedure);
  return (
    <>
      <p>{fill(procedure, procedure.police.text, language, edition?.gathering)}</p>
      {first !== undefined && (
        <p className="soft">
          {second === undefined
            ? t.wishes({ who: asker(first) })
            : t.wishesTwo({ first: asker(first), second: asker(second) })}
        </p>
      )}
    </>
  );
}

function Kept({ opened, scene, one }: { opened: Props['opened']; scene: Scene; one: Told<'referred'> }): ReactNode {
  const t = useAssessWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const asker = useAsker(scene);
  const { agency, contact, told, at, asked, askedAt, consent, reference } = one.body;
  const by = one.facts['asked-by'];
  const labelled = (label: string, text: string): ReactNode =>
    text.trim() !== '' && (
      <div>
        <small>{label}</small>
        <Inert block text={text} />
      </div>
    );
  return (
    <li className="kept">
      <p>
        <b>
          <Inert text={agency} />
        </b>{' '}
        <small>{t.judgedBy({ name: whoIs(desk, one.who), when: whenOf(at, clock) })}</small>
      </p>
      {contact !== '' && <Inert block text={contact} />}
      <p>
        {t.referredDanger({ danger: one.facts['danger'] ?? '' })} {by === 'nobody' && t.referredNobody()}
      </p>
      {(by === 'reporter' || by === 'impacted') &&
        labelled(t.referredAsked({ who: asker(by), when: askedAt === null ? '' : whenOf(askedAt, clock) }), asked)}
      {labelled(t.referredTold(), told)}
      {labelled(t.referredConsent(), consent)}
      {reference !== '' && <p>{t.referredReference({ reference })}</p>}
    </li>
  );
}

/** Whom outside they turned to, and a new one: said aloud, or with a text that a second reader cleared (IMM-09). */
export function Outside({ opened, again, scene }: Props): ReactNode {
  const t = useAssessWords();
  const referred = toldOf(opened, 'referred');
  return (
    <section className="of-page" aria-labelledby="outside">
      <h3 id="outside">{t.outside()}</h3>
      <Wishes scene={scene} />
      {referred.length === 0 ? (
        <p className="soft">{t.outsideNone()}</p>
      ) : (
        <ul>
          {referred.map((one) => (
            <Kept key={one.hash} opened={opened} scene={scene} one={one} />
          ))}
        </ul>
      )}
      <Fold title={t.spoken()}>
        <ReferForm opened={opened} again={again} scene={scene} />
      </Fold>
      <Fold title={t.written()}>
        <WriteOutside opened={opened} again={again} scene={scene} />
      </Fold>
    </section>
  );
}
