export type Path = readonly (string | number)[];

/** Something that the file says and that cannot stand, by its place in the file. */
export interface Wrong {
  readonly grave?: 'error' | 'warning';
  readonly path: Path;
  readonly found: string;
  readonly expected: string;
}
