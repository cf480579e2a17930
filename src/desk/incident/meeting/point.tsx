import type { ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Point } from '#domain/response/meeting.ts';
import { TextField, Tick } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { Earlier } from './earlier.tsx';
import type { Held } from './held.ts';
import { useMeetingWords } from './words.ts';

interface Props {
  readonly point: Point;
  /** The aim in words; null where the procedure has none of its own for it. */
  readonly aim: string | null;
  readonly value: Held;
  readonly set: (change: Partial<Held>) => void;
  readonly opened: Opened;
  readonly procedure: Procedure;
}

function Options({ value, set, procedure }: Pick<Props, 'value' | 'set' | 'procedure'>): ReactNode {
  const t = useMeetingWords();
  const { language } = useWords();
  const { options } = value;
  const choices = [
    ...procedure.responses.list.map(({ id, name, none }) => ({ id, name: say(name, language), none })),
    ...(procedure.responses.open ? [{ id: '', name: t.optionOwn(), none: false }] : []),
  ];
  const toggle = (id: string, on: boolean): void =>
    set({ options: on ? [...options, { response: id, text: '' }] : options.filter(({ response }) => response !== id) });
  const write = (id: string, text: string): void =>
    set({ options: options.map((one) => (one.response === id ? { ...one, text } : one)) });
  const labelOf = (id: string, none: boolean, name: string): string => {
    if (id === '') return t.optionOwnText();
    return none ? t.optionReason({ name }) : t.optionText({ name });
  };
  return (
    <>
      <fieldset>
        <legend>{t.options()}</legend>
        <div className="ticks">
          {choices.map(({ id, name }) => (
            <Tick
              key={id}
              label={name}
              checked={options.some(({ response }) => response === id)}
              onChange={({ target }) => toggle(id, target.checked)}
            />
          ))}
        </div>
      </fieldset>
      {options.map(({ response, text }) => {
        const choice = choices.find(({ id }) => id === response);
        return (
          <TextField
            key={response}
            label={labelOf(response, choice?.none === true, choice?.name ?? response)}
            rows={2}
            value={text}
            onChange={({ target }) => write(response, target.value)}
          />
        );
      })}
    </>
  );
}

/** One point of the agenda: its aim in the procedure's words, and a field for the answer. */
export function PointFields({ point, aim, value, set, opened, procedure }: Props): ReactNode {
  const t = useMeetingWords();
  switch (point.asks) {
    case 'summary':
      return (
        <>
          <h4>{aim ?? t.aimSummary()}</h4>
          <TextField
            label={t.summary()}
            hint={t.summaryHint()}
            rows={4}
            value={value.summary}
            onChange={({ target }) => set({ summary: target.value })}
          />
          <Tick
            label={t.unclear()}
            checked={value.unclear}
            onChange={({ target }) => set({ unclear: target.checked })}
          />
        </>
      );
    case 'earlier':
      return (
        <>
          <h4>{aim ?? t.aimEarlier()}</h4>
          <Earlier opened={opened} />
          <TextField
            label={t.earlier()}
            hint={t.earlierHint()}
            rows={2}
            value={value.pattern}
            onChange={({ target }) => set({ pattern: target.value })}
          />
          {value.pattern === '' && (
            <p>
              <button type="button" className="btn quiet" onClick={() => set({ pattern: t.earlierNone() })}>
                {t.earlierNoneButton()}
              </button>
            </p>
          )}
        </>
      );
    case 'options':
      return (
        <>
          <h4>{aim ?? t.aimOptions()}</h4>
          <Options value={value} set={set} procedure={procedure} />
        </>
      );
    case 'words': {
      const id = point.aim?.id ?? '';
      return (
        <>
          <h4>{aim}</h4>
          <TextField
            label={t.words()}
            {...((point.answered || point.aim?.force !== 'must') && { hint: t.optional() })}
            rows={2}
            value={value.words[id] ?? ''}
            onChange={({ target }) => set({ words: { ...value.words, [id]: target.value } })}
          />
        </>
      );
    }
  }
}
