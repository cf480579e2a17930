import { useId, type ReactNode } from 'react';

interface Props<V extends string> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly options: readonly { readonly id: V; readonly label: string; readonly hint?: ReactNode }[];
  /** `''`: nothing is chosen. */
  readonly value: V | '';
  readonly onChange: (value: V) => void;
  /** Between the question and its answers. */
  readonly children?: ReactNode;
}

/** One question with a few answers, of which one is chosen; none is, to begin with. */
export function Choice<V extends string>({ label, hint, options, value, onChange, children }: Props<V>): ReactNode {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      {hint !== undefined && <small>{hint}</small>}
      {children}
      <div className="choices">
        {options.map((option) => (
          <div key={option.id} className="tick">
            <input
              id={`${name}-${option.id}`}
              type="radio"
              name={name}
              checked={value === option.id}
              onChange={() => onChange(option.id)}
              aria-describedby={option.hint === undefined ? undefined : `${name}-${option.id}-hint`}
            />
            <label htmlFor={`${name}-${option.id}`}>
              {option.label}
              {option.hint !== undefined && <small id={`${name}-${option.id}-hint`}>{option.hint}</small>}
            </label>
          </div>
        ))}
      </div>
    </fieldset>
  );
}
