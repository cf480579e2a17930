import { asking, type Ask } from '#desk/sending/ask.ts';
import { keysOver } from '#desk/keys/verbs.ts';
import type { Verbs } from '#desk/keys/protocol.ts';
import type { Shelf } from '#desk/keys/shelf.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import type { Door, IncidentList, OwedDuty, OwedList } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';

/** Changes what the server answers, as a server that lies would. */
export type Lie = (path: string, response: Response) => Promise<Response> | Response;

/** A desk without a page: the Worker's verbs over a real server, with a cookie of its own. */
export interface DeskOf extends Verbs {
  readonly incidents: () => Promise<IncidentList['rows']>;
  /** Every page of what the server says is owed. */
  readonly owed: () => Promise<OwedList['rows']>;
  lie: Lie;
  /** Changes what this desk sends, as a changed desk would. */
  tell: (form: FormData) => Promise<FormData> | FormData;
  /** Its network, with its session. */
  readonly ask: Ask;
  readonly lock: () => void;
  /** How often each path was written to. */
  readonly posted: string[];
  /** Every file that ever left it, by hash: what a thief of every state of the store would have. */
  readonly files: ReadonlyMap<string, Blob>;
  /** What the server has at a path for this member. */
  readonly bytes: (path: string) => Promise<BodyInit>;
}

/** `shelf`: the device's own; without one it keeps no drafts. */
export function newDesk(origin: string, shelf?: Shelf): DeskOf {
  let cookie = '';
  const posted: string[] = [];
  const files = new Map<string, Blob>();
  const fetched: typeof fetch = async (asked, init) => {
    const path = asked as string;
    const given = new Headers(init?.headers);
    given.set('cookie', cookie);
    given.set('origin', origin);
    if (init?.method === 'POST') posted.push(path);
    const { cache: _, credentials: __, body: meant, ...rest } = init ?? {};
    const body = meant instanceof FormData ? await desk.tell(meant) : meant;
    if (body instanceof FormData) for (const [name, value] of body) if (value instanceof Blob) files.set(name, value);
    const response = await fetch(origin + path, { ...rest, ...(body != null && { body }), headers: given });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return desk.lie(path, response);
  };
  const ask = asking(fetched);
  const { verbs, forget } = keysOver(ask, shelf);
  const desk: DeskOf = {
    ...verbs,
    lie: (_path, response) => response,
    tell: (form) => form,
    ask,
    lock: forget,
    posted,
    files,
    async bytes(path) {
      return (await fetch(origin + path, { headers: { cookie } })).arrayBuffer();
    },
    async incidents() {
      const list = await ask.json<IncidentList>(staffPaths.api.incidents);
      if ('refused' in list) throw new Error(list.refused);
      return list.rows;
    },
    async owed() {
      const rows: OwedDuty[] = [];
      for (let after = ''; ;) {
        const list = await ask.json<OwedList>(`${staffPaths.api.duties}?after=${encodeURIComponent(after)}`);
        if ('refused' in list) throw new Error(list.refused);
        rows.push(...list.rows);
        if (list.next === '') return rows;
        after = list.next;
      }
    },
  };
  return desk;
}

export const doorOf = async (origin: string): Promise<Door> =>
  (await (await fetch(origin + staffPaths.api.door)).json()) as Door;

export async function unlocked(origin: string, member: string, shelf?: Shelf): Promise<DeskOf> {
  const desk = newDesk(origin, shelf);
  const answer = await desk.unlock(eightWordsOf(member), await doorOf(origin));
  if (!('member' in answer)) throw new Error(JSON.stringify(answer));
  const team = await desk.look();
  if ('refused' in team) throw new Error(team.refused);
  return desk;
}

/** The value, or the test fails with the refusal's code. */
export function ok<T extends object>(answer: T): Exclude<T, { readonly refused: unknown }> {
  if ('refused' in answer) throw new Error(`refused: ${String(answer.refused)}`);
  return answer as Exclude<T, { readonly refused: unknown }>;
}

/** Sends a report, and the incident that this desk sees since. */
export async function arrived(
  desk: Pick<DeskOf, 'incidents'>,
  report: { readonly send: () => Promise<Response> },
): Promise<string> {
  const before = new Set((await desk.incidents()).map(({ incident }) => incident));
  const answer = await report.send();
  if (!answer.ok) throw new Error(await answer.text());
  return (await desk.incidents()).find(({ incident }) => !before.has(incident))?.incident ?? '';
}
