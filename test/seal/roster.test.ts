import { describe, expect, test } from 'vitest';
import type { Roster } from '#domain/team/roster.ts';
import { randomBytes, sha256Hex } from '#seal/digest.ts';
import { signEntry, signerOf, verifyEntry, type Signer } from '#seal/entry.ts';
import { newRoot, readRootSheet, rootSheet } from '#seal/keyring.ts';
import { signText } from '#seal/sign.ts';
import {
  acceptable,
  addSignature,
  authorityOf,
  fingerprintOf,
  hashNote,
  noteBody,
  readNote,
  signNote,
  verifyRosters,
} from '#seal/roster.ts';
import { day, draft, now, org, person, root, rosterOf, server, steward, type Person } from './cast.ts';

const [ana, kim, sam, zoe] = [steward('ana'), steward('kim'), person('sam'), person('zoe')];
const byRoot = { name: 'root', signer: root };
const by = ({ member, signer }: Person) => ({ name: member.id, signer });

/** The note after `before`, changed by `more`, signed by `signers`. */
function after(before: string, more: Partial<Roster>, ...signers: readonly { name: string; signer: Signer }[]): string {
  const read = readNote(before);
  if ('refused' in read) throw new Error('bad note');
  const { version, time } = read.roster;
  return signNote({ ...read.roster, version: version + 1, previous: read.hash, time: time + day, ...more }, signers);
}

/** Given a chain of notes that holds, when another is offered, it is accepted, waits, or is refused. */
function given(...notes: readonly string[]) {
  const chain = verifyRosters(root.public, org, notes);
  if ('refused' in chain) throw new Error(`the given chain is ${chain.refused} at ${chain.at}`);
  const head = chain.rosters.at(-1);
  if (head === undefined) throw new Error('nothing given');
  return {
    when: (note: string) => {
      const step = acceptable(root.public, head, note);
      const whole = verifyRosters(root.public, org, [...notes, note]);
      return {
        accepts: (signedBy: readonly string[]) => {
          expect(step).toMatchObject({ signedBy, byRoot: signedBy.includes('root'), hash: hashNote(note) });
          if ('refused' in whole) throw new Error(whole.refused);
          expect(whole.rosters.at(-1)).toEqual(step);
        },
        waits: () => {
          expect(step).toEqual({ waiting: 'second-steward' });
          expect(whole).toEqual({ refused: 'not-enough-signatures', at: notes.length });
        },
        refuses: (refused: string) => {
          expect(step).toEqual({ refused });
          expect(whole).toEqual({ refused, at: notes.length });
        },
      };
    },
  };
}

const alone = signNote(rosterOf([ana.member]), [byRoot]);
const two = after(alone, { members: [ana.member, kim.member] }, by(ana));
const three = after(two, { members: [ana.member, kim.member, sam.member] }, by(ana), by(kim));

