import type { ReactNode, Ref } from 'react';
import type { Desk, Lent } from '#words/made/shape.ts';
import { useWords } from '../frame/words.tsx';
import { editionKeys } from './draft.ts';
import { useLentWords } from './lent-words.ts';
import { keyIn } from './wording.ts';

/** A path as the fields of the form are named: a fault in one of several ticks is the whole group's. */
export function placeIn(path: string): string {
  return path.replace(/^(languages)\..*$/u, '$1');
}

/** In the order of the page. */
export function inOrder(places: readonly string[]): readonly string[] {
  const at = (place: string): number => editionKeys.findIndex((key) => key === fieldAt(place).split('.')[0]);
  return places.toSorted((a, b) => at(a) - at(b));
}

/** The field to go to: dates are wrong together, and the first of them is as good as the other. */
const fieldAt = (place: string): string => place.replace(/(^|\.)(dates|span)$/u, '$1from');

/** "Contacts, 2: E-mail", "First day". */
function nameOf(t: Desk, lent: Lent, place: string): string {
  const [key = '', at, of = ''] = fieldAt(place)
    .replace(/^guide\.entries\./u, 'guide.')
    .split('.');
  const sections = keyIn(t);
  const named = (field: string): string =>
    Object.hasOwn(sections, field) ? sections[field as keyof typeof sections] : '';
  if (at === undefined) return named(key) || place;
  if (key === 'guide' && at === 'version') return lent.guideVersion();
  const fields: Readonly<Record<string, string>> = {
    label: t.emergencyLabel(),
    number: t.emergencyNumber(),
    name: key === 'rooms' ? t.roomName() : t.contactName(),
    way: t.roomWay(),
    from: key === 'rooms' ? t.firstDay() : t.codeFrom(),
    to: t.lastDay(),
    email: t.contactEmail(),
    phone: t.contactPhone(),
    part: t.contactPart(),
    organisation: t.contactOrganisation(),
    version: t.codeVersion(),
    title: t.codeTitle(),
    text: t.codeText(),
    link: t.codeLink(),
    ...(key === 'guide' && {
      title: lent.entryTitle(),
      text: lent.entryText(),
      phone: lent.entryPhone(),
      address: lent.entryAddress(),
    }),
  };
  const section = key === 'emergency' ? t.numbers() : named(key);
  return t.wrongRow({ section, n: Number(at) + 1, field: fields[of] ?? of });
}

interface Props {
  readonly places: readonly string[];
  readonly ref: Ref<HTMLDivElement>;
}

/** What needs a look, before anything is sent; each line goes to its field. */
export function WrongPlaces({ places, ref }: Props): ReactNode {
  const { t } = useWords();
  const lent = useLentWords();
  if (places.length === 0) return null;
  return (
    <div className="banner clay" role="alert" tabIndex={-1} ref={ref}>
      <p>{t.formWrong({ n: places.length })}</p>
      <ul className="plainly">
        {places.map((place) => (
          <li key={place}>
            <button
              type="button"
              className="as-link"
              onClick={() => document.getElementsByName(fieldAt(place))[0]?.focus()}
            >
              {nameOf(t, lent, place)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
