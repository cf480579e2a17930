import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';

export default function Decision({ opened }: PartProps): ReactNode {
  return <p>{opened.codeName}</p>;
}