describe('a note', () => {
  test('is a C2SP signed note: text, empty line, signature lines', () => {
    const lines = three.split('\n');
    expect(lines[0]).toBe('recourse/v1/roster');
    expect(lines.slice(2)).toEqual([
      '',
      expect.stringMatching(/^— ana [A-Za-z0-9+/]{91}=$/u),
      expect.stringMatching(/^— kim [A-Za-z0-9+/]{91}=$/u),
      '',
    ]);
    const read = readNote(three);
    if ('refused' in read) throw new Error(read.refused);
    expect(three.startsWith(`${noteBody(read.roster)}\n— `)).toBe(true);
    expect(read).toMatchObject({ hash: hashNote(three), signatures: ['ana', 'kim'] });
    expect(read.roster.members.map((m) => m.id)).toEqual(['ana', 'kim', 'sam']);
  });

  test('has one hash however many have signed it', () => {
    const proposed = after(two, { members: [ana.member, kim.member, sam.member] }, by(ana));
    const signed = addSignature(proposed, 'kim', kim.signer);
    expect(signed).toBe(three);
    expect(hashNote(signed)).toBe(hashNote(proposed));
    expect(() => addSignature(signed, 'kim', kim.signer)).toThrow('already-signed');
    expect(() => addSignature('nothing', 'kim', kim.signer)).toThrow('bad-draft');
    expect(() => addSignature(proposed, 'a b', kim.signer)).toThrow('bad-draft');
    expect(() => hashNote('nothing')).toThrow('bad-draft');
  });

  test('each byte of text and signatures flipped: the chain is refused', () => {
    const bytes = new TextEncoder().encode(three);
    for (const at of bytes.keys()) {
      const flipped = new TextDecoder().decode(bytes.with(at, (bytes[at] ?? 0) ^ 1));
      expect(verifyRosters(root.public, org, [alone, two, flipped]), `byte ${at}`).toHaveProperty('refused');
    }
  });

  const body = noteBody(rosterOf([ana.member, kim.member]));
  const signature = three.slice(three.indexOf('— '));
  test.each([
    ['without signatures', `${body}\n`],
    ['without the empty line', `${body}${signature}`],
    ['with another first line', `${body.replace('v1', 'v2')}\n${signature}`],
    ['with a third line', `${body}more\n\n${signature}`],
    ['with a line that is no signature', `${body}\n${signature}hello\n`],
    ['with a signature twice', `${body}\n${signature.split('\n')[0]}\n${signature.split('\n')[0]}\n`],
    ['without its last newline', `${body}\n${signature.slice(0, -1)}`],
    ['in another spelling', `${body.replace(',', ', ')}\n${signature}`],
    ['empty', ''],
  ])('%s is none', (_, note) => {
    expect(readNote(note)).toEqual({ refused: 'bad-note' });
  });

  const ill = (more: object) => noteBody(rosterOf([{ ...ana.member, ...more }, kim.member]));
  test.each([
    ['two members of one id', ill({ id: 'kim' })],
    ['two members of one signing key', ill({ sign: kim.member.sign })],
    ['a member with the server’s key', ill({ sign: server.public })],
    ['two members of one age key', ill({ ageHash: kim.member.ageHash })],
    ['a member called root', ill({ id: 'root' })],
    ['an id that is no signer name', ill({ id: 'ana s' })],
    ['no name', ill({ name: ' ' })],
    ['a name with a line break', ill({ name: 'Ana\nKim' })],
    ['an unknown right', ill({ rights: ['owner'] })],
    ['a right twice', ill({ rights: ['steward', 'steward'] })],
    ['a role that is no pair', ill({ roles: [['harbor']] })],
    ['a key in capitals', ill({ sign: 'AB'.repeat(32) })],
    ['an end before time', ill({ until: -1 })],
    ['no members', noteBody(rosterOf([]))],
    ['no sealing key', noteBody(rosterOf([ana.member], { sealingKeys: [] }))],
    ['a short salt', noteBody(rosterOf([ana.member], { salt: '00' }))],
    ['version 0', noteBody(rosterOf([ana.member], { version: 0 }))],
    ['version 1 with a predecessor', noteBody(rosterOf([ana.member], { previous: 'a'.repeat(64) }))],
    ['version 2 without one', noteBody(rosterOf([ana.member], { version: 2 }))],
  ])('with %s is none, whoever signs it', (_, text) => {
    expect(readNote(`${text}\n${signature}`)).toEqual({ refused: 'bad-note' });
  });

  test('like these is not signed in the first place', () => {
    expect(() => signNote(rosterOf([]), [byRoot])).toThrow('bad-draft');
    expect(() => signNote(rosterOf([ana.member]), [])).toThrow('bad-draft');
  });
});

describe('the chain', () => {
  test('starts at the root whose fingerprint people carry', () => {
    const thief = newRoot();
    const forged = signNote(rosterOf([ana.member]), [{ name: 'root', signer: thief }]);
    expect(verifyRosters(root.public, org, [alone])).toHaveProperty('rosters');
    expect(verifyRosters(thief.public, org, [forged])).toEqual({ refused: 'wrong-root', at: 0 });
    expect(verifyRosters(root.public, fingerprintOf(thief.public), [alone])).toEqual({ refused: 'wrong-root', at: 0 });
    expect(verifyRosters('no key', org, [alone])).toEqual({ refused: 'wrong-root', at: 0 });
    // A line in the root's name by another key is a line by an unknown key: it does not count.
    expect(verifyRosters(root.public, org, [forged])).toEqual({ refused: 'not-enough-signatures', at: 0 });
    expect(verifyRosters(root.public, org, [])).toEqual({ refused: 'bad-note', at: 0 });
    expect(org).toMatch(/^[0-9a-hjkmnp-tv-z]{20}$/u);
  });

  test('whose first note only its own steward signed: refused', () => {
    const own = signNote(rosterOf([ana.member]), [by(ana)]);
    expect(verifyRosters(root.public, org, [own])).toEqual({ refused: 'not-enough-signatures', at: 0 });
    expect(verifyRosters(root.public, org, [two, three])).toEqual({ refused: 'not-enough-signatures', at: 0 });
  });

  test('may start at the newest note that the root signed', () => {
    const again = after(three, { members: [kim.member, sam.member] }, byRoot, by(kim));
    const next = after(again, { members: [kim.member, { ...sam.member, suspended: true }] }, by(kim));
    const chain = verifyRosters(root.public, org, [again, next]);
    if ('refused' in chain) throw new Error(chain.refused);
    expect(chain.rosters.map(({ roster, byRoot: rooted }) => [roster.version, rooted])).toEqual([[4, true], [5, false]]); // prettier-ignore
  });

  test('a note left out, offered twice or based on another head: refused', () => {
    expect(verifyRosters(root.public, org, [alone, three])).toEqual({ refused: 'broken-chain', at: 1 });
    given(alone, two).when(two).refuses('broken-chain');
    const rival = after(two, { members: [ana.member, kim.member, zoe.member] }, by(ana), by(kim));
    given(alone, two, three).when(rival).refuses('broken-chain');
    given(alone, two).when(after(two, { previous: hashNote(alone) }, by(ana), by(kim))).refuses('broken-chain'); // prettier-ignore
    given(alone, two)
      .when(after(two, { version: 4 }, by(ana), by(kim)))
      .refuses('broken-chain');
  });

  test('another salt would lock everybody’s words out: refused', () => {
    given(alone, two)
      .when(after(two, { salt: '00'.repeat(16) }, by(ana), by(kim)))
      .refuses('broken-chain');
  });

  test('nothing offered that is a note: refused', () => {
    given(alone).when('hello').refuses('bad-note');
  });
});

