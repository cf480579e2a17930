import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eightWordsOf, entropyOf, salt } from '#rehearsal/keys.ts';
import { rehearse, type Rehearsing } from '#rehearsal/rehearse.ts';
import type { Sight } from '#rehearsal/responding.ts';
import { verifyRosters } from '#seal/roster.ts';
import { memberSecrets, readWords } from '#seal/words.ts';
import { english } from '#seal/lists/en.ts';
import type { Logged } from '#server/log.ts';
import { readSettings, type Settings } from '#server/settings.ts';
import type {
  DeskInfo,
  IncidentAnswer,
  IncidentList,
  IncidentSummary,
  OwedDuty,
  OwedList,
  Unlocked,
} from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** The rehearsal in this process, with a real store in a folder of its own. */
export interface Rehearsed extends Rehearsing {
  readonly logged: readonly Logged[];
  readonly folder: string;
  readonly end: () => Promise<void>;
}

export function settingsIn(folder: string, more: Readonly<Record<string, string>> = {}): Settings {
  const settings = readSettings({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...more });
  if ('wrong' in settings) throw new Error(settings.wrong);
  return settings;
}

export async function rehearsed(): Promise<Rehearsed> {
  const folder = mkdtempSync(join(tmpdir(), 'recourse-unit-'));
  const logged: Logged[] = [];
  const running = await rehearse(settingsIn(folder), { say: () => undefined, log: (line) => logged.push(line) });
  return {
    ...running,
    logged,
    folder,
    async end() {
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser's requests: same origin, one cookie. */
export class Visitor {
  readonly #origin: string;
  #cookie = '';

  constructor(origin: string) {
    this.#origin = origin;
  }

  get(path: string): Promise<Response> {
    return fetch(this.#origin + path, { headers: { cookie: this.#cookie } });
  }

  delete(path: string): Promise<Response> {
    return fetch(this.#origin + path, { method: 'DELETE', headers: { origin: this.#origin, cookie: this.#cookie } });
  }

  post(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const form = body instanceof FormData;
    return fetch(this.#origin + path, {
      method: 'POST',
      body: form ? body : JSON.stringify(body),
      headers: {
        origin: this.#origin,
        cookie: this.#cookie,
        ...(!form && { 'content-type': 'application/json' }),
        ...headers,
      },
    });
  }

  async unlock(member: string): Promise<Unlocked> {
    const read = readWords(eightWordsOf(member), [english]);
    if ('problem' in read) throw new Error(read.problem);
    const { handle, auth } = await memberSecrets(entropyOf(member), salt);
    return this.open(handle, auth);
  }

  async open(handle: string, auth: string): Promise<Unlocked> {
    const answer = await this.post(staffPaths.api.unlock, { handle, auth });
    this.#cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    return (await answer.json()) as Unlocked;
  }
}

export async function visitor(origin: string, member: string): Promise<Visitor> {
  const one = new Visitor(origin);
  await one.unlock(member);
  return one;
}

export const batchForm = (
  batch: object,
  files: readonly { readonly hash: string; readonly bytes: Uint8Array }[],
): FormData => {
  const form = new FormData();
  form.set('batch', JSON.stringify(batch));
  for (const { hash, bytes } of files) form.set(hash, new Blob([new Uint8Array(bytes)]), hash);
  return form;
};

/** What a member is shown, over the network. */
export async function sightOver(one: Visitor): Promise<Sight> {
  const desk = (await (await one.get(staffPaths.api.desk)).json()) as DeskInfo;
  const chain = verifyRosters(desk.root, desk.org, desk.notes);
  const head = 'refused' in chain ? undefined : chain.rosters.at(-1);
  if (head === undefined) throw new Error('no roster');
  return {
    org: desk.org,
    roster: head.roster,
    rosterHash: head.hash,
    async record(incident) {
      const answer = await one.get(staffPaths.api.incident(incident));
      if (!answer.ok) return null;
      const { row, incident: entries, report, mailbox, grants } = (await answer.json()) as IncidentAnswer;
      return { report: row.report, incident: entries, told: report, mailbox, grants };
    },
    async file(incident, hash) {
      const answer = await one.get(staffPaths.api.incidentFile(incident, hash));
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
    },
  };
}

/** Every open duty a member is shown, page after page. */
export async function dutiesOver(one: Visitor): Promise<readonly OwedDuty[]> {
  const rows: OwedDuty[] = [];
  for (let after = ''; ;) {
    const answer = await one.get(`${staffPaths.api.duties}?after=${encodeURIComponent(after)}`);
    const list = (await answer.json()) as OwedList;
    rows.push(...list.rows);
    if (list.next === '') return rows;
    after = list.next;
  }
}

/** Every row of a member's list. */
export async function listOf(one: Visitor): Promise<readonly IncidentSummary[]> {
  const rows: IncidentSummary[] = [];
  for (let after = ''; ;) {
    const answer = await one.get(`${staffPaths.api.incidents}?after=${encodeURIComponent(after)}`);
    const list = (await answer.json()) as IncidentList;
    rows.push(...list.rows);
    if (list.next === '') return rows;
    after = list.next;
  }
}
