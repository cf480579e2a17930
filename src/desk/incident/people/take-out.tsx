import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { ongoingQuestion } from '#domain/intake/extract.ts';
import { say } from '#domain/procedure/clause.ts';
import { useDraft } from '../../drafts/draft.ts';
import { Found } from '../../drafts/found.tsx';
import { useActing } from '../../frame/acting.ts';
import { Pick, Said, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { askAgain } from '../../frame/polled.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { ExtractMade, ExtractSeen } from '../../keys/standing-seen.ts';
import { useNames } from '../conflict/names.ts';
import { NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { CostLines } from './link.tsx';
import { usePeopleWords } from './words.ts';

/** Who would read it, and who seems to be named in it, before anybody confirms it. */
function Readers({ seen: { readers, named, mine } }: { seen: ExtractSeen }): ReactNode {
  const t = usePeopleWords();
  const { each, nameOf } = useNames();
  if (readers.length === 0) return <Said tone="clay">{t.takeNobody()}</Said>;
  return (
    <>
      <Said>{t.takeReaders({ names: each(readers) })}</Said>
      {named.map(({ member }) => (
        <Said key={member}>{t.takeNamed({ name: nameOf(member) })}</Said>
      ))}
      {!mine && <Said tone="clay">{t.takeNotYou()}</Said>}
    </>
  );
}

/** What became of it, and what stands in the way of more. */
function Made({ made, typed }: { made: ExtractMade; typed: string }): ReactNode {
  const t = usePeopleWords();
  const { incident, codeName: name, way, cost, text } = made;
  return (
    <>
      <Said tone="moss">{way === 'named' ? t.takeDone({ name }) : t.takeDoneApart({ name })}</Said>
      <p>
        <Link href={deskPaths.incident(incident)}>{t.openWhole({ name })}</Link>
      </p>
      {way === 'apart' && <CostLines cost={{ ...cost, wouldLose: [], onlyOther: [] }} />}
      {typed !== '' && typed !== text && (
        <>
          <Said>{t.takeOlder()}</Said>
          <Inert block text={text} />
          <p className="soft">{t.takeOlderNote()}</p>
        </>
      )}
    </>
  );
}

const initial = { text: '', ongoing: '', id: '' };
const newId = (): string => crypto.randomUUID().replaceAll('-', '');

/** Writes what belongs to another incident out of this report (D21). */
export function TakeOut({ opened, again }: PartProps): ReactNode {
  const t = usePeopleWords();
  const { t: desk, language } = useWords();
  const { keys, team } = useSession();
  const { incident, edition } = opened.row;
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened);
  const draft = useDraft(`incident/${incident}/people/take`, initial);
  const [seen, setSeen] = useState<ExtractSeen | null>(null);
  const [made, setMade] = useState<ExtractMade | null>(null);
  const [missing, setMissing] = useState(false);
  const { text, ongoing, id } = draft.value;
  const may = permission(attemptOf('extracted', { other: incident }));
  if ('refused' in may) return <NotOffered act={t.take()} permission={may} />;
  const procedure = versionOf(team, opened.procedure);
  const gathering = editionOf(team, edition)?.gathering;
  const still = procedure && gathering ? ongoingQuestion(procedure, gathering) : undefined;
  const change = (more: Partial<typeof initial>): void => {
    draft.set((last) => ({ ...more, id: last.id || newId() }));
    setMissing(false);
    setSeen(null);
    setMade(null);
  };
  const taken = { text: text.trim(), ongoing };
  const take = (): void =>
    void run(
      () => keys.extract(incident, { ...taken, draft: id, language }),
      async (done) => {
        setSeen(null);
        setMade(done);
        // Until it is named the form is the same one: sent again, it is no second incident.
        if (done.way !== 'apart') {
          if (done.text === taken.text) draft.clear();
          else draft.set({ id: newId() });
        }
        askAgain();
        await again();
      },
    );
  const submit = (): void => {
    if (taken.text === '') return setMissing(true);
    if (seen?.mine === true) return take();
    return void run(() => keys.extractLook(incident, taken), setSeen);
  };
  return (
    <form
      className="act"
      aria-labelledby="people-take"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h3 id="people-take">{t.take()}</h3>
      <p className="soft">{t.takeNote()}</p>
      <Found draft={draft} edition={edition} />
      <TextField
        label={t.takeText()}
        hint={t.takeTextHint()}
        rows={5}
        maxLength={100_000}
        value={text}
        onChange={(event) => change({ text: event.target.value })}
      />
      {still && (
        <Pick
          label={say(still.label, language)}
          value={ongoing}
          onChange={(event) => change({ ongoing: event.target.value })}
        >
          <option value="">…</option>
          {still.options.map((option) => (
            <option key={option.id} value={option.id}>
              {say(option.label, language)}
            </option>
          ))}
        </Pick>
      )}
      {seen !== null && <Readers seen={seen} />}
      {made !== null && <Made made={made} typed={taken.text} />}
      {missing && <Said tone="clay">{t.takeMissing()}</Said>}
      {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
      {made?.way === 'apart' ? (
        <p className="row">
          <button type="button" className="btn quiet" disabled={busy} onClick={take}>
            {busy ? desk.sending() : t.takeAgain()}
          </button>
          <button
            type="button"
            className="btn quiet"
            disabled={busy}
            onClick={() => {
              draft.clear();
              setMade(null);
            }}
          >
            {t.takeLeave()}
          </button>
        </p>
      ) : (
        <button className="btn quiet" disabled={busy || (seen !== null && !seen.mine)}>
          {busy ? desk.sending() : seen?.mine === true ? t.takeConfirm() : t.takeLook()}
        </button>
      )}
    </form>
  );
}
