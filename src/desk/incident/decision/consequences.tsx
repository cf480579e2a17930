import type { ReactNode } from 'react';
import { shownAs } from '#domain/incident/people.ts';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { stateOf, type State } from '#domain/response/deciding.ts';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { useNames } from '../conflict/names.ts';
import { FormsOf, type PartProps } from '../handling/act-form.tsx';
import { freeIn } from '../handling/fields.tsx';
import { peopleOf, toldOf, type Told } from '../handling/told.ts';
import { TellList } from '../../lists/tell-list.tsx';
import { CarryOutForm } from './carry-out.tsx';
import { responseOf } from './deciding.ts';
import { LiftForm, ReviewForm } from './ending.tsx';
import { needSaid } from './needs.tsx';
import { endingIn, needIn, stateIn, useDecisionWords } from './words.ts';

type Decided = Told<'consequence-decided'>;

const tones: Readonly<Record<State, string>> = {
  planned: 'tint',
  'carried-out': 'moss',
  'to-review': 'amber',
  ended: 'tint',
  longer: 'tint',
  lifted: 'tint',
};

/** What it is called: its name in the catalogue, or the team's own words. */
export function useConsequenceName(procedure: Procedure): (decided: Decided['body']) => string {
  const t = useDecisionWords();
  const { language } = useWords();
  return ({ response, text }) => {
    const found = responseOf(procedure, response);
    if (found !== null) return say(found.name, language);
    return text === '' ? t.own() : text;
  };
}

/** Who somebody is by their id, as they are shown outside their own line; `''` for nobody. */
function usePersonName(opened: Opened): (id: string) => string {
  const { t: desk } = useWords();
  return (id) => {
    if (id === 'reporter') return desk.theReporter();
    const found = peopleOf(opened).find((one) => one.person === id || one.joined.some((j) => j.person === id));
    return found === undefined ? '' : shownAs(found);
  };
}

/** Everything it needs, as it was written. */
function Needed({ opened, procedure, told }: { opened: Opened; procedure: Procedure; told: Decided }): ReactNode {
  const t = useDecisionWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const { person, protects, data, text, ends, response } = told.body;
  const nameOfPerson = usePersonName(opened);
  const needs = responseOf(procedure, response)?.needs ?? [];
  const said = needs.flatMap((need): readonly (readonly [string, string])[] => {
    const words = data[need] ?? '';
    if (words === '') return [];
    return [[needIn(t, need), need === 'when' ? whenOf(Number(words), clock) : needSaid(t, need, words, nameOf)]];
  });
  const rows: readonly (readonly [string, string])[] = [
    [t.person(), nameOfPerson(person)],
    [t.protects(), nameOfPerson(protects)],
    ...said,
    [t.details(), responseOf(procedure, response) === null ? '' : text],
    [t.ends(), ends === 'once' || ends === 'date' ? '' : endingIn(t, ends)],
  ];
  return (
    <dl className="established">
      {rows
        .filter(([, words]) => words !== '')
        .map(([name, words]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Inert text={words} />
            </dd>
          </div>
        ))}
    </dl>
  );
}

/** What became of it, each with who and when. */
function Became({ opened, of }: { opened: Opened; of: string }): ReactNode {
  const t = useDecisionWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const entries = [
    ...toldOf(opened, 'consequence-carried-out').map((one) => ({
      one,
      text: [one.body.text, one.body.answer ?? ''].filter((part) => part !== '').join(' · '),
    })),
    ...toldOf(opened, 'consequence-lifted').map((one) => ({ one, text: one.body.reason })),
    ...toldOf(opened, 'consequence-reviewed').map((one) => ({ one, text: one.body.text })),
  ].filter(({ one }) => one.facts['of'] === of);
  return entries.map(({ one, text }) => (
    <p key={one.hash}>
      <small>{t.doneLine({ name: whoIs(desk, one.who), when: whenOf(one.at, clock) })}</small>
      <Inert text={text} />
    </p>
  ));
}

function One({ opened, again, procedure, told }: PartProps & { procedure: Procedure; told: Decided }): ReactNode {
  const t = useDecisionWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const nameIn = useConsequenceName(procedure);
  const who = usePersonName(opened)(told.body.person);
  const stands = opened.handling.response.consequences.find(({ hash }) => hash === told.hash);
  if (stands === undefined) return null;
  const state = stateOf(stands, clock.now);
  const live = state === 'planned' || state === 'carried-out' || state === 'to-review';
  const { owner, due, until } = stands;
  const needs = responseOf(procedure, told.body.response)?.needs ?? [];
  const gone = stands.carriedOut === null && live && !freeIn(opened).includes(owner);
  const line = [
    t.ownerLine({ name: nameOf(owner) }),
    due === null || stands.carriedOut !== null ? '' : t.dueLine({ when: whenOf(due, clock) }),
    until === null ? '' : t.untilLine({ when: whenOf(until, clock) }),
  ].filter((part) => part !== '');
  return (
    <li className="card">
      <h4>
        <Inert text={nameIn(told.body)} /> <span className={`chip ${tones[state]}`}>{stateIn(t, state)}</span>
      </h4>
      <p className="soft">{line.join(' · ')}</p>
      {gone && <p className="said amber">{t.ownerGone({ name: nameOf(owner) })}</p>}
      <Needed opened={opened} procedure={procedure} told={told} />
      <Became opened={opened} of={told.hash} />
      {live && <TellList opened={opened} again={again} of={told.hash} />}
      {live && (
        <FormsOf what={[nameIn(told.body), who].filter((part) => part !== '').join(', ')}>
          <details open={state === 'to-review'}>
            <summary>{t.more()}</summary>
            {state === 'to-review' && (
              <ReviewForm
                opened={opened}
                again={again}
                of={told.hash}
                decided={told.body}
                needs={needs}
                owner={owner}
              />
            )}
            {stands.carriedOut === null && (
              <CarryOutForm opened={opened} again={again} of={told.hash} decided={told.body} needs={needs} />
            )}
            <LiftForm opened={opened} again={again} of={told.hash} />
          </details>
        </FormsOf>
      )}
    </li>
  );
}

/** Everything that was decided to follow, as it stands now; what waits comes first. */
export function Consequences({ opened, again, procedure }: PartProps & { procedure: Procedure }): ReactNode {
  const t = useDecisionWords();
  const clock = useClock(opened.row.edition);
  const over = ({ hash }: Decided): boolean => {
    const stands = opened.handling.response.consequences.find((one) => one.hash === hash);
    return stands === undefined || ['ended', 'longer', 'lifted'].includes(stateOf(stands, clock.now));
  };
  const decided = toldOf(opened, 'consequence-decided').toSorted((a, b) => Number(over(a)) - Number(over(b)));
  return (
    <section aria-labelledby="what-follows">
      <h3 id="what-follows">{t.what()}</h3>
      {decided.length === 0 ? (
        <p className="soft">{t.whatNone()}</p>
      ) : (
        <ul className="decided">
          {decided.map((told) => (
            <One key={told.hash} opened={opened} again={again} procedure={procedure} told={told} />
          ))}
        </ul>
      )}
    </section>
  );
}
