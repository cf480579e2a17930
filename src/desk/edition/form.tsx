import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Edition } from '#domain/edition/edition.ts';
import { parseEdition } from '#wire/edition.ts';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { useClock, useSession, versionOf } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useWords } from '../frame/words.tsx';
import { CodePart } from './code-part.tsx';
import { ContactsPart } from './contacts-part.tsx';
import { differingKeys, mergeEdition, type EditionKey } from './draft.ts';
import { EventPart, HelpPart } from './event-part.tsx';
import { GuidePart } from './guide-part.tsx';
import { PlanPart } from './plan-part.tsx';
import { ProcedurePart } from './procedure-part.tsx';
import { ProgrammePart } from './programme-part.tsx';
import { RoomsPart } from './rooms-part.tsx';
import { RotaPart } from './rota-part.tsx';
import { inOrder, placeIn, WrongPlaces } from './wrong.tsx';
import { keyIn, listIn } from './wording.ts';
import './form.css';

interface Props {
  /** What the form begins with. */
  readonly start: Edition;
  /** The entry it was read from; `''` for a new event. */
  readonly base: string;
  readonly saved: () => void | Promise<void>;
  readonly leave: () => void;
}

interface Written {
  readonly from: { readonly edition: Edition; readonly base: string };
  readonly draft: Edition;
}

/** Asks before the page is left with something typed. */
function useKept(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const stop = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', stop);
    return () => window.removeEventListener('beforeunload', stop);
  }, [unsaved]);
}

interface MeanwhileProps {
  readonly both: readonly EditionKey[];
  readonly edition: string;
  readonly take: () => void;
  readonly drop: () => void;
}

/** Somebody else has signed other settings since these were read: nobody's are overwritten unseen. */
function Meanwhile({ both, edition, take, drop }: MeanwhileProps): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const clock = useClock(edition);
  const last = team.settings.find((one) => one.edition === edition)?.changes.findLast(({ kind }) => kind === 'settled');
  const labels = [...new Set(both.map((key) => keyIn(t)[key]))];
  return (
    <div className="banner amber" role="alert">
      <p>{t.somebodySaved({ name: last?.name ?? '', when: last === undefined ? '' : whenOf(last.at, clock) })}</p>
      {labels.length > 0 && <p>{t.bothChanged({ what: listIn(labels, language) })}</p>}
      <div className="row">
        <button type="button" className="btn" onClick={take}>
          {t.takeTheirs()}
        </button>
        <button type="button" className="btn quiet" onClick={drop}>
          {t.dropMine()}
        </button>
      </div>
    </div>
  );
}

/** All settings of one event. One save is one signed file; what was typed outlives every refusal and every refresh. */
export function EventForm({ start, base, saved, leave }: Props): ReactNode {
  const { t, language } = useWords();
  const { team, keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  // What it was made from is kept with it: found again after somebody else saved, it is merged like any other.
  const kept = useDraft<Written>(`event/${start.id}`, { from: { edition: start, base }, draft: start });
  const { from, draft } = kept.value;
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const changed = base === '' || differingKeys(from.edition, draft).length > 0;
  useKept(changed);
  useEffect(() => {
    if (wrong.length > 0) summary.current?.focus();
  }, [wrong]);
  const changesIn = (value: Written): string =>
    listIn([...new Set(differingKeys(value.from.edition, value.draft).map((key) => keyIn(t)[key]))], language);
  const current = team.settings.find(({ edition }) => edition === draft.id);
  const theirs = team.editions.find(({ edition }) => edition.id === draft.id)?.edition;
  const moved = base !== '' && current !== undefined && theirs !== undefined && current.base !== from.base;
  const merged = moved ? mergeEdition(from.edition, draft, theirs) : null;
  const settle = (next: Edition): void => {
    if (current === undefined || theirs === undefined) return;
    kept.set({ from: { edition: theirs, base: current.base }, draft: next });
  };
  const save = async (): Promise<void> => {
    const read = parseEdition(draft);
    const procedure = versionOf(team, draft.procedureDigest);
    const other = procedure === undefined || procedure.gatherings.includes(draft.gathering) ? [] : ['gathering'];
    const places = inOrder([...new Set([...('wrong' in read ? read.places.map(placeIn) : []), ...other])]);
    setWrong(places);
    if (places.length > 0) return;
    const act = async () => {
      const answer = await keys.settle(draft, from.base);
      // Who was first is looked up and said in words; that is no failure of this page.
      return 'refused' in answer && answer.refused === 'stale-head' && base !== '' ? { moved: true } : answer;
    };
    await run(act, async (answer) => {
      await refresh();
      if ('moved' in answer) return;
      kept.clear();
      await saved();
    });
  };
  const part = {
    draft,
    wrong,
    set: (change: Partial<Edition>): void => kept.set((last) => ({ draft: { ...last.draft, ...change } })),
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Found draft={kept} edition={draft.id} words={changesIn} />
      <WrongPlaces ref={summary} places={wrong} />
      <EventPart {...part} />
      <HelpPart {...part} />
      <RoomsPart {...part} />
      <PlanPart {...part} />
      <RotaPart {...part} />
      <ProgrammePart {...part} />
      <GuidePart {...part} />
      <ContactsPart {...part} />
      <CodePart {...part} />
      <ProcedurePart {...part} inForce={base === '' ? '' : from.edition.procedureDigest} />
      {merged !== null && theirs !== undefined && (
        <Meanwhile
          both={merged.both}
          edition={draft.id}
          take={() => settle(merged.edition)}
          drop={() => settle(theirs)}
        />
      )}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <output className="soft">{changed ? t.unsaved() : t.nothingChanged()}</output>
      <div className="row">
        <button className="btn" disabled={busy || !changed || moved}>
          {base === '' ? t.makeEvent() : t.saveEvent()}
        </button>
        <button
          type="button"
          className="btn quiet"
          onClick={() => {
            kept.clear();
            leave();
          }}
        >
          {t.cancelEvent()}
        </button>
      </div>
    </form>
  );
}
