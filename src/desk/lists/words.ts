import type { NoticeFor } from '#domain/promises/notices.ts';
import { notices as en } from '#words/made/en/notices.ts';
import { notices as es } from '#words/made/es/notices.ts';
import { useOwn } from '../frame/own-words.ts';

export const useNoticeWords = (): typeof en => useOwn({ en, es });
export type NoticeWords = typeof en;

/** Notices that are a line of a list. */
export const lineFors = ['door', 'bar', 'audio-video', 'register'] as const satisfies readonly NoticeFor[];
export type LineFor = (typeof lineFors)[number];
export const isLineFor = (purpose: NoticeFor): purpose is LineFor => lineFors.some((one) => one === purpose);

export function listIn(t: NoticeWords, list: LineFor): string {
  const name = { door: t.door, bar: t.bar, 'audio-video': t.audioVideo, register: t.register }[list];
  return name();
}

export function tellIn(t: NoticeWords, list: LineFor): string {
  const name = { door: t.tellDoor, bar: t.tellBar, 'audio-video': t.tellAudioVideo, register: t.tellRegister }[list];
  return name();
}
