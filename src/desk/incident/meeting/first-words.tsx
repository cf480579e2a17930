import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { verdicts, type Verdict } from '#domain/response/bodies.ts';
import { firstWords } from '#domain/response/meeting.ts';
import { Pick, TextField, Tick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { votesOn, type Vote } from './standing.ts';
import { useMeetingWords, verdictIn } from './words.ts';

function Given({ vote, procedure }: { vote: Vote; procedure: Procedure }): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { nameOf } = useNames();
  const responses = vote.body.responses.flatMap((id) => {
    const found = procedure.responses.list.find((one) => one.id === id);
    return found === undefined ? [] : [say(found.name, language)];
  });
  return (
    <li>
      <div>
        <b>{nameOf(vote.member)}</b> · {verdictIn(t, vote.body.verdict)}
        {responses.length > 0 && <small>{responses.join(' · ')}</small>}
        {vote.body.text !== '' && <Inert block text={vote.body.text} />}
      </div>
    </li>
  );
}

/** Everybody's words, once one's own is in or the meeting is over. */
export function GivenWords({ votes, procedure }: { votes: readonly Vote[]; procedure: Procedure }): ReactNode {
  return votes.length === 0 ? null : (
    <ul className="people first-words">
      {votes.map((vote) => (
        <Given key={vote.hash} vote={vote} procedure={procedure} />
      ))}
    </ul>
  );
}

interface Word {
  readonly verdict: Verdict | '';
  readonly responses: readonly string[];
  readonly text: string;
}

/** A silent first vote: nobody sees another's words before their own are in. */
export function FirstWords({
  opened,
  again,
  procedure,
  meeting,
  invited,
}: PartProps & { procedure: Procedure; meeting: string; invited: readonly string[] }): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { team } = useSession();
  const { each } = useNames();
  const { own, shown, gave } = firstWords(votesOn(opened, meeting), team.me.id, false);
  const waits = invited.filter((id) => !gave.includes(id) && !opened.handling.away.has(id));
  const initial: Word = { verdict: '', responses: [], text: '' };
  return (
    <section aria-labelledby="first-words">
      <h3 id="first-words">{t.first()}</h3>
      <p className="soft">
        {gave.length === 0 ? t.gaveNobody() : t.gave({ names: each(gave) })}
        {waits.length > 0 && gave.length > 0 && <small>{t.waiting({ names: each(waits) })}</small>}
      </p>
      {own === null ? (
        <ActForm
          opened={opened}
          again={again}
          place={`voted-${meeting.slice(0, 12)}`}
          title={t.firstGive()}
          note={t.firstNote()}
          attempt={attemptOf('voted', { of: meeting })}
          initial={initial}
          label={t.firstGive()}
          quiet
          texts={({ text }) => [text]}
          make={({ verdict, responses, text }) =>
            verdict === ''
              ? t.firstMissing()
              : [{ kind: 'voted', facts: { of: meeting }, body: { v: 1, verdict, responses, text } }]
          }
        >
          {(value, set) => (
            <>
              <Pick
                label={t.firstVerdict()}
                value={value.verdict}
                onChange={({ target }) => set({ verdict: verdicts.find((one) => one === target.value) ?? '' })}
              >
                <option value="">{t.pick()}</option>
                {verdicts.map((one) => (
                  <option key={one} value={one}>
                    {verdictIn(t, one)}
                  </option>
                ))}
              </Pick>
              <TextField
                label={t.firstText()}
                rows={2}
                value={value.text}
                onChange={({ target }) => set({ text: target.value })}
              />
              <details>
                <summary>{t.firstResponses()}</summary>
                <div className="ticks">
                  {procedure.responses.list.map(({ id, name }) => (
                    <Tick
                      key={id}
                      label={say(name, language)}
                      checked={value.responses.includes(id)}
                      onChange={({ target }) =>
                        set({
                          responses: target.checked
                            ? [...value.responses, id]
                            : value.responses.filter((one) => one !== id),
                        })
                      }
                    />
                  ))}
                </div>
              </details>
            </>
          )}
        </ActForm>
      ) : (
        <GivenWords votes={shown} procedure={procedure} />
      )}
    </section>
  );
}
