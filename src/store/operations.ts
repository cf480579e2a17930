import { append } from './append.ts';
import { askedFile, askedFor } from './asked.ts';
import { dutiesFor, fileFor, headsFor, incidentsFor, recordFor } from './gate.ts';
import { codeNameTaken, incidentById, incidentOf, incidentsOwing, incidentVersions } from './incidents.ts';
import { claimJobs, finishJob, forgetJobs, pendingJobs, retryJob } from './jobs.ts';
import { mailboxById, mailboxFor } from './mailboxes.ts';
import * as members from './members.ts';
import { claimKind } from './meta.ts';
import { procedureTexts } from './procedure-texts.ts';
import { counts, editions, stream, submission } from './records.ts';
import * as roster from './roster.ts';
import { file } from './sealed.ts';
import type { Sql } from './sql.ts';
import type { Store } from './store.ts';

/** `look`: one statement that reads. `read`: several, of one moment. `write`: all or nothing. */
export type Mode = 'look' | 'read' | 'write';

const as = <M extends Mode, Args extends readonly unknown[], Answer>(
  mode: M,
  run: (sql: Sql, ...args: Args) => Promise<Answer>,
): { readonly mode: M; readonly run: typeof run } => ({ mode, run });

/** Every operation by name: SQLite runs it inside its worker, PostgreSQL over its connections. The same functions. */
export const operations = {
  claimKind: as('write', claimKind),
  organisation: as('look', roster.organisation),
  sealingKeyKept: as('look', roster.sealingKey),
  keepSealingKey: as('write', roster.keepSealingKey),
  found: as('write', roster.found),
  setSetupLink: as('write', roster.setSetupLink),
  setupLink: as('look', roster.setupLink),
  rosterNotes: as('look', roster.rosterNotes),
  appendRoster: as('write', roster.appendRoster),
  recipient: as('look', roster.recipient),
  proposals: as('look', roster.proposals),
  propose: as('write', roster.propose),
  withdrawProposal: as('write', roster.withdrawProposal),
  append: as('write', append),
  stream: as('look', stream),
  editions: as('look', editions),
  file: as('look', file),
  submission: as('look', submission),
  codeNameTaken: as('look', codeNameTaken),
  incidentOf: as('look', incidentOf),
  incidentById: as('read', incidentById),
  incidentsOwing: as('look', incidentsOwing),
  procedureTexts: as('look', procedureTexts),
  incidentVersions: as('look', incidentVersions),
  incidentsFor: as('look', incidentsFor),
  recordFor: as('read', recordFor),
  dutiesFor: as('look', dutiesFor),
  fileFor: as('look', fileFor),
  headsFor: as('look', headsFor),
  askedFor: as('read', askedFor),
  askedFile: as('look', askedFile),
  mailboxFor: as('read', mailboxFor),
  mailboxById: as('look', mailboxById),
  unlockFor: as('look', members.unlockFor),
  addUnlock: as('write', members.putUnlock),
  addSession: as('write', members.addSession),
  sessionMember: as('look', members.sessionMember),
  endSession: as('write', members.endSession),
  memberState: as('look', members.memberState),
  putMemberState: as('write', members.putMemberState),
  setAlertAddress: as('write', members.putAddress),
  alertAddress: as('look', members.alertAddress),
  invite: as('write', members.invite),
  invitations: as('look', members.invitations),
  invitation: as('look', members.invitation),
  enrol: as('write', members.enrol),
  endInvitation: as('write', members.endInvitation),
  claimJobs: as('write', claimJobs),
  finishJob: as('write', finishJob),
  retryJob: as('write', retryJob),
  pendingJobs: as('look', pendingJobs),
  forgetJobs: as('write', forgetJobs),
  counts: as('look', counts),
};

export type Name = keyof typeof operations;
export type Run = (name: Name, args: readonly unknown[]) => Promise<unknown>;

type Call<Operation> = Operation extends (sql: Sql, ...args: infer Args) => infer Answer
  ? (...args: Args) => Answer
  : never;
type Calls = { readonly [N in Name]: Call<(typeof operations)[N]['run']> };

/** A store from an engine's way of running an operation, and the two things that are the engine's own. */
export function storeOver(run: Run, engine: Pick<Store, 'backup' | 'close'>): Store & Pick<Calls, 'claimKind'> {
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
