import { useState, type ReactNode } from 'react';
import { codeAt } from '#domain/edition/codes.ts';
import { fill } from '#domain/procedure/values.ts';
import { partOfTalk, partsOfTalk } from '#domain/speaking/talking.ts';
import { paths } from '#wire/paths.ts';
import { Field } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { Checked } from './checked.tsx';
import { Held, HeldBefore } from './held.tsx';
import type { Scene } from './scene.ts';
import { talkWordsIn, useTalkWords } from './words.ts';

interface Props extends PartProps {
  readonly scene: Scene;
  /** Id of the person, or `reported` where nobody is noted; and what they are called. */
  readonly to: string;
  readonly called: string;
  /** Of the text. */
  readonly language: string;
}

const dayAt = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(at);

/** The code of conduct as it was on the day it happened, to look it up and to give its address (RSP-22). */
function Code({ scene, day, set }: { scene: Scene; day: string; set: (day: string) => void }): ReactNode {
  const t = useTalkWords();
  const { edition } = scene;
  if (edition === undefined) return null;
  const code = codeAt(edition, day);
  return (
    <div className="code-of-day">
      <Field
        type="date"
        label={t.codeDay()}
        hint={t.codeDayHint()}
        value={day}
        onChange={(event) => set(event.target.value)}
      />
      {code === null ? (
        <p className="soft">{t.codeNone()}</p>
      ) : (
        <p>
          <a href={codeAddress(edition.id, day)} target="_blank" rel="noreferrer">
            {t.codeLink({ version: code.version })}
          </a>
        </p>
      )}
    </div>
  );
}

const codeAddress = (edition: string, day: string): string =>
  `${location.origin}${paths.code(edition)}?on=${encodeURIComponent(day)}`;

/** What was reported, its effect, the code and what is expected: everything that is said before their side is heard. */
export function First({ scene, to, called, language, opened, again }: Props): ReactNode {
  const t = useTalkWords();
  const { language: own } = useWords();
  const { procedure, edition } = scene;
  const began = dayAt(opened.row.receivedAt, edition?.zone ?? 'UTC');
  const [day, setDay] = useState(began);
  const clauses = partsOfTalk(procedure.conversation).first;
  const code = clauses.find((clause) => partOfTalk(clause) === 'code');
  const address = edition === undefined ? '' : codeAddress(edition.id, day);
  const known = edition !== undefined && codeAt(edition, day) !== null;
  const initial = code === undefined || !known ? {} : { [code.id]: talkWordsIn(language).codeSentence({ address }) };
  return (
    <>
      <HeldBefore opened={opened} part="what" />
      {code !== undefined && <Code scene={scene} day={day} set={setDay} />}
      {day !== began && known && <p className="said amber">{t.codeChanged({ address })}</p>}
      <Outgoing
        opened={opened}
        again={again}
        place={`talk/what/${to}/${language}`}
        title={t.whatTitle({ reported: called })}
        note={t.whatNote()}
        to={to}
        language={language}
        for="conversation"
        parts={clauses.map((clause) => ({
          id: clause.id,
          label: fill(procedure, clause.text, own, edition?.gathering),
          hint: clause.force === 'must' ? t.mustSay() : t.shouldSay(),
          required: clause.force === 'must',
        }))}
        initial={initial}
      >
        {(draft) => (
          <Checked opened={opened} draft={draft} for="conversation">
            <Held scene={scene} part="what" draft={draft} opened={opened} again={again} />
          </Checked>
        )}
      </Outgoing>
    </>
  );
}
