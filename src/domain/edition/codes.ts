import type { CodeVersion, Edition } from './edition.ts';

/** The code of conduct in force on a day (`YYYY-MM-DD`, in the event's zone), or null before the first one (RSP-22). */
export function codeAt(edition: Pick<Edition, 'codeOfConduct'>, day: string): CodeVersion | null {
  let newest: CodeVersion | null = null;
  for (const code of edition.codeOfConduct)
    if (code.from <= day && (newest === null || code.from >= newest.from)) newest = code;
  return newest;
}
