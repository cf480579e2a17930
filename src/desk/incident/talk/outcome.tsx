import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { fill } from '#domain/procedure/values.ts';
import { notSaid, partOfTalk, partsOfTalk, saidBeyond } from '#domain/speaking/talking.ts';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { Checked } from './checked.tsx';
import { accessFirst, appealBodyOf, lineOf, namesIn } from './decided.ts';
import { Held, HeldBefore, type Cleared } from './held.tsx';
import type { Scene } from './scene.ts';
import { talkWordsIn, useTalkWords } from './words.ts';

interface Props extends PartProps {
  readonly scene: Scene;
  /** Id of the person, or `reported` where nobody is noted. */
  readonly to: string;
  readonly language: string;
}

/** The lines that were decided, in the language of the letter. */
function linesOf(scene: Scene, language: string): readonly string[] {
  const zone = scene.edition?.zone ?? 'UTC';
  return scene.standing.map((one) => lineOf(one, scene.procedure, talkWordsIn(language), { language, zone }));
}

/** What is told is what was decided: a line that is missing holds it back, a name that is too much is said (RSP-24). */
function Equal({ scene, draft, children }: { scene: Scene; draft: Cleared; children: ReactNode }): ReactNode {
  const t = useTalkWords();
  const { language } = useWords();
  const text = Object.values(draft.parts).join('\n');
  const absent = notSaid(text, linesOf(scene, draft.language));
  const { decided, others } = namesIn(scene.procedure, scene.standing, draft.language);
  const beyond = saidBeyond(text, others, decided);
  if (absent.length > 0)
    return (
      <div className="said clay" role="alert">
        <p>{t.notSaid()}</p>
        <ul>
          {absent.map((line) => (
            <li key={line}>
              <Inert text={line} />
            </li>
          ))}
        </ul>
      </div>
    );
  return (
    <>
      {beyond.length > 0 && (
        <p className="said amber">
          {t.saidBeyond({ names: new Intl.ListFormat(language, { type: 'unit' }).format(beyond) })}
        </p>
      )}
      {children}
    </>
  );
}

/** What stands in the way of telling it at all, in words, with the page where it is done. */
function Before({ scene, language, opened }: Pick<Props, 'scene' | 'language' | 'opened'>): ReactNode {
  const t = useTalkWords();
  const { handling } = opened;
  const heard = handling.speaking.heard !== '';
  const told = handling.speaking.held.some(({ part }) => part === 'outcome');
  return (
    <>
      {told && scene.states.outcome !== 'done' && <p className="said amber">{t.outcomeChanged()}</p>}
      {!heard && (
        <p className="soft">{scene.procedure.conversation.hearFirst ? t.outcomeNotHeard() : t.outcomeHearFirst()}</p>
      )}
      <h4>{t.decidedTitle()}</h4>
      {scene.standing.length === 0 ? (
        <p className="soft">{t.decidedNothing()}</p>
      ) : (
        <ul>
          {linesOf(scene, language).map((line, at) => (
            <li key={scene.standing[at]?.hash}>
              <Inert text={line} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The id of the field for where to appeal, where the procedure has no part of its own for it. */
const appealField = 'where-to-appeal';

/** What was decided and where to appeal: only after their side, and never before accounts are ended (RSP-09, RSP-19). */
export function Outcome({ scene, to, language, opened, again }: Props): ReactNode {
  const t = useTalkWords();
  const { language: own } = useWords();
  const { procedure, edition, standing } = scene;
  if (scene.verdict === null)
    return (
      <p>
        {t.outcomeNoDecision()}{' '}
        <Link href={deskPaths.part(opened.row.incident, 'decision')}>{t.outcomeDecisionLink()}</Link>
      </p>
    );
  const words = talkWordsIn(language);
  const clauses = partsOfTalk(procedure.conversation).last;
  const named = clauses.find((clause) => partOfTalk(clause) === 'appeal');
  const appealId = named?.id ?? appealField;
  const body = appealBodyOf(procedure, edition, opened.ground.roster, language);
  const sentence = body === null ? '' : body.where === '' ? words.appealSentenceBody(body) : words.appealSentence(body);
  const lines = linesOf(scene, language);
  const says = standing.map(({ response, text }, at) =>
    [lines[at] ?? '', response === '' ? '' : text].filter((part) => part !== '').join(' '),
  );
  const follows = [...(says.length === 0 ? [words.nothingFollows()] : says), words.nextTime()].join('\n');
  const consequences = clauses.find((clause) => partOfTalk(clause) === 'consequences');
  const isNamed = ({ parts }: Cleared): boolean => (parts[appealId] ?? '').trim() !== '';
  const first = accessFirst(procedure, standing, own);
  const appealOf = (draft: Cleared): { ask: boolean; note: string } => ({
    ask: !isNamed(draft) && procedure.appeal.told === 'always',
    note: isNamed(draft) ? '' : body === null ? t.appealNowhere() : '',
  });
  return (
    <>
      <HeldBefore opened={opened} part="outcome" />
      <Before scene={scene} language={language} opened={opened} />
      {body === null && <p className="soft">{t.appealNowhere()}</p>}
      <Outgoing
        opened={opened}
        again={again}
        place={`talk/outcome/${to}/${language}`}
        title={t.outcomeTitle()}
        note={t.outcomeNote()}
        to={to}
        language={language}
        for="outcome"
        parts={[
          ...clauses
            .filter(({ id }) => id !== appealId)
            .map((clause) => ({
              id: clause.id,
              label: fill(procedure, clause.text, own, edition?.gathering),
              hint: clause.force === 'must' ? t.mustSay() : t.shouldSay(),
              required: clause.force === 'must',
            })),
          ...(consequences === undefined ? [{ id: 'outcome', label: t.decidedTitle(), required: true }] : []),
          { id: appealId, label: t.appealPart(), hint: body === null ? t.appealNowhere() : t.appealPartHint() },
        ]}
        initial={{ [consequences?.id ?? 'outcome']: follows, [appealId]: sentence }}
      >
        {(draft) =>
          first.length > 0 ? (
            <p className="said amber">
              {t.accessFirst({ what: new Intl.ListFormat(own, { type: 'unit' }).format(first) })}{' '}
              <Link href={deskPaths.part(opened.row.incident, 'decision')}>{t.outcomeDecisionLink()}</Link>
            </p>
          ) : (
            <Equal scene={scene} draft={draft}>
              <Checked opened={opened} draft={draft} for="outcome">
                <Held
                  scene={scene}
                  part="outcome"
                  draft={draft}
                  appeal={appealOf(draft)}
                  opened={opened}
                  again={again}
                />
              </Checked>
            </Equal>
          )
        }
      </Outgoing>
    </>
  );
}
