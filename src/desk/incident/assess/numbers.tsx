import type { ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import { roomFor } from '#domain/edition/rooms.ts';
import { textLink } from '#domain/edition/texting.ts';
import { roomKinds, type Edition } from '#domain/edition/edition.ts';
import { dangerOrder } from '#domain/response/referring.ts';
import { paths } from '#wire/paths.ts';
import { useClock } from '../../frame/session.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { CopyText } from './copying.tsx';
import { useTextWords } from '../mailing/words.ts';
import { useAssessWords } from './words.ts';
import type { Scene } from './told.ts';

interface Line {
  readonly label: string;
  readonly value: string;
  readonly call: boolean;
  /** For the line that reaches the leads: a link that begins a text message. */
  readonly text?: string;
}

function Lines({ lines }: { lines: readonly Line[] }): ReactNode {
  const x = useTextWords();
  return (
    <dl className="numbers">
      {lines.map(({ label, value, call, text }) => (
        <div key={`${label} ${value}`}>
          <dt>{label}</dt>
          <dd>
            {call ? <a href={`tel:${value.replaceAll(/[^+\d]/gu, '')}`}>{value}</a> : value}
            {text !== undefined && (
              <>
                {' · '}
                <a href={text}>{x.textThem({ number: value })}</a>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const call = (label: string, value: string): Line => ({ label, value, call: true });

/** Who helps at the event: the team, its staff and the lines for a crisis, and the rooms of this day. */
function useGuide(edition: Edition, now: number, codeName: string): readonly Line[] {
  const t = useAssessWords();
  const x = useTextWords();
  const staffRoom = roomFor(edition, 'staff', now)?.name;
  const onLists = (['hotline', 'staff', 'crisis'] as const).flatMap((list) => contactsOn(edition, list, 'staff'));
  const people = [...new Map(onLists.map((contact) => [contact.id, contact])).values()];
  const none = staffRoom === undefined ? t.roomNone() : t.roomNoneStaff({ room: staffRoom });
  return [
    ...(edition.teamPhone === '' ? [] : [call(t.teamPhone(), edition.teamPhone)]),
    ...people.flatMap(({ name, part, phone, lists }) => {
      if (phone === '') return [];
      // The code name, and nothing of what it stands for (CNS-03).
      const text = lists.includes('hotline') ? { text: textLink(phone, x.hotlineText({ codeName })) } : {};
      return [{ ...call(name === '' ? part : name, phone), ...text }];
    }),
    ...(edition.meetingPoint === '' ? [] : [{ label: t.meetingPoint(), value: edition.meetingPoint, call: false }]),
    ...roomKinds.map((kind) => {
      const room = roomFor(edition, kind, now);
      const way = room === null || room.way === '' ? '' : `, ${room.way}`;
      const missing = kind === 'staff' ? t.roomNone() : none;
      return { label: t.roomToday({ kind }), value: room === null ? missing : `${room.name}${way}`, call: false };
    }),
  ];
}

/** Numbers and places, in the order the procedure has them when somebody is in danger (D10, INT-06, IMM-03, IMM-04). */
export function Numbers({ opened, scene }: { opened: Opened; scene: Scene & { edition: Edition } }): ReactNode {
  const t = useAssessWords();
  const { now } = useClock(opened.row.edition);
  const { edition, procedure } = scene;
  const guide = useGuide(edition, now, opened.codeName);
  const emergency = edition.emergency.map(({ label, number }) => call(label, number));
  const order = procedure === undefined ? (['guide', 'security'] as const) : dangerOrder(procedure);
  const crisis = contactsOn(edition, 'crisis', 'public').filter(({ phone }) => phone !== '');
  const card = emergency.map(({ label, value }) => `${label}: ${value}`);
  for (const { name, phone } of crisis) if (!card.some((line) => line.endsWith(phone))) card.push(`${name}: ${phone}`);
  return (
    <div className="where-help">
      {order.map((which, place) => (
        <section key={which}>
          <h4>
            {which === 'guide' ? t.guide() : t.security()} {place === 0 && <small>{t.comesFirst()}</small>}
          </h4>
          {which === 'security' && emergency.length === 0 ? (
            <p className="soft">{t.noNumbers()}</p>
          ) : (
            <Lines lines={which === 'guide' ? guide : emergency} />
          )}
          {which === 'guide' && (
            <a href={paths.staffGuide(edition.id)} target="_blank" rel="noreferrer">
              {t.staffPage()}
            </a>
          )}
        </section>
      ))}
      {card.length > 0 && (
        <section>
          <h4>{t.card()}</h4>
          <p className="soft">{t.cardNote()}</p>
          <p className="card-text">{card.join('\n')}</p>
          <CopyText text={card.join('\n')} label={t.copy()} />
        </section>
      )}
    </div>
  );
}
