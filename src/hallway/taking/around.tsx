import type { ReactNode } from 'react';
import { placesAt } from '#domain/edition/programme.ts';
import { directReaders, readersOf } from '#domain/intake/recipients.ts';
import { fallbacks, say } from '#domain/procedure/procedure.ts';
import { active, rolesAt, type RosterMember } from '#domain/team/roster.ts';
import type { Around, TeamMember } from '#questions/fieldset.tsx';
import { readNote } from '#seal/roster.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import type { Language } from '#words/words.ts';
import { questionWords } from './words.ts';

const day = 86_400_000;

/** An instant in the event's zone, in words. */
export function moment(
  language: Language,
  { edition }: Pick<HallwayPack, 'edition'>,
  at: number,
  parts: Intl.DateTimeFormatOptions,
): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { ...parts, timeZone: edition.zone }).format(at);
}

/** Names for the question who must not see it. The Worker that locks verifies the same list before anybody is granted. */
function teamSeen({ notes, procedure, edition }: HallwayPack, language: Language, at: number) {
  const newest = readNote(notes.at(-1) ?? '');
  if ('refused' in newest) return { team: [], direct: [] };
  const { roster } = newest;
  const named = (member: RosterMember): TeamMember => {
    const held = rolesAt(member, edition.id);
    const part = procedure.roles.filter(({ id }) => held.includes(id)).map(({ name }) => say(name, language));
    return { id: member.id, name: member.name, part: part.join(', ') };
  };
  const behind = fallbacks(procedure).flatMap(({ id }) =>
    roster.members.filter((member) => active(member, at) && rolesAt(member, edition.id).includes(id)),
  );
  const team = new Set([...readersOf(procedure, edition.id, roster, at), ...behind]);
  return {
    team: [...team].map(named),
    direct: directReaders(procedure, edition.id, roster, at).map(named),
  };
}

function Crisis({ pack, language }: { pack: HallwayPack; language: Language }): ReactNode {
  const words = questionWords[language];
  return (
    <>
      <p>
        <b>{words.crisisTitle()}</b>
      </p>
      <p>{words.crisisBody()}</p>
      <ul>
        {pack.edition.emergency.map(({ label, number }) => (
          <li key={`${label} ${number}`}>
            {label} <a href={`tel:${number}`}>{number}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the questions need besides themselves. `at`: ms, for the names of today and yesterday at the event. */
export function aroundOf(pack: HallwayPack, language: Language, at: number): Around {
  const long = { weekday: 'long', day: 'numeric', month: 'long' } as const;
  return {
    language,
    words: questionWords[language],
    ...teamSeen(pack, language, at),
    crisis: <Crisis pack={pack} language={language} />,
    days: {
      today: moment(language, pack, at, long),
      yesterday: moment(language, pack, at - day, long),
    },
    places: placesAt(pack.edition, at),
    files: null,
  };
}
