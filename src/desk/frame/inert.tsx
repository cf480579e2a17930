import type { ReactNode } from 'react';

/** Marks that turn the direction of text around without being seen (S23): shown, not obeyed. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;
const nameOfMark = (mark: string): string => `U+${mark.codePointAt(0)?.toString(16).toUpperCase() ?? ''}`;

/** How many of them are shown in one text; behind those they are left out, or a text of nothing else stops the page. */
const mostMarks = 100;

/** What somebody else wrote: as text and nothing else, in its own direction, line ends kept. */
export function Inert({ text, block = false }: { text: string; block?: boolean }): ReactNode {
  const marks = [...text.matchAll(turning)].slice(0, mostMarks);
  const parts = text.split(turning);
  const shown = [...parts.slice(0, mostMarks), parts.slice(mostMarks).join('')];
  const pieces = shown.flatMap((piece, at): ReactNode[] => {
    const mark = marks[at]?.[0];
    return mark === undefined
      ? [piece]
      : [
          piece,
          <span key={marks[at]?.index} className="mark-shown">
            {nameOfMark(mark)}
          </span>,
        ];
  });
  return block ? (
    <p className="inert" dir="auto">
      {pieces}
    </p>
  ) : (
    <bdi className="inert">{pieces}</bdi>
  );
}
