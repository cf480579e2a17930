import { asking } from '#hallway/keys/asking.ts';
import { keptOn, type Disk } from '#hallway/keys/files.ts';
import type { Begun, Verbs } from '#hallway/keys/protocol.ts';
import { keysOver } from '#hallway/keys/verbs.ts';
import type { TakingForm } from '#domain/intake/taken.ts';
import { event } from '#rehearsal/cast.ts';
import { eightWordsOf } from '#rehearsal/keys.ts';
import type { HallwayPack } from '#wire/hallway.ts';

/** A folder in memory that outlives the Worker. `cut`: the phone dies in the middle of a write, or before a file goes. */
export interface Folder extends Disk {
  readonly lain: Map<string, Uint8Array>;
  /** Bytes that may still be written before the phone dies; −1: it lives. A removal costs one. */
  cut: number;
  /** No room: every write fails. */
  full: boolean;
  /** Everything that ever lay here, also what was replaced: what a thief digs out. */
  readonly ever: Uint8Array[];
}

export function folder(): Folder {
  const lain = new Map<string, Uint8Array>();
  const dead = (): never => {
    throw new Error('the phone is dead');
  };
  const spend = (cost: number): number => {
    if (made.cut < 0) return cost;
    const left = Math.min(cost, made.cut);
    made.cut -= left;
    return left;
  };
  const made: Folder = {
    lain,
    cut: -1,
    full: false,
    ever: [],
    files: async () => [...lain.keys()],
    read: async (file) => lain.get(file)?.slice() ?? null,
    async write(file, bytes) {
      if (made.full) throw new Error('no room');
      if (made.cut === 0) dead();
      const left = spend(bytes.length);
      lain.set(file, bytes.slice(0, left));
      made.ever.push(bytes.slice(0, left));
      if (left < bytes.length) dead();
    },
    async remove(file) {
      if (spend(1) < 1) dead();
      lain.delete(file);
    },
    keeping: async () => 'may-go',
  };
  return made;
}

/** A phone of the hallway without its pages: the Worker's verbs over a real server, on a folder that outlives a kill. */
export interface Phone extends Verbs {
  readonly folder: Folder;
  online: boolean;
  /** What is asked of the network, by path. */
  readonly asked: string[];
  /** Between phone and server: what a server that lies, or a network that breaks, would make of an answer. */
  lie: (path: string, response: Response) => Promise<Response> | Response;
  readonly waits: number[];
  readonly idle: (now: number) => Promise<void>;
  readonly stay: (now: number) => void;
  /** The Worker ends without a word; the next one finds what lies on the device. */
  readonly kill: () => void;
}

export function phoneAt(origin: string, on: Folder = folder()): Phone {
  let cookie = '';
  const fetched: typeof fetch = async (asked, init) => {
    const path = asked as string;
    phone.asked.push(path);
    if (!phone.online) throw new TypeError('no network');
    const { cache: _, credentials: __, redirect: ___, ...rest } = init ?? {};
    const headers = new Headers(init?.headers);
    headers.set('cookie', cookie);
    headers.set('origin', origin);
    const response = await fetch(origin + path, { ...rest, headers });
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    return phone.lie(path, response);
  };
  const wait = async (ms: number): Promise<void> => {
    phone.waits.push(ms);
  };
  const fresh = () => keysOver({ ask: asking(fetched), kept: keptOn(on), alone: async () => true, wait });
  let keys = fresh();
  const own = {
    folder: on,
    online: true,
    asked: [] as string[],
    lie: (_path: string, response: Response): Promise<Response> | Response => response,
    waits: [] as number[],
    idle: (now: number) => keys.idle(now),
    stay: (now: number) => keys.stay(now),
    kill: () => {
      keys = fresh();
    },
  };
  const phone = new Proxy(own as Phone, {
    get: (of, name: keyof Phone) => (name in of ? of[name] : keys.verbs[name as keyof Verbs]),
  });
  return phone;
}

/** Priya's phone, with a pack of the event on it. */
export async function phoneOf(origin: string, member = 'priya'): Promise<Phone & { readonly pack: HallwayPack }> {
  const phone = phoneAt(origin);
  const who = await phone.enter(eightWordsOf(member), event);
  if ('refused' in who) throw new Error(who.refused);
  const pack = await phone.refresh(event);
  if ('refused' in pack) throw new Error(pack.refused);
  return Object.assign(phone, { pack });
}

/** A form of that event with these parts. */
export function formOf({ procedure }: HallwayPack, at: number, parts: Partial<TakingForm> = {}): TakingForm {
  const { id, version, digest } = procedure;
  return {
    v: 1,
    edition: event,
    procedure: { id, version, digest },
    channel: 'in-person',
    language: 'en',
    began: at,
    card: 'account',
    answers: {},
    steps: [],
    notes: '',
    hands: [],
    handsElse: '',
    writtenBy: 'staff',
    continues: '',
    ...parts,
  };
}

export const told = (what: string): TakingForm['answers'] => ({ what: { kind: 'text', text: what } });

export function begun(phone: Phone, at: number): Promise<Begun> {
  return phone.begin({ edition: event, channel: 'in-person', language: 'en', at, continues: '' });
}

/** Every byte that lies on the device. */
export const lying = (phone: Phone): readonly Uint8Array[] => [...phone.folder.lain.values()];
