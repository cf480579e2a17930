import type { ReactNode } from 'react';
import { onDutyAt } from '#domain/edition/rota.ts';
import { onduty as en } from '#words/made/en/onduty.ts';
import { onduty as es } from '#words/made/es/onduty.ts';
import type { Onduty } from '#words/made/shape.ts';
import type { Language } from '#words/words.ts';
import { teamOf } from '../frame/team.ts';
import { timeAt } from '../frame/times.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../language/words.tsx';

const words: Readonly<Record<Language, Onduty>> = { en, es };

/** Who is on duty now, at an event that has a rota. */
export function OnDuty(): ReactNode {
  const { language } = useWords();
  const { pack, now } = useSession();
  const { edition } = pack;
  if (edition.rota.length === 0) return null;
  const t = words[language];
  const duty = onDutyAt(edition, now());
  const team = teamOf(pack, now());
  const names = duty.flatMap(({ member }) => team.find(({ id }) => id === member)?.name ?? []);
  const until = Math.min(...duty.map((one) => one.until));
  return (
    <section aria-labelledby="on-duty">
      <h2 id="on-duty">{t.onDuty()}</h2>
      <p>
        {names.length === 0
          ? t.nobody()
          : t.until({
              names: new Intl.ListFormat(language).format(names),
              time: timeAt(edition, until, now(), language),
            })}
      </p>
    </section>
  );
}
