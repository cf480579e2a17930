import type { ReactNode } from 'react';
import { offersHold } from '#domain/response/assessing.ts';
import { fill } from '#domain/procedure/values.ts';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { StaffJudged } from '../taken/judged.tsx';
import { Fears, Recognised } from './fears.tsx';
import { Judged } from './judging.tsx';
import { Lead, leads } from './lead.tsx';
import { Measures } from './measures.tsx';
import { Needs } from './needs.tsx';
import { Outside } from './outside.tsx';
import { SeenBy } from './seen-by.tsx';
import { useScene, type Scene } from './told.ts';
import { useAssessWords } from './words.ts';
import './assess.css';

/** What the procedure says of judging, acting alone and threats to people. */
function Says({ scene: { procedure, edition } }: { scene: Scene }): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  if (procedure === undefined || procedure.urgency.length === 0) return null;
  return (
    <details className="older">
      <summary>{t.says()}</summary>
      <ul className="plainly">
        {procedure.urgency.map(({ id, text }) => (
          <li key={id}>{fill(procedure, text, language, edition?.gathering)}</li>
        ))}
      </ul>
    </details>
  );
}

/** Assess and act now. What goes on is acted on before it is judged; what does not is judged first. */
export default function AssessPage({ opened, again }: PartProps): ReactNode {
  const scene = useScene(opened);
  const props = { opened, again, scene };
  const feared = offersHold(scene.fears) || opened.handling.response.hold !== null;
  const judged = <Judged key="judged" opened={opened} again={again} />;
  const acted = <Measures key="acted" {...props} />;
  const fears = <Fears key="fears" {...props} />;
  const first = leads(opened, scene) ? [acted, judged] : [judged, acted];
  // One keyed list: a form keeps what is typed in it when its place on the page changes.
  const order = feared ? [fears, ...first] : [...first, fears];
  return (
    <div className="assess">
      <Recognised scene={scene} />
      <Lead opened={opened} scene={scene} />
      <StaffJudged opened={opened} />
      <Says scene={scene} />
      {order}
      <Needs {...props} />
      <Outside {...props} />
      <SeenBy opened={opened} />
    </div>
  );
}
