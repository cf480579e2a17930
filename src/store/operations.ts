import * as alerting from './alerting.ts';
import { append, putJobs } from './append.ts';
import { askedFile, askedFor } from './asked.ts';
import { attendeesFor, endAttendees } from './attendees.ts';
import * as staffCalls from './calls.ts';
import * as channels from './channels.ts';
import { dutiesFor, fileFor, headsFor, incidentsFor, recordFor } from './gate.ts';
import * as hallway from './hallway.ts';
import { codeNameTaken, incidentById, incidentOf, incidentsOwing, incidentVersions } from './incidents.ts';
import * as letters from './letters.ts';
import { claimJobs, finishJob, forgetJobs, holdJob, pendingJobs, retryJob } from './jobs.ts';
import { mailboxById, mailboxFor } from './mailboxes.ts';
import * as members from './members.ts';
import { noticeFile, noticeFor, noticesFor, noticesOf } from './notices.ts';
import { claimKind } from './meta.ts';
import { procedureTexts } from './procedure-texts.ts';
import { counts, editions, stream, submission } from './records.ts';
import * as roster from './roster.ts';
import { file } from './sealed.ts';
import type { Sql } from './sql.ts';
import type { Store } from './store.ts';

/** `look`: one statement that reads. `read`: several, of one moment. `write`: all or nothing. */
export type Mode = 'look' | 'read' | 'write';

/**
 * For whom an operation reads what belongs to incidents. `server`: its own folding and writing, or a reporter's mailbox.
 * `member`: the member it names, who is shown the answer. `nobody`: it has no business with such tables.
 */
export type Reader = 'nobody' | 'server' | 'member';

interface Operation<Args extends readonly unknown[], Answer> {
  readonly mode: Mode;
  readonly reader: Reader;
  readonly run: (sql: Sql, ...args: Args) => Promise<Answer>;
}

type Run<Args extends readonly unknown[], Answer> = Operation<Args, Answer>['run'];

const plain = <Args extends readonly unknown[], Answer>(
  mode: Mode,
  run: Run<Args, Answer>,
): Operation<Args, Answer> => ({ mode, reader: 'nobody', run });

const server = <Args extends readonly unknown[], Answer>(
  mode: Mode,
  run: Run<Args, Answer>,
): Operation<Args, Answer> => ({ mode, reader: 'server', run });

/** The organisation first, then the member: the engine takes from there for whom it reads. */
const member = <Args extends readonly [org: string, member: string, ...rest: unknown[]], Answer>(
  mode: Mode,
  run: Run<Args, Answer>,
): Operation<Args, Answer> => ({ mode, reader: 'member', run });

