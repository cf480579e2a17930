import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { acts, type Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';
import { tableOf } from '#kit/incident.ts';

/**
 * What each role of each procedure may do, found by trying every act as somebody who holds that role alone. It stands
 * here in full, so that nobody gains or loses a right by a slip in a file: a row that differs, or is missing, fails.
 */
const expected: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'boston-python': {
    responder: [
      'take-report note acknowledge write-to-reporter assess act-alone measure refer meet decide carry-out',
      'speak clear tell-aware follow-up link recuse-other waive disclose close expunge',
    ].join(' '),
    organizer: 'take-report speak announce delegate',
    'conflict-contact': [
      'take-report note acknowledge write-to-reporter assess act-alone measure refer meet decide carry-out',
      'speak clear tell-aware follow-up recuse-other waive disclose close',
    ].join(' '),
    'announcement-delegate': 'note',
    'appeal-body': 'note acknowledge write-to-reporter recuse-other decide-appeal',
    administrator: '',
  },
  'pycon-us': {
    lead: [
      'take-report note acknowledge write-to-reporter assess act-alone measure refer meet decide carry-out',
      'speak clear tell-aware follow-up link recuse-other appoint-stand-in waive disclose close debrief',
      'expunge',
    ].join(' '),
    'alias-reader': [
      'take-report note acknowledge write-to-reporter assess measure meet decide carry-out speak clear',
      'tell-aware follow-up appoint-stand-in',
    ].join(' '),
    'stand-in-pool': 'note acknowledge write-to-reporter assess recuse-other appoint-stand-in',
    'appeal-body': 'note acknowledge write-to-reporter recuse-other decide-appeal',
    'event-staff': [
      'take-report note acknowledge write-to-reporter assess measure meet decide carry-out speak clear',
      'tell-aware follow-up',
    ].join(' '),
    responder: 'take-report',
    chair: 'note speak tell-aware announce delegate',
    'announcement-delegate': 'note',
    coordinator: 'note speak tell-aware',
    door: '',
    'audio-video': '',
    administrator: '',
  },
  'pycon-us-2013': {
    chair: [
      'take-report note acknowledge write-to-reporter assess measure refer meet decide carry-out speak',
      'clear tell-aware announce delegate follow-up link recuse-other appoint-stand-in waive disclose close',
      'debrief expunge',
    ].join(' '),
    coordinator: [
      'take-report note acknowledge write-to-reporter assess measure refer meet decide carry-out speak',
      'clear tell-aware follow-up link recuse-other appoint-stand-in waive disclose close debrief',
    ].join(' '),
    'event-staff': 'take-report note refer meet carry-out speak',
    'stand-in-pool': 'take-report note acknowledge write-to-reporter recuse-other appoint-stand-in',
    'announcement-delegate': '',
    'appeal-body': 'note acknowledge write-to-reporter recuse-other decide-appeal',
    door: 'carry-out',
    'audio-video': 'carry-out',
    administrator: '',
  },
  'pycon-us-2018': {
    lead: [
      'take-report note acknowledge write-to-reporter assess act-alone measure refer meet decide carry-out',
      'speak clear tell-aware follow-up link recuse-other appoint-stand-in waive disclose close debrief',
      'expunge',
    ].join(' '),
    responder: 'take-report',
    chair: [
      'take-report note write-to-reporter assess measure meet decide carry-out speak clear tell-aware',
      'announce delegate follow-up',
    ].join(' '),
    coordinator: [
      'take-report note write-to-reporter assess measure meet decide carry-out speak clear tell-aware',
      'follow-up',
    ].join(' '),
    'announcement-delegate': 'note',
    'stand-in-pool': 'note acknowledge write-to-reporter assess recuse-other appoint-stand-in',
    'appeal-body': 'note acknowledge write-to-reporter recuse-other decide-appeal',
    door: '',
    'audio-video': '',
    administrator: '',
  },
  pyladiescon: {
    'team-member': [
      'take-report note acknowledge write-to-reporter assess measure refer meet decide carry-out speak',
      'clear tell-aware follow-up link recuse-other appoint-stand-in waive disclose close debrief',
    ].join(' '),
    lead: [
      'take-report note acknowledge write-to-reporter assess act-alone measure refer meet decide carry-out',
      'speak clear tell-aware follow-up link recuse-other appoint-stand-in waive disclose close debrief',
      'expunge',
    ].join(' '),
    responder: 'take-report',
    'conflict-contact': [
      'take-report note acknowledge write-to-reporter assess measure refer meet follow-up recuse-other',
      'appoint-stand-in',
    ].join(' '),
    organizer: 'take-report note acknowledge write-to-reporter recuse-other appoint-stand-in',
    chair: 'announce delegate debrief',
    'announcement-delegate': 'note',
    'appeal-body': 'note acknowledge write-to-reporter recuse-other decide-appeal',
    administrator: '',
  },
};

const folders = readdirSync('procedures', { withFileTypes: true })
  .filter((folder) => folder.isDirectory())
  .map(({ name }) => name);

const known = new Map<string, Procedure>();

function read(folder: string): Procedure {
  const before = known.get(folder);
  if (before !== undefined) return before;
  const found = readProcedure(readFileSync(`procedures/${folder}/procedure.yaml`, 'utf8'), 'd'.repeat(64), sound);
  if ('problems' in found) throw new Error(JSON.stringify(found.problems, null, 1));
  known.set(folder, found.procedure);
  return found.procedure;
}

test('every procedure has its table', () => {
  expect(folders.toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.each(folders)('%s: each role may what it should and nothing else', (folder) => {
  expect(tableOf(read(folder))).toEqual(expected[folder]);
});

/** Acts that every procedure must give to somebody, or a case gets stuck. */
const needed = acts.filter((act) => !['act-alone', 'appoint-stand-in', 'debrief', 'link'].includes(act));

test.each(folders)('%s: every act that an incident needs is somebody’s', (folder) => {
  const given = new Set(Object.values(tableOf(read(folder))).flatMap((row) => row.split(' ')));
  expect(needed.filter((act) => !given.has(act))).toEqual([]);
});
