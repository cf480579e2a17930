import type { ReactNode } from 'react';
import { codeAt } from '#domain/edition/codes.ts';
import type { CodeVersion } from '#domain/edition/edition.ts';
import { paths } from '#wire/paths.ts';
import { Danger, Languages } from '../frame/document.tsx';
import { calendarDay, type EventView } from '../frame/view.ts';

/** A day of the calendar as an address may name it, or null. */
export function parseDay(text: string | undefined): string | null {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/u.test(text)) return null;
  const at = Date.parse(`${text}T00:00:00Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== text ? null : text;
}

/** The text as its author wrote it: an empty line parts paragraphs, nothing else is read into it. */
function Text({ code }: { code: CodeVersion }): ReactNode {
  const paragraphs = code.text.split(/\n[ \t]*\n/u).filter((paragraph) => paragraph.trim() !== '');
  return paragraphs.map((paragraph, i) => (
    <p key={`${i} ${paragraph.slice(0, 40)}`} className="said" dir="auto">
      {paragraph.trim()}
    </p>
  ));
}

/** The code of conduct as it was in force on a day, and every version there is (RSP-22). */
export function CodePage({ view, day }: { view: EventView; day: string }): ReactNode {
  const { w, edition, link } = view;
  const code = codeAt(edition, day);
  const own = paths.code(edition.id);
  const at = (version: CodeVersion): string => {
    const address = link(own);
    return `${address}${address.includes('?') ? '&' : '?'}on=${version.from}`;
  };
  return (
    <>
      <Languages view={view} path={own} more={`&on=${day}`} />
      <h1>{code === null || code.title === '' ? w.footerCode() : code.title}</h1>
      <Danger view={view} />
      {code === null ? (
        <p className="lede">{w.codeNone({ day: calendarDay(view, day) })}</p>
      ) : (
        <>
          <p className="lede">{w.codeVersion({ version: code.version, day: calendarDay(view, code.from) })}</p>
          <Text code={code} />
          {code.link !== '' && (
            <p className="small">
              {w.codeElsewhere()}{' '}
              <a href={code.link} rel="noreferrer">
                <bdi dir="ltr">{code.link}</bdi>
              </a>
            </p>
          )}
        </>
      )}
      {edition.codeOfConduct.length > 0 && (
        <>
          <h2>{w.codeAll()}</h2>
          <ul className="readers">
            {edition.codeOfConduct.toReversed().map((version) => (
              <li key={`${version.version} ${version.from}`}>
                <a href={at(version)} aria-current={version === code ? 'page' : undefined}>
                  {w.codeVersion({ version: version.version, day: calendarDay(view, version.from) })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
