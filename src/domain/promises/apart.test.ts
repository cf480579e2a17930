import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { access, edition, entry, hex, member, procedure, roster, type Given } from '#kit/given.ts';
import { attemptOf, plausible } from '#kit/incident.ts';
import type { Stream, Verified } from '../record/header.ts';
import { holds, reasons, type Accepted, type Manifest, type Why } from '../record/manifest.ts';
import { memberOf, type RosterMember } from '../team/roster.ts';
import { admits, after, foreseen, sceneOf, wholeBatch, type Scene } from './admits.ts';
import { isFree, isWaiting, keeper, keptOut, mayBeLetIn, turnDue, type Keeping } from './grants.ts';
import { evolve } from './handling.ts';
import { may } from './may.ts';
import { holdersWithout, remainingWithout } from './successors.ts';

/**
 * Random incidents in which people step aside, set one another aside, let in, release, stand in, leave and come back,
 * some of them meaning ill and sending whatever they can. Everything is judged as the server judges it; whatever was
 * taken must have kept what is promised.
 */

const names: readonly string[] = ['rosa', 'tomasz', 'kenji', 'amina', 'yewande', 'piotr', 'lucia', 'nils'];
const roleOf: Readonly<Record<string, string>> = {
  rosa: 'lead',
  tomasz: 'lead',
  kenji: 'lead',
  amina: 'reader',
  yewande: 'pool',
  piotr: 'board',
  lucia: 'chair',
  nils: 'floor',
};
const cast = names.map((id) => member(id, [roleOf[id] ?? '']));
const ids = { report: 'a', incident: 'b', mailbox: 'c' };
const file = { size: 5000, to: hex('to'), file: hex('file') };

const able = {
  ...procedure,
  roles: procedure.roles.map((role) =>
    role.id === 'pool' || role.id === 'board'
      ? { ...role, may: [...role.may, 'note', 'write-to-reporter', 'appoint-stand-in', 'recuse-other'] as const }
      : role,
  ),
};

type Compartment = Manifest['compartment'];
const lockable: readonly Compartment[] = ['account', 'identity', 'internal'];
const streamOf = (compartment: Compartment): Stream => (compartment === 'internal' ? 'incident/b' : 'report/a');

interface Birth {
  /** Whether the pool and the board may act, as in the documents with stand-ins. */
  readonly able: boolean;
  readonly account: readonly string[];
  readonly identity: readonly string[];
  readonly parties: readonly string[];
  readonly barred: readonly string[];
  readonly narrow: boolean;
  readonly clear: boolean;
  /** By the one steward alone, or by the root too. */
  readonly broughtInBy: string;
}

const given = (members: readonly RosterMember[], wanted: readonly string[]): readonly RosterMember[] =>
  members.filter(({ id }) => wanted.includes(id));

/** A key of the `parties`, which the kit makes no entries of. */
function asParties(one: Verified): Verified {
  const facts = one.header.facts.map(([key, value]) => [key, key === 'compartment' ? 'parties' : value] as const);
  return { ...one, header: { ...one.header, compartment: 'parties', facts } };
}

class World {
  readonly entries = new Map<string, Verified[]>([
    ['report/a', []],
    ['incident/b', []],
    ['mailbox/c', []],
  ]);
  members: readonly RosterMember[] = cast;
  readonly birth: Birth;
  introducers: ReadonlyMap<string, ReadonlySet<string>>;
  #recipients = 0;

  constructor(birth: Birth) {
    this.birth = birth;
    this.introducers = new Map(names.map((id) => [id, new Set([birth.broughtInBy])]));
    const by = birth.clear ? 'server-key' : 'mailbox-key';
    const facts = birth.narrow ? ([['narrow', 'yes']] as const) : [];
    this.add('report/a', 'reported', { by, compartment: 'account', epoch: 1, facts });
    for (const id of birth.barred) this.add('report/a', 'barred', { by, facts: [['member', id]] });
    const hand = (compartment: Compartment, who: readonly string[]): void => {
      if (who.length === 0) return;
      const { seq, prev } = this.end('report/a');
      const more = { by, seq, prev, recipient: this.recipient() };
      const one = access('report/a', given(this.members, who), {
        ...more,
        compartment: compartment === 'parties' ? 'account' : compartment,
      });
      this.entries.get('report/a')?.push(compartment === 'parties' ? asParties(one) : one);
    };
    hand('account', birth.account);
    hand('identity', birth.identity);
    hand('parties', birth.parties);
    this.add('incident/b', 'opened', {
      by: 'server-key',
      facts: [
        ['codeName', 'amber quay'],
        ['report', 'a'],
      ],
    });
  }

