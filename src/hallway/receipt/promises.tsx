import type { ReactNode } from 'react';
import { promisedAtBirth } from '#domain/promises/promised.ts';
import { say } from '#domain/procedure/procedure.ts';
import { clearFacts } from '#questions/facts.ts';
import { moment } from '../taking/around.tsx';
import type { Scene } from '../taking/scene.ts';

const when = { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' } as const;

/** What they can count on, with its dates; counted from when it is taken (FLD-04). `reachable`: as if that were so. */
export function Promises({
  scene: { t, language, pack, form },
  title,
  reachable,
}: {
  scene: Scene;
  title?: string;
  reachable?: 'yes';
}): ReactNode {
  const facts = clearFacts(pack.procedure.questions, form.answers);
  const promised = promisedAtBirth(
    pack.procedure.duties,
    { channel: form.channel, ...facts, ...(reachable === undefined ? {} : { reachable }) },
    form.began,
    pack.edition,
  );
  if (promised.length === 0) return null;
  return (
    <>
      {title === undefined ? <p className="small">{t.newsBy()}</p> : <h2>{title}</h2>}
      <ul className="promises">
        {promised.map(({ duty, text, due }) => {
          const words = say(text, language);
          return <li key={duty}>{due === null ? words : words.replace('{due}', moment(language, pack, due, when))}</li>;
        })}
      </ul>
    </>
  );
}
