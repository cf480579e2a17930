import { describe, expect, test } from 'vitest';
import { access, edition, entry, hex, member, procedure, roster, type Given } from '#kit/given.ts';
import type { Verified } from '../record/header.ts';
import type { Why } from '../record/manifest.ts';
import type { RosterMember } from '../team/roster.ts';
import { admits, after, foreseen, sceneOf, wholeBatch, type Scene } from './admits.ts';

/** Two leads and a reader hold what was told; the leads know the name; a pool, a board and somebody of the floor. */
const rosa = member('rosa', ['lead']);
const tomasz = member('tomasz', ['lead']);
const kenji = member('kenji', ['reader']);
const yewande = member('yewande', ['pool']);
const gwen = member('gwen', ['board']);
const nils = member('nils', ['floor']);
const cast = [rosa, tomasz, kenji, yewande, gwen, nils];
const ids = { report: 'a', incident: 'b', mailbox: 'c' };
const file = { size: 5000, to: hex('to'), file: hex('file') };
const about = (id: string): Given => ({ facts: [['member', id]] });
const answering = (id: string, answer: string): Given => ({
  facts: [
    ['answer', answer],
    ['member', id],
  ],
});

interface World {
  readonly members?: readonly RosterMember[];
  readonly account?: readonly RosterMember[];
  readonly identity?: readonly RosterMember[];
  readonly internal?: readonly RosterMember[];
  readonly parties?: readonly RosterMember[];
  readonly narrow?: boolean;
  readonly barred?: readonly string[];
  readonly before?: readonly Verified[];
  readonly introducers?: Readonly<Record<string, readonly string[]>>;
  readonly procedure?: Scene['procedure'];
}

const birth = (who: readonly RosterMember[], compartment: 'account' | 'identity', seq: number): Verified =>
  access('report/a', who, { compartment, by: 'mailbox-key', seq });

function world(given: World = {}): Scene {
  const { account = [rosa, tomasz, kenji], identity = [rosa, tomasz], internal = account } = given;
  const facts = given.narrow === true ? ([['narrow', 'yes']] as const) : [];
  const told = [
    entry('report/a', 'reported', { by: 'mailbox-key', compartment: 'account', epoch: 1, facts }),
    ...(given.barred ?? []).map((id, i) => entry('report/a', 'barred', { seq: i + 1, ...about(id) })),
  ];
  told.push(birth(account, 'account', told.length), birth(identity, 'identity', told.length + 1));
  if (given.parties !== undefined) {
    const made = access('report/a', given.parties, { by: 'mailbox-key', seq: told.length });
    const renamed = made.header.facts.map(([key, value]) => [key, key === 'compartment' ? 'parties' : value] as const);
    told.push({ ...made, header: { ...made.header, compartment: 'parties', facts: renamed } });
  }
  const opened = entry('incident/b', 'opened', {
    by: 'server-key',
    facts: [
      ['codeName', 'amber quay'],
      ['report', 'a'],
    ],
  });
  const made = access('incident/b', internal, {
    compartment: 'internal',
    by: 'tomasz-sign',
    why: 'internal-made',
    seq: 1,
  });
  const written = [opened, ...(internal.length > 0 ? [made] : []), ...(given.before ?? [])];
  const introducers = Object.entries(given.introducers ?? {}).map(([id, by]) => [id, new Set(by)] as const);
  return sceneOf(
    {
      org: 'org',
      procedure: given.procedure ?? procedure,
      edition,
      roster: roster(given.members ?? cast),
      rosterHashes: new Map([[1, 'r1']]),
      now: 0,
      ...(introducers.length > 0 && { introducers: new Map(introducers) }),
    },
    { report: told, incident: written, mailbox: [] },
    ids,
  );
}

/** The entries of one batch, each behind the one before it in its stream. */
class Batch {
  readonly entries: Verified[] = [];
  readonly #scene: Scene;
  readonly #by: RosterMember;

  constructor(scene: Scene, by: RosterMember) {
    this.#scene = scene;
    this.#by = by;
  }