  recipient(): string {
    return `age1-${++this.#recipients}`;
  }

  end(stream: string, more: readonly Verified[] = []): { readonly seq: number; readonly prev: string } {
    const all = [...(this.entries.get(stream) ?? []), ...more.filter(({ header }) => header.stream === stream)];
    return { seq: all.length, prev: all.at(-1)?.hash ?? '' };
  }

  add(stream: Stream, kind: string, more: Given): void {
    this.entries.get(stream)?.push(entry(stream, kind, { ...more, ...this.end(stream) }));
  }

  scene(): Scene {
    return sceneOf(
      {
        org: 'org',
        procedure: this.birth.able ? able : procedure,
        edition,
        roster: roster(this.members),
        rosterHashes: new Map([[1, 'r1']]),
        now: 0,
        introducers: this.introducers,
      },
      {
        report: this.entries.get('report/a') ?? [],
        incident: this.entries.get('incident/b') ?? [],
        mailbox: this.entries.get('mailbox/c') ?? [],
      },
      ids,
    );
  }
}

const rank = ['report/a', 'mailbox/c', 'incident/b'];

/** As the server judges a batch: the first refusal, or null. */
function judged(scene: Scene, batch: readonly Verified[], author: RosterMember): string | null {
  const all = batch.toSorted((a, b) => rank.indexOf(a.header.stream) - rank.indexOf(b.header.stream));
  let standing = foreseen(scene, all);
  for (const one of all) {
    const refused = admits(standing, one, author);
    if (refused !== null) return refused;
    standing = after(standing, one);
  }
  return wholeBatch(scene, all, author);
}

/** One key handed on or turned, as its author wants it. */
interface Lock {
  readonly compartment: Compartment;
  readonly who: readonly RosterMember[];
  readonly turn: boolean;
  readonly why: Why;
}

function made(world: World, scene: Scene, author: RosterMember, locks: readonly Lock[], words: readonly Word[]) {
  const out: Verified[] = [];
  for (const { compartment, who, turn, why } of locks) {
    const newest = newestIn(scene, compartment) ?? out.findLast(({ header }) => header.compartment === compartment);
    const current = newest !== undefined && 'manifest' in newest ? newest : undefined;
    const stream = streamOf(compartment);
    out.push(
      access(stream, who, {
        compartment,
        by: author.sign,
        epoch: (current?.manifest.epoch ?? 0) + (turn || current === undefined ? 1 : 0),
        recipient: turn || current === undefined ? world.recipient() : current.manifest.recipient,
        prevAccess: current?.hash ?? '',
        why,
        ...(turn && current !== undefined ? file : {}),
        ...world.end(stream, out),
      }),
    );
  }
  for (const { kind, stream = 'incident/b', ...more } of words)
    out.push(entry(stream, kind, { ...more, by: author.sign, ...world.end(stream, out) }));
  return out;
}

interface Word extends Given {
  readonly kind: string;
  readonly stream?: Stream;
}

const newestIn = (scene: Scene, compartment: Compartment): Accepted | undefined =>
  (compartment === 'internal' ? scene.incident : scene.report).holding.newest.get(compartment);

const about = (id: string): Given => ({ facts: [['member', id]] });
const answering = (id: string, answer: 'clear' | 'conflict'): Word => ({
  kind: 'conflict-answered',
  facts: [
    ['answer', answer],
    ['member', id],
  ],
});

const keepingOf = (scene: Scene, apart: Iterable<string> = keptOut(scene.handling)): Keeping => ({
  ...scene,
  apart: new Set(apart),
});

const verbs = [
  'open',
  'letIn',
  'widen',
  'stepAside',
  'setAside',
  'confirm',
  'lift',
  'ask',
  'answer',
  'release',
  'standIn',
  'note',
  'bar',
  'suspend',
  'restore',
  'newKeys',
  'leave',
  'close',
] as const;
const twists = [
  'none',
  'drop',
  'add',
  'keep',
  'skip',
  'reason',
  'wordless',
  'second-word',
  'word-first',
  'second-keys',
  'add-all',
  'old-keys',
] as const;

