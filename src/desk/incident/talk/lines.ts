import type { Talk } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** One calm sentence of the story for what is written on this page; null for any other kind. `nameOf`: of a member by id. */
export function talkLine(
  { kind, who, facts, lists, body }: Seen,
  t: Talk,
  nameOf: (member: string) => string,
  language = 'en',
): string | null {
  const name = who.is === 'member' ? who.name : '';
  switch (kind) {
    case 'conversation-planned': {
      const owner = nameOf(facts['owner'] ?? '');
      const second = (body as { readonly second?: string } | null)?.second ?? '';
      return second === ''
        ? t.storyPlanned({ name, owner })
        : t.storyPlannedWith({ name, owner, second: nameOf(second) });
    }
    case 'conversation-held': {
      const names = new Intl.ListFormat(language).format((lists['by'] ?? []).map(nameOf));
      return facts['part'] === 'outcome' ? t.storyHeldOutcome({ names }) : t.storyHeldWhat({ names });
    }
    case 'conversation-left-out':
      return t.storyLeftOut({ name });
    case 'side-heard':
      if (facts['how'] === 'declined') return t.storySideDeclined({ name });
      return facts['how'] === 'unsafe' ? t.storySideUnsafe({ name }) : t.storySideHeard({ name });
    case 'apology-noted':
      return facts['relay'] === 'yes' ? t.storyApologyPassed({ name }) : t.storyApologyStays({ name });
    case 'warned':
      return t.storyWarned({ name });
    default:
      return null;
  }
}
