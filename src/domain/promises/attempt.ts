import type { Facts } from '../record/header.ts';
import type { Kind } from './kinds.ts';

/** An entry that a member would append: what it is and what its header would say. */
export interface Attempt {
  readonly kind: Kind;
  readonly facts: Facts;
}