interface Act {
  readonly does: (typeof verbs)[number];
  readonly who: string;
  readonly whom: string;
  readonly twist: (typeof twists)[number];
  readonly other: string;
  readonly why: Why;
}

/** What an honest desk would lock: who may keep it, and who comes in; turned where that is due. */
function locksOf(scene: Scene, me: string, apart: Iterable<string>, add: readonly RosterMember[], why: Why): Lock[] {
  const keeping = keepingOf(scene, apart);
  return lockable.flatMap((compartment): Lock[] => {
    const newest = newestIn(scene, compartment);
    if (newest === undefined || !holds(newest, me)) return [];
    const kept = newest.manifest.holders.flatMap((one) => keeper(keeping, one) ?? []);
    const fresh = add.filter((one) => !kept.some(({ id }) => id === one.id));
    const turn = turnDue(newest, keeping) !== null || why === 'widened';
    return turn || fresh.length > 0 ? [{ compartment, who: [...kept, ...fresh], turn, why }] : [];
  });
}

function batchOf(world: World, { does, who, whom, twist, other, why }: Act): readonly Verified[] {
  const scene = world.scene();
  const author = memberOf(scene.roster, who);
  const object = memberOf(scene.roster, whom);
  if (author === undefined || object === undefined) return [];
  const { handling } = scene;
  const kept = keptOut(handling);
  const [words, locks] = ((): [Word[], Lock[]] => {
    switch (does) {
      case 'open': {
        const account = newestIn(scene, 'account');
        const turned = locksOf(scene, who, kept, [], 're-keyed');
        const all = (account?.manifest.holders ?? []).flatMap((one) => keeper(keepingOf(scene), one) ?? []);
        const internal: Lock[] =
          newestIn(scene, 'internal') === undefined && holds(account, who)
            ? [{ compartment: 'internal', who: all, turn: false, why: 'internal-made' }]
            : [];
        return [[], [...turned, ...internal]];
      }
      case 'letIn':
        return [[], locksOf(scene, who, kept, [object], 'introduced')];
      case 'widen':
        return [[], locksOf(scene, who, kept, [object], 'widened')];
      case 'stepAside': {
        const { next } = remainingWithout(scene, handling, keepingOf(scene), who);
        const mine = locksOf(scene, who, [...kept, who], next, 'stepped-aside').map((lock) => {
          const newest = newestIn(scene, lock.compartment);
          return newest === undefined
            ? lock
            : { ...lock, who: holdersWithout(scene, handling, keepingOf(scene), who, newest) };
        });
        return [[{ kind: 'recused', ...about(who) }], mine];
      }
      case 'setAside':
        return [[{ kind: 'recused', ...about(whom) }], locksOf(scene, who, [...kept, whom], [], 'stepped-aside')];
      case 'confirm':
        return [[answering(whom, 'conflict')], locksOf(scene, who, [...kept, whom], [], 'stepped-aside')];
      case 'lift':
        return [[answering(whom, 'clear')], []];
      case 'ask':
        return [[{ kind: 'conflict-asked', ...about(whom) }], []];
      case 'answer':
        return [[answering(who, 'clear')], []];
      case 'release': {
        const body = { compartment: 'account' as const, ...file };
        const epoch = newestIn(scene, 'account')?.manifest.epoch ?? 1;
        const away = [...kept].filter((id) => id !== whom);
        const mine = locksOf(scene, who, away, [object], 'introduced');
        const turned = mine.find(({ compartment }) => compartment === 'account')?.turn === true ? 1 : 0;
        return [[{ kind: 'unbarred', stream: 'report/a', ...body, epoch: epoch + turned, ...about(whom) }], mine];
      }
      case 'standIn':
        return [[{ kind: 'stand-in-appointed', ...about(whom) }], locksOf(scene, who, kept, [object], 'stand-in')];
      case 'note': {
        const epoch = newestIn(scene, 'internal')?.manifest.epoch ?? 1;
        return [[{ kind: 'noted', compartment: 'internal', epoch, ...file }], []];
      }
      case 'bar':
      case 'suspend':
      case 'restore':
      case 'newKeys':
      case 'leave':
      case 'close':
        return [[], []];
    }
  })();
  const more = memberOf(scene.roster, other);
  const twisted = ((): [Word[], Lock[]] => {
    switch (twist) {
      case 'none':
        return [words, locks];
      case 'drop':
        return [words, locks.map((lock) => ({ ...lock, who: lock.who.filter(({ id }) => id !== other) }))];
      case 'add':
        return [words, locks.map((lock, i) => (i === 0 && more ? { ...lock, who: [...lock.who, more] } : lock))];
      case 'add-all':
        return [words, locks.map((lock) => (more ? { ...lock, who: [...lock.who, more] } : lock))];
      case 'keep':
        return [words, locks.map((lock) => ({ ...lock, turn: !lock.turn }))];
      case 'skip':
        return [words, locks.slice(1)];
      case 'reason':
        return [words, locks.map((lock) => ({ ...lock, why }))];
      case 'wordless':
        return [[], locks];
      case 'second-word':
        return [[...words, answering(other, 'conflict')], locks];
      case 'word-first':
        return [words, locks];
      case 'second-keys':
        return [words, [...locks, ...locksOf(scene, who, [...kept, other], more ? [more] : [], why)]];
      case 'old-keys':
        return [
          words,
          locks.map((lock) => ({
            ...lock,
            who: lock.who.map((one) => (one.id === other ? { ...one, ageHash: 'another-age' } : one)),
          })),
        ];
    }
  })();
  const [said, keys] = twisted;
  const unique = keys.map((lock) => ({ ...lock, who: [...new Map(lock.who.map((one) => [one.id, one])).values()] }));
  const batch = made(
    world,
    scene,
    author,
    unique.filter((lock) => lock.who.length > 0),
    said,
  );
  if (twist !== 'word-first') return batch;
  const turned = batch.length - said.length;
  const turnedRound = [...batch.slice(turned), ...batch.slice(0, turned)];
  const placed: Verified[] = [];
  for (const one of turnedRound) {
    const header = { ...one.header, ...world.end(one.header.stream, placed) };
    placed.push({ ...one, header });
  }
  return placed;
}

