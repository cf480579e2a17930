import { lazy, Suspense, useState, type ReactNode } from 'react';
import { staffPaths } from '#wire/staff-paths.ts';
import { asking } from '../sending/ask.ts';
import { Calendar } from '../rota/calendar.tsx';
import { useActing } from './acting.ts';
import { useCovers } from '../incident/cover/covers.ts';
import { useCoverWords } from '../incident/cover/words.ts';
import { Field, Said, Tick } from './field.tsx';
import { askAgain } from './polled.ts';
import { useSession } from './session.tsx';
import { useWords } from './words.tsx';

const ask = asking();
const ToWays = lazy(() => import('../channels/to-ways.tsx'));
const Reached = lazy(() => import('../reached/reached.tsx'));

/** Whether heavy accounts are covered: mine alone, and kept in this tab. */
function Covering(): ReactNode {
  const t = useCoverWords();
  const { team } = useSession();
  const { cover, choose } = useCovers(team.me.id);
  return (
    <section aria-labelledby="covering">
      <h2 id="covering">{t.settingTitle()}</h2>
      <Tick
        label={t.setting()}
        hint={t.settingHint()}
        checked={cover}
        onChange={(event) => choose(event.target.checked)}
      />
    </section>
  );
}

/** My settings: where alerts go and when, and whether heavy content is covered. */
export function Me(): ReactNode {
  const { t } = useWords();
  const { team, refresh } = useSession();
  const [address, setAddress] = useState(team.alertAddress);
  const [kept, setKept] = useState(false);
  const { busy, problem, run } = useActing();
  return (
    <main id="main" className="sheet">
      <h1>{t.mySettings()}</h1>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run(
            () => ask.json(staffPaths.api.alerts, { body: { address: address.trim() } }),
            async () => {
              setKept(true);
              await refresh();
              askAgain();
            },
          );
        }}
      >
        <Field
          label={t.alertAddress()}
          hint={team.mail ? t.alertAddressHint() : t.alertAddressNoMail()}
          type="email"
          autoComplete="email"
          value={address}
          onChange={(event) => {
            setAddress(event.target.value);
            setKept(false);
          }}
        />
        {problem !== '' && <Said tone="clay">{problem}</Said>}
        {kept && <Said tone="moss">{t.saved()}</Said>}
        <button className="btn" disabled={busy}>
          {t.save()}
        </button>
      </form>
      <Suspense>
        <Reached />
      </Suspense>
      <Covering />
      <Calendar />
      <Suspense>
        <ToWays />
      </Suspense>
    </main>
  );
}
