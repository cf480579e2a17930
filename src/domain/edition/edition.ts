import type { Gathering } from '../procedure/gathering.ts';
import type { ContactList } from '../procedure/procedure.ts';

/** One event's settings: public, signed by a member with the right `edition`, never part of the procedure. */
export interface Edition {
  readonly id: string;
  /** Who runs it, as reporters know them. */
  readonly organisation: string;
  readonly name: string;
  /** A neutral word for window titles, so that a history list tells nothing. */
  readonly neutralTitle: string;
  /** First and last day, `YYYY-MM-DD`, in the event's zone. */
  readonly from: string;
  readonly to: string;
  /** IANA zone. */
  readonly zone: string;
  readonly place: string;
  readonly gathering: Gathering;
  readonly languages: readonly string[];
  /** Where "Leave this page" goes: a neutral public page, https. */
  readonly exit: string;
  readonly emergency: readonly Phone[];
  /** The team's phone, or `''`. */
  readonly teamPhone: string;
  readonly meetingPoint: string;
  /** Large and in person: what the procedure asks before such an event applies (PRP-03). */
  readonly large: boolean;
  readonly rooms: readonly Room[];
  /** Where the rooms are, for staff (CNS-05). */
  readonly plan: Plan | null;
  /** What volunteers do, and whom they call (INT-06, PRP-05). Never in public. */
  readonly guide: Guide;
  readonly contacts: readonly Contact[];
  /** Who is on duty when (never in public). */
  readonly rota: readonly Shift[];
  /** What an alert says on a lock screen, in the event's own words; `''`: ours. It says nothing of what it is about. */
  readonly alertWords: string;
  /** The public programme, so that a place and a talk can be picked. */
  readonly programme: readonly Session[];
  /** The code of conduct's own text, each version from its day on (RSP-22). Newest last. */
  readonly codeOfConduct: readonly CodeVersion[];
  readonly procedure: string;
  /** Version and digest of the procedure text in force when the settings were written. */
  readonly procedureVersion: string;
  readonly procedureDigest: string;
}

export interface Phone {
  /** What it is for, in the organiser's words: "Emergency", "Crisis line". */
  readonly label: string;
  readonly number: string;
}

export const roomKinds = ['quiet', 'safety', 'staff'] as const;
export type RoomKind = (typeof roomKinds)[number];

/** A room on these days (INT-03). Never in public: a safe room that everybody can find is none. */
export interface Room {
  readonly id: string;
  readonly kind: RoomKind;
  readonly name: string;
  /** First and last day, `YYYY-MM-DD`, in the event's zone. */
  readonly from: string;
  readonly to: string;
  /** How to get there, or `''`. */
  readonly way: string;
  /** Where it is on the plan; null where nobody pointed at it. */
  readonly at: PlanPoint | null;
}

/** A place on the plan, from its top left corner: per mille of its width and of its height. */
export interface PlanPoint {
  readonly x: number;
  readonly y: number;
}

export const planTypes = ['image/png', 'image/jpeg', 'image/webp'] as const;
export type PlanType = (typeof planTypes)[number];

/** A picture of the venue. Never in public: it shows where the rooms are. */
export interface Plan {
  readonly type: PlanType;
  /** Base64, of at most `mostPlanBytes`. */
  readonly image: string;
}

/** Bytes. It travels with the settings to every phone. */
export const mostPlanBytes = 200_000;

/** The guide for volunteers, as it is printed on their cards too. */
export interface Guide {
  /** Shown with it, so that a printed one can be compared; `''` without a guide. */
  readonly version: string;
  readonly entries: readonly GuideEntry[];
}

/** One thing that may come up, and what to do then. */
export interface GuideEntry {
  readonly id: string;
  readonly title: string;
  /** What to do, plain text. */
  readonly text: string;
  /** Whom to call and whom to write to, or `''`. */
  readonly phone: string;
  readonly address: string;
}

/** A turn of duty. Times are on the clock of the event's zone: `YYYY-MM-DDTHH:MM`; `to` is when it ends. */
export interface Shift {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Member ids, first called first. */
  readonly members: readonly string[];
}

/** A talk or a workshop, as the published programme has it. Times as in a shift. */
export interface Session {
  readonly id: string;
  readonly title: string;
  readonly room: string;
  readonly from: string;
  readonly to: string;
}

export const noGuide: Guide = { version: '', entries: [] };

export const shownTos = ['public', 'staff', 'nobody'] as const;
export type ShownTo = (typeof shownTos)[number];

/**
 * Somebody, or an address, that can be reached; not always a member (RPT-15). Each way to reach them says who is shown
 * it (RPT-17, D19). Only what is confirmed is published (PRP-07, PRP-08).
 */
export interface Contact {
  readonly id: string;
  /** The lists of the procedure it stands on: conflict contacts, the shared address, the appeal body … (D4). */
  readonly lists: readonly ContactList[];
  readonly name: string;
  /** Their part and organisation, as the public page says it. */
  readonly part: string;
  readonly organisation: string;
  readonly email: string;
  readonly phone: string;
  readonly shows: { readonly name: ShownTo; readonly email: ShownTo; readonly phone: ShownTo };
  /** Member id, or `''` for somebody outside. */
  readonly member: string;
  /** The day somebody last checked that it works, or `''`: to be confirmed. */
  readonly confirmed: string;
}

export interface CodeVersion {
  readonly version: string;
  /** In force from this day in the event's zone. */
  readonly from: string;
  readonly title: string;
  readonly text: string;
  /** Where it is published too, https, or `''`. */
  readonly link: string;
}
