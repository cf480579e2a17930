import { useId, type ComponentProps, type ReactNode } from 'react';

interface Labelled {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string;
}

/** One label, one hint, one field. The hint and the error belong to the field for everybody. */
export function Field({ label, hint, error, ...input }: Labelled & ComponentProps<'input'>): ReactNode {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {error !== undefined && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <input
        id={id}
        aria-describedby={described || undefined}
        aria-invalid={error !== undefined || undefined}
        {...input}
      />
    </div>
  );
}

export function TextField({ label, hint, error, ...area }: Labelled & ComponentProps<'textarea'>): ReactNode {
  const id = useId();
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {error !== undefined && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <textarea id={id} dir="auto" aria-describedby={described || undefined} {...area} />
    </div>
  );
}

export function Tick({ label, hint, ...input }: Labelled & ComponentProps<'input'>): ReactNode {
  const id = useId();
  return (
    <div className="tick">
      <input id={id} type="checkbox" aria-describedby={hint === undefined ? undefined : `${id}-hint`} {...input} />
      <label htmlFor={id}>
        {label}
        {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      </label>
    </div>
  );
}

export function Pick({ label, hint, error, children, ...select }: Labelled & ComponentProps<'select'>): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && <small id={`${id}-hint`}>{hint}</small>}
      {error !== undefined && <p className="error">{error}</p>}
      <select
        id={id}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-invalid={error !== undefined || undefined}
        {...select}
      >
        {children}
      </select>
    </div>
  );
}

/** Said to everybody when it appears, screen readers included. */
export function Said({ children, tone = 'soft' }: { children: ReactNode; tone?: 'soft' | 'clay' | 'moss' }): ReactNode {
  return (
    <p className={`said ${tone}`} role={tone === 'clay' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}

/** Chooses one file; the field is empty again at once, so that the same one can be chosen after it was mended. */
export function FileField({
  label,
  hint,
  name,
  accept,
  take,
}: {
  label: string;
  hint: string;
  name: string;
  accept: string;
  take: (file: File) => Promise<void>;
}): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <small id={`${id}-hint`}>{hint}</small>
      <input
        id={id}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void take(file);
          target.value = '';
        }}
      />
    </div>
  );
}
