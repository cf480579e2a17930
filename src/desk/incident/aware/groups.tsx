import type { ReactNode } from 'react';
import { Field, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, FormsOf, type PartProps } from '../handling/act-form.tsx';
import { Fold } from '../handling/fold.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf, type Told } from '../handling/told.ts';
import { EndForm, OwnWords } from './ending.tsx';
import { useAwareWords } from './words.ts';

interface Group {
  readonly listed: Told<'aware-listed'>;
  readonly told: Told<'aware-told'> | null;
}

/** Everybody who was listed, and the last word on each. */
function groupsIn({ opened }: Pick<PartProps, 'opened'>): readonly Group[] {
  const told = toldOf(opened, 'aware-told');
  return toldOf(opened, 'aware-listed').map((listed) => ({
    listed,
    told: told.findLast(({ facts }) => facts['of'] === listed.hash) ?? null,
  }));
}

function One({
  group,
  text,
  language,
  ...props
}: PartProps & { group: Group; text: string; language: string }): ReactNode {
  const { opened } = props;
  const t = useAwareWords();
  const { t: words } = useWords();
  const clock = useClock(opened.row.edition);
  const { listed, told } = group;
  const said = told && { name: whoIs(words, told.who), when: whenOf(told.at, clock) };
  return (
    <li>
      <h4>
        <Inert text={listed.body.who} />
      </h4>
      {listed.body.note !== '' && <Inert block text={listed.body.note} />}
      <small>{t.groupBy({ name: whoIs(words, listed.who), when: whenOf(listed.at, clock) })}</small>
      {told === null || said === null ? (
        <>
          <p>
            <span className="chip amber">{t.groupOpen()}</span>
          </p>
          <Fold title={t.groupEnd()}>
            <EndForm {...props} listed={listed} text={text} />
          </Fold>
          <FormsOf what={listed.body.who}>
            <OwnWords {...props} listed={listed} language={language} text={text} />
          </FormsOf>
        </>
      ) : (
        <>
          <p>
            <span className="chip moss">
              {told.facts['how'] === 'told' ? t.groupTold(said) : t.groupNotNeeded(said)}
            </span>
          </p>
          <Inert block text={told.body.text} />
        </>
      )}
    </li>
  );
}

function AddForm({ opened, again }: PartProps): ReactNode {
  const t = useAwareWords();
  return (
    <ActForm
      opened={opened}
      again={again}
      place="aware/add"
      title={t.groupAdd()}
      attempt={attemptOf('aware-listed')}
      initial={{ who: '', note: '' }}
      label={t.groupAdd()}
      done={t.groupAdded()}
      texts={({ who, note }) => [who, note]}
      make={({ who, note }) =>
        who.trim() === ''
          ? t.groupMissing()
          : [{ kind: 'aware-listed', facts: {}, body: { v: 1, who: who.trim(), note: note.trim() } }]
      }
    >
      {({ who, note }, set) => (
        <>
          <Field
            label={t.groupWho()}
            hint={t.groupWhoHint()}
            dir="auto"
            value={who}
            maxLength={500}
            onChange={(event) => set({ who: event.target.value })}
          />
          <TextField
            label={t.groupNote()}
            hint={t.groupNoteHint()}
            rows={2}
            value={note}
            maxLength={5_000}
            onChange={(event) => set({ note: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}

/** Everybody who knew of it: each told, or not needed and why; closing waits for the last of them. */
export function Groups({ text, language, ...props }: PartProps & { text: string; language: string }): ReactNode {
  const t = useAwareWords();
  const groups = groupsIn(props);
  return (
    <section aria-labelledby="aware-groups">
      <h3 id="aware-groups">{t.groups()}</h3>
      <p className="soft">{t.groupsNote()}</p>
      {groups.length === 0 ? (
        <p className="soft">{t.groupsNone()}</p>
      ) : (
        <ul className="aware-groups">
          {groups.map((group) => (
            <One key={group.listed.hash} {...props} group={group} text={text} language={language} />
          ))}
        </ul>
      )}
      <Fold title={t.groupAdd()} open={groups.length === 0}>
        <AddForm {...props} />
      </Fold>
    </section>
  );
}