describe('who must sign', () => {
  const added = { members: [ana.member, kim.member, sam.member, zoe.member] };

  test('one steward alone may do everything, while there is no second', () => {
    given(alone).when(two).accepts(['ana']);
    given(alone)
      .when(after(alone, { members: [ana.member, sam.member] }, by(ana)))
      .accepts(['ana']);
  });

  test('of two, both; one waits for the other', () => {
    given(alone, two, three)
      .when(after(three, added, by(ana), by(kim)))
      .accepts(['ana', 'kim']);
    given(alone, two, three)
      .when(after(three, added, by(kim)))
      .waits();
    given(alone, two, three)
      .when(after(three, added, byRoot, by(kim)))
      .accepts(['root', 'kim']);
    given(alone, two, three)
      .when(after(three, added, byRoot))
      .waits();
  });

  test.each([
    ['a key replaced', [{ ...ana.member, ageHash: zoe.member.ageHash }, kim.member, sam.member]],
    ['a right given', [ana.member, kim.member, { ...sam.member, rights: ['edition'] }]],
    ['a role given', [ana.member, kim.member, { ...sam.member, roles: [['harbor', 'lead']] }]],
    ['an end set', [ana.member, kim.member, { ...sam.member, until: now + day }]],
    ['a steward removed', [ana.member, sam.member]],
    ['somebody removed', [ana.member, kim.member]],
  ] as const)('%s needs two', (_, members) => {
    given(alone, two, three)
      .when(after(three, { members }, by(ana)))
      .waits();
    given(alone, two, three)
      .when(after(three, { members }, by(ana), by(kim)))
      .accepts(['ana', 'kim']);
  });

  test('another sealing key of the server needs two', () => {
    const sealingKeys = [signerOf(randomBytes(32)).public];
    given(alone, two, three)
      .when(after(three, { sealingKeys }, by(ana)))
      .waits();
  });

  test('suspending needs one, lifting it two', () => {
    const without = { members: [ana.member, kim.member, { ...sam.member, suspended: true }] };
    const suspended = after(three, without, by(kim));
    given(alone, two, three).when(suspended).accepts(['kim']);
    const lifted = { members: [ana.member, kim.member, sam.member] };
    given(alone, two, three, suspended)
      .when(after(suspended, lifted, by(kim)))
      .waits();
  });

  test('members who are no stewards, and strangers, do not count', () => {
    given(alone, two, three)
      .when(after(three, added, by(sam), by(zoe)))
      .refuses('not-enough-signatures');
    given(alone, two, three)
      .when(after(three, added, by(ana), by(sam)))
      .waits();
    given(alone, two, three)
      .when(after(three, added, by(ana), { name: 'kim', signer: zoe.signer }))
      .waits();
  });

  test('a line in a steward’s name and key hash that does not verify spoils the note', () => {
    const other = after(three, { members: [ana.member] }, by(ana), by(kim));
    const line = other.split('\n').find((text) => text.startsWith('— kim')) ?? '';
    const spoiled = `${after(three, added, by(ana))}${line}\n`;
    given(alone, two, three).when(spoiled).refuses('bad-signature');
  });

  test('ends more than 400 days ahead are refused, by whomever', () => {
    const time = now + 3 * day;
    const until = (days: number) => ({ time, members: [{ ...ana.member, until: time + days * day }, kim.member] });
    given(alone, two)
      .when(after(two, until(400), by(ana), by(kim)))
      .accepts(['ana', 'kim']);
    given(alone, two)
      .when(after(two, until(400.001), by(ana), by(kim)))
      .refuses('until-too-far');
    const first = signNote(rosterOf([{ ...ana.member, until: now + 401 * day }]), [byRoot]);
    expect(verifyRosters(root.public, org, [first])).toEqual({ refused: 'until-too-far', at: 0 });
  });
});

