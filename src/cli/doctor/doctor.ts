import { statfs } from 'node:fs/promises';
import { active } from '#domain/team/roster.ts';
import { folderKeeps, lookInto, type Looked } from '#store/look.ts';
import type { Place } from '#store/open.ts';
import type { Outcome } from '../outcome.ts';
import { eventLines } from './events.ts';
import { bad, fine, spanOf, told, type Finding } from './finding.ts';
import { readTeam } from './team.ts';
import { channelLines } from './ways.ts';

const oldestNode = 26;
const gigabyte = 1024 ** 3;
/** Clocks that differ by more make promises come due at the wrong time. */
const mostSkew = 5_000;

function nodeLine(): Finding {
  const right = Number(process.versions.node.split('.')[0]) >= oldestNode;
  return right
    ? fine(`Node ${process.version}`)
    : bad(`Node ${process.version}: Node ${oldestNode} or newer is needed.`);
}

async function diskLine(folder: string): Promise<Finding> {
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const line = `Disk: ${(free / gigabyte).toFixed(1)} GB free`;
    return free < gigabyte ? bad(`${line}. Reports cannot be taken when it is full.`) : fine(line);
  } catch {
    return told('Disk: how much is free cannot be asked here.');
  }
}

async function keyLine({ store }: Looked, sealingKeys: readonly string[]): Promise<Finding> {
  // Only looks: a store without a key of its own is one that no server of this version has opened.
  const key = await store.sealingKey(() => ({ public: '', seed: '' })).catch(() => null);
  if (key === null) return bad('Server key: there is none. Start the server once.');
  return sealingKeys.includes(key.public)
    ? fine('Server key: in the team list')
    : bad(
        'Server key: not in the team list. Reports by mail and without scripts cannot be taken; a steward can add it.',
      );
}

/** Ways out that this installation has at all. */
interface Ways {
  readonly mail: boolean;
  readonly texts: boolean;
}

export function waysIn(environment: Readonly<Record<string, string | undefined>>): Ways {
  const has = (name: string): boolean => (environment[name] ?? '').trim() !== '';
  return { mail: has('SMTP_URL'), texts: has('SMS_URL') };
}

async function unreachedLine(
  { store }: Looked,
  { mail, texts }: Ways,
  org: string,
  members: readonly { readonly id: string }[],
): Promise<Finding> {
  const reached = await Promise.all(
    members.map(async ({ id }) => {
      if (mail && ((await store.alertAddress(org, id)) ?? '') !== '') return true;
      return (await store.alertRoutes(org, id)).some(({ kind }) => kind !== 'sms' || texts);
    }),
  );
  const without = reached.filter((one) => !one).length;
  return without === 0
    ? fine(`Members: ${members.length}, each can be reached`)
    : bad(`Members: ${without} of ${members.length} cannot be reached by any alert. Each adds a way on the desk.`);
}

async function lookedLines(looked: Looked, ways: Ways, now: number): Promise<readonly Finding[]> {
  const { store, ahead, current } = looked;
  const clock =
    Math.abs(ahead) > mostSkew
      ? bad(
          `Clock: the database is ${spanOf(ahead)} ${ahead > 0 ? 'ahead' : 'behind'}. Set both by the same time server.`,
        )
      : fine('Clock: the same as the database');
  if (!current) return [told('Database: of an older version. The next start brings it up to date.'), clock];
  const team = await readTeam(store, now);
  if (team === null) return [fine('Database: opens'), clock, told('Not set up yet: the server prints a link for it.')];
  if ('refused' in team) return [fine('Database: opens'), clock, bad(`Team list: does not hold (${team.refused}).`)];
  const { org, roster, events } = team;
  return [
    fine('Database: opens'),
    clock,
    await keyLine(looked, roster.sealingKeys),
    await unreachedLine(
      looked,
      ways,
      org,
      roster.members.filter((member) => active(member, now)),
    ),
    ...events.flatMap((event) => eventLines(event, roster, now)),
    ...channelLines(await store.channelStates(org), now),
  ];
}

/** What an operator is told of a server, running or not: of no report and no incident. Fails when something is wrong. */
export async function doctor(place: Place, ways: Ways, now: number): Promise<Outcome> {
  const findings: Finding[] = [nodeLine()];
  if (place.databaseUrl === undefined) {
    const wrong = folderKeeps(place.dataDir);
    findings.push(
      wrong === '' ? fine('Data folder: keeps what is written') : bad(`Data folder ${place.dataDir}: ${wrong}`),
      await diskLine(place.dataDir),
    );
  }
  try {
    const looked = await lookInto(place);
    try {
      findings.push(...(await lookedLines(looked, ways, now)));
    } finally {
      await looked.close();
    }
  } catch (error) {
    const { message = '', code = '' } = error as { message?: string; code?: string };
    findings.push(bad(`Database: ${(message || code).replaceAll(/\s+/gu, ' ').trim()}`));
  }
  findings.push(told('Backups: made by "recourse backup FILE"; when the last one was is known only where it lies.'));
  const wrong = findings.filter(({ grade }) => grade === 'wrong').length;
  const lines = findings.map(({ grade, line }) => `${grade.padEnd(5)}  ${line}`);
  return {
    done: wrong === 0,
    lines: [...lines, '', wrong === 0 ? 'Nothing is wrong.' : `${wrong} to look at.`],
  };
}
