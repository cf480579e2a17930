import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { say } from '#domain/procedure/clause.ts';
import type { Alike } from '#domain/response/alike.ts';
import type { Meeting } from '#words/made/shape.ts';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useClock, useSession, versionOf } from '../../frame/session.tsx';
import { dayOf } from '../../frame/times.ts';
import { useWords } from '../../frame/words.tsx';
import type { AlikeSeen } from '../../keys/alike.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { useMeetingWords } from './words.ts';

const ways = {
  name: 'name',
  handle: 'handle',
  'part-of-name': 'part',
  looks: 'looks',
  behaviour: 'behaviour',
} as const;
const whyIn = (t: Meeting, { by, words }: Alike): string => t.why({ by: ways[by], words });

/** Two people there may have the same in common with somebody here; it is said once. */
const first = (one: Alike, i: number, all: readonly Alike[]): boolean =>
  all.findIndex(({ by, words }) => by === one.by && words === one.words) === i;

function One({ one, opened }: { one: AlikeSeen; opened: Opened }): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { team } = useSession();
  const clock = useClock(opened.row.edition);
  const event = team.editions.find(({ edition }) => edition.id === one.edition)?.edition.name ?? '';
  const responseName = (procedure: string, id: string): string => {
    const found = versionOf(team, procedure)?.responses.list.find((response) => response.id === id);
    return found === undefined ? '' : say(found.name, language);
  };
  return (
    <li>
      <div>
        <Link href={deskPaths.incident(one.incident)}>{one.codeName}</Link>{' '}
        <span className={`chip ${one.strength === 'strong' ? 'amber' : 'tint'}`}>
          {one.strength === 'strong' ? t.strong() : t.weak()}
        </span>
        <small>
          {event} · {dayOf(one.receivedAt, clock)}
        </small>
        {one.why.filter(first).map((alike) => (
          <p key={alike.by + alike.words} className="why-alike">
            <Inert text={whyIn(t, alike)} />
          </p>
        ))}
        {one.warned.map(({ at, text }) => (
          <p key={at} className="why-alike">
            <Inert text={t.warned({ when: dayOf(at, clock), text })} />
          </p>
        ))}
        {one.decided.map(({ at, response, text, procedure }) => (
          <p key={at} className="why-alike">
            <Inert
              text={t.decided({
                when: dayOf(at, clock),
                text: [responseName(procedure, response), text].filter((part) => part !== '').join(': '),
              })}
            />
          </p>
        ))}
      </div>
    </li>
  );
}

/** Earlier incidents with the same people, from those this member can open; looked up when asked for (MTG-05, D8). */
export function Earlier({ opened }: { opened: Opened }): ReactNode {
  const t = useMeetingWords();
  const { keys } = useSession();
  const [found, setFound] = useState<readonly AlikeSeen[] | null>(null);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const look = async (): Promise<void> => {
    setBusy(true);
    const answer = await keys.alike(opened.row.incident);
    setBusy(false);
    setFailed('refused' in answer);
    setFound('refused' in answer ? null : answer);
  };
  return (
    <div className="earlier">
      <p className="soft">{t.lookNote()}</p>
      <button type="button" className="btn quiet" disabled={busy} onClick={() => void look()}>
        {busy ? t.looking() : t.look()}
      </button>
      {failed && <Said tone="clay">{t.lookFailed()}</Said>}
      {found !== null && found.length === 0 && <Said>{t.nothingAlike()}</Said>}
      {found !== null && found.length > 0 && (
        <ul className="people">
          {found.map((one) => (
            <One key={one.incident} one={one} opened={opened} />
          ))}
        </ul>
      )}
    </div>
  );
}