/** Every operation by name: SQLite runs it inside its worker, PostgreSQL over its connections. The same functions. */
export const operations = {
  claimKind: plain('write', claimKind),
  organisation: plain('look', roster.organisation),
  sealingKeyKept: plain('look', roster.sealingKey),
  keepSealingKey: plain('write', roster.keepSealingKey),
  found: server('write', roster.found),
  setSetupLink: plain('write', roster.setSetupLink),
  setupLink: plain('look', roster.setupLink),
  rosterNotes: plain('look', roster.rosterNotes),
  appendRoster: server('write', roster.appendRoster),
  recipient: plain('look', roster.recipient),
  proposals: plain('look', roster.proposals),
  propose: plain('write', roster.propose),
  withdrawProposal: plain('write', roster.withdrawProposal),
  append: server('write', append),
  stream: server('look', stream),
  editions: server('look', editions),
  file: server('look', file),
  submission: server('look', submission),
  codeNameTaken: server('look', codeNameTaken),
  incidentOf: server('look', incidentOf),
  incidentById: server('read', incidentById),
  incidentsOwing: server('look', incidentsOwing),
  procedureTexts: plain('look', procedureTexts),
  incidentVersions: server('look', incidentVersions),
  incidentsFor: member('look', incidentsFor),
  recordFor: member('read', recordFor),
  dutiesFor: member('look', dutiesFor),
  fileFor: member('look', fileFor),
  headsFor: member('look', headsFor),
  askedFor: member('read', askedFor),
  askedFile: member('look', askedFile),
  attendeesFor: member('look', attendeesFor),
  endAttendees: server('write', endAttendees),
  noticesFor: member('read', noticesFor),
  noticeFor: member('read', noticeFor),
  noticeFile: member('look', noticeFile),
  noticesOf: member('look', noticesOf),
  mailboxFor: server('read', mailboxFor),
  mailboxById: server('look', mailboxById),
  unlockFor: plain('look', members.unlockFor),
  addUnlock: plain('write', members.putUnlock),
  addSession: plain('write', members.addSession),
  sessionMember: plain('look', members.sessionMember),
  endSession: plain('write', members.endSession),
  addHallwaySession: plain('write', hallway.addHallwaySession),
  hallwaySession: plain('look', hallway.hallwaySession),
  endHallwaySession: plain('write', hallway.endHallwaySession),
  addDutyPhone: plain('write', hallway.addDutyPhone),
  dutyPhones: plain('look', hallway.dutyPhones),
  dutyPhone: plain('look', hallway.dutyPhone),
  dutyPhoneBySecret: plain('look', hallway.dutyPhoneBySecret),
  endDutyPhone: plain('write', hallway.endDutyPhone),
  memberState: member('look', members.memberState),
  putMemberState: member('write', members.putMemberState),
  setAlertAddress: plain('write', members.putAddress),
  alertAddress: plain('look', members.alertAddress),
  addCall: server('write', staffCalls.addCall),
  callById: plain('read', staffCalls.callById),
  callsFor: plain('read', staffCalls.callsFor),
  answerCall: plain('write', staffCalls.answerCall),
  callRang: plain('write', staffCalls.callRang),
  forgetCall: plain('write', staffCalls.forgetCall),
  threadOf: server('look', letters.threadOf),
  putThread: server('write', letters.putThread),
  keepThread: server('write', letters.keepThread),
  endThreads: server('write', letters.endThreads),
  forgetThreads: server('write', letters.forgetThreads),
  putSent: server('write', letters.putSent),
  markBounced: server('write', letters.markBounced),
  sentOf: server('look', letters.sentOf),
  alertRoutes: plain('look', alerting.alertRoutes),
  putAlertRoute: plain('write', alerting.putAlertRoute),
  endAlertRoute: plain('write', alerting.endAlertRoute),
  alertQuiet: plain('look', alerting.alertQuiet),
  setAlertQuiet: plain('write', alerting.setAlertQuiet),
  beginAlert: plain('write', alerting.beginAlert),
  noteAlert: plain('write', alerting.noteAlert),
  alertsSent: plain('look', alerting.alertsSent),
  noteWay: plain('write', alerting.noteWay),
  deadWays: plain('look', alerting.deadWays),
  claimWake: plain('write', alerting.claimWake),
  endWake: plain('write', alerting.endWake),
  pushKeyKept: plain('look', alerting.pushKeyKept),
  keepPushKey: plain('write', alerting.keepPushKey),
  channelStates: plain('look', channels.channelStates),
  setChannelState: server('write', channels.setChannelState),
  putPhoneCall: plain('write', channels.putPhoneCall),
  phoneCalls: plain('look', channels.phoneCalls),
  setFeed: plain('write', channels.setFeed),
  feedMember: plain('look', channels.feedMember),
  invite: plain('write', members.invite),
  invitations: plain('look', members.invitations),
  invitation: plain('look', members.invitation),
  enrol: plain('write', members.enrol),
  endInvitation: plain('write', members.endInvitation),
  claimJobs: server('write', claimJobs),
  finishJob: server('write', finishJob),
  holdJob: server('write', holdJob),
  retryJob: server('write', retryJob),
  pendingJobs: server('look', pendingJobs),
  queueJobs: server('write', putJobs),
  forgetJobs: server('write', forgetJobs),
  counts: server('look', counts),
};

export type Name = keyof typeof operations;
export type Ask = (name: Name, args: readonly unknown[]) => Promise<unknown>;

type Call<Whole> = Whole extends (sql: Sql, ...args: infer Args) => infer Answer ? (...args: Args) => Answer : never;
type Calls = { readonly [N in Name]: Call<(typeof operations)[N]['run']> };

/** A store from an engine's way of running an operation, and the two things that are the engine's own. */
export function storeOver(run: Ask, engine: Pick<Store, 'backup' | 'close'>): Store & Pick<Calls, 'claimKind'> {
  const names = Object.keys(operations) as Name[];
  const calls = Object.fromEntries(
    names.map((name) => [name, (...args: readonly unknown[]) => run(name, args)]),
  ) as unknown as Calls;
  return {
    ...calls,
    ...engine,
    async sealingKey(make) {
      const kept = (await calls.sealingKeyKept()) ?? (await calls.keepSealingKey(make()));
      if (kept === null) throw new Error('the sealing key was not kept');
      return kept;
    },
  };
}
