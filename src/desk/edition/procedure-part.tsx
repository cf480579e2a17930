import type { ReactNode } from 'react';
import { rolesUnheld, rolesUnknown } from '#domain/edition/doubts.ts';
import { say, type Procedure } from '#domain/procedure/procedure.ts';
import { useSession, versionOf } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { Part } from './part.ts';
import { kindsIn, listIn, promisesIn, roleAmong, rolesIn } from './wording.ts';

/** What changing over would mean for the people who are here now. */
function Switching({ draft, to }: { draft: Part['draft']; to: Procedure }): ReactNode {
  const { t, language } = useWords();
  const { team, now } = useSession();
  const unheld = rolesUnheld(to, draft, team, now());
  const lost = rolesUnknown(to, draft, team, now());
  return (
    <output className="said soft">
      <p>{t.procedureSwitch({ title: say(to.title, language), version: to.version })}</p>
      {unheld.length > 0 && <p>{t.procedureSwitchUnheld({ roles: rolesIn(to, unheld, language) })}</p>}
      {lost.length > 0 && (
        <p>
          {t.procedureSwitchLost({
            roles: listIn(
              lost.map((role) => roleAmong(team.procedures, role, language)),
              language,
            ),
          })}
        </p>
      )}
      {unheld.length === 0 && <p>{t.procedureSwitchFine()}</p>}
    </output>
  );
}

/** What is installed, and what the event runs if that is not installed any more. `now`: digest in force, or `''`. */
export function ProcedurePart({ draft, set, inForce }: Part & { readonly inForce: string }): ReactNode {
  const { t, language } = useWords();
  const { team } = useSession();
  const choices = team.procedures.filter(({ digest }) => team.installed.includes(digest) || digest === inForce);
  const chosen = versionOf(team, draft.procedureDigest);
  return (
    <fieldset className="part">
      <legend>{t.procedureChoose()}</legend>
      <p className="soft">{t.procedureChooseHint()}</p>
      {choices.map((procedure) => {
        const { id, version, digest, title } = procedure;
        const named = { title: say(title, language), version };
        return (
          <div key={digest} className="tick">
            <input
              type="radio"
              id={`p-${digest}`}
              name="procedureDigest"
              checked={digest === draft.procedureDigest}
              onChange={() => set({ procedure: id, procedureVersion: version, procedureDigest: digest })}
            />
            <label htmlFor={`p-${digest}`}>
              {digest === inForce ? t.procedureOptionNow(named) : t.procedureOption(named)}
              <small>{t.procedureFor({ kinds: kindsIn(t, procedure, language) })}</small>
              {promisesIn(t, procedure, language).map((promise) => (
                <small key={promise}>{promise}</small>
              ))}
            </label>
          </div>
        );
      })}
      {chosen === undefined ? (
        <p className="said clay">{t.procedureUnread()}</p>
      ) : (
        chosen.digest !== inForce && <Switching draft={draft} to={chosen} />
      )}
    </fieldset>
  );
}
