import { expect } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { ok, unlocked, type DeskOf } from '../desk/desks.ts';
import { lettered, type Lettered } from './lettered.ts';

/** What Rosa's desk opens of a letter that has just arrived. */
export interface LetterSeen {
  readonly incident: string;
  readonly report: string;
  readonly opened: Opened;
}

/** A server that takes letters, and desks of members beside it. */
export interface LetterDesk extends Lettered {
  readonly rosa: DeskOf;
  /** Opens a desk; each call the same one. */
  readonly desk: (member: string) => Promise<DeskOf>;
  /** Hands over what must become one new report. */
  readonly arrived: (raw: Uint8Array, to?: readonly string[]) => Promise<LetterSeen>;
  /** Hands over what may become one; the incidents that Rosa sees since. */
  readonly since: (hand: () => Promise<unknown>, desk?: DeskOf) => Promise<readonly string[]>;
  /** What comes within a minute of a ring waits for the next one: from here on what comes is told of by itself. */
  readonly aMinuteOn: () => void;
  readonly looks: (incident: string, desk?: DeskOf) => Promise<Opened>;
}

export async function letterDesk(): Promise<LetterDesk> {
  const served = await lettered({ MAIL_REPLY: 'care+{token}@pyharbor.example' });
  const desks = new Map<string, DeskOf>();
  const desk = async (member: string): Promise<DeskOf> => {
    const open = desks.get(member) ?? (await unlocked(served.url, member));
    desks.set(member, open);
    return open;
  };
  const rosa = await desk('rosa');
  const since: LetterDesk['since'] = async (hand, one = rosa) => {
    const before = new Set((await one.incidents()).map(({ incident }) => incident));
    await hand();
    return (await one.incidents()).map(({ incident }) => incident).filter((incident) => !before.has(incident));
  };
  const looks: LetterDesk['looks'] = async (incident, one = rosa) => ok(await one.open(incident));
  const { org } = await served.organisation();
  const aMinuteOn = (): void => served.moveTo(served.parts.now() + 60_000);
  return {
    ...served,
    rosa,
    desk,
    since,
    looks,
    aMinuteOn,
    async arrived(raw, to = []) {
      aMinuteOn();
      const [incident = '', ...others] = await since(async () => {
        expect(await served.hand(raw, to.length === 0 ? {} : { by: 'smtp', to })).toEqual({ done: 'report' });
      });
      expect(others).toEqual([]);
      const report = (await served.parts.store.incidentById(org, incident))?.row.report ?? '';
      return { incident, report, opened: await looks(incident) };
    },
  };
}

/** What was told, as the form's first question has it. */
export function toldIn({ account }: Pick<Opened, 'account'>): string {
  const what = account?.['what'];
  return what?.kind === 'text' ? what.text : '';
}

/** What was added since, oldest first: its words and how it came. */
export function addedIn({ entries }: Pick<Opened, 'entries'>): readonly unknown[] {
  return entries.filter(({ kind }) => kind === 'heard-from-reporter').map(({ body }) => body);
}

export async function until(ready: () => boolean | Promise<boolean>): Promise<void> {
  await expect.poll(ready, { timeout: 10_000, interval: 50 }).toBe(true);
}
