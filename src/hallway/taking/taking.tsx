import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { cardsOf } from '#domain/intake/cards.ts';
import type { TakingForm } from '#domain/intake/taken.ts';
import { missingIn, openCard, stepOf, withStep } from '#domain/intake/taking.ts';
import type { CallFor } from '#wire/bodies.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import type { Language } from '#words/words.ts';
import { HandOver, Writing } from '../alone/alone.tsx';
import type { Finished, Verbs } from '../keys/protocol.ts';
import { aroundOf } from './around.tsx';
import { ShownCard } from './card.tsx';
import { Done } from './done.tsx';
import { Focused } from './heading.tsx';
import { useIdle } from './idle.ts';
import { finishOpen, useKeeper } from './keeping.ts';
import { outOf, type Scene } from './scene.ts';
import { Stop } from './stop.tsx';
import { takingWords } from './words.ts';
import './taking.css';

/** How it ended: handed to the outbox, put away and locked (its eight words open it), or nothing was written in it. */
export type Ended = 'finished' | 'put-away' | 'discarded';

/** What a card asks the call sheet for. `place`: where they are, if known. `out`: members who must not be called. */
export interface Wanted {
  readonly what: CallFor;
  readonly place: string;
  readonly person: string;
  readonly out: readonly string[];
}

interface TakingProps {
  readonly keys: Verbs;
  readonly pack: HallwayPack;
  readonly language: Language;
  readonly draft: { readonly draft: string; readonly report: string };
  /** As it is begun, or as its words opened it. */
  readonly form: TakingForm;
  readonly now: () => number;
  readonly onEnd: (how: Ended) => void;
  /** Shows the emergency page over the cards; they stay as they are. */
  readonly onEmergency: () => void;
  readonly onCall: (wanted: Wanted) => void;
  /** Whoever must not be called while these cards are open, from wherever the call is made. */
  readonly onOut: (members: readonly string[]) => void;
  /** True: the reporter has the phone, the frame shows emergency numbers and nothing of the staff. False: it is back. */
  readonly onHandOver: (theirs: boolean) => void;
}

type Shown =
  | { readonly what: 'cards' | 'hand-over' | 'writing' }
  | { readonly what: 'done'; readonly finished: Finished };

function useWordsOf(keys: Verbs, draft: string): readonly string[] | null {
  const [words, setWords] = useState<readonly string[] | null>(null);
  useEffect(() => {
    let here = true;
    keys.words(draft).then(
      (found) => here && setWords(found.length > 0 ? found : null),
      () => here && setWords(null),
    );
    return () => {
      here = false;
    };
  }, [keys, draft]);
  return words;
}

