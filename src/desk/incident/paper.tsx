import type { ReactNode } from 'react';
import { paperWords } from '#domain/intake/report.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { isMetByWriting } from '#domain/promises/meets.ts';
import { idOf } from '#domain/record/header.ts';
import { Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import type { DutySeen, Opened } from '../keys/incident-seen.ts';
import type { Permission } from '../keys/standing-seen.ts';
import { procedureRule } from './handling/rules.ts';

/** Whether a message is held back only until the reporter has words of their own: it may be written, and waits. */
export const isHeldForWords = (permission: Permission): boolean =>
  'refused' in permission && permission.refused === 'words-first';

/** Whether only a message meets a duty that is owed where none passes yet. */
export function waitsForWords(
  { handling }: Pick<Opened, 'handling'>,
  { id, stream }: Pick<DutySeen, 'id' | 'stream'>,
  procedure: Procedure | undefined,
): boolean {
  const rule = procedureRule(procedure, id);
  return rule !== undefined && isMetByWriting(rule) && paperWords(handling.reports.get(idOf(stream)));
}

/** Said above what is written to a reporter whose words staff saw: before they type, and instead of a button. */
export function HeldForWords(): ReactNode {
  const { t } = useWords();
  return <Said>{t.paperWait()}</Said>;
}
