import { useDeferredValue, useState, type ReactNode } from 'react';
import { TextField } from '../../frame/field.tsx';
import { useOwn } from '../../frame/own-words.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { attemptOf } from '../handling/permission.ts';
import { ActForm } from '../handling/act-form.tsx';
import { wordsIn } from '#domain/speaking/publishing.ts';
import { outgoing as en } from '#words/made/en/outgoing.ts';
import { outgoing as es } from '#words/made/es/outgoing.ts';
import { useChecked, type Checked, type CheckedAs, type Seen } from './checked.ts';
import { textOf, type Written } from './drafting.ts';
import { eachOnce, Findings, keyOf, StopLines } from './findings.tsx';
import type { OutgoingPart, OutgoingProps } from './kinds.ts';

interface Value {
  readonly texts: Readonly<Record<string, string>>;
  /** Reasons by finding (`keyOf`). */
  readonly why: Readonly<Record<string, string>>;
}

const asText = (parts: readonly OutgoingPart[], texts: Value['texts']): string =>
  textOf(
    texts,
    parts.map(({ id }) => id),
  );

/** The check of what stands there now, a moment behind the typing. */
function Look({
  opened,
  text,
  as,
  checked,
  why,
  keep,
}: {
  opened: Opened;
  text: string;
  as: CheckedAs;
  checked: Checked;
  why: Value['why'];
  keep: (key: string, why: string) => void;
}): ReactNode {
  const behind = useDeferredValue(text);
  const findings = checked.check(behind, as);
  const stops = checked.stops(behind, as);
  if (behind.trim() === '') return null;
  return (
    <>
      <Findings opened={opened} findings={findings} kept={why} keep={keep} />
      <StopLines stops={stops} />
    </>
  );
}

const listed = (findings: readonly Seen[]): string =>
  eachOnce(findings)
    .map(({ found }) => `“${found}”`)
    .join(', ');

/** Writes it, or a new version of it. */
export function Writing({
  before,
  written,
  ...props
}: OutgoingProps & { readonly before: Written | undefined; readonly written: () => void }): ReactNode {
  const { opened, place, title, note, to, language, parts, initial, words } = props;
  const t = useOwn({ en, es });
  const checked = useChecked(opened);
  const [looked, setLooked] = useState('');
  const as: CheckedAs = { for: props.for, language };
  const begun: Value = {
    texts: before?.told.body.parts ?? initial ?? {},
    why: Object.fromEntries(
      (before?.told.body.kept ?? []).flatMap(({ found, why }) =>
        checked
          .check(asText(parts, before?.told.body.parts ?? {}), as)
          .filter((one) => one.found === found)
          .map((one) => [keyOf(one), why]),
      ),
    ),
  };
  return (
    <ActForm
      opened={opened}
      again={props.again}
      place={before === undefined ? place : `${place}/${before.told.hash.slice(0, 12)}`}
      title={title}
      note={note}
      attempt={attemptOf('drafted', { for: props.for })}
      initial={begun}
      label={t.outCheck()}
      done={t.outDone()}
      afterwards={written}
      texts={({ texts }) => Object.values(texts)}
      make={({ texts, why }) => {
        const missing = parts.filter(({ id, required }) => required === true && (texts[id] ?? '').trim() === '');
        const text = asText(parts, texts);
        if (missing.length > 0 || text === '')
          return t.outMissing({
            // A label may be a sentence of the procedure, with commas and a full stop of its own.
            parts: (missing.length > 0 ? missing : parts).map(({ label }) => label.replace(/\.\s*$/u, '')).join('; '),
          });
        const findings = checked.check(text, as);
        const refused = findings.filter(({ standing }) => standing.is === 'refused');
        if (refused.length > 0) return t.outRefusedFirst({ found: listed(refused) });
        const asked = eachOnce(findings.filter(({ standing }) => standing.is === 'asked'));
        const open = asked.filter((one) => (why[keyOf(one)] ?? '').trim() === '');
        if (open.length > 0) return t.outReasonFirst({ found: listed(open) });
        const held = checked.stops(text, as).some(({ hint }) => !hint);
        if (held && looked !== text) {
          setLooked(text);
          return t.outStopFirst();
        }
        const permits = [
          ...new Set(findings.flatMap(({ standing }) => (standing.is === 'permitted' ? [standing.permission] : []))),
        ];
        const kept = asked.map((one) => ({ found: one.found, why: (why[keyOf(one)] ?? '').trim() }));
        return [
          {
            kind: 'drafted',
            facts: { for: props.for, permits: permits.length > 0 ? permits : null },
            body: {
              v: 1,
              to,
              parts: Object.fromEntries(parts.map(({ id }) => [id, (texts[id] ?? '').trim()])),
              language,
              kept,
            },
          },
        ];
      }}
    >
      {({ texts, why }, set) => (
        <>
          {parts.map(({ id, label, hint }) => (
            <TextField
              key={id}
              label={label}
              hint={hint}
              lang={language}
              rows={parts.length > 1 ? 3 : 7}
              maxLength={20_000}
              value={texts[id] ?? ''}
              onChange={(event) => set({ texts: { ...texts, [id]: event.target.value } })}
            />
          ))}
          {words !== undefined && <Length text={asText(parts, texts)} words={words} />}
          <Look
            opened={opened}
            text={asText(parts, texts)}
            as={as}
            checked={checked}
            why={why}
            keep={(key, reason) => set({ why: { ...why, [key]: reason } })}
          />
        </>
      )}
    </ActForm>
  );
}

/** How long it is; over the length it should have it says so, and no more. */
function Length({ text, words }: { text: string; words: number }): ReactNode {
  const t = useOwn({ en, es });
  const n = wordsIn(text);
  return (
    <p className={n > words ? 'said amber' : 'soft'}>{n > words ? t.tooLong({ n, words }) : t.length({ n, words })}</p>
  );
}
