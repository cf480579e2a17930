import type { ReactNode } from 'react';
import type { CodeVersion } from '#domain/edition/edition.ts';
import { Field, TextField } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { changedRow, useFields, withoutRow, type Part } from './part.ts';
import { Row } from './row.tsx';
import { dayIn } from './wording.ts';

export function CodePart({ draft, set, wrong }: Part): ReactNode {
  const { t, language } = useWords();
  const field = useFields(wrong);
  const { codeOfConduct: codes, from } = draft;
  const change = (at: number, part: Partial<CodeVersion>): void => set({ codeOfConduct: changedRow(codes, at, part) });
  const path = (at: number, of: string): string => `codeOfConduct.${at}.${of}`;
  const another: CodeVersion = { version: '', from, title: codes.at(-1)?.title ?? '', text: '', link: '' };
  return (
    <fieldset className="part">
      <legend>{t.codeOfConduct()}</legend>
      <p className="soft">{t.codeNote()}</p>
      {codes.map((code, at) => (
        // A version is known by nothing but its place: all of it can be typed.
        // oxlint-disable-next-line react/no-array-index-key
        <Row
          key={at}
          title={code.text === '' ? '' : code.title}
          beside={`${t.procedureVersion({ version: code.version })} · ${dayIn(code.from, language)}`}
          untitled={t.codeOfConduct()}
          path={`codeOfConduct.${at}`}
          wrong={wrong}
        >
          <div className="pair">
            <Field
              {...field(path(at, 'title'), t.codeTitle(), code.title, (title) => change(at, { title }))}
              maxLength={160}
            />
            <Field
              {...field(path(at, 'version'), t.codeVersion(), code.version, (version) => change(at, { version }))}
              maxLength={40}
            />
            <Field
              {...field(path(at, 'from'), t.codeFrom(), code.from, (day) => change(at, { from: day }))}
              type="date"
            />
            <Field
              {...field(path(at, 'link'), t.codeLink(), code.link, (link) => change(at, { link }), t.codeLinkHint())}
              type="url"
              dir="ltr"
            />
          </div>
          <TextField
            {...field(path(at, 'text'), t.codeText(), code.text, (text) => change(at, { text }))}
            rows={8}
            maxLength={60_000}
          />
          <button
            type="button"
            className="btn quiet"
            aria-label={t.removeNamed({ name: `${code.title} ${code.version}`.trim() || t.codeOfConduct() })}
            onClick={() => set({ codeOfConduct: withoutRow(codes, at) })}
          >
            {t.removeRow()}
          </button>
        </Row>
      ))}
      {codes.length < 12 && (
        <p>
          <button type="button" className="btn quiet" onClick={() => set({ codeOfConduct: [...codes, another] })}>
            {t.addCode()}
          </button>
        </p>
      )}
    </fieldset>
  );
}
