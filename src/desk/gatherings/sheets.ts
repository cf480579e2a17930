import { useState } from 'react';
import { staffOf } from '#domain/after/briefing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { TeamSheet } from '#domain/promises/notices.ts';
import { mayTellApart } from '#domain/promises/noticing.ts';
import { refusalIn } from '../frame/refusals.ts';
import { askAgain, usePolled } from '../frame/polled.ts';
import { procedureOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { isRefused } from '../sending/ask.ts';
import { sheetIn, type SheetSeen } from './sheet.ts';

export interface Sheets {
  /** Newest first; null until they are here. */
  readonly list: readonly SheetSeen[] | null;
  readonly problem: string;
  /** Whether this member may write one for the team: who debriefs or takes notes at an event. */
  readonly may: boolean;
  /** True when it is there for the team. */
  readonly add: (sheet: Omit<TeamSheet, 'v' | 'event'>, edition: Edition) => Promise<boolean>;
  readonly end: (id: string) => Promise<boolean>;
  /** Says it anew to the team of an event as it is today. */
  readonly toAll: (sheet: SheetSeen, edition: Edition) => Promise<boolean>;
}

/** What the team decided together, beside every incident: sealed to the members of the event, and there after it. */
export function useSheets(): Sheets {
  const { t } = useWords();
  const { keys, team, now } = useSession();
  const [list, setList] = useState<readonly SheetSeen[] | null>(null);
  const [problem, setProblem] = useState('');
  usePolled(async () => {
    const answer = await keys.notices();
    if (isRefused(answer)) {
      if (answer.refused !== 'offline') setProblem(refusalIn(t, answer));
    } else setList(answer.flatMap(sheetIn));
  }, 20_000);
  const membersOf = (edition: Edition): readonly string[] => {
    const procedure = procedureOf(team, edition.id);
    return procedure === undefined ? [] : staffOf(procedure, edition, team, now()).map(({ id }) => id);
  };
  const done = async (act: Promise<object>): Promise<boolean> => {
    const answer = await act;
    setProblem(isRefused(answer) ? refusalIn(t, answer) : '');
    askAgain();
    return !isRefused(answer);
  };
  return {
    list,
    problem,
    may: mayTellApart(
      team.editions.flatMap(({ edition }) => {
        const procedure = procedureOf(team, edition.id);
        return procedure === undefined ? [] : [{ edition, procedure }];
      }),
      team.me,
      'team',
    ),
    add: (sheet, edition) =>
      done(
        keys.sendNotice({
          for: 'team',
          incident: '',
          of: '',
          members: membersOf(edition),
          body: { v: 1, event: edition.id, ...sheet },
        }),
      ),
    end: (id) => done(keys.endNotice(id)),
    toAll: ({ id, v, sheet, event, title, text, owner, due, notice }, edition) =>
      done(
        keys.changeNotice(id, {
          members: [...new Set([...membersOf(edition), ...notice.members])].filter((member) =>
            team.members.some((one) => one.id === member),
          ),
          body: { v, sheet, event, title, text, owner, due },
        }),
      ),
  };
}
