import type { Appeal } from '#words/made/shape.ts';
import type { Seen } from '../../keys/incident-seen.ts';

/** One calm sentence of the story for what is written about an appeal; null for any other kind. */
export function appealLine({ kind, who, facts }: Seen, t: Appeal): string | null {
  const name = who.is === 'member' ? who.name : '';
  switch (kind) {
    case 'appeal-filed':
      return t.storyFiled({ name });
    case 'packet-made':
      return t.storyPacket({ name });
    case 'appeal-decided':
      if (facts['outcome'] === 'stands') return t.storyStands({ name });
      return facts['outcome'] === 'changed' ? t.storyChanged({ name }) : t.storyDecided({ name });
    default:
      return null;
  }
}
