import type { ReactNode } from 'react';
import { Said } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useSession } from '../../frame/session.tsx';
import { answeredAt } from '#wire/bodies.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import type { NotMailed } from '../../keys/protocol.ts';
import type { Team } from '../../keys/team-seen.ts';
import { useNames } from '../conflict/names.ts';
import { useMailingWords, type MailingWords } from './words.ts';

/** How what is written here reaches who told it. `locked`: by mail, and only these members know the address. */
export type Way =
  | { readonly by: 'mailbox' }
  | { readonly by: 'mail'; readonly to: string }
  | { readonly by: 'locked'; readonly who: readonly string[] }
  | { readonly by: 'nothing' }
  /** By text message; `text-locked`: only these members know the number. */
  | { readonly by: 'text'; readonly to: string }
  | { readonly by: 'text-locked'; readonly who: readonly string[] }
  | { readonly by: 'not-agreed' }
  | { readonly by: 'no-texts' };

type Reaching = Pick<Opened, 'row' | 'writer' | 'readers' | 'identity'>;

function textWay({ identity, writer, readers }: Reaching, texts: boolean): Way {
  if (!texts) return { by: 'no-texts' };
  if (writer.number !== '') return { by: 'text', to: writer.number };
  return identity === 'locked' ? { by: 'text-locked', who: readers.identity } : { by: 'not-agreed' };
}

/** Whether who told it is answered by mail. */
export const isMailed = ({ row }: Pick<Opened, 'row'>): boolean => row.channel === 'e-mail';

export function wayOf(opened: Reaching, { mail, texts, editions }: Pick<Team, 'mail' | 'texts' | 'editions'>): Way {
  const { row, writer, readers } = opened;
  if (row.channel === 'sms') return textWay(opened, texts);
  if (!isMailed(opened)) return { by: 'mailbox' };
  if (!mail) return { by: 'nothing' };
  const edition = editions.find((one) => one.edition.id === row.edition)?.edition;
  return writer.letter === null || edition === undefined
    ? { by: 'locked', who: readers.identity }
    : { by: 'mail', to: answeredAt(writer.letter, edition) };
}

/** Whether it can leave from here at all. */
export function useWay(opened: Opened): { readonly way: Way; readonly leaves: boolean } {
  const { team } = useSession();
  const way = wayOf(opened, team);
  return { way, leaves: way.by === 'mailbox' || way.by === 'mail' || way.by === 'text' };
}

/** Whether what is written carries the name of whoever writes by itself: behind the eight words it is signed. */
export const isSigned = ({ by }: Way): boolean => by === 'mailbox';

/** Said above what is written: where it goes, and that mail leaves the lock. */
export function WayNote({ opened, way }: { opened: Opened; way: Way }): ReactNode {
  const t = useMailingWords();
  const { each } = useNames();
  const { team } = useSession();
  const edition = team.editions.find((one) => one.edition.id === opened.row.edition)?.edition;
  switch (way.by) {
    case 'mailbox':
      return null;
    case 'nothing':
      return <Said tone="clay">{t.mailNone()}</Said>;
    case 'locked':
      return <Said>{way.who.length === 0 ? t.mailNobody() : t.mailWho({ names: each(way.who) })}</Said>;
    case 'no-texts':
      return <Said tone="clay">{t.outNone()}</Said>;
    case 'not-agreed':
      return <Said>{t.outNotAgreed()}</Said>;
    case 'text-locked':
      return <Said>{way.who.length === 0 ? t.outNobody() : t.outWho({ names: each(way.who) })}</Said>;
    case 'text':
      return (
        <Said>
          {t.outTo()} <bdi dir="ltr">{way.to}</bdi>. {t.outHow()}
        </Said>
      );
    case 'mail':
      return (
        <Said>
          <Inert text={t.mailTo({ address: way.to })} /> {t.mailHow()}{' '}
          {edition !== undefined && t.mailSubject({ subject: edition.neutralTitle })}
        </Said>
      );
  }
}

/** Why it did not leave, as a sentence. */
export function notMailedIn(t: MailingWords, { notMailed: { state, code } }: NotMailed): string {
  if (code === 'not-agreed') return t.outNotAgreed();
  if (code === 'too-long') return t.outTooLong();
  if (code === 'no-provider') return t.outNone();
  if (state === 'refused' && !/^\d/u.test(code)) return code === '' ? t.notSentAddress() : t.notSentNoWay();
  if (state === 'refused') return t.notSentRefused({ code });
  if (code === '') return t.notSentUnsure();
  return /^\d/u.test(code) ? t.notSentLater({ code }) : t.notSentNoWay();
}
