import { parentPort } from 'node:worker_threads';
import { readKept, readProcedure, type ReadProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';

/** A procedure's file with the hex SHA-256 of its bytes. */
export interface ReadText {
  readonly text: string;
  readonly digest: string;
  /** It was in force once: read as what it is, whatever became stricter since. */
  readonly kept?: boolean;
}

/** Each file read, in the order given. */
export function readAll(texts: readonly ReadText[]): readonly ReadProcedure[] {
  return texts.map(({ text, digest, kept = false }) =>
    kept ? readKept(text, digest) : readProcedure(text, digest, sound),
  );
}

parentPort?.once('message', (texts: readonly ReadText[]) => {
  parentPort?.postMessage(readAll(texts));
});
