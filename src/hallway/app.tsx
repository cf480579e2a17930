import { Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { HallwayPack } from '#wire/hallway.ts';
import { Enter } from './enter/enter.tsx';
import { HandBack } from './enter/hand-back.tsx';
import { noLink, takeLink, type Link } from './enter/link.ts';
import { startClock } from './frame/clock.ts';
import { Faulty } from './frame/faulty.tsx';
import { Plain } from './frame/frame.tsx';
import { Heading } from './frame/heading.tsx';
import { useOnline } from './frame/online.ts';
import { EmergencyBar } from './frame/phones.tsx';
import { Here } from './frame/session.tsx';
import { useStaying } from './frame/staying.ts';
import { useHanding } from './home/handing.ts';
import { Inside, type Open } from './home/inside.tsx';
import { useRefreshing } from './home/refreshing.ts';
import { startKeys } from './keys/client.ts';
import type { Started } from './keys/protocol.ts';
import { Speaking, useWords } from './language/words.tsx';
import { useShellKept } from './offline/keeping.ts';

const firstLink = takeLink();

interface Linked {
  readonly link: Link;
  /** Somebody called, and nothing was begun for it yet: it outlasts signing in. */
  readonly called: boolean;
  readonly used: () => void;
  readonly begun: () => void;
}

/** The link this visit began with, or one that was opened since. */
function useLink(): Linked {
  const [link, setLink] = useState(firstLink);
  const [called, setCalled] = useState(firstLink.called);
  useEffect(() => {
    const follow = (): void => {
      const next = takeLink();
      if (next === noLink) return;
      setLink(next);
      setCalled(next.called);
    };
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const used = useCallback(() => setLink(noLink), []);
  const begun = useCallback(() => setCalled(false), []);
  return { link, called, used, begun };
}

/** Another window has it: one at a time, so that nothing is written over. */
function Elsewhere(): ReactNode {
  const { t } = useWords();
  return (
    <Plain>
      <Heading>{t.elsewhereTitle()}</Heading>
      <p>{t.elsewhereNote()}</p>
      <button type="button" className="btn" onClick={() => location.reload()}>
        {t.tryAgain()}
      </button>
    </Plain>
  );
}

function Hallway(): ReactNode {
  const { t } = useWords();
  const [keys] = useState(startKeys);
  const [clock] = useState(startClock);
  const [off, setOff] = useState(0);
  const [started, setStarted] = useState<Started | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  const [open, setOpen] = useState<Open | null>(null);
  const { link, called, used, begun } = useLink();
  const online = useOnline();
  const newer = useShellKept();
  const look = useCallback(() => keys.start(clock.now()).then(setStarted, setFault), [keys, clock]);
  useEffect(() => void look(), [look]);
  useStaying(keys);
  const { sent, tryNow } = useHanding(keys, started, clock.now, look);
  const heard = async (fresh: HallwayPack): Promise<void> => {
    setOff(clock.hear(fresh));
    await look();
  };
  useRefreshing(keys, started, heard);
  const pack = started?.pack ?? null;
  const here = useMemo(
    () => (started === null || pack === null ? null : { keys, pack, started, now: clock.now, online, look }),
    [keys, pack, started, clock, online, look],
  );
  // A fault of the Worker is shown as any other.
  if (fault !== null) throw fault instanceof Error ? fault : new Error('worker');
  const entered = async (fresh: HallwayPack | null): Promise<void> => {
    await (fresh === null ? look() : heard(fresh));
    used();
  };
  if (started === null) return <p className="opening slow">{t.opening()}</p>;
  if (started.elsewhere) return <Elsewhere />;
  if (started.handedOver !== null && started.handedOver.draft !== open?.draft)
    return (
      <>
        {pack !== null && (
          <header className="bar">
            <EmergencyBar edition={pack.edition} />
          </header>
        )}
        <Plain>
          {link.secret === '' ? (
            <HandBack keys={keys} edition={pack?.edition.id ?? ''} onBack={look} />
          ) : (
            <Enter keys={keys} link={link} onEntered={entered} />
          )}
        </Plain>
      </>
    );
  const other = link.edition !== '' && link.edition !== pack?.edition.id;
  if (here === null || (open === null && (link.secret !== '' || other)))
    return (
      <Plain>
        <Enter keys={keys} link={link} onEntered={entered} />
        {here !== null && (
          <button type="button" className="btn quiet" onClick={used}>
            {t.cancel()}
          </button>
        )}
      </Plain>
    );
  return (
    <Here value={here}>
      <Inside
        open={open}
        called={called}
        onCalled={begun}
        onOpen={setOpen}
        newer={newer}
        off={off}
        sent={sent}
        onTry={tryNow}
        onEntered={entered}
      />
    </Here>
  );
}

export function App(): ReactNode {
  return (
    <Suspense>
      <Speaking>
        <Faulty>
          <Hallway />
        </Faulty>
      </Speaking>
    </Suspense>
  );
}
