import type { ReactNode } from 'react';
import { say, type Source } from '#domain/procedure/procedure.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import type { EventView } from '../frame/view.ts';

/** The procedure itself, as the public page: each paragraph says where it comes from. */
export function HandlingPage({ view }: { view: EventView }): ReactNode {
  const { w, edition, current, language } = view;
  const { procedure } = current;
  const from: Readonly<Record<Source, string>> = {
    seed: w.sourceSeed(),
    linked: w.sourceLinked(),
    default: w.sourceDefault(),
  };
  return (
    <>
      <Languages view={view} path={paths.handling(edition.id)} />
      <h1>{w.handlingTitle()}</h1>
      <Danger view={view} />
      {procedure.handling.map((paragraph) => (
        <p key={paragraph.id} id={paragraph.id}>
          {say(paragraph.text, language)} <small className="source">{from[paragraph.source]}</small>
        </p>
      ))}
      <h2>{w.promisesTitle()}</h2>
      <dl className="answers">
        {procedure.duties.map((duty) => (
          <div key={duty.id}>
            <dt>{w.withinHours({ hours: duty.hours })}</dt>
            <dd>
              {say(duty.label, language)} <small className="source">{from[duty.source]}</small>
            </dd>
          </div>
        ))}
      </dl>
      <h2>{w.attributionTitle()}</h2>
      {procedure.attribution.map((paragraph) => (
        <p key={paragraph.id} className="small">
          {say(paragraph.text, language)}
        </p>
      ))}
      <p className="small">
        {w.handlingVersion({ title: say(procedure.title, language), version: procedure.version })}
        <br />
        <bdi dir="ltr" className="print">
          {procedure.digest}
        </bdi>
      </p>
    </>
  );
}
