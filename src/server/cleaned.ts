import { strip } from '#questions/strip/strip.ts';
import type { Attachment } from '#seal/attachment.ts';

/**
 * A file without the hidden facts of a picture: where, when and with what it was taken. What is no such picture, or not
 * whole, stays as it is. For what arrived in clear and is kept untouched beside.
 */
export function cleaned(file: Attachment): Attachment {
  const clean = strip(file.bytes);
  return clean === null ? file : { name: file.name, ...clean };
}