const freeHolders = (scene: Scene): readonly string[] =>
  (newestIn(scene, 'account')?.manifest.holders ?? []).flatMap((one) => keeper(keepingOf(scene), one)?.id ?? []);

/** What every taken batch must have kept. */
function promisesKept(before: Scene, then: Scene, author: string): void {
  const keeping = keepingOf(then);
  const { away } = then.handling;
  const since = [...away].filter((id) => !before.handling.away.has(id));
  for (const compartment of lockable) {
    const [was, is] = [newestIn(before, compartment), newestIn(then, compartment)];
    const had = was ?? (compartment === 'internal' ? newestIn(before, 'account') : undefined);
    if (is === undefined || is.hash === was?.hash) {
      // (a) Whoever is kept out is out of every key the author held; the others are turned before they are used.
      for (const id of since) if (holds(is, author)) expect(holds(is, id), `${id} keeps ${compartment}`).toBe(false);
      for (const id of away)
        if (holds(is, id)) expect(turnDue(is, keeping), `${compartment} with ${id}`).not.toBeNull();
      continue;
    }
    for (const { member: id } of is.manifest.holders) {
      expect(away.has(id), `${id} is kept out of ${compartment}`).toBe(false);
      const one = memberOf(then.roster, id);
      if (holds(had, id) || one === undefined) continue;
      // Who held what was told already is no stranger, whoever brought them in.
      const known = freeHolders(before).includes(id);
      expect(known || isFree(keeping, one), `${id} is handed ${compartment}`).toBe(true);
      // Who has not answered yet has it only where it would be nobody's otherwise.
      const others = freeHolders(before).filter((other) => other !== author);
      if (others.length > 0)
        expect(isWaiting(then.handling, id), `${id} is still asked, and is handed ${compartment}`).toBe(false);
    }
    // (c) Nobody is dropped but who is out, left, suspended, or has other keys.
    for (const one of had?.manifest.holders ?? [])
      if (keeper(keeping, one) !== undefined)
        expect(holds(is, one.member), `${one.member} is dropped from ${compartment}`).toBe(true);
  }
  // (b) Never nobody.
  if (freeHolders(before).length > 0) expect(freeHolders(then).length, 'nobody holds it').toBeGreaterThan(0);
}

const doing = (does: Act['does'], who: string): Act => ({
  does,
  who,
  whom: who,
  twist: 'none',
  other: who,
  why: 'birth',
});

