import { parentPort } from 'node:worker_threads';
import { joinsLinesFast } from './chunks.ts';
import type { Envelope, Letter } from '../letter.ts';
import { readLetter, type Own } from './read.ts';
import { handedOver } from '../../large.ts';

export interface LetterAsked {
  readonly raw: Uint8Array;
  readonly envelope: Envelope;
  readonly own: Own;
}

async function answer({ raw, envelope, own }: LetterAsked): Promise<void> {
  const letter: Letter = await readLetter(raw, envelope, own);
  parentPort?.postMessage(letter, [...handedOver(letter.files)]);
}

if (parentPort !== null) joinsLinesFast();
// One letter at a time; nothing of it stays here once it was answered.
parentPort?.on('message', (asked: LetterAsked) => void answer(asked));
// Whoever started this thread hears that it stands: one that ends before it said so says nothing of any letter.
parentPort?.postMessage('here');
