import { useEffect, useEffectEvent, useId, useRef, useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { useActing } from '../../frame/acting.ts';
import { Said } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { reasonIn } from '../../frame/reasons.ts';
import { useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { Outside } from './outside.tsx';
import './conflict.css';

interface Props {
  readonly opened: Opened;
  /** It is done: the page must be empty. */
  readonly gone: () => void;
}

/** How long a thumb that slipped has to say so, ms. */
const grace = 10_000;

/**
 * Always in reach (COI-01). One tap is enough: it says what happens, and happens by itself after a moment in which a thumb
 * that slipped can stay. It cannot be undone by oneself. No reason is asked, and none can be given.
 */
export function StepAside({ opened, gone }: Props): ReactNode {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  return (
    <>
      <button
        ref={button}
        type="button"
        className="btn quiet step-aside"
        aria-expanded={asked}
        aria-controls={id}
        onClick={() => setAsked(!asked)}
      >
        {t.stepAside()}
      </button>
      <div id={id} className="leaving" hidden={!asked}>
        {asked && (
          <Sure
            opened={opened}
            gone={gone}
            stay={() => {
              setAsked(false);
              button.current?.focus();
            }}
          />
        )}
      </div>
    </>
  );
}

function Sure({ opened, gone, stay }: Props & { stay: () => void }): ReactNode {
  const { t } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const may = opened.conflicts.may.stepAside;
  const sentence = useRef<HTMLParagraphElement>(null);
  // The sentence is read before any button of it can be pressed.
  useEffect(() => sentence.current?.focus(), []);
  const pressed = useEffectEvent(({ key, shiftKey }: KeyboardEvent) => {
    if (key === 'Escape' && !shiftKey) stay();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => pressed(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  const nobody = 'refused' in may;
  const go = (): void => void run(() => keys.stepAside(opened.row.incident), gone);
  const goByItself = useEffectEvent(go);
  useEffect(() => {
    if (nobody) return undefined;
    const timer = setTimeout(() => goByItself(), grace);
    // Who puts the phone away has decided.
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') goByItself();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', hidden);
    };
  }, [nobody]);
  return (
    <section aria-label={t.stepAside()}>
      <p ref={sentence} tabIndex={-1}>
        {!nobody ? t.stepAsideNote() : may.refused === 'nobody-left' ? t.nobodyLeft() : reasonIn(t, may.refused)}
      </p>
      {nobody && may.refused === 'nobody-left' && <Outside edition={opened.row.edition} />}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <div className="row">
        {!nobody && (
          <button type="button" className="btn" disabled={busy} onClick={go}>
            {busy ? t.sending() : t.stepAsideNow()}
          </button>
        )}
        <button type="button" className="btn quiet" disabled={busy} onClick={stay}>
          {nobody ? t.back() : t.stay()}
        </button>
      </div>
    </section>
  );
}

/** What is left of a page that is not there any more for this member: one sentence, and the way back. */
export function Gone({ stepped }: { stepped: boolean }): ReactNode {
  const { t } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="case gone">
      <h1 ref={heading} tabIndex={-1}>
        {stepped ? t.steppedAside() : t.refusedNotFound()}
      </h1>
      {stepped && (
        <>
          <p>{t.steppedAsideNote()}</p>
          <p className="soft">{t.steppedAsideCopies()}</p>
        </>
      )}
      <Link href={deskPaths.list}>{t.backToList()}</Link>
    </div>
  );
}