function take(world: World, act: Act): string | null {
  const scene = world.scene();
  const batch = batchOf(world, act);
  const author = memberOf(scene.roster, act.who);
  if (batch.length === 0 || author === undefined) return null;
  const refused = judged(scene, batch, author);
  if (refused === null) for (const one of batch) world.entries.get(one.header.stream)?.push(one);
  return refused;
}

/** Whether one of those who hold what was told holds this too, with the keys they have now. */
const isKept = (scene: Scene, newest: Accepted | undefined): boolean =>
  newest?.manifest.holders.some((one) => freeHolders(scene).some((id) => keeper(keepingOf(scene), one)?.id === id)) ??
  false;

/** Wherever a story ends, whoever is free can go on: lock again what must be, write, and leave if somebody stays. */
function goesOn(world: World): void {
  for (const id of freeHolders(world.scene())) expect(take(world, doing('open', id)), `${id} opens`).toBeNull();
  const scene = world.scene();
  const free = freeHolders(scene);
  for (const compartment of lockable) {
    const newest = newestIn(scene, compartment);
    if (isKept(scene, newest)) expect(turnDue(newest, keepingOf(scene)), `${compartment} is locked anew`).toBeNull();
  }
  for (const id of free) {
    const one = memberOf(scene.roster, id);
    const note = { kind: 'noted' as const, facts: [] };
    if (one && holds(newestIn(scene, 'internal'), id) && !('refused' in may(scene, scene.handling, one, note)))
      expect(take(world, doing('note', id)), `${id} writes`).toBeNull();
  }
  if (free.length > 0)
    for (const compartment of lockable)
      if (isKept(scene, newestIn(scene, compartment))) sealedToTheFree(scene, compartment);
  for (const id of free) {
    const now = world.scene();
    if (!freeHolders(now).includes(id)) continue;
    const { stay, next } = remainingWithout(now, now.handling, keepingOf(now), id);
    expect(take(world, doing('open', id)), `${id} opens again`).toBeNull();
    if (stay.length + next.length > 0) expect(take(world, doing('stepAside', id)), `${id} steps aside`).toBeNull();
    expect(freeHolders(world.scene()), 'never nobody').not.toEqual([]);
  }
}

/** Who could open what is sealed to the newest key of a compartment: who made it, and who ever held it, by their keys. */
function knowersOf(scene: Scene, compartment: Compartment): readonly Pick<RosterMember, 'id' | 'sign'>[] {
  const { holding } = compartment === 'internal' ? scene.incident : scene.report;
  const newest = holding.newest.get(compartment)?.manifest;
  const same = holding.all.filter(
    ({ manifest }) => manifest.compartment === compartment && manifest.epoch === newest?.epoch,
  );
  const held = same.flatMap(({ manifest }) => manifest.holders.map(({ member: id, sign }) => ({ id, sign })));
  return [...held, ...same.map(({ by }) => ({ id: `who signs with ${by}`, sign: by }))];
}

/** What is written now is for who holds it and may: nobody else has, or ever made, the key it is sealed to. */
function sealedToTheFree(scene: Scene, compartment: Compartment): void {
  const free = (newestIn(scene, compartment)?.manifest.holders ?? []).flatMap(
    (one) => keeper(keepingOf(scene), one)?.sign ?? [],
  );
  const reporter = scene.report.arrival?.by === 'mailbox-key' ? ['mailbox-key'] : [];
  for (const { id, sign } of knowersOf(scene, compartment))
    expect([...free, ...reporter], `${compartment} is written, and ${id} can read it`).toContain(sign);
}

/** What happens beside the team: the reporter names somebody, the list changes, the incident ends. */
function beside(world: World, { does, whom }: Act): void {
  const change = (edit: (one: RosterMember) => RosterMember): void => {
    world.members = world.members.map((one) => (one.id === whom ? edit(one) : one));
  };
  const scene = world.scene();
  switch (does) {
    case 'bar': {
      const left = freeHolders(scene).filter((id) => id !== whom);
      const known = scene.handling.barred.has(whom);
      if (!known && (left.length > 0 || freeHolders(scene).length === 0))
        world.add('report/a', 'barred', { by: 'mailbox-key', facts: [['member', whom]] });
      return;
    }
    case 'suspend':
      return change((one) => ({ ...one, suspended: true }));
    case 'restore':
      return change((one) => ({ ...one, suspended: false }));
    case 'newKeys':
      return change((one) => ({ ...one, ageHash: `${one.ageHash}+`, sign: `${one.sign}+` }));
    case 'leave':
      world.members = world.members.filter(({ id }) => id !== whom || world.members.length < 4);
      return;
    case 'close':
      world.add('incident/b', 'closed', { by: 'rosa-sign', compartment: 'internal', epoch: 1, ...file });
      return;
    default:
  }
}

