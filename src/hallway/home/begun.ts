import type { TakenChannel, TakingForm } from '#domain/intake/taken.ts';
import type { HallwayPack } from '#wire/hallway.ts';

/** A report nobody has written anything in yet. `at`: ms, the phone's clock. */
export function emptyForm(
  { edition, procedure }: Pick<HallwayPack, 'edition' | 'procedure'>,
  given: { readonly channel: TakenChannel; readonly language: string; readonly at: number; readonly continues: string },
): TakingForm {
  const { channel, language, at, continues } = given;
  return {
    v: 1,
    edition: edition.id,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    channel,
    language,
    began: at,
    card: '',
    answers: {},
    steps: [],
    notes: '',
    hands: [],
    handsElse: '',
    writtenBy: 'staff',
    continues,
  };
}

/** Another part of a report that was handed over as far as it got: what its words showed is carried on whole. */
export function nextPart(form: TakingForm, at: number, continues: string): TakingForm {
  return { ...form, began: at, continues };
}
