import type { ReactNode } from 'react';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { editionOf, nameOf, useClock, useSession } from '../frame/session.tsx';
import { dayOf } from '../frame/times.ts';
import { SheetForm } from './sheet-form.tsx';
import { sheetsUnder, unreachedBy, type SheetSeen } from './sheet.ts';
import type { Sheets } from './sheets.ts';
import { useStanding } from './standing.ts';
import { useGatheringWords } from './words.ts';

interface Props {
  readonly edition: Edition;
  readonly procedure: Procedure;
  readonly sheets: Sheets;
}

function One({ sheet, edition, procedure, sheets }: Props & { sheet: SheetSeen }): ReactNode {
  const t = useGatheringWords();
  const { team } = useSession();
  const { busy, run } = useActing();
  const clock = useClock(edition.id);
  const { staff, names } = useStanding(edition, procedure);
  const { owner, due, text, title, event, notice } = sheet;
  const who = nameOf(team, owner);
  const when = due === null ? '' : dayOf(due, clock);
  const ended = notice.ended;
  const late = ended === null ? unreachedBy(sheet, staff) : [];
  return (
    <li className="card">
      <h4>
        <Inert text={title} />
      </h4>
      {text !== '' && <Inert text={text} block />}
      <p className="soft">
        {who !== '' && when !== '' && t.ownerDue({ name: who, when })}
        {who !== '' && when === '' && t.ownerOnly({ name: who })}
        {who === '' && when !== '' && t.dueOnly({ when })}{' '}
        {event !== edition.id && t.fromEvent({ name: editionOf(team, event)?.name ?? event })}
      </p>
      {ended !== null && <p className="chip moss">{t.wasDone({ when: dayOf(ended, clock) })}</p>}
      {late.length > 0 && <p className="soft">{t.notAll({ names: names(late) })}</p>}
      <div className="row">
        {sheets.may && sheet.sheet !== 'summary' && ended === null && (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => void run(async () => ({ ended: await sheets.end(sheet.id) }))}
          >
            {t.done()}
          </button>
        )}
        {sheets.may && late.length > 0 && (
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => void run(async () => ({ told: await sheets.toAll(sheet, edition) }))}
          >
            {t.toAll()}
          </button>
        )}
      </div>
    </li>
  );
}

/**
 * What the debrief leaves: what the team takes with it, what to make better, who does what by when. What is not done
 * stands under every later event until it is (DBR-03, RPT-09).
 */
export function Outcome(props: Props): ReactNode {
  const t = useGatheringWords();
  const { edition, sheets } = props;
  const { team } = useSession();
  const here = sheetsUnder(sheets.list ?? [], edition, (event) => editionOf(team, event)?.from ?? '');
  const groups = [
    { sheet: 'summary', title: t.summary() },
    { sheet: 'improvement', title: t.improvements() },
    { sheet: 'action', title: t.actions() },
  ] as const;
  return groups.map(({ sheet, title }) => {
    const ours = here.filter((one) => one.sheet === sheet);
    const shown = [
      ...ours.filter((one) => one.notice.ended === null),
      ...ours.filter((one) => one.notice.ended !== null),
    ];
    return (
      <section key={sheet} aria-labelledby={`sheets-${sheet}`}>
        <h3 id={`sheets-${sheet}`}>{title}</h3>
        {sheets.list !== null && shown.length === 0 && <p className="soft">{t.none()}</p>}
        <ul className="sheets">
          {shown.map((one) => (
            <One key={one.id} sheet={one} {...props} />
          ))}
        </ul>
        {sheets.problem !== '' && <Said tone="clay">{sheets.problem}</Said>}
        {sheets.may && <SheetForm sheet={sheet} {...props} />}
      </section>
    );
  });
}