/** The cards of taking a report, one at a time; what is written is locked as it is written. */
export function Taking({
  keys,
  pack,
  language,
  draft: { draft, report },
  form: first,
  now,
  onEnd,
  onEmergency,
  onCall,
  onOut,
  onHandOver,
}: TakingProps): ReactNode {
  const t = takingWords[language];
  const { form, standing, saved, keeper } = useKeeper(keys, draft, first, now);
  const words = useWordsOf(keys, draft);
  const [shown, setShown] = useState<Shown>({ what: 'cards' });
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState(false);
  const [sent, setSent] = useState(false);
  const cards = useMemo(() => cardsOf(pack.procedure, pack.edition.gathering, first.channel), [pack, first.channel]);
  const at = now();
  const minute = at - (at % 60_000);
  const around = useMemo(() => aroundOf(pack, language, minute), [pack, language, minute]);
  const place = openCard(cards, form);
  const card = cards[place];
  const out = outOf({ form, saved }).toSorted().join(' ');
  useEffect(() => {
    onOut(out === '' ? [] : out.split(' '));
    return () => onOut([]);
  }, [onOut, out]);

  const open = (id: string): void => keeper.change((was) => ({ ...was, card: id }), 'at-once');
  const go: Scene['go'] = (to) => {
    // What a card was answered with is there by now: `form` may be older.
    const from = openCard(cards, keeper.now.form);
    const next = typeof to === 'string' ? to : cards[from + to]?.id;
    if (next === undefined) return;
    const left = cards[from];
    const offered = left !== undefined && ['quiet-place', 'trusted-person', 'crisis-card'].includes(left.kind);
    if (to === 1 && offered && stepOf(keeper.now.form, left).choice === '')
      keeper.change((was) => withStep(was, left, { choice: 'skipped' }));
    open(next);
  };
  const scene: Scene = {
    t,
    language,
    pack,
    around,
    cards,
    form,
    at,
    saved,
    words,
    change: (changed) => keeper.change(changed),
    choose: (chosen, change) =>
      keeper.change((was) => withStep(was, chosen, change), change.choice === undefined ? 'soon' : 'at-once'),
    go,
    call: (what) =>
      onCall({ what, place: '', person: '', out: outOf({ form: keeper.now.form, saved: keeper.now.saved }) }),
    emergency: onEmergency,
    handOver: () => setShown({ what: 'hand-over' }),
  };

  const finish = async (): Promise<void> => {
    if (busy || missingIn(cards, keeper.now.form).length > 0) return;
    setBusy(true);
    setFault(false);
    await keeper.save();
    const last = await keeper.stop();
    const finished = await finishOpen(keys, draft, words ?? [], last, now).catch(() => null);
    setBusy(false);
    // Nobody would receive it: nothing was locked, and what is written stays here.
    if (finished === null || (!finished.kept && finished.readers.length === 0)) {
      keeper.resume();
      return setFault(true);
    }
    setShown({ what: 'done', finished });
    const handed = await keys.handIn(now()).catch(() => null);
    setSent(handed?.sent.some((one) => one.report === report) ?? false);
  };
  const putAway = async (): Promise<void> => {
    await keeper.save();
    await keeper.stop();
    await keys.close(draft).catch(() => undefined);
    onEnd('put-away');
  };
  const discard = async (): Promise<void> => {
    await keeper.stop();
    await keys.discard(draft).catch(() => undefined);
    onEnd('discarded');
  };
  useIdle(now, () => {
    if (shown.what !== 'done') void putAway();
    else if (shown.finished.kept || sent) onEnd('finished');
  });

  const given = (): void => {
    setShown({ what: 'writing' });
    onHandOver(true);
  };
  const back = (): void => {
    setShown({ what: 'cards' });
    open('read-back');
    onHandOver(false);
  };

  const standingWords = { keeping: t.keeping(), kept: t.kept(), 'not-kept': t.notKept() }[standing];
  return (
    <main id="main" className="page taking" tabIndex={-1}>
      {shown.what === 'done' ? (
        <Done scene={scene} finished={shown.finished} sent={sent} end={() => onEnd('finished')} />
      ) : (
        <>
          <div className={standing === 'not-kept' ? 'standing lost' : 'standing'}>
            <output aria-live={standing === 'not-kept' ? 'polite' : 'off'}>{standingWords}</output>
            {shown.what === 'cards' && <span>{t.card({ n: String(place + 1), of: String(cards.length) })}</span>}
          </div>
          {shown.what === 'hand-over' && (
            <HandOver scene={scene} keys={keys} draft={draft} given={given} leave={() => setShown({ what: 'cards' })} />
          )}
          {shown.what === 'writing' && <Writing scene={scene} keys={keys} back={back} />}
          {shown.what === 'cards' && card !== undefined && (
            <>
              <Focused card={card.id} back={() => go(-1)} guarded={standing === 'not-kept'}>
                <ShownCard scene={scene} card={card} finishing={{ finish: () => void finish(), busy, fault }} />
              </Focused>
              <Stop scene={scene} putAway={() => void putAway()} discard={() => void discard()} />
            </>
          )}
        </>
      )}
    </main>
  );
}
