import type { ReactNode } from 'react';
import { fill } from '#domain/procedure/values.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import type { PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import type { Told } from '../handling/told.ts';
import { Decide, Decided } from './decide.tsx';
import { FileAppeal } from './file.tsx';
import { HandedOver, PacketForm } from './packet.tsx';
import { ReviewersList } from './reviewers.tsx';
import { appellantOf, filedIn, linesOf, packetFor, useScene, type Filed, type Scene } from './scene.ts';
import { useAppealWords } from './words.ts';
import './appeal.css';

/** What stands while an appeal is open: everything that was decided (APL-03). */
function Stands({ scene, opened }: { scene: Scene; opened: Opened }): ReactNode {
  const t = useAppealWords();
  const { language } = useWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const lines = linesOf(scene, t, language);
  return (
    <section className="card" aria-labelledby="appeal-stands">
      <h3 id="appeal-stands">{t.standsTitle()}</h3>
      <p className="soft">
        {fill(scene.procedure, scene.procedure.appeal.text, language, scene.edition?.gathering)} {t.standsNote()}
      </p>
      {scene.standing.length === 0 ? (
        <p>{t.standsNone()}</p>
      ) : (
        <ul className="people">
          {scene.standing.map(({ hash, owner, due, carriedOut }, at) => {
            const how = carriedOut ? t.standsDone() : due === null ? '' : t.standsDue({ when: whenOf(due, clock) });
            return (
              <li key={hash}>
                <span>
                  <Inert text={lines[at] ?? ''} />
                  <small>
                    {[t.standsOwner({ name: nameOf(owner) }), how].filter((part) => part !== '').join(' · ')}
                  </small>
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

/** How an appeal stands, in a word. */
function State({ filed }: { filed: Filed }): ReactNode {
  const t = useAppealWords();
  if (filed.decided === null) return <span className="chip amber">{t.stateOpen()}</span>;
  const words = { stands: t.stateStands(), changed: t.stateChanged() } as const;
  const { outcome } = filed.decided;
  return (
    <span className="chip moss">
      {outcome === 'stands' || outcome === 'changed' ? words[outcome] : t.stateDecided()}
    </span>
  );
}

interface One extends PartProps {
  readonly scene: Scene;
  readonly filed: Filed;
  readonly told: Told<'appeal-filed'> | null;
}

function OneAppeal({ scene, filed, told, opened, again }: One): ReactNode {
  const t = useAppealWords();
  const { t: desk, language } = useWords();
  const clock = useClock(opened.row.edition);
  const name = appellantOf(opened, told);
  const id = `appeal-${filed.hash.slice(0, 8)}`;
  return (
    <section className="card appeal" aria-labelledby={id}>
      <header>
        <h3 id={id}>{name === '' ? t.appealPlain() : t.appealOf({ name })}</h3>
        <State filed={filed} />
      </header>
      {told !== null && (
        <>
          <p className="soft">{t.filedBy({ name: whoIs(desk, told.who), when: whenOf(told.at, clock) })}</p>
          <div className="letter theirs">
            <Inert block text={told.body.text} />
            {told.body.witnesses !== '' && (
              <>
                <p className="soft">{t.witnesses()}</p>
                <Inert block text={told.body.witnesses} />
              </>
            )}
          </div>
        </>
      )}
      <Decided filed={filed} opened={opened} />
      {filed.decided === null && <ReviewersList scene={scene} opened={opened} />}
      <HandedOver opened={opened} of={filed.hash} />
      {filed.decided === null && (
        <>
          <Fold title={filed.packet === null ? t.packetTitle() : t.packetAgain()} open={filed.packet === null}>
            <PacketForm
              scene={scene}
              of={filed.hash}
              prepared={packetFor(opened, scene, told, t, language)}
              more={filed.packet !== null}
              opened={opened}
              again={again}
            />
          </Fold>
          <Decide filed={filed} opened={opened} again={again} />
        </>
      )}
    </section>
  );
}

/** Appeals: filed as they came, decided by other people, while what was decided stands. */
export default function Appeal({ opened, again }: PartProps): ReactNode {
  const t = useAppealWords();
  const scene = useScene(opened);
  if (scene === null) return <p className="soft">{t.noVersion()}</p>;
  const filed = filedIn(opened);
  return (
    <div className="appeals">
      {filed.length === 0 && <p className="soft">{t.none()}</p>}
      {filed.map((one) => (
        <OneAppeal key={one.filed.hash} scene={scene} {...one} opened={opened} again={again} />
      ))}
      <Stands scene={scene} opened={opened} />
      <Fold title={t.fileTitle()} open={filed.length === 0}>
        <FileAppeal opened={opened} again={again} />
      </Fold>
    </div>
  );
}
