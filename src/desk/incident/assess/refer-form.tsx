import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import { lacksIn, type Asker, type Referring } from '#domain/response/referring.ts';
import { Field, TextField } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import { ActForm, NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { TimeField } from '../handling/fields.tsx';
import { attemptOf } from '../handling/permission.ts';
import { useAssessWords } from './words.ts';
import { Choice } from './choice.tsx';
import { Taking } from './taking.tsx';
import { TimeOrNow } from './time-or-now.tsx';
import type { Scene } from './told.ts';

interface Written extends Referring {
  readonly contact: string;
  readonly reference: string;
}

/** A text that was cleared for it: what they were told is that, and is not typed again. */
interface Sent {
  readonly draft: string;
  readonly to: string;
  readonly text: string;
}

interface Props extends PartProps {
  readonly scene: Scene;
  readonly sent?: Sent;
}

const nothing = {
  danger: '',
  askedBy: '',
  asked: '',
  askedAt: null,
  agency: '',
  contact: '',
  told: '',
  at: null,
  consent: '',
  reference: '',
} as const satisfies Written;

/** Danger and wish come first: without either nobody is called, and it says why, and what can be done (IMM-05, D9). */
function Whether({
  opened,
  scene,
  value,
  set,
}: Omit<Props, 'again'> & { value: Written; set: (change: Partial<Written>) => void }): ReactNode {
  const t = useAssessWords();
  const { language } = useWords();
  const asks = usePermission(opened);
  const { procedure } = scene;
  const impacted = procedure === undefined ? '' : say(procedure.terms.impacted, language);
  const askers: readonly { readonly id: Asker; readonly label: string }[] = [
    { id: 'impacted', label: impacted.charAt(0).toLocaleUpperCase(language) + impacted.slice(1) },
    { id: 'reporter', label: t.askedReporter() },
    { id: 'nobody', label: t.askedNobody() },
  ];
  const known = value.danger !== '' && value.askedBy !== '';
  const permission = known
    ? asks(attemptOf('referred', { 'asked-by': value.askedBy, danger: value.danger }))
    : { allowed: true as const, warning: '' as const };
  return (
    <>
      <Choice
        label={t.danger()}
        options={[
          { id: 'yes', label: t.dangerYes() },
          { id: 'no', label: t.dangerNo() },
        ]}
        value={value.danger}
        onChange={(danger) => set({ danger })}
      />
      <Choice label={t.askedBy()} options={askers} value={value.askedBy} onChange={(askedBy) => set({ askedBy })} />
      {'refused' in permission && (
        <output className="said amber held">
          <NotOffered act={t.heldBack()} permission={permission} />
          <p>{t.heldNext()}</p>
        </output>
      )}
      {value.askedBy !== '' && value.askedBy !== 'nobody' && (
        <>
          <TextField
            label={t.askedWords()}
            rows={2}
            value={value.asked}
            onChange={(event) => set({ asked: event.target.value })}
          />
          <TimeField
            opened={opened}
            label={t.askedAt()}
            value={value.askedAt}
            onChange={(askedAt) => set({ askedAt })}
          />
        </>
      )}
    </>
  );
}

/** Whom they turned to, what those were told and when, and whose consent there was: a log of the call (IMM-04, IMM-09). */
export function ReferForm({ opened, again, scene, sent }: Props): ReactNode {
  const t = useAssessWords();
  const place = sent === undefined ? 'refer' : `refer/${sent.draft}`;
  const initial: Written = sent === undefined ? nothing : { ...nothing, agency: sent.to, told: sent.text };
  return (
    <ActForm<Written>
      opened={opened}
      again={again}
      place={place}
      title={t.spoken()}
      attempt={attemptOf('referred', { 'asked-by': 'nobody', danger: 'yes' })}
      initial={initial}
      label={t.referKeep()}
      done={t.referDone()}
      texts={({ told, asked, consent }) => [told, asked, consent]}
      make={(value) => {
        const [lack] = lacksIn(value);
        if (lack !== undefined) return t.referLack({ lack });
        const { agency, contact, told, at, asked, askedAt, consent, reference } = value;
        const draft = sent?.draft ?? '';
        return [
          {
            kind: 'referred',
            facts: { 'asked-by': value.askedBy, danger: value.danger },
            body: { v: 1, agency, contact, told, draft, at: at ?? 0, asked, askedAt, consent, reference },
          },
        ];
      }}
    >
      {(value, set) => (
        <>
          <Whether opened={opened} scene={scene} value={value} set={set} />
          <Field
            label={t.agency()}
            hint={t.agencyHint()}
            dir="auto"
            value={value.agency}
            onChange={(event) => set({ agency: event.target.value })}
          />
          <Field
            label={t.agencyContact()}
            dir="auto"
            value={value.contact}
            onChange={(event) => set({ contact: event.target.value })}
          />
          {sent === undefined && (
            <>
              <TextField
                label={t.told()}
                hint={t.toldHint()}
                rows={3}
                value={value.told}
                onChange={(event) => set({ told: event.target.value })}
              />
              <Taking
                scene={scene}
                put={(text) => set({ told: [value.told.trimEnd(), text].filter((one) => one !== '').join('\n') })}
              />
            </>
          )}
          <TimeOrNow opened={opened} label={t.toldAt()} value={value.at} onChange={(at) => set({ at })} />
          <TextField
            label={t.consent()}
            hint={t.consentHint()}
            rows={2}
            value={value.consent}
            onChange={(event) => set({ consent: event.target.value })}
          />
          <Field
            label={t.reference()}
            value={value.reference}
            onChange={(event) => set({ reference: event.target.value })}
          />
        </>
      )}
    </ActForm>
  );
}