  #place(stream: 'report/a' | 'incident/b' | 'mailbox/c'): Required<Pick<Given, 'by' | 'seq' | 'prev'>> {
    const own = this.entries.filter(({ header }) => header.stream === stream);
    const head = this.#scene.heads.get(stream);
    return { by: this.#by.sign, seq: (head?.next ?? 0) + own.length, prev: own.at(-1)?.hash ?? head?.hash ?? '' };
  }

  /** The key is turned, or with `keep` only handed on. */
  key(
    compartment: 'account' | 'identity' | 'internal',
    who: readonly RosterMember[],
    why: Why,
    keep = false,
    more: Pick<Given, 'size' | 'to' | 'file'> = {},
  ): this {
    const stream = compartment === 'internal' ? 'incident/b' : 'report/a';
    const { holding } = compartment === 'internal' ? this.#scene.incident : this.#scene.report;
    const { manifest, hash = '' } = holding.newest.get(compartment) ?? {};
    const epoch = (manifest?.epoch ?? 0) + (keep ? 0 : 1);
    const recipient = keep ? (manifest?.recipient ?? '') : `age1-${compartment}-${epoch}`;
    const turned = keep || manifest === undefined ? {} : file;
    const made = { compartment, epoch, recipient, why, prevAccess: hash, ...turned, ...more };
    this.entries.push(access(stream, who, { ...made, ...this.#place(stream) }));
    return this;
  }

  word(kind: string, given: Given, stream: 'report/a' | 'incident/b' | 'mailbox/c' = 'incident/b'): this {
    this.entries.push(entry(stream, kind, { ...given, ...this.#place(stream) }));
    return this;
  }

  rekey(): this {
    return this.word('rekey', { compartment: 'mailbox', ...file }, 'mailbox/c');
  }

  /** As the server judges it: the first refusal, or null. */
  judged(): string | null {
    const rank = ['report/a', 'mailbox/c', 'incident/b'];
    const all = this.entries.toSorted((a, b) => rank.indexOf(a.header.stream) - rank.indexOf(b.header.stream));
    let standing = foreseen(this.#scene, all);
    for (const one of all) {
      const refused = admits(standing, one, this.#by);
      if (refused !== null) return refused;
      standing = after(standing, one);
    }
    return wholeBatch(this.#scene, all, this.#by);
  }

  /** How it stands once it was taken. */
  taken(): Scene {
    const refused = this.judged();
    if (refused !== null) throw new Error(refused);
    return this.entries.reduce(after, this.#scene);
  }
}

const batch = (scene: Scene, by: RosterMember): Batch => new Batch(scene, by);

/** Every key of theirs without them, and their word last. */
const aside = (s: Scene, who: RosterMember, more: readonly RosterMember[] = []): Batch => {
  const rest = (all: readonly RosterMember[]): readonly RosterMember[] => [...all.filter((m) => m !== who), ...more];
  return batch(s, who)
    .key('account', rest([rosa, tomasz, kenji]), 'stepped-aside')
    .key('identity', rest([rosa, tomasz]), 'stepped-aside')
    .key('internal', rest([rosa, tomasz, kenji]), 'stepped-aside')
    .rekey()
    .word('recused', about(who.id));
};

describe('stepping aside', () => {
  test('given every key is turned without me, and my word comes last, it is taken, and I am out', () => {
    const then = aside(world(), rosa).taken();
    expect([...then.handling.away]).toEqual(['rosa']);
    expect(batch(then, rosa).word('lead-taken', {}).judged()).toBe('not-allowed');
    expect(batch(then, rosa).word('conflict-answered', answering('rosa', 'clear')).judged()).toBe('not-allowed');
  });
  test('given I keep a key, of what was told, of the name, or of what the team writes, it is refused', () => {
    const s = world();
    const without = (left: 'account' | 'identity' | 'internal'): string | null => {
      const all = batch(s, rosa);
      if (left !== 'account') all.key('account', [tomasz, kenji], 'stepped-aside');
      if (left !== 'identity') all.key('identity', [tomasz], 'stepped-aside');
      if (left !== 'internal') all.key('internal', [tomasz, kenji], 'stepped-aside');
      return all.word('recused', about('rosa')).judged();
    };
    expect(without('account')).toBe('turn-first');
    expect(without('identity')).toBe('turn-first');
    expect(without('internal')).toBe('turn-first');
    const kept = batch(s, rosa).key('account', [rosa, tomasz, kenji], 'stepped-aside').word('recused', about('rosa'));
    expect(kept.judged()).toBe('bad-manifest');
  });
  test('given my word stands before my keys are turned, the rest of the batch is nobody’s', () => {
    const early = batch(world(), rosa)
      .key('account', [tomasz, kenji], 'stepped-aside')
      .key('identity', [tomasz], 'stepped-aside')
      .word('recused', about('rosa'))
      .key('internal', [tomasz, kenji], 'stepped-aside');
    expect(early.judged()).toBe('not-allowed');
  });
  test('given nobody who stays may answer the reporter, everybody the rules name has every key, and nobody else', () => {
    const s = world({ account: [rosa, kenji], identity: [rosa] });
    const leaving = (next: readonly RosterMember[], written = next): Batch =>
      batch(s, rosa)
        .key('account', [kenji, ...next], 'stepped-aside')
        .key('identity', next.length > 0 ? next : [kenji], 'stepped-aside')
        .key('internal', [kenji, ...written], 'stepped-aside')
        .word('recused', about('rosa'));
    expect(leaving([tomasz]).judged()).toBeNull();
    expect(leaving([]).judged()).toBe('bad-manifest');
    expect(leaving([tomasz], []).judged()).toBe('bad-manifest');
    expect(leaving([tomasz, yewande]).judged()).toBe('bad-manifest');
    expect(leaving([yewande]).judged()).toBe('bad-manifest');
  });
  test('given I alone know the name, it goes to those who hold what was told, and to nobody beside them', () => {
    const s = world({ identity: [rosa] });
    const leaving = (...name: readonly RosterMember[]): Batch =>
      batch(s, rosa)
        .key('account', [tomasz, kenji], 'stepped-aside')
        .key('identity', name, 'stepped-aside')
        .key('internal', [tomasz, kenji], 'stepped-aside')
        .word('recused', about('rosa'));
    expect(leaving(tomasz).judged()).toBeNull();
    expect(leaving(tomasz, kenji).judged()).toBe('bad-manifest');
    expect(leaving(yewande).judged()).toBe('bad-manifest');
  });
  test('given I stay, the reason of who steps aside brings nobody in', () => {
    const s = world({ account: [rosa, kenji], identity: [rosa], internal: [] });
    const planted = batch(s, rosa).key('account', [rosa, kenji, tomasz], 'stepped-aside');
    expect(planted.judged()).toBe('bad-manifest');
  });
  test('given nobody is left in the whole team, it is refused', () => {
    const s = world({ members: [rosa, nils], account: [rosa], identity: [rosa], internal: [] });
    expect(batch(s, rosa).word('recused', about('rosa')).judged()).toBe('not-allowed');
  });
  test('given I say that I have a conflict when asked, it is the same', () => {
    const asked = entry('incident/b', 'conflict-asked', { by: 'tomasz-sign', seq: 2, ...about('rosa') });
    const s = world({ before: [asked] });
    expect(batch(s, rosa).word('conflict-answered', answering('rosa', 'conflict')).judged()).toBe('turn-first');
    expect(batch(s, rosa).word('conflict-answered', answering('rosa', 'clear')).judged()).toBeNull();
  });
});

describe('a colleague sets somebody aside', () => {
  const roles = procedure.roles.map((role) =>
    role.id === 'reader' ? { ...role, may: [...role.may, 'recuse-other' as const] } : role,
  );
  const watched = (more: Parameters<typeof world>[0] = {}): Scene =>
    world({ procedure: { ...procedure, roles }, ...more });
  const set = (s: Scene, by: RosterMember, who: RosterMember, stay: readonly RosterMember[]): Batch =>
    batch(s, by)
      .key('account', stay, 'stepped-aside')
      .key('identity', [by], 'stepped-aside')
      .key('internal', stay, 'stepped-aside')
      .word('recused', about(who.id));
  test('at once, while somebody besides them stays who can lift it', () => {
    const then = set(watched(), rosa, tomasz, [rosa, kenji]).taken();
    expect([...then.handling.away]).toEqual(['tomasz']);
  });
  test('given nobody else would stay, it is refused', () => {
    const s = watched({ account: [rosa, tomasz] });
    expect(set(s, rosa, tomasz, [rosa]).judged()).toBe('not-allowed');
  });
  test('given who else stays may not lift it, it is refused: they would only watch', () => {
    expect(set(world(), rosa, tomasz, [rosa, kenji]).judged()).toBe('not-allowed');
    const alone = world({ account: [rosa, kenji], internal: [rosa, kenji], identity: [rosa] });
    expect(batch(alone, rosa).word('recused', about('gwen')).judged()).toBe('not-allowed');
  });
  test('given a key that the author holds is not turned, it is refused', () => {
    const s = watched();
    expect(batch(s, rosa).word('recused', about('tomasz')).judged()).toBe('turn-first');
    const half = batch(s, rosa).key('account', [rosa, kenji], 'stepped-aside').key('identity', [rosa], 'stepped-aside');
    expect(half.word('recused', about('tomasz')).judged()).toBe('turn-first');
  });
  test('given the author does not hold the name, that key stays, and is turned before anybody uses it', () => {
    const s = watched();
    const then = batch(s, kenji)
      .key('account', [rosa, kenji], 'stepped-aside')
      .key('internal', [rosa, kenji], 'stepped-aside')
      .word('recused', about('tomasz'))
      .taken();
    expect(batch(then, rosa).key('identity', [rosa, tomasz], 're-keyed', true).judged()).toBe('turn-first');
    expect(batch(then, rosa).key('identity', [rosa], 're-keyed').judged()).toBeNull();
  });
  test('two at once are one too many', () => {
    const both = batch(watched(), rosa).word('recused', about('tomasz')).word('recused', about('kenji'));
    expect(both.judged()).toBe('wrong-kind');
  });
  test('lifted by another, never by themselves; and then let in by a tap', () => {
    const s = set(watched(), rosa, tomasz, [rosa, kenji]).taken();
    expect(batch(s, tomasz).word('conflict-answered', answering('tomasz', 'clear')).judged()).toBe('not-allowed');
    const back = (scene: Scene): Batch => batch(scene, rosa).key('account', [rosa, kenji, tomasz], 'introduced', true);
    expect(back(s).judged()).toBe('bad-manifest');
    const lifted = batch(s, rosa).word('conflict-answered', answering('tomasz', 'clear')).taken();
    expect(back(lifted).judged()).toBeNull();
  });
  test('nobody says clear of who has no conflict', () => {
    expect(batch(world(), rosa).word('conflict-answered', answering('kenji', 'clear')).judged()).toBe('not-allowed');
  });
});

describe('letting in', () => {
  const s = world({ account: [rosa, tomasz], barred: ['kenji'] });
  const letIn = (who: RosterMember, why: Why = 'introduced', where: Scene = s, keep = true): string | null =>
    batch(where, rosa).key('account', [rosa, tomasz, who], why, keep).judged();
  test('a holder lets in who is free and has a part in incidents', () => {
    expect(letIn(yewande)).toBeNull();
    expect(letIn(gwen)).toBeNull();
    expect(letIn(nils)).toBe('bad-manifest');
  });
  test('nobody who is kept apart, suspended, or brought in only by who is kept apart', () => {
    expect(letIn(kenji)).toBe('bad-manifest');
    const off = { ...yewande, suspended: true };
    expect(letIn(off, 'introduced', world({ account: [rosa, tomasz], members: [rosa, tomasz, off] }))).toBe(
      'bad-manifest',
    );
    const by = (introducer: string): Scene =>
      world({ account: [rosa, tomasz], barred: ['kenji'], introducers: { yewande: [introducer] } });
    expect(letIn(yewande, 'introduced', by('kenji'))).toBe('bad-manifest');
    expect(letIn(yewande, 'introduced', by('tomasz'))).toBeNull();
  });
  test('the name only to roles that read names', () => {
    const name = (who: RosterMember): string | null =>
      batch(s, rosa).key('identity', [rosa, tomasz, who], 'introduced', true).judged();
    expect(name(yewande)).toBe('bad-manifest');
    expect(name(member('ines', ['lead']))).toBe('bad-manifest');
    const ines = member('ines', ['lead']);
    const more = world({ account: [rosa, tomasz], members: [...cast, ines] });
    expect(batch(more, rosa).key('identity', [rosa, tomasz, ines], 'introduced', true).judged()).toBeNull();
  });
  test('a report that was sent to one alone is widened, with a new key, and then it is one like others', () => {
    const alone = world({ account: [rosa], identity: [rosa], internal: [], narrow: true });
    const add = (why: Why, keep: boolean): string | null =>
      batch(alone, rosa).key('account', [rosa, tomasz], why, keep).judged();
    expect(add('introduced', true)).toBe('bad-manifest');
    expect(add('introduced', false)).toBe('bad-manifest');
    expect(add('widened', true)).toBe('bad-manifest');
    expect(add('widened', false)).toBeNull();
    expect(letIn(yewande, 'widened', s, false)).toBe('bad-manifest');
  });
  test('who is asked about the names first is let in after a word of clear, and not before', () => {
    const two = (...words: readonly Verified[]): Scene =>
      world({ account: [rosa], identity: [rosa], parties: [tomasz], before: words });
    const add = (where: Scene): string | null =>
      batch(where, rosa).key('account', [rosa, tomasz], 'introduced', true).judged();
    const said = (answer: string): Verified =>
      entry('incident/b', 'conflict-answered', { by: 'tomasz-sign', seq: 2, ...answering('tomasz', answer) });
    expect(add(two())).toBe('bad-manifest');
    expect(add(two(said('conflict')))).toBe('bad-manifest');
    expect(add(two(said('clear')))).toBeNull();
  });
  test('who is asked about the names may answer that, for themselves, and nothing else', () => {
    const two = world({ account: [rosa], identity: [rosa], parties: [tomasz] });
    for (const says of ['clear', 'conflict'])
      expect(batch(two, tomasz).word('conflict-answered', answering('tomasz', says)).judged()).toBeNull();
    expect(batch(two, tomasz).word('conflict-answered', answering('rosa', 'conflict')).judged()).toBe('not-allowed');
    expect(batch(two, tomasz).word('recused', about('tomasz')).judged()).toBe('not-allowed');
    expect(batch(two, tomasz).word('lead-taken', {}).judged()).toBe('not-allowed');
    expect(batch(two, kenji).word('conflict-answered', answering('kenji', 'clear')).judged()).toBe('not-allowed');
  });
});

describe('who is named in it', () => {
  const s = world({ account: [rosa, tomasz], identity: [rosa, tomasz], barred: ['kenji', 'nils'] });
  const body: Given = { compartment: 'account', epoch: 1, ...file };
  const release = (id: string): Batch => batch(s, rosa).word('unbarred', { ...body, ...about(id) }, 'report/a');
  test('a colleague finds that it is somebody else: they have the keys in the same moment', () => {
    expect(release('kenji').judged()).toBe('bad-manifest');
    const then = release('kenji').key('account', [rosa, tomasz, kenji], 'introduced', true).taken();
    expect(then.handling.away.has('kenji')).toBe(false);
  });
  test('given they have no part in incidents, the word alone is enough', () => {
    expect(release('nils').judged()).toBeNull();
  });
  test('who is not barred is not released', () => {
    expect(release('yewande').judged()).toBe('not-allowed');
  });
  test('a colleague finds that it is them, also with no witness: they never held it', () => {
    const alone = world({ account: [rosa], identity: [rosa], barred: ['kenji'] });
    const then = batch(alone, rosa).word('conflict-answered', answering('kenji', 'conflict')).taken();
    expect([...then.handling.away]).toEqual(['kenji']);
  });
});

describe('a stand-in', () => {
  const conflict = (id: string, seq: number): Verified =>
    entry('incident/b', 'recused', { by: `${id}-sign`, seq, ...about(id) });
  /** Both leads are out; the reader who stays holds everything by a key of their own. */
  const s = world({
    account: [kenji],
    identity: [kenji],
    internal: [kenji],
    before: [conflict('rosa', 2), conflict('tomasz', 3)],
  });
  const made = (): Batch => batch(s, kenji);
  test('has the keys in the moment they are appointed, and the name if the role they stand in for reads it', () => {
    // The author of `internal` is out: it is turned.
    const appointed = made()
      .key('account', [kenji, yewande], 'stand-in', true)
      .key('identity', [kenji, yewande], 'stand-in', true)
      .key('internal', [kenji, yewande], 'stand-in')
      .word('stand-in-appointed', about('yewande'));
    expect(appointed.judged()).toBeNull();
    expect(made().word('stand-in-appointed', about('yewande')).judged()).toBe('bad-manifest');
  });
  test('nobody has a key as a stand-in without being appointed, nor from outside the pool', () => {
    expect(made().key('account', [kenji, yewande], 'stand-in', true).judged()).toBe('bad-manifest');
    const floor = made().key('account', [kenji, nils], 'stand-in', true).word('stand-in-appointed', about('nils'));
    expect(['not-allowed', 'bad-manifest']).toContain(floor.judged());
  });
  test('given the rule has not fired, none is appointed', () => {
    const calm = batch(world(), kenji).key('account', [rosa, tomasz, kenji, yewande], 'stand-in', true);
    expect(calm.word('stand-in-appointed', about('yewande')).judged()).toBe('not-allowed');
  });
});

describe('a key is turned', () => {
  const s = world();
  test('with the key before it inside, and what is not turned carries none', () => {
    const bare = batch(s, rosa).key('account', [rosa, tomasz, kenji], 're-keyed', false, { size: 0, to: '', file: '' });
    expect(bare.judged()).toBe('bad-file');
    const full = batch(s, rosa).key('account', [rosa, tomasz, kenji], 're-keyed', true, { ...file });
    expect(['bad-file', 'wrong-kind']).toContain(full.judged());
  });
  test('before anything is sealed with it, given its author is out by now, or a holder is', () => {
    const then = aside(s, rosa).taken();
    const note: Given = { compartment: 'internal', epoch: 2, ...file };
    expect(batch(then, tomasz).word('noted', note).judged()).toBe('turn-first');
    const turned = batch(then, tomasz).key('internal', [tomasz, kenji], 'turned-on-opening').taken();
    expect(
      batch(turned, tomasz)
        .word('noted', { ...note, epoch: 3 })
        .judged(),
    ).toBeNull();
    const named = world({ barred: ['kenji'] });
    expect(
      batch(named, rosa)
        .word('noted', { ...note, epoch: 1 })
        .judged(),
    ).toBe('turn-first');
  });
  test('given one steward brought in everybody and is kept apart, the others keep what they hold', () => {
    const introducers = { tomasz: ['rosa'], kenji: ['rosa'], rosa: ['root'] };
    const left = world({ account: [tomasz, kenji], identity: [tomasz], barred: ['rosa'], introducers });
    const note: Given = { compartment: 'internal', epoch: 1, ...file };
    expect(batch(left, tomasz).word('noted', note).judged()).toBeNull();
    expect(batch(left, tomasz).key('account', [tomasz, kenji], 're-keyed').judged()).toBeNull();
    expect(batch(left, tomasz).key('account', [tomasz], 're-keyed').judged()).toBe('bad-manifest');
    // But no stranger comes with new keys.
    const swapped = { ...kenji, ageHash: 'new-age' };
    const moved = world({
      members: [rosa, tomasz, swapped],
      account: [tomasz, kenji],
      identity: [tomasz],
      barred: ['rosa'],
      introducers,
    });
    expect(batch(moved, tomasz).key('account', [tomasz, swapped], 're-keyed').judged()).toBe('bad-manifest');
    expect(batch(moved, tomasz).key('account', [tomasz], 're-keyed').judged()).toBeNull();
  });
});
