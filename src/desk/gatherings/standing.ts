import { briefingAsked, codeFor, readings, staffOf, unbriefed, type Versions } from '#domain/after/briefing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { sha256Hex } from '#seal/digest.ts';
import { listIn } from '../edition/wording.ts';
import { nameOf, useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';

/**
 * What is in force for an event, each by the hash that is confirmed. What reporters are told is made from the procedure,
 * so a new version of one is a new version of the other.
 */
export function versionsOf(edition: Edition, procedure: Procedure): Versions {
  const code = codeFor(edition);
  return {
    code: code === null ? '' : sha256Hex(JSON.stringify([code.version, code.from, code.title, code.text])),
    procedure: procedure.digest,
    instructions: procedure.digest,
  };
}

/** How the team of an event stands before it, and the names of its members in words. */
export function useStanding(edition: Edition, procedure: Procedure) {
  const { team, now } = useSession();
  const { language } = useWords();
  const staff = staffOf(procedure, edition, team, now());
  const seen = team.gatherings.find((one) => one.edition === edition.id) ?? { confirmed: [], attended: [] };
  return {
    staff,
    seen,
    readings: readings(seen, staff, versionsOf(edition, procedure)),
    unbriefed: unbriefed(seen, staff),
    briefingAsked: briefingAsked(procedure, edition),
    names: (ids: readonly string[]): string =>
      listIn(
        ids.map((id) => nameOf(team, id)),
        language,
      ),
  };
}