const name = fc.constantFrom(...names);
const insiders = fc.constantFrom(...names.slice(0, 6));
const some = (of: readonly string[], minLength: number): fc.Arbitrary<readonly string[]> =>
  fc.uniqueArray(fc.constantFrom(...of), { minLength });

const births: fc.Arbitrary<Birth> = fc
  .record({
    able: fc.boolean(),
    account: some(['rosa', 'tomasz', 'kenji', 'amina'], 1),
    barred: fc.uniqueArray(name, { maxLength: 2 }),
    narrow: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    clear: fc.boolean(),
    twoSteps: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
    broughtInBy: fc.constantFrom('root', 'root', 'root', 'rosa'),
    few: fc.boolean(),
  })
  .map(({ account, barred, narrow, twoSteps, few, ...rest }) => {
    const free = account.filter((id) => !barred.includes(id));
    const [first = 'yewande'] = free;
    const holding = narrow || twoSteps ? [first] : free.length > 0 ? free : ['yewande'];
    const trusted = holding.filter((id) => roleOf[id] === 'lead');
    const out = barred.filter((id) => !holding.includes(id));
    return {
      ...rest,
      narrow,
      account: holding,
      identity: few ? [] : trusted.length > 0 ? trusted : holding,
      parties: twoSteps && !narrow ? free.slice(1) : [],
      barred: out,
    };
  });

const weights: Readonly<Partial<Record<Act['does'], number>>> = { open: 5, stepAside: 5, setAside: 5, letIn: 4 };
const acts: fc.Arbitrary<Act> = fc.record({
  does: fc.oneof(...verbs.map((does) => ({ weight: weights[does] ?? 2, arbitrary: fc.constant(does) }))),
  who: insiders,
  whom: name,
  twist: fc.oneof(
    { weight: 14, arbitrary: fc.constant('none' as const) },
    { weight: 10, arbitrary: fc.constantFrom(...twists) },
  ),
  other: name,
  why: fc.constantFrom(...reasons),
});

const runs = 400;

describe('whatever is taken', () => {
  test('keeps who is apart out, leaves nobody alone, drops nobody, and gives nothing to whom only they brought in', () => {
    let taken = 0;
    fc.assert(
      fc.property(births, fc.array(acts, { minLength: 4, maxLength: 20 }), (birth, done) => {
        const world = new World(birth);
        for (const act of done) {
          const before = world.scene();
          const author = memberOf(before.roster, act.who);
          const batch = batchOf(world, act);
          if (author === undefined) continue;
          if (batch.length === 0) {
            beside(world, act);
            continue;
          }
          if (judged(before, batch, author) !== null) continue;
          taken += 1;
          for (const one of batch) world.entries.get(one.header.stream)?.push(one);
          if (act.does === 'note') sealedToTheFree(world.scene(), 'internal');
          promisesKept(before, world.scene(), act.who);
        }
        goesOn(world);
      }),
      { numRuns: runs },
    );
    expect(taken).toBeGreaterThan(runs / 2);
  });
});

/** A world as it is told: short stories of what somebody who means ill could try. */
const plain: Birth = {
  able: false,
  account: ['rosa', 'tomasz', 'amina'],
  identity: ['rosa', 'tomasz'],
  parties: [],
  barred: [],
  narrow: false,
  clear: false,
  broughtInBy: 'root',
};

function told(birth: Partial<Birth>, ...story: readonly (readonly [string, Act['does'], string?])[]) {
  const world = new World({ ...plain, ...birth });
  const refused = story.map(([who, does, whom = who]) => {
    const act = { ...doing(does, who), whom };
    const refusal = take(world, act);
    if (['bar', 'suspend', 'newKeys', 'leave', 'close'].includes(does)) beside(world, act);
    return refusal;
  });
  return { world, refused };
}

