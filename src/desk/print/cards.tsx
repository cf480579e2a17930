import type { ReactNode } from 'react';
import { fill } from '#domain/procedure/values.ts';
import { paths } from '#wire/paths.ts';
import { Inert } from '../frame/inert.tsx';
import { Code, Letters } from './check.tsx';
import type { Press, PrintKind } from './kinds.ts';
import { typedAddress } from './link.ts';
import { helpLines, Numbers } from './numbers.tsx';
import { printWordsIn } from './words.ts';

interface Props {
  readonly press: Press;
  readonly language: string;
}

/** Behind a name badge. */
function Badge({ press, language }: Props): ReactNode {
  const t = printWordsIn(language);
  const { edition } = press;
  const team = edition.teamPhone === '' ? [] : [{ label: t.teamPhone(), number: edition.teamPhone }];
  return (
    <>
      <h2>{t.posterTitle()}</h2>
      <Code press={press} place="" t={t} />
      <Numbers lines={[...helpLines(edition), ...team]} />
      <Letters press={press} languages={[language]} />
    </>
  );
}

/** For a purse: the code and one line. */
function Wallet({ press, language }: Props): ReactNode {
  const t = printWordsIn(language);
  return (
    <>
      <div className="beside">
        <h2>{t.posterTitle()}</h2>
        <p>{t.posterLede({ organisation: press.edition.organisation })}</p>
        <Letters press={press} languages={[]} />
      </div>
      <Code press={press} place="" t={t} />
    </>
  );
}

/** Numbers for help and nothing else: whoever finds it learns nothing (INT-24). */
function Crisis({ press, language }: Props): ReactNode {
  const t = printWordsIn(language);
  return (
    <>
      <h2>{t.crisisTitle()}</h2>
      <Numbers lines={helpLines(press.edition)} />
    </>
  );
}

/** For whoever told it to staff: their eight words by hand, and where they are typed. No name of anybody, no number. */
function Words({ press, language }: Props): ReactNode {
  const t = printWordsIn(language);
  const { origin, edition } = press;
  return (
    <>
      <h2>{t.wordsTitle()}</h2>
      <ol>
        {Array.from({ length: 8 }, (_, at) => (
          <li key={at}>{at + 1}</li>
        ))}
      </ol>
      <p>
        {t.wordsNote()} <b dir="ltr">{typedAddress(origin, paths.mailbox(edition.id))}</b>
      </p>
    </>
  );
}

/** For staff: what to do in which order, what never, what to say instead. Rooms are on no paper: they are nobody else's. */
function Pocket({ press, language, side }: Props & { readonly side: 'do' | 'never' }): ReactNode {
  const t = printWordsIn(language);
  const { procedure, edition } = press;
  if (procedure === undefined) return null;
  const team = edition.teamPhone === '' ? [] : [{ label: t.teamPhone(), number: edition.teamPhone }];
  const { steps, nevers } = procedure.intake;
  const said = (text: Parameters<typeof fill>[1]): string => fill(procedure, text, language, edition.gathering);
  if (side === 'do')
    return (
      <>
        <h2>{t.pocketDo()}</h2>
        <ol>
          {steps
            .filter(({ force, required }) => required || force === 'must')
            .map(({ id, text, room }) => (
              <li key={id}>
                {said(text)}
                {room !== undefined && edition.gathering !== 'online' && (
                  <small className="today">{t.pocketToday()}</small>
                )}
              </li>
            ))}
        </ol>
      </>
    );
  return (
    <>
      <h2>{t.pocketNever()}</h2>
      <ul>
        {nevers.map(({ id, text, instead }) => (
          <li key={id}>
            {said(text)}
            {instead !== undefined && (
              <small>
                {t.pocketSay()} <Inert text={said(instead)} />
              </small>
            )}
          </li>
        ))}
      </ul>
      <Numbers lines={[...helpLines(edition), ...team]} />
    </>
  );
}

/** The card in one language. `at`: which of those on the page; sides of the pocket card lie beside each other. */
export function Card({
  kind,
  at,
  ...props
}: Props & { readonly kind: Exclude<PrintKind, 'poster-a4' | 'poster-a5'>; readonly at: number }): ReactNode {
  switch (kind) {
    case 'badge':
      return <Badge {...props} />;
    case 'wallet':
      return <Wallet {...props} />;
    case 'crisis':
      return <Crisis {...props} />;
    case 'words':
      return <Words {...props} />;
    case 'pocket':
      return <Pocket {...props} side={at % 2 === 0 ? 'do' : 'never'} />;
  }
}
