import type { CallFor } from '#wire/bodies.ts';
import type { Hallway } from '#words/made/shape.ts';

/** What is called for, as the heading of its sheet. */
export function titleOf(t: Hallway, what: CallFor): string {
  switch (what) {
    case 'lead':
      return t.callTitle();
    case 'person':
      return t.callTitlePerson();
    case 'escort':
      return t.callTitleEscort();
    case 'water':
      return t.callTitleWater();
    case 'room':
      return t.callTitleRoom();
    case 'lift':
      return t.callTitleLift();
    case 'childcare':
      return t.callTitleChildcare();
    case 'medical':
      return t.callTitleMedical();
    case 'else':
      return t.callTitleElse();
  }
}