describe('who means ill', () => {
  test('who stepped aside and left the team cannot read on with the key they made', () => {
    const { world, refused } = told({}, ['rosa', 'open'], ['rosa', 'stepAside'], ['rosa', 'leave']);
    expect(refused).toEqual([null, null, null]);
    expect(take(world, doing('note', 'tomasz'))).toBe('turn-first');
    expect(take(world, doing('open', 'tomasz'))).toBeNull();
    expect(take(world, doing('note', 'tomasz'))).toBeNull();
  });
  test('nobody answers for somebody who is asked before they are shown anything', () => {
    const birth = { account: ['rosa'], identity: ['rosa'], parties: ['tomasz', 'amina'] };
    const { world, refused } = told(birth, ['rosa', 'open'], ['rosa', 'ask', 'tomasz'], ['rosa', 'lift', 'tomasz']);
    expect(refused.slice(0, 2)).toEqual([null, null]);
    expect(take(world, { ...doing('letIn', 'rosa'), whom: 'tomasz' })).toBe('bad-manifest');
    expect(take(world, doing('answer', 'tomasz'))).toBeNull();
    expect(take(world, { ...doing('letIn', 'rosa'), whom: 'tomasz' })).toBeNull();
  });
  test('of whom two steps ask, nobody follows unasked while somebody else can', () => {
    const birth = { account: ['rosa'], identity: ['rosa'], parties: ['tomasz', 'amina'] };
    const { world, refused } = told(birth, ['rosa', 'open'], ['rosa', 'stepAside']);
    expect(refused).toEqual([null, null]);
    expect(freeHolders(world.scene())).toEqual(['kenji']);
  });
  test('whom only the one steward brought in, who is left out, is not dropped by a colleague alone', () => {
    const birth = { account: ['tomasz', 'kenji'], identity: ['tomasz'], barred: ['rosa'], broughtInBy: 'rosa' };
    const { world } = told(birth);
    const scene = world.scene();
    const who = given(scene.roster.members, ['tomasz']);
    const batch = who.flatMap((tomasz) =>
      made(world, scene, tomasz, [{ compartment: 'account', who, turn: true, why: 're-keyed' }], []),
    );
    expect(who.map((tomasz) => judged(scene, batch, tomasz))).toEqual(['bad-manifest']);
  });
  test('a lead who alone knows the name and brought in everybody can still step aside', () => {
    const birth = { account: ['rosa', 'amina', 'tomasz'], identity: ['rosa'], broughtInBy: 'rosa' };
    const { world, refused } = told(birth, ['rosa', 'open'], ['rosa', 'stepAside']);
    expect(refused).toEqual([null, null]);
    expect(newestIn(world.scene(), 'identity')?.manifest.holders.map((h) => h.member)).toEqual(['tomasz']);
  });
  test('who is released in a report that was sent to one alone is handed no key by it', () => {
    const birth = { account: ['rosa'], identity: ['rosa'], barred: ['tomasz'], narrow: true };
    const { world } = told(birth, ['rosa', 'open']);
    const scene = world.scene();
    const [rosa] = scene.roster.members;
    const freed: Word = {
      kind: 'unbarred',
      stream: 'report/a',
      compartment: 'account',
      epoch: 1,
      ...file,
      ...about('tomasz'),
    };
    expect(rosa && judged(scene, made(world, scene, rosa, [], [freed]), rosa)).toBeNull();
  });
  test('with new keys somebody is still who they were: their word with the old ones lifts nothing of theirs', () => {
    const { world } = told({ account: ['rosa', 'tomasz', 'kenji'] }, ['rosa', 'open'], ['tomasz', 'setAside', 'rosa']);
    expect([...world.scene().handling.away]).toEqual(['rosa']);
    world.members = world.members.map((one) =>
      one.id === 'rosa' ? { ...one, sign: 'new-sign', ageHash: 'new' } : one,
    );
    // As a server would have to plant it, that takes what no honest one takes.
    world.add('incident/b', 'conflict-answered', { by: 'rosa-sign', ...(answering('rosa', 'clear') as Given) });
    expect([...world.scene().handling.away]).toEqual(['rosa']);
  });
  test('who may read it by their own reading of the list is asked again when the reporter names them a second time', () => {
    const birth = { account: ['rosa', 'amina'], identity: ['rosa'], barred: ['tomasz'] };
    const { world, refused } = told(birth, ['rosa', 'open'], ['rosa', 'release', 'tomasz'], ['tomasz', 'bar']);
    expect(refused).toEqual([null, null, null]);
    expect([...world.scene().handling.away]).toEqual(['tomasz']);
    expect(take(world, doing('note', 'rosa'))).toBe('turn-first');
    expect(take(world, doing('open', 'rosa'))).toBeNull();
    expect(take(world, { ...doing('release', 'rosa'), whom: 'tomasz' })).toBeNull();
    expect(freeHolders(world.scene())).toContain('tomasz');
  });
  test('two leads who each set the other aside: the second word is nobody’s', () => {
    const birth = { account: ['rosa', 'tomasz', 'kenji'] };
    const both = told(birth, ['rosa', 'open'], ['rosa', 'setAside', 'tomasz'], ['tomasz', 'setAside', 'rosa']);
    expect(both.refused).toEqual([null, null, 'not-allowed']);
  });
  test('who was set aside by somebody who is set aside in turn stays aside until a free colleague lifts it', () => {
    const birth = { account: ['rosa', 'tomasz', 'kenji', 'yewande'], able: true };
    const { world, refused } = told(
      birth,
      ['rosa', 'open'],
      ['rosa', 'setAside', 'tomasz'],
      ['kenji', 'setAside', 'rosa'],
      ['kenji', 'lift', 'tomasz'],
      ['kenji', 'letIn', 'tomasz'],
    );
    expect(refused).toEqual([null, null, null, null, null]);
    expect([...world.scene().handling.away]).toEqual(['rosa']);
    expect(freeHolders(world.scene())).toEqual(expect.arrayContaining(['kenji', 'yewande', 'tomasz']));
  });
  test('who stood in until the incident was closed reads nothing that is written afterwards', () => {
    const birth = { account: ['rosa'], identity: ['rosa'], barred: ['tomasz', 'kenji', 'amina'], able: true };
    const { world } = told(birth, ['rosa', 'open'], ['rosa', 'stepAside']);
    const [lead] = freeHolders(world.scene());
    expect(lead).toBe('yewande');
    expect(take(world, doing('open', 'yewande'))).toBeNull();
    expect(take(world, { ...doing('standIn', 'yewande'), whom: 'piotr' })).toBeNull();
    expect(freeHolders(world.scene())).toEqual(['yewande', 'piotr']);
    beside(world, doing('close', 'yewande'));
    expect(freeHolders(world.scene())).toEqual(['yewande']);
    expect(take(world, doing('note', 'yewande'))).toBe('turn-first');
    expect(take(world, doing('open', 'yewande'))).toBeNull();
    expect(take(world, doing('note', 'yewande'))).toBeNull();
    sealedToTheFree(world.scene(), 'internal');
  });
  test('a reporter who names the only holder in what they add leaves it to them', () => {
    const { world } = told({ account: ['rosa'], identity: ['rosa'] }, ['rosa', 'bar']);
    expect(freeHolders(world.scene())).toEqual(['rosa']);
  });
});

