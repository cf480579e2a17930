import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ReachSent, RouteShown, RoutesAnswer } from '#wire/reached.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { askAgain } from '../frame/polled.ts';
import { whenOf, type Clock } from '../frame/times.ts';
import { asking } from '../sending/ask.ts';
import { isDead } from './dead.ts';
import { unsubscribe } from './waking.ts';
import { useReachedWords, wayName } from './words.ts';

const ask = asking();

interface Props {
  readonly answer: RoutesAnswer;
  /** The id of the way through this browser, or `''`. */
  readonly here: string;
  readonly clock: Clock;
}

/** Since when it does not work, or how the last alert by this way went. Nothing: none left yet. */
function Went({ dead, last, clock }: { dead: number; last: ReachSent | undefined; clock: Clock }): ReactNode {
  const t = useReachedWords();
  if (dead > 0) return <small className="late">{t.deadSince({ when: whenOf(dead, clock) })}</small>;
  if (last === undefined) return null;
  const when = whenOf(last.at, clock);
  switch (last.state) {
    case 'sent':
      return <small>{t.working({ when })}</small>;
    case 'failed':
    case 'refused':
      return <small className="late">{t.failing({ when })}</small>;
    case 'gone':
      return <small className="late">{t.goneNow({ when })}</small>;
  }
}

/** The ways in the order in which they are tried. */
export function Ways({ answer: { routes, sent }, here, clock }: Props): ReactNode {
  const t = useReachedWords();
  const { busy, problem, run } = useActing();
  const [moved, setMoved] = useState('');
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<{ readonly id: string; readonly at: number; readonly to: string } | null>(
    null,
  );
  // A row that moves takes the focus with it; where it cannot go further the other button has it.
  useEffect(() => {
    if (focused === null || routes[focused.at]?.id !== focused.id) return;
    const row = list.current?.querySelector(`[data-route="${focused.id}"]`);
    const button = row?.querySelector(`[data-to="${focused.to}"]`) ?? row?.querySelector('[data-to]');
    if (button instanceof HTMLElement) button.focus();
  }, [focused, routes]);
  const name = (route: RouteShown): string => wayName(t, route, route.id === here);
  const move = (at: number, by: -1 | 1): void => {
    const route = routes[at];
    if (route === undefined) return;
    const order = routes
      .map(({ id }) => id)
      .toSpliced(at, 1)
      .toSpliced(at + by, 0, route.id);
    void run(
      () => ask.json(staffPaths.api.routesOrder, { body: { order } }),
      () => {
        setMoved(t.moved({ way: name(route), n: String(at + by + 1) }));
        setFocused({ id: route.id, at: at + by, to: by === -1 ? 'up' : 'down' });
        askAgain();
      },
    );
  };
  const remove = (route: RouteShown): void => {
    void run(
      () => ask.json(staffPaths.api.route(route.id), { method: 'DELETE' }),
      async () => {
        if (route.id === here) await unsubscribe(route.id);
        askAgain();
      },
    );
  };
  const ended = sent.find(({ kind, state, route }) => {
    return kind === 'push' && state === 'gone' && routes.every(({ id }) => id !== route);
  });
  return (
    <>
      {routes.length === 0 && <Said tone="clay">{t.none()}</Said>}
      {isDead(routes) && <Said tone="clay">{t.allDead()}</Said>}
      {routes.length > 1 && <p className="soft">{t.order()}</p>}
      <ol className="ways" ref={list}>
        {routes.map((route, at) => (
          <li key={route.id} data-route={route.id}>
            <span className="way">
              <b>{name(route)}</b>
              <Went dead={route.dead} last={sent.find((one) => one.route === route.id)} clock={clock} />
            </span>
            <span className="moves">
              {at > 0 && (
                <button
                  type="button"
                  className="btn quiet"
                  data-to="up"
                  aria-label={t.up({ way: name(route) })}
                  disabled={busy}
                  onClick={() => move(at, -1)}
                >
                  {t.upShort()}
                </button>
              )}
              {at < routes.length - 1 && (
                <button
                  type="button"
                  className="btn quiet"
                  data-to="down"
                  aria-label={t.down({ way: name(route) })}
                  disabled={busy}
                  onClick={() => move(at, 1)}
                >
                  {t.downShort()}
                </button>
              )}
              {route.kind !== 'mail' && (
                <button
                  type="button"
                  className="btn quiet"
                  aria-label={t.remove({ way: name(route) })}
                  disabled={busy}
                  onClick={() => remove(route)}
                >
                  {t.removeShort()}
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
      <output className="unseen">{moved}</output>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {ended !== undefined && <Said>{t.endedPush({ when: whenOf(ended.at, clock) })}</Said>}
    </>
  );
}
