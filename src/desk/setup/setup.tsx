import { useEffect, useState, type ReactNode } from 'react';
import type { SetupInfo } from '#wire/api.ts';
import { parseEdition } from '#wire/edition.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { useActing } from '../frame/acting.ts';
import { Said } from '../frame/field.tsx';
import { Plain } from '../frame/frame.tsx';
import { useHeading } from '../frame/heading.ts';
import { refusalIn } from '../frame/refusals.ts';
import { useWords } from '../frame/words.tsx';
import { startKeys, type Keys } from '../keys/client.ts';
import type { Prepared } from '../keys/protocol.ts';
import { asking, type NotDone } from '../sending/ask.ts';
import { editionOf, emptyDraft, fieldsOf, steps, type Draft, type Step } from './draft.ts';
import { Eight } from './eight.tsx';
import { RootSheet } from './sheet.tsx';
import { EventStep, HelpStep, OrganisationStep, ProcedureStep, YouStep } from './steps.tsx';

const ask = asking();

function Done({ organisation }: { organisation: string }): ReactNode {
  const { t } = useWords();
  return (
    <>
      <h1>{t.setupDone({ organisation })}</h1>
      <p>{t.setupDoneNote()}</p>
      <ol className="plainly">
        <li>{t.setupNextUnlock()}</li>
        <li>{t.setupNextFallback()}</li>
        <li>{t.setupNextSteward()}</li>
        <li>{t.setupNextSheet()}</li>
      </ol>
      <p>
        <a className="btn" href={paths.desk}>
          {t.toUnlock()}
        </a>
      </p>
    </>
  );
}

interface StepsProps {
  readonly info: SetupInfo;
  readonly keys: Keys;
  readonly secret: string;
}

function Steps({ info, keys, secret }: StepsProps): ReactNode {
  const { t } = useWords();
  const [step, setStep] = useState<Step>('organisation');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  const [printed, setPrinted] = useState(false);
  const { busy, problem, run } = useActing();
  const [draft, setDraft] = useState<Draft>(() => {
    // What is promised is chosen, not taken over: only a single one is there from the start.
    const only = info.procedures.length === 1 ? info.procedures[0] : undefined;
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    return emptyDraft(info.languages, info.zones.includes(here) ? here : '', only?.id ?? '');
  });
  const procedure = info.procedures.find(({ id }) => id === draft.procedure);
  const set = (change: Partial<Draft>): void => setDraft({ ...draft, ...change });
  const goTo = (next: Step): void => {
    setStep(next);
    window.scrollTo(0, 0);
  };
  useHeading(step, 'organisation');
  useEffect(() => {
    const [first] = document.querySelectorAll<HTMLElement>('[aria-invalid="true"]');
    if (wrong.length > 0) first?.focus();
  }, [wrong]);
  const at = steps.indexOf(step);
  const back = (): void => goTo(steps[at - 1] ?? 'organisation');
  /** Goes on when the fields of this page are right; else names them. */
  const forward = (): void => {
    const any = procedure ?? info.procedures[0];
    const read = any === undefined ? null : parseEdition(editionOf(draft, any));
    const faults =
      read !== null && 'wrong' in read ? read.wrong.filter((field) => fieldsOf[step]?.includes(field)) : [];
    if (step === 'procedure' && procedure === undefined) faults.push('procedure');
    if (step === 'you' && draft.founder.trim() === '') faults.push('founder');
    setWrong(faults);
    if (faults.length === 0) goTo(steps[at + 1] ?? step);
  };
  const words = async (): Promise<void> => setPrepared(await keys.prepare());
  const found = (): void => {
    if (procedure === undefined) return;
    const edition = editionOf(draft, procedure);
    const { founder, address, roles } = draft;
    void run(
      () => keys.found({ secret, info, edition, name: founder.trim(), address: address.trim(), roles }),
      () => {
        setPrepared(null);
        history.replaceState(null, '', paths.setup);
        goTo('done');
      },
    );
  };
  if (step === 'done') return <Done organisation={draft.organisation} />;
  const page = { draft, set, wrong, info };
  const typed = ['organisation', 'event', 'help', 'procedure', 'you'].includes(step);
  return (
    <>
      <p className="soft">{t.setupStep({ at: at + 1, of: steps.length - 1 })}</p>
      {typed && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            forward();
            if (step === 'you') void words();
          }}
        >
          {step === 'organisation' && <OrganisationStep {...page} />}
          {step === 'event' && <EventStep {...page} />}
          {step === 'help' && <HelpStep {...page} />}
          {step === 'procedure' && <ProcedureStep {...page} />}
          {step === 'you' && <YouStep {...page} />}
          <div className="row">
            <button className="btn">{t.continue()}</button>
            {at > 0 && (
              <button type="button" className="btn quiet" onClick={back}>
                {t.back()}
              </button>
            )}
          </div>
        </form>
      )}
      {step === 'words' && prepared !== null && (
        <>
          <h1>{t.yourWords()}</h1>
          <Eight words={prepared.words} done={() => goTo('sheet')} />
        </>
      )}
      {step === 'sheet' && prepared !== null && (
        <>
          <h1>{t.rootSheet()}</h1>
          <p>{t.rootSheetWhy()}</p>
          <RootSheet organisation={draft.organisation} fingerprint={prepared.fingerprint} sheet={prepared.sheet} />
          {problem !== '' && <Said tone="clay">{problem}</Said>}
          <div className="row">
            <button
              type="button"
              className={printed ? 'btn quiet' : 'btn'}
              onClick={() => {
                window.print();
                setPrinted(true);
              }}
            >
              {t.printSheet()}
            </button>
            <button type="button" className={printed ? 'btn' : 'btn quiet'} disabled={busy} onClick={found}>
              {busy ? t.founding() : t.found()}
            </button>
          </div>
          <p className="soft">{t.foundNote()}</p>
        </>
      )}
    </>
  );
}

/** First run, in the founder's browser. Everything stays in memory until the one POST; a reload starts over. */
export default function Setup(): ReactNode {
  const { t } = useWords();
  const [secret] = useState(() => location.hash.replace(/^#/u, ''));
  const [keys] = useState(startKeys);
  const [info, setInfo] = useState<SetupInfo | NotDone | null>(null);
  useEffect(() => {
    void ask.json<SetupInfo>(staffPaths.api.setup, { headers: { 'x-setup': secret } }).then(setInfo);
  }, [secret]);
  if (info === null)
    return (
      <Plain>
        <p className="soft slow">{t.opening()}</p>
      </Plain>
    );
  return (
    <Plain>
      {'refused' in info ? (
        <>
          <h1>{t.setup()}</h1>
          <Said tone="clay">{info.refused === 'not-found' ? t.setupLinkWrong() : refusalIn(t, info)}</Said>
        </>
      ) : (
        <Steps info={info} keys={keys} secret={secret} />
      )}
    </Plain>
  );
}
