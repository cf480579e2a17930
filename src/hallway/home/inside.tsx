import { useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import type { TakenChannel, TakingForm } from '#domain/intake/taken.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import { CallSheet, leadWanted } from '../call/call.tsx';
import { useCalls } from '../call/calls.ts';
import { CallStrips } from '../call/strips.tsx';
import { EnterWords } from '../enter/enter.tsx';
import { EmergencyPage } from '../frame/emergency.tsx';
import { Frame } from '../frame/frame.tsx';
import { Sheet } from '../frame/heading.tsx';
import { useHeld } from '../frame/held-back.ts';
import { useSession } from '../frame/session.tsx';
import { useViews } from '../frame/views.ts';
import { CardPage } from '../guide/card.tsx';
import { DontsPage } from '../guide/donts-page.tsx';
import { GuidePage } from '../guide/guide.tsx';
import { NumbersPage } from '../guide/numbers-page.tsx';
import { useWords } from '../language/words.tsx';
import { Taking, type Wanted } from '../taking/taking.tsx';
import { Begin } from './begin.tsx';
import { emptyForm, nextPart } from './begun.ts';
import type { GoOn } from './held.tsx';
import { Home, type NewerShown } from './home.tsx';

/** A report whose cards are open. */
export interface Open {
  readonly draft: string;
  readonly report: string;
  readonly form: TakingForm;
}

/** What lies over the page: it stays as it is below. */
type Over =
  | { readonly what: 'emergency' }
  | { readonly what: 'call'; readonly wanted: Wanted }
  | { readonly what: 'begin' };

interface Props {
  readonly open: Open | null;
  readonly onOpen: (open: Open | null) => void;
  /** Somebody called, and it is to be written down: asked for once, and taken up with `onCalled`. */
  readonly called: boolean;
  readonly onCalled: () => void;
  readonly newer: NewerShown;
  /** The phone's clock less the server's, ms. */
  readonly off: number;
  readonly sent: number;
  readonly onTry: () => void;
  readonly onEntered: (pack: HallwayPack | null) => Promise<void>;
}

/** The app on a phone that knows its event: the first page and those behind it, or the cards of a report. */
export function Inside({ open, onOpen, called, onCalled, newer, off, sent, onTry, onEntered }: Props): ReactNode {
  const { t, language } = useWords();
  const { keys, pack, now, look } = useSession();
  const { view, go, back } = useViews();
  const [over, setOver] = useState<Over | null>(null);
  const [theirs, setTheirs] = useState(false);
  const [out, setOut] = useState<readonly string[]>([]);
  const calls = useCalls(keys);
  const close = (): void => {
    setOver(null);
    // Somebody comes, or nobody does: that was said, and the line over the cards goes with it.
    if (over?.what !== 'call') return;
    const { answered, keep } = calls.of(over.wanted.what);
    if (answered.coming || answered.standing?.over === true) keep(null);
  };
  useHeld(open !== null || over !== null, close);
  const call = (wanted: Wanted): void => {
    // A lead who was called is looked for again; each hand is a call of its own.
    if (wanted.what !== 'lead') calls.hand.keep(null);
    setOver({ what: 'call', wanted });
  };
  const lead = (): void => call({ ...leadWanted, out });

  const begin = async (channel: TakenChannel, form: TakingForm | null, continues: string): Promise<string> => {
    const at = now();
    const begun = await keys.begin({ edition: pack.edition.id, channel, language, at, continues });
    onOpen({
      draft: begun.draft,
      report: begun.report,
      form: form === null ? emptyForm(pack, { channel, language, at, continues }) : nextPart(form, at, continues),
    });
    close();
    return '';
  };
  const takeCall = useEffectEvent(async (): Promise<void> => {
    // A report that is open stays; what keeps one from being begun is said where one begins.
    if (open === null) await begin('phone', null, '').catch(() => setOver({ what: 'begin' }));
    onCalled();
  });
  useEffect(() => {
    if (called) queueMicrotask(() => void takeCall());
  }, [called]);
  const goOn = ({ draft, form }: GoOn): void => {
    if (form !== null && !draft.handedIn) return onOpen({ draft: draft.draft, report: draft.report, form });
    // What is written on from here is a report of its own, with words of its own.
    void keys
      .close(draft.draft)
      .then(() => begin(draft.channel, form, draft.report))
      .catch(look);
  };

  const page = (): ReactNode => {
    switch (view) {
      case 'home':
        return (
          <Home
            acts={{ go, onTelling: () => setOver({ what: 'begin' }), onLead: lead, onGoOn: goOn, onTry }}
            newer={newer}
            off={off}
            sent={sent}
          />
        );
      case 'numbers':
        return <NumbersPage onBack={back} />;
      case 'guide':
        return <GuidePage onBack={back} />;
      case 'donts':
        return <DontsPage onBack={back} />;
      case 'card':
        return <CardPage onBack={back} />;
      case 'enter':
        return (
          <Sheet title={t.signIn()} onBack={back}>
            <EnterWords
              keys={keys}
              edition={pack.edition.id}
              onEntered={async (fresh) => {
                await onEntered(fresh);
                back();
                onTry();
              }}
            />
          </Sheet>
        );
    }
  };
  const overlay = (): ReactNode => {
    switch (over?.what) {
      case undefined:
        return null;
      case 'emergency':
        return (
          <div className="over">
            <EmergencyPage onBack={close} onLead={lead} />
          </div>
        );
      case 'call': {
        const { calling, answered, keep } = calls.of(over?.wanted.what ?? 'lead');
        return (
          <CallSheet
            wanted={over?.wanted ?? leadWanted}
            calling={calling}
            answered={answered}
            onCalling={keep}
            onEnd={close}
          />
        );
      }
      case 'begin':
        return <Begin begin={(channel) => begin(channel, null, '')} onCancel={close} />;
    }
  };
  return (
    <Frame
      telling={open !== null}
      theirs={theirs}
      onLead={lead}
      strip={
        over === null && !theirs ? (
          <CallStrips calls={calls} onOpen={(what) => setOver({ what: 'call', wanted: { ...leadWanted, what } })} />
        ) : null
      }
    >
      {/* Below it everything stays as it is: a card keeps what was typed in it. */}
      <div hidden={over !== null}>
        {open === null ? (
          page()
        ) : (
          <Taking
            key={open.draft}
            keys={keys}
            pack={pack}
            language={language}
            draft={open}
            form={open.form}
            now={now}
            onEnd={() => {
              setTheirs(false);
              onOpen(null);
              void look().then(onTry);
            }}
            onEmergency={() => setOver({ what: 'emergency' })}
            onCall={call}
            onOut={setOut}
            onHandOver={setTheirs}
          />
        )}
      </div>
      {overlay()}
    </Frame>
  );
}
