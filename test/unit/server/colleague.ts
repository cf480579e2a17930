import { openIncident, Writing, type Opened, type Sight } from '#rehearsal/responding.ts';
import type { Why } from '#domain/record/manifest.ts';
import { memberOf, type RosterMember } from '#domain/team/roster.ts';
import { newEpoch } from '#seal/seal.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { batchForm, sightOver, visitor, type Visitor } from './rehearsed.ts';

export interface Answered {
  readonly status: number;
  readonly text: string;
}

export const answered = async (response: Response): Promise<Answered> => ({
  status: response.status,
  text: await response.text(),
});

/** Refused with this code. */
export const no = (status: number, refused: string): Answered => ({ status, text: JSON.stringify({ refused }) });
export const gone = no(404, 'not-found');

type Compartment = 'account' | 'identity' | 'internal';
const compartments: readonly Compartment[] = ['account', 'identity', 'internal'];

/** One of the team with a session and their keys, over the network: what a desk does, and what it should not. */
export class Colleague {
  readonly id: string;
  readonly visitor: Visitor;
  readonly #sight: Sight;

  constructor(id: string, one: Visitor, sight: Sight) {
    this.id = id;
    this.visitor = one;
    this.#sight = sight;
  }

  async open(incident: string): Promise<Opened> {
    const opened = await this.sees(incident);
    if (opened === null) throw new Error(`${this.id} sees nothing`);
    return opened;
  }

  sees(incident: string): Promise<Opened | null> {
    return openIncident(this.#sight, this.id, incident);
  }

  get(path: string): Promise<Answered> {
    return this.visitor.get(path).then(answered);
  }

  /** By id, whoever is on the list. */
  member(id: string): RosterMember {
    const member = memberOf(this.#sight.roster, id);
    if (member === undefined) throw new Error(`nobody called ${id}`);
    return member;
  }

  readonly recipientOf = async (hash: string): Promise<string> =>
    (await this.visitor.get(paths.recipient(hash))).text();

  /** A form that is signed and sealed now, to be sent when the test says. */
  async form(opened: Opened, write: (writing: Writing) => Promise<unknown>, at = 0): Promise<FormData> {
    const writing = new Writing(opened, at);
    await write(writing);
    return batchForm(writing.batch(), writing.files);
  }

  send(form: FormData): Promise<Answered> {
    return this.visitor.post(staffPaths.api.entries, form).then(answered);
  }

  async act(incident: string, write: (writing: Writing, opened: Opened) => Promise<unknown>): Promise<Answered> {
    const opened = await this.open(incident);
    return this.send(await this.form(opened, (writing) => write(writing, opened)));
  }

  mark(incident: string, kind: string, facts: Parameters<Writing['mark']>[1]): Promise<Answered> {
    return this.act(incident, (writing) => writing.mark(kind, facts));
  }

  /** Notes something, making the team's own key first where there is none. */
  noted(incident: string, text: string): Promise<Answered> {
    return this.act(incident, async (writing, opened) => {
      const held = opened.keys.get('internal');
      const key = held?.key ?? newEpoch();
      if (held === undefined) await writing.makeInternal(key, this.recipientOf);
      const epoch = held?.accepted.manifest.epoch ?? 1;
      const noted = { kind: 'noted', compartment: 'internal', epoch, facts: [] } as const;
      await writing.entry(opened.incident, noted, { recipient: key.recipient, body: { v: 1, text } });
    });
  }

  /** Every key I hold goes to its holders without some and with others; `only`: these compartments. */
  async hand(
    writing: Writing,
    opened: Opened,
    why: Why,
    {
      without = [],
      more = [],
      keep = false,
      only = compartments,
    }: {
      readonly without?: readonly string[];
      readonly more?: readonly string[];
      readonly keep?: boolean;
      readonly only?: readonly Compartment[];
    },
  ): Promise<void> {
    for (const compartment of only) {
      const held = opened.keys.get(compartment);
      if (held === undefined) continue;
      const ids = held.accepted.manifest.holders.map(({ member }) => member).filter((id) => !without.includes(id));
      const all = [...ids, ...more.filter((id) => !ids.includes(id))].map((id) => this.member(id));
      if (all.length > 0) await writing.hand(compartment, all, why, this.recipientOf, keep);
    }
  }

  asideForm(opened: Opened, next: readonly string[] = []): Promise<FormData> {
    return this.form(opened, async (writing) => {
      await this.hand(writing, opened, 'stepped-aside', { without: [this.id], more: next });
      await writing.mark('recused', [['member', this.id]]);
    });
  }

  async stepAside(incident: string, next: readonly string[] = []): Promise<Answered> {
    return this.send(await this.asideForm(await this.open(incident), next));
  }

  setAside(incident: string, who: string): Promise<Answered> {
    return this.act(incident, async (writing, opened) => {
      await this.hand(writing, opened, 'stepped-aside', { without: [who] });
      await writing.mark('recused', [['member', who]]);
    });
  }

  lift(incident: string, who: string): Promise<Answered> {
    return this.mark(incident, 'conflict-answered', [
      ['answer', 'clear'],
      ['member', who],
    ]);
  }

  /** Hands what I hold to somebody, as it is, or with new keys. */
  letIn(
    incident: string,
    who: string,
    why: Why = 'introduced',
    keep = true,
    only: readonly Compartment[] = compartments,
  ): Promise<Answered> {
    return this.act(incident, (writing, opened) => this.hand(writing, opened, why, { more: [who], keep, only }));
  }

  /** As a desk does first when a key was made by somebody who is out, or is held by them. */
  turn(incident: string, without: readonly string[] = []): Promise<Answered> {
    return this.act(incident, (writing, opened) => this.hand(writing, opened, 'turned-on-opening', { without }));
  }
}

export async function colleague(url: string, id: string): Promise<Colleague> {
  const one = await visitor(url, id);
  return new Colleague(id, one, await sightOver(one));
}
