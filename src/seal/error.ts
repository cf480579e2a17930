/** Why sealing stopped. Every one of these is a bug or a lie told to this code, never something a person typed. */
export type SealProblem =
  | 'bad-draft'
  | 'bad-hex'
  | 'bad-recipient'
  | 'bad-epoch-key'
  | 'recipient-mismatch'
  | 'recipient-missing'
  | 'no-readers'
  | 'already-signed';

/**
 * Thrown where going on would seal to the wrong key or sign what nobody may accept. Opening and checking never throw:
 * they answer with a refusal.
 */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: SealProblem;

  constructor(code: SealProblem, about = '') {
    super(about === '' ? code : `${code}: ${about}`);
    this.code = code;
  }
}
