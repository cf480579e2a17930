import { useState, type ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import { asking } from '../sending/ask.ts';
import { useActing } from './acting.ts';
import { Field, Said } from './field.tsx';
import { useSession } from './session.tsx';
import { useWords } from './words.tsx';

const ask = asking();

/** My settings: for now, where alerts go. */
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
            () => ask.json(paths.api.alerts, { body: { address: address.trim() } }),
            async () => {
              setKept(true);
              await refresh();
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
    </main>
  );
}
