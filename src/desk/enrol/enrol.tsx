import { useEffect, useState, type ReactNode } from 'react';
import { say, type FormProcedure } from '#domain/procedure/procedure.ts';
import type { InvitationShown, SealingInfo } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { useActing } from '../frame/acting.ts';
import { Field, Said } from '../frame/field.tsx';
import { Plain } from '../frame/frame.tsx';
import { Inert } from '../frame/inert.tsx';
import { useHeading } from '../frame/heading.ts';
import { refusalIn } from '../frame/refusals.ts';
import { useWords } from '../frame/words.tsx';
import { startKeys, type Keys } from '../keys/client.ts';
import { asking, type NotDone } from '../sending/ask.ts';
import { Eight } from '../setup/eight.tsx';

const ask = asking();

type Step = 'invited' | 'words' | 'address' | 'done';

/** Role names are the procedure's; the public page of the event has it. */
function useProcedure(edition: string | undefined): FormProcedure | null {
  const [procedure, setProcedure] = useState<FormProcedure | null>(null);
  useEffect(() => {
    if (edition === undefined) return;
    void ask.json<SealingInfo>(paths.api.sealing(edition)).then((info) => {
      if (!('refused' in info)) setProcedure(info.procedure);
    });
  }, [edition]);
  return procedure;
}

interface InvitedProps {
  readonly shown: InvitationShown;
  readonly busy: boolean;
  readonly problem: string;
  readonly go: () => void;
}

function Invited({ shown, busy, problem, go }: InvitedProps): ReactNode {
  const { t, language } = useWords();
  const procedure = useProcedure(shown.roles[0]?.[0]);
  const roles = shown.roles.map(([, role]) => {
    const found = procedure?.roles.find(({ id }) => id === role);
    return found === undefined ? role : say(found.name, language);
  });
  return (
    <>
      <h1>{t.enrolTitle({ organisation: shown.organisation })}</h1>
      <p>
        {t.enrolAs()}{' '}
        <b>
          <Inert text={shown.name} />
        </b>
        {roles.length > 0 && ` · ${roles.join(' · ')}`}
      </p>
      <p>{t.enrolNote()}</p>
      <p className="soft">
        {t.fingerprint()} <code dir="ltr">{shown.org}</code>
      </p>
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button type="button" className="btn" disabled={busy} onClick={go}>
        {t.enrolBegin()}
      </button>
    </>
  );
}

function Steps({ shown, keys }: { shown: InvitationShown; keys: Keys }): ReactNode {
  const { t } = useWords();
  const [step, setStep] = useState<Step>('invited');
  const [words, setWords] = useState<readonly string[]>([]);
  const [address, setAddress] = useState('');
  const { busy, problem, run } = useActing();
  useHeading(step, 'invited');
  if (step === 'invited')
    return (
      <Invited
        shown={shown}
        busy={busy}
        problem={problem}
        go={() => {
          void run(
            () => keys.prepareEnrolment(),
            (made) => {
              setWords(made.words);
              setStep('words');
            },
          );
        }}
      />
    );
  if (step === 'words')
    return (
      <>
        <h1>{t.yourWords()}</h1>
        <Eight words={words} done={() => setStep('address')} />
      </>
    );
  if (step === 'done')
    return (
      <>
        <h1>{t.enrolDone()}</h1>
        <p>{t.enrolDoneNote()}</p>
        <p>
          <a className="btn" href={paths.desk}>
            {t.toUnlock()}
          </a>
        </p>
      </>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run(
          () => keys.enrol(address.trim()),
          () => {
            setWords([]);
            history.replaceState(null, '', paths.enrol);
            setStep('done');
          },
        );
      }}
    >
      <h1>{t.alertAddress()}</h1>
      <Field
        label={t.alertAddressOptional()}
        hint={t.alertAddressHint()}
        type="email"
        autoComplete="email"
        maxLength={254}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button className="btn" disabled={busy}>
        {busy ? t.sending() : t.enrolFinish()}
      </button>
    </form>
  );
}

/** Whoever was handed the link makes their own keys here; a steward then confirms them. */
export default function Enrol(): ReactNode {
  const { t } = useWords();
  const [keys] = useState(startKeys);
  const [shown, setShown] = useState<InvitationShown | NotDone | { readonly refused: 'wrong-link' } | null>(null);
  useEffect(() => {
    void keys.readInvitation(location.hash).then(setShown);
  }, [keys]);
  if (shown === null)
    return (
      <Plain>
        <p className="soft slow">{t.opening()}</p>
      </Plain>
    );
  const gone = (refused: string): boolean =>
    refused === 'wrong-link' || refused === 'not-found' || refused === 'expired';
  return (
    <Plain>
      {'refused' in shown ? (
        <>
          <h1>{t.enrol()}</h1>
          <Said tone="clay">{gone(shown.refused) ? t.enrolLinkWrong() : refusalIn(t, shown as NotDone)}</Said>
        </>
      ) : (
        <Steps shown={shown} keys={keys} />
      )}
    </Plain>
  );
}
