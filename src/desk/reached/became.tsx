import type { ReactNode } from 'react';
import { Said } from '../frame/field.tsx';
import type { Adding } from './adding.ts';
import { useReachedWords } from './words.ts';

/** What became of what was added. */
export function Became({ adding }: { adding: Adding }): ReactNode {
  const t = useReachedWords();
  return (
    <>
      {adding.problem !== '' && <Said tone="clay">{adding.problem}</Said>}
      {adding.added && <Said tone="moss">{t.added()}</Said>}
    </>
  );
}