describe('attacks on the roster', () => {
  test('a lone steward cannot shrink the quorum by suspending the other', () => {
    const shrunk = after(three, { members: [ana.member, { ...kim.member, suspended: true }, sam.member] }, by(ana));
    given(alone, two, three).when(shrunk).accepts(['ana']);
    const rule = { members: [ana.member, { ...kim.member, suspended: true }, sam.member, zoe.member] };
    given(alone, two, three, shrunk)
      .when(after(shrunk, rule, by(ana)))
      .waits();
    given(alone, two, three, shrunk)
      .when(after(shrunk, { members: [ana.member, sam.member] }, by(ana)))
      .waits();
  });

  test('a suspended steward’s stolen device cannot sign itself back, nor help', () => {
    const shrunk = after(three, { members: [ana.member, { ...kim.member, suspended: true }, sam.member] }, by(ana));
    const chain = given(alone, two, three, shrunk);
    chain
      .when(after(shrunk, { members: [ana.member, kim.member, sam.member] }, by(kim)))
      .refuses('not-enough-signatures');
    chain.when(after(shrunk, { members: [ana.member, kim.member, sam.member] }, by(kim), by(ana))).waits();
    chain
      .when(after(shrunk, { members: [ana.member, kim.member, sam.member] }, byRoot, by(ana)))
      .accepts(['root', 'ana']);
  });

  test('an ex-steward cannot fork the chain from the day they were one', () => {
    const gone = after(three, { members: [ana.member, sam.member] }, by(ana), by(kim));
    given(alone, two, three, gone)
      .when(after(gone, { members: [kim.member] }, by(kim)))
      .refuses('not-enough-signatures');
    const fork = after(two, { members: [kim.member, zoe.member] }, by(kim));
    given(alone, two, three, gone).when(fork).refuses('broken-chain');
    given(alone, two).when(fork).waits();
  });

  test('whoever finds the root’s sheet does not rule a team that has two stewards, and every note of theirs shows it', () => {
    given(alone, two, three)
      .when(after(three, { members: [zoe.member] }, byRoot))
      .waits();
    given(alone)
      .when(after(alone, { members: [{ ...zoe.member, rights: ['steward'] }] }, byRoot))
      .accepts(['root']);
  });

  test('a roster is no entry, and an entry is no roster', () => {
    const text = noteBody(rosterOf([ana.member]));
    for (const line of [text, text.split('\n')[1] ?? '', text.trimEnd()])
      expect(verifyEntry({ line, hsig: signText(text, ana.signer) })).toEqual({ refused: 'bad-line' });
    const { line } = signEntry(draft(), null, ana.signer);
    expect(() => addSignature(line, 'ana', ana.signer)).toThrow('bad-draft');
    const dressed = `${line}\n\n— ana ${'A'.repeat(91)}=\n`;
    given(alone, two).when(dressed).refuses('bad-note');
  });
});

test('whose key it is', () => {
  const roster = rosterOf([ana.member, sam.member]);
  expect(authorityOf(roster, ana.member.sign)).toBe(roster.members[0]);
  expect(authorityOf(roster, server.public)).toBe('server');
  expect(authorityOf(roster, kim.member.sign)).toBe(undefined);
});

describe('the root’s sheet', () => {
  test('reads back as typed: in small letters, with spaces, with O I L', () => {
    const sheet = rootSheet(root.seed);
    expect(sheet).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/u);
    const typed = [
      sheet,
      sheet.toLowerCase(),
      sheet.replaceAll('-', ' '),
      sheet.replaceAll('0', 'O').replaceAll('1', 'l'),
    ];
    for (const text of typed) expect(readRootSheet(text)).toEqual(root.seed);
    expect(signerOf(readRootSheet(sheet) ?? new Uint8Array()).public).toBe(root.public);
  });

  test('each character mistyped: noticed', () => {
    const sheet = rootSheet(root.seed);
    for (const at of sheet.split('').keys()) {
      if (sheet[at] === '-') continue;
      const typed = `${sheet.slice(0, at)}${sheet[at] === '7' ? '8' : '7'}${sheet.slice(at + 1)}`;
      expect(readRootSheet(typed), `character ${at}`).toBe(null);
    }
    for (const text of ['', 'hello', sheet.slice(0, -1), `${sheet}0000`, '!'.repeat(56)])
      expect(readRootSheet(text)).toBe(null);
  });

  test('its hash is of the whole seed', () => {
    expect(rootSheet(new Uint8Array(32))).not.toBe(rootSheet(new Uint8Array(32).with(31, 1)));
    expect(sha256Hex(root.seed)).toMatch(/^[0-9a-f]{64}$/u);
  });
});
