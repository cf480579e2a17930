import { useState, type ReactNode } from 'react';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { useClock, useSession } from '../frame/session.tsx';
import { whenOf } from '../frame/times.ts';
import { useNames } from '../incident/conflict/names.ts';
import type { Opened } from '../keys/incident-seen.ts';
import type { NoticeSeen } from '../keys/notice-seen.ts';
import { LineForm, type Line } from './line-form.tsx';
import { isLineFor, listIn, useNoticeWords } from './words.ts';

interface Props {
  readonly opened: Opened;
  readonly notice: NoticeSeen;
  readonly may: boolean;
  readonly usual: readonly string[];
  readonly others: readonly string[];
  readonly done: () => Promise<void>;
}

/** Whether the team said that it may be shown again: a hold is released by that, and never by a tap alone (RSP-07). */
function isReleased({ handling: { response } }: Opened, of: string): boolean {
  return (
    response.consequences.some((one) => one.hash === of && one.lifted !== null) ||
    response.measures.some((one) => one.hash === of && one.reviewed !== null)
  );
}

/** One list that was told: who has it since when, and what it says, for who may read it. */
export function Told({ opened, notice, may, usual, others, done }: Props): ReactNode {
  const t = useNoticeWords();
  const { keys } = useSession();
  const clock = useClock(opened.row.edition);
  const { each, nameOf } = useNames();
  const { busy, problem, run } = useActing();
  const [changing, setChanging] = useState(false);
  const { for: purpose, body, members, ended, changedAt, of, who, unreached } = notice;
  if (!isLineFor(purpose)) return null;
  const by = who.is === 'member' ? who.id : '';
  const readers = members.filter((id) => id !== by);
  const line = body !== null && 'rule' in body ? body : null;
  const waits = purpose === 'audio-video' && !isReleased(opened, of);
  const change = ({ readers: ids, where, from, ...said }: Line) =>
    keys.changeNotice(notice.id, {
      members: ids,
      body: purpose === 'register' ? { v: 1, ...said, from: from ?? opened.now } : { v: 1, ...said, where },
    });
  return (
    <li>
      <b>{t.toldList({ list: listIn(t, purpose), names: each(readers.length === 0 ? [by] : readers) })}</b>
      <p className="soft">
        {ended === null
          ? t.toldAt({ when: whenOf(changedAt, clock) })
          : purpose === 'audio-video'
            ? t.released({ when: whenOf(ended, clock) })
            : t.ended({ when: whenOf(ended, clock) })}
      </p>
      {line === null ? (
        <p className="soft">{t.notMine()}</p>
      ) : (
        <p>
          <Inert text={line.subject} /> · <Inert text={line.rule} />
        </p>
      )}
      {unreached.length > 0 && <Said>{t.unreached({ names: unreached.map((id) => nameOf(id)).join(', ') })}</Said>}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      {may && ended === null && !changing && (
        <div className="row">
          {line !== null && (
            <button type="button" className="btn quiet" onClick={() => setChanging(true)}>
              {t.change()}
            </button>
          )}
          {waits ? (
            <span className="soft">{t.notReleased()}</span>
          ) : (
            <button
              type="button"
              className="btn quiet"
              disabled={busy}
              onClick={() => void run(() => keys.endNotice(notice.id), done)}
            >
              {purpose === 'audio-video' ? t.release() : t.end()}
            </button>
          )}
        </div>
      )}
      {changing && line !== null && (
        <LineForm
          opened={opened}
          list={purpose}
          place={`tell/${notice.id}`}
          title={listIn(t, purpose)}
          initial={{
            subject: line.subject,
            rule: line.rule,
            where: 'where' in line ? line.where : '',
            from: 'from' in line ? line.from : null,
            until: line.until,
            readers,
          }}
          usual={usual}
          others={others}
          label={t.changeSend()}
          send={change}
          sent={async () => {
            setChanging(false);
            await done();
          }}
          cancel={() => setChanging(false)}
        />
      )}
    </li>
  );
}