/** Everything a word on a conflict is there to open: a stand-in, lifting it, and whoever acts in a chair's place. */
const opens = ['stand-in-appointed', 'conflict-answered', 'announcement-approved', 'published', 'delegated'];

test('nobody may do more because somebody has a conflict, and who has it may do nothing', () => {
  const words = fc.array(fc.tuple(name, name), { maxLength: 4 });
  fc.assert(
    fc.property(births, words, name, (birth, before, whom) => {
      const world = new World(birth);
      for (const [by, of] of before) world.add('incident/b', 'recused', { by: `${by}-sign`, ...about(of) });
      const scene = world.scene();
      const word = entry('incident/b', 'recused', { by: 'somebody', ...about(whom) });
      const then = evolve(scene.handling, word, scene.roster);
      for (const one of scene.roster.members)
        for (const attempt of Object.values(attemptOf)) {
          const tried = { ...attempt, facts: plausible(attempt.kind, Object.fromEntries(attempt.facts)) };
          const isAllowed = !('refused' in may(scene, then, one, tried));
          if (one.id === whom) expect(isAllowed, `${one.id}: ${attempt.kind}`).toBe(false);
          if (!isAllowed || opens.includes(attempt.kind)) continue;
          expect('refused' in may(scene, scene.handling, one, tried), `${one.id}: ${attempt.kind}`).toBe(false);
        }
      const [was, is] = [keepingOf(scene), keepingOf(scene, then.away)];
      for (const one of scene.roster.members)
        for (const compartment of lockable)
          if (mayBeLetIn(scene, then, is, one, compartment))
            expect(mayBeLetIn(scene, scene.handling, was, one, compartment)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
