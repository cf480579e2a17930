import { attendees as en } from '#words/made/en/attendees.ts';
import { attendees as es } from '#words/made/es/attendees.ts';
import { useOwn } from '../frame/own-words.ts';

/** The words for the list of attendees: on the event's page, and where somebody is looked up. */
export const useAttendeeWords = (): typeof en => useOwn({ en, es });
export type AttendeeWords = typeof en;
