import { useState, type ReactNode } from 'react';
import { Pick } from '../../frame/field.tsx';
import { useWords } from '../../frame/words.tsx';

export interface Ready {
  readonly title: string;
  readonly text: string;
}

/** The text with another beginning put to it: in place of the one `before` that still ends it, else after what is there. */
export function begun(text: string, before: Ready | undefined, ready: Ready | undefined): string {
  const kept = (endsIn(text, before) ? text.slice(0, -(before?.text.length ?? 0)) : text).trimEnd();
  if (ready === undefined) return kept;
  return kept === '' ? ready.text : `${kept}\n\n${ready.text}`;
}

const endsIn = (text: string, ready: Ready | undefined): boolean => ready !== undefined && text.endsWith(ready.text);

/**
 * Texts to begin with. Arrow keys go through them one after another, each in place of the last; once a word of it was
 * changed it stays as it is.
 */
export function Prepared({
  texts,
  text,
  set,
}: {
  texts: readonly Ready[];
  text: string;
  set: (text: string) => void;
}): ReactNode {
  const { t } = useWords();
  const [put, setPut] = useState('');
  const before = put === '' ? undefined : texts[Number(put)];
  return (
    <Pick
      label={t.preparedText()}
      value={endsIn(text, before) ? put : ''}
      onChange={({ target }) => {
        setPut(target.value);
        set(begun(text, before, target.value === '' ? undefined : texts[Number(target.value)]));
      }}
    >
      <option value="">{t.preparedPick()}</option>
      {texts.map(({ title }, at) => (
        <option key={title} value={at}>
          {title}
        </option>
      ))}
    </Pick>
  );
}
