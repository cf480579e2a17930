import type { ReactNode } from 'react';
import { Pick, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf, type Told } from '../handling/told.ts';
import { useTalkWords } from './words.ts';

/** What came from them and nobody else: apart from the report, with who wrote it down (RSP-18). */
function Heard({ one, opened }: { one: Told<'side-heard'>; opened: PartProps['opened'] }): ReactNode {
  const t = useTalkWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  const said = { name: whoIs(desk, one.who), when: whenOf(one.at, clock) };
  const { text, witnesses } = one.body;
  const how = one.facts['how'];
  return (
    <article className={how === 'heard' ? 'letter theirs' : 'letter note'}>
      <p className="head">
        <b>
          {how === 'heard' ? t.sideAsTold(said) : how === 'declined' ? t.sideWasDeclined(said) : t.sideWasUnsafe(said)}
        </b>
      </p>
      {text !== '' && <Inert block text={text} />}
      {witnesses !== '' && (
        <>
          <p className="soft">{t.sideNamed()}</p>
          <Inert block text={witnesses} />
        </>
      )}
      {how === 'heard' && <p className="soft">{t.sideProvenance()}</p>}
    </article>
  );
}

export function Side({ opened, again }: PartProps): ReactNode {
  const t = useTalkWords();
  const heard = toldOf(opened, 'side-heard');
  return (
    <>
      {heard.map((one) => (
        <Heard key={one.hash} one={one} opened={opened} />
      ))}
      <ActForm
        opened={opened}
        again={again}
        place="talk/side"
        title={heard.length === 0 ? t.sideTitle() : t.sideMore()}
        note={t.sideNote()}
        attempt={attemptOf('side-heard', { how: 'declined' })}
        initial={{ how: 'heard', text: '', witnesses: '' }}
        label={t.sideSave()}
        quiet={heard.length > 0}
        texts={({ text, witnesses }) => [text, witnesses]}
        make={({ how, text, witnesses }) =>
          text.trim() === ''
            ? t.sideNeeds()
            : [
                {
                  kind: 'side-heard',
                  facts: { how },
                  body: { v: 1, text, witnesses: how === 'heard' ? witnesses.trim() : '' },
                },
              ]
        }
        done={t.sideDone()}
      >
        {({ how, text, witnesses }, set) => (
          <>
            <Pick label={t.sideHow()} value={how} onChange={(event) => set({ how: event.target.value })}>
              <option value="heard">{t.sideHeard()}</option>
              <option value="declined">{t.sideDeclined()}</option>
              <option value="unsafe">{t.sideUnsafe()}</option>
            </Pick>
            <TextField
              label={how === 'heard' ? t.sideText() : t.sideTextWhy()}
              rows={how === 'heard' ? 6 : 2}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
            {how === 'heard' && (
              <TextField
                label={t.sideWitnesses()}
                hint={t.sideWitnessesHint()}
                rows={2}
                value={witnesses}
                onChange={(event) => set({ witnesses: event.target.value })}
              />
            )}
          </>
        )}
      </ActForm>
    </>
  );
}
