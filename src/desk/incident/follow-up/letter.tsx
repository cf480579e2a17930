import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { blocksOffered, foundIn, letterOf, type Action, type Block, type Found } from '#domain/follow-up/blocks.ts';
import { theReporter } from '#domain/follow-up/planning.ts';
import { Said, TextField, Tick } from '../../frame/field.tsx';
import { useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import { usePermission, type PartProps } from '../handling/act-form.tsx';
import { isMailed } from '../mailing/way.tsx';
import { theirMailingWords, useMailingWords } from '../mailing/words.ts';
import { MessageForm } from './message-form.tsx';
import { actionsIn, isKept, plansIn, verdictIn } from './told.ts';
import { theirWords, useFollowUpWords, type FollowUpWords } from './words.ts';
import { attemptOf } from '../handling/permission.ts';

/** What the form holds. Once the words were changed by hand, ticks change nothing any more. */
interface Letter {
  readonly ticked: readonly Block[];
  /** Consequences that are told, by hash. */
  readonly told: readonly string[];
  readonly own: boolean;
  readonly text: string;
}

const empty: Letter = { ticked: [], told: [], own: false, text: '' };

function verdictText(t: FollowUpWords, found: Found): string {
  switch (found) {
    case 'violation':
      return t.textViolation();
    case 'no-violation':
      return t.textNoViolation();
    case 'unclear':
      return t.textUnclear();
    case 'out-of-scope':
      return t.textOutOfScope();
  }
}

function blockName(t: FollowUpWords, block: Block): string {
  switch (block) {
    case 'thanks':
      return t.blockThanks();
    case 'discussed':
      return t.blockDiscussed();
    case 'verdict':
      return t.blockVerdict();
    case 'done':
      return t.blockDone();
    case 'no-action':
      return t.blockNoAction();
    case 'more':
      return t.blockMore();
  }
}

/** A consequence in words of a language: the catalogue's name, or what the team wrote. */
function actionIn(procedure: Procedure | undefined, { response, text }: Action, language: string): string {
  const entry = procedure?.responses.list.find(({ id }) => id === response);
  return entry === undefined ? text : say(entry.name, language);
}

/** The text as the ticks make it, in the reporter's language. */
function useMade({ opened }: Pick<PartProps, 'opened'>): (letter: Letter) => string {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  const theirs = theirWords(opened.language);
  const byMail = isMailed(opened);
  const verdict = verdictIn(opened);
  const actions = actionsIn(opened);
  const found = foundIn({ verdict });
  const offered = blocksOffered({ verdict, actions });
  const paragraphs: Readonly<Record<Block, string>> = {
    thanks: theirs.textThanks(),
    discussed: theirs.textDiscussed(),
    verdict: found === null ? '' : verdictText(theirs, found),
    done: theirs.textDone(),
    'no-action': theirs.textNoAction(),
    more: byMail ? theirMailingWords(opened.language).mailMoreText() : theirs.textMore(),
  };
  return ({ ticked, told, own, text }) => {
    if (own) return text;
    const lines = actions
      .filter(({ hash }) => told.includes(hash))
      .map((action) => {
        const what = actionIn(procedure, action, opened.language);
        return action.state === 'carried-out' ? what : theirs.linePlanned({ what });
      });
    return letterOf(new Set(offered.filter((block) => ticked.includes(block))), paragraphs, lines);
  };
}

function Ticks({
  opened,
  letter,
  set,
}: Pick<PartProps, 'opened'> & { letter: Letter; set: (change: Partial<Letter>) => void }): ReactNode {
  const t = useFollowUpWords();
  const { language } = useWords();
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  const verdict = verdictIn(opened);
  const actions = actionsIn(opened);
  const offered = blocksOffered({ verdict, actions });
  const toggled = <V extends string>(all: readonly V[], one: V): readonly V[] =>
    all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
  return (
    <fieldset disabled={letter.own}>
      <legend>{t.blocksTitle()}</legend>
      {offered.map((block) => (
        <div key={block}>
          <Tick
            label={blockName(t, block)}
            checked={letter.ticked.includes(block)}
            onChange={() => set({ ticked: toggled(letter.ticked, block) })}
          />
          {block === 'done' && letter.ticked.includes('done') && (
            <fieldset className="under">
              <legend>{t.actionsTitle()}</legend>
              <p className="soft">{t.actionsHint()}</p>
              {actions.map((action) => (
                <Tick
                  key={action.hash}
                  label={actionIn(procedure, action, language)}
                  {...(action.state === 'planned' && { hint: t.actionPlanned() })}
                  checked={letter.told.includes(action.hash)}
                  onChange={() => set({ told: toggled(letter.told, action.hash) })}
                />
              ))}
            </fieldset>
          )}
        </div>
      ))}
      {!offered.includes('verdict') && <p className="soft">{verdict === null ? t.noVerdict() : t.welfareVerdict()}</p>}
    </fieldset>
  );
}

/** The follow-up that was promised: blocks chosen one by one, then words that can be changed (FUP-01, FUP-03 to 05). */
export function FollowUpLetter({ opened, again }: PartProps): ReactNode {
  const t = useFollowUpWords();
  const { keys } = useSession();
  const permission = usePermission(opened);
  const made = useMade({ opened });
  const m = useMailingWords();
  const unnamed = opened.identity === 'none';
  const plan = plansIn(opened).find(({ person }) => person === theReporter)?.now ?? null;
  const keep = async (): Promise<unknown> => {
    if (plan === null || isKept(opened, plan.hash)) return null;
    const facts = { of: plan.hash };
    // Should it be refused, the plan stays on the list, and is checked off by hand.
    if ('refused' in permission(attemptOf('checked-back', facts))) return null;
    return keys.act(opened.row.incident, [{ kind: 'checked-back', facts, body: { v: 1, text: t.planSent() } }]);
  };
  return (
    <MessageForm
      opened={opened}
      again={again}
      place="follow-up/letter"
      title={unnamed ? t.letterPost() : t.letterTitle()}
      note={isMailed(opened) ? m.mailLetterNote() : unnamed ? t.letterPostNote() : t.letterNote()}
      initial={empty}
      textOf={made}
      followUp
      label={unnamed ? t.letterPostSend() : t.letterSend()}
      done={t.letterSent()}
      then={keep}
    >
      {(letter, set) => (
        <>
          <Ticks opened={opened} letter={letter} set={set} />
          {letter.own && (
            <Said>
              {t.ownWords()}{' '}
              <button type="button" className="btn quiet" onClick={() => set({ own: false, text: '' })}>
                {t.ownWordsBack()}
              </button>
            </Said>
          )}
          <TextField
            label={t.letterText()}
            hint={t.letterHint()}
            lang={opened.language}
            rows={10}
            maxLength={100_000}
            value={made(letter)}
            onChange={(event) => set({ own: true, text: event.target.value })}
          />
        </>
      )}
    </MessageForm>
  );
}
