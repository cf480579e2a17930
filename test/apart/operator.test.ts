import { beforeAll, describe, expect, test } from 'vitest';
import type { RosterMember } from '#domain/team/roster.ts';
import { event, opensAt } from '#rehearsal/cast.ts';
import { keysOf, salt } from '#rehearsal/keys.ts';
import { randomHex, sha256Hex, utf8 } from '#seal/digest.ts';
import { lockKeyring, newKeyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { makeAccess } from '#seal/manifest.ts';
import { addSignature, hashNote, readNote, signNote } from '#seal/roster.ts';
import { newEpoch, sealFile } from '#seal/seal.ts';
import { bearerHash, memberSecrets, newEntropy, wordsOf } from '#seal/words.ts';
import type { DeskInfo, IncidentAnswer } from '#wire/api.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { doorOf, newDesk, ok, type Lie } from '../unit/desk/desks.ts';
import { castReady, keysHeldBy, origin } from './house.ts';
import { operated } from './operator.ts';

const warned = (opened: Parameters<typeof ok>[0]): readonly string[] =>
  (ok(opened) as { warnings: readonly { what: string; stream?: string }[] }).warnings.map(({ what, stream }) =>
    stream === undefined ? what : `${what} ${stream}`,
  );
/** What of an opened incident could be read. */
const read = (opened: object): readonly string[] =>
  (ok(opened) as { entries: readonly { body: unknown }[] }).entries.flatMap(({ body }) =>
    typeof body === 'object' && body !== null && 'text' in body ? [String(body.text)] : [],
  );
/** Somebody nobody invited, with keys of their own. */
const stranger = () => {
  const made = newKeyring('mallory', 'f'.repeat(64));
  const member: RosterMember = {
    id: 'mallory',
    name: 'Mallory Reed',
    ageHash: made.ageHash,
    sign: made.sign,
    roles: [[event, 'lead']],
    rights: ['steward'],
    until: opensAt + 300 * 24 * 3_600_000,
    suspended: false,
  };
  return { ...made, member };
};
const deskSays =
  (change: (told: DeskInfo) => DeskInfo): Lie =>
  async (path, response) =>
    path === staffPaths.api.desk && response.ok ? Response.json(change((await response.json()) as DeskInfo)) : response;
const incidentSays =
  (change: (told: IncidentAnswer) => IncidentAnswer): Lie =>
  async (path, response) =>
    /^\/api\/incidents\/[0-9a-f]{32}$/u.test(path) && response.ok
      ? Response.json(change((await response.json()) as IncidentAnswer))
      : response;

beforeAll(castReady);

describe('an operator takes the place of somebody', () => {
  test('by resetting a lead’s login: gets in as them, opens nothing, and can sign nothing', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const rosa = await operator.desk('rosa');
      expect(ok(await rosa.open(told.incident)).account).not.toBeNull();
      const entropy = newEntropy();
      const { handle, auth, passphrase } = await memberSecrets(entropy, salt);
      const { keyring } = newKeyring('rosa', (await keysOf('rosa')).keyring.root);
      const file = await lockKeyring(keyring, passphrase);
      operator.sql(`delete from unlock where member = 'rosa'`);
      await operator.house.store.addUnlock(operator.house.org, {
        handle,
        bearer: bearerHash(auth),
        member: 'rosa',
        file,
      });
      const fake = newDesk(origin);
      expect(await fake.unlock(wordsOf(entropy, english).join(' '), await doorOf(origin))).toEqual({ member: 'rosa' });
      ok(await fake.look());
      const opened = ok(await fake.open(told.incident));
      expect(opened.account).toBeNull();
      expect(read(opened)).toEqual([]);
      expect(opened.warnings).not.toEqual([]);
      expect(await fake.note(told.incident, 'all is well')).toHaveProperty('refused');
      expect(await fake.setAside(told.incident, 'amina')).toHaveProperty('refused');
      expect(await fake.letIn(told.incident, ['gwen'])).toHaveProperty('refused');
      expect(await fake.stepAside(told.incident)).toHaveProperty('refused');
      const amina = await operator.desk('amina');
      const seen = ok(await amina.open(told.incident));
      expect(seen.conflicts.aside).toEqual([]);
      expect(operator.holdersOf(told)).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
    }));

  test('by a team list with somebody more: signed by nobody of the team, by the server, by one steward', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const rosa = await operator.desk('rosa');
      const amina = await operator.desk('amina');
      ok(await rosa.open(told.incident));
      const { member, signer } = { ...stranger(), signer: keysHeldBy('helen').signer };
      const note = (await operator.house.store.rosterNotes())[0] ?? '';
      const first = readNote(note);
      if ('refused' in first) throw new Error(first.refused);
      const next = {
        ...first.roster,
        version: 2,
        previous: hashNote(note),
        time: operator.platform.at,
        members: [...first.roster.members, member],
      };
      const forged = {
        nobody: signNote(next, [{ name: 'mallory', signer: keysHeldBy('gwen').signer }]),
        server: signNote(next, [{ name: 'root', signer: operator.sealingKey }]),
        'one steward': signNote(next, [{ name: 'helen', signer }]),
        'one steward, twice': addSignature(signNote(next, [{ name: 'helen', signer }]), 'rosa', signer),
      };
      for (const [by, added] of Object.entries(forged)) {
        for (const desk of [rosa, amina]) {
          desk.lie = deskSays((info) => ({ ...info, notes: [...info.notes, added] }));
          expect(await desk.look(), by).toEqual({ refused: 'bad-signature' });
          desk.lie = (_path, response) => response;
        }
        // In the table as well: the server itself answers nobody by such a list, and no reporter seals by it.
        operator.sql('insert into roster (org, version, note) values (?, 2, ?)', operator.house.org, added);
        expect((await fetch(origin + paths.api.sealing(event))).status, by).toBe(500);
        operator.sql('delete from roster where version = 2');
      }
      ok(await rosa.look());
      expect(operator.holdersOf(told)).not.toContain('mallory');
    }));

  test('by swapping recipients: nothing is sealed to the other key, by no reporter and by no desk', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const { recipient } = stranger();
      const hash = keysHeldBy('amina').ageHash;
      operator.sql('update recipient set recipient = ? where hash = ?', recipient, hash);
      await expect(operator.told('another one')).rejects.toThrow();
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(told.incident));
      // It stops there, and says so: keys for Amina cannot be had, and nothing is made without her.
      expect(await rosa.stepAside(told.incident)).toHaveProperty('refused');
      for (const { holders } of operator.manifests(`report/${told.report}`))
        for (const holder of holders.filter(({ member }) => member === 'amina')) expect(holder.ageHash).toBe(hash);
      expect(sha256Hex(recipient)).not.toBe(hash);
    }));
});

describe('an operator hands out what was not theirs', () => {
  test('by holder rows for who stepped aside: what was written since stays shut, and no desk grants them anything', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const [rosa, tomasz] = [await operator.desk('rosa'), await operator.desk('tomasz')];
      ok(await rosa.open(told.incident));
      ok(await rosa.note(told.incident, 'before he went'));
      expect(read(await tomasz.open(told.incident))).toContain('before he went');
      ok(await tomasz.stepAside(told.incident));
      operator.later();
      ok(await rosa.note(told.incident, 'after he went'));
      operator.sql(`delete from away`);
      for (const [stream, compartment] of [
        [`report/${told.report}`, 'account'],
        [`incident/${told.incident}`, 'internal'],
      ] as const)
        operator.sql(
          'insert into holder (org, stream, compartment, member) values (?, ?, ?, ?)',
          operator.house.org,
          stream,
          compartment,
          'tomasz',
        );
      const back = await operator.desk('tomasz');
      const opened = await back.open(told.incident);
      expect('refused' in opened ? [] : read(opened)).not.toContain('after he went');
      expect(await back.note(told.incident, 'late')).toHaveProperty('refused');
      operator.later();
      const seen = ok(await rosa.open(told.incident));
      expect(seen.readers.account).not.toContain('tomasz');
      expect(seen.conflicts.aside.map(({ member }) => member)).toEqual(['tomasz']);
      ok(await rosa.note(told.incident, 'later still'));
      expect(operator.holdersOf(told)).not.toContain('tomasz');
    }));

  test('by rows for who was left out at birth: nothing opens at all', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor', ['tomasz']);
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(told.incident));
      ok(await rosa.note(told.incident, 'for us alone'));
      operator.sql('delete from bar');
      operator.sql('delete from away');
      const given = operator.rows(`select stream, compartment, epoch, hash from grant_file where member = 'rosa'`);
      for (const { stream, compartment, epoch, hash } of given) {
        const [of, what] = [String(stream), String(compartment)];
        operator.sql(
          'insert or ignore into holder (org, stream, compartment, member) values (?, ?, ?, ?)',
          operator.house.org,
          of,
          what,
          'tomasz',
        );
        // Another's grant under his name, and his name in the table of grants.
        operator.sql(
          'insert into grant_file (org, stream, compartment, epoch, member, hash) values (?, ?, ?, ?, ?, ?)',
          operator.house.org,
          of,
          what,
          Number(epoch),
          'tomasz',
          String(hash),
        );
      }
      const tomasz = await operator.desk('tomasz');
      const opened = await tomasz.open(told.incident);
      expect('refused' in opened ? null : opened.account).toBeNull();
      expect('refused' in opened ? [] : read(opened)).toEqual([]);
      expect(operator.holdersOf(told)).not.toContain('tomasz');
    }));

  test('by a manifest and an epoch of their own: the desks say that the list forked, and seal nothing to it', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(told.incident));
      ok(await rosa.write(told.incident, { text: 'we have read it', followUp: false }));
      const note = (await operator.house.store.rosterNotes()).at(-1) ?? '';
      for (const [by, signer] of [
        ['the server', operator.sealingKey],
        ['somebody with no key of it', keysHeldBy('helen').signer],
      ] as const) {
        const undo = operator.backup();
        const key = newEpoch();
        const mallory = stranger();
        const stream = `report/${told.report}` as const;
        const head = operator.rows('select seq, hash from head where stream = ?', stream)[0];
        const before = operator.manifests(stream).findLast(({ compartment }) => compartment === 'account');
        const made = await makeAccess({
          org: operator.house.org,
          stream,
          seq: Number(head?.['seq']) + 1,
          prev: String(head?.['hash']),
          rosterVersion: 1,
          rosterHash: hashNote(note),
          at: operator.platform.at,
          signer,
          compartment: 'account',
          epoch: (before?.epoch ?? 0) + 1,
          epochKey: key,
          holders: [{ member: mallory.member, recipient: mallory.recipient }],
          prevAccess: String(
            operator
              .rows(`select hash, line from entry where stream = ? order by seq`, stream)
              .findLast(({ line }) => parseLine(String(line))?.kind === 'access')?.['hash'],
          ),
          why: 'introduced',
        });
        await operator.plant(stream, signer, 'access', made.entry.header.facts, {
          id: made.entry.header.id,
          compartment: 'account',
          epoch: made.entry.header.epoch,
        });
        operator.later();
        const opened = await rosa.open(told.incident);
        if (!('refused' in opened)) {
          expect(warned(opened), by).toContain('forked');
          expect(opened.readers.account, by).not.toContain('mallory');
        }
        const planted = operator.manifests(stream).length;
        expect(await rosa.write(told.incident, { text: 'hello', followUp: false }), by).toHaveProperty('refused');
        expect(await rosa.stepAside(told.incident), by).toHaveProperty('refused');
        expect(operator.manifests(stream).length, by).toBe(planted);
        undo();
      }
    }));

  test('by an answer to the reporter sealed with the server’s key: nobody takes it for a colleague’s', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(told.incident));
      const stream = `incident/${told.incident}` as const;
      const manifest = operator.manifests(stream).at(-1);
      const draft = {
        org: operator.house.org,
        stream,
        seq: 0,
        prev: '',
        id: randomHex(16),
        kind: 'noted',
        compartment: 'internal',
        epoch: manifest?.epoch ?? 1,
        rosterVersion: 1,
        rosterHash: '',
        at: 0,
        facts: [],
      } as const;
      const file = await sealFile(
        draft,
        operator.sealingKey.public,
        manifest?.recipient ?? '',
        utf8('{"v":1,"text":"rosa is in it"}'),
      );
      await operator.plant(stream, operator.sealingKey, 'noted', [], {
        id: draft.id,
        compartment: 'internal',
        epoch: draft.epoch,
        file,
      });
      const opened = ok(await rosa.open(told.incident));
      const planted = opened.entries.filter(({ kind }) => kind === 'noted');
      for (const { who } of planted) expect(who.is).not.toBe('member');
    }));

  test('by swapping two reporters’ mailboxes: the desk writes to neither', () =>
    operated(async (operator) => {
      const [one, two] = [await operator.told('the first'), await operator.told('the second')];
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(one.incident));
      ok(await rosa.write(one.incident, { text: 'we have read it', followUp: false }));
      operator.sql('update mailbox set report = ? where id = ?', `${two.report}-`, one.mailbox);
      operator.sql('update mailbox set report = ? where id = ?', one.report, two.mailbox);
      operator.sql('update mailbox set report = ? where id = ?', two.report, one.mailbox);
      const before = operator.rows(`select line from entry where stream like 'mailbox/%'`).length;
      operator.later();
      const posted = (): number => rosa.posted.filter((path) => path === staffPaths.api.entries).length;
      const sent = posted();
      expect(await rosa.write(one.incident, { text: 'for the first alone', followUp: false })).toHaveProperty(
        'refused',
      );
      // The desk sees it for itself: nothing was even sent.
      expect(posted()).toBe(sent);
      expect(operator.rows(`select line from entry where stream like 'mailbox/%'`).length).toBe(before);
    }));
});

describe('an operator rewrites what happened', () => {
  test('by taking a bar or a stepping aside out of the record: the guards refuse, and without them nothing of it opens', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor', ['tomasz']);
      const [rosa, amina] = [await operator.desk('rosa'), await operator.desk('amina')];
      ok(await rosa.open(told.incident));
      ok(await amina.stepAside(told.incident));
      operator.later();
      ok(await rosa.note(told.incident, 'alone now'));
      const lines = operator.rows('select stream, seq, line from entry');
      const of = (kind: string) => lines.find(({ line }) => parseLine(String(line))?.kind === kind);
      for (const kind of ['barred', 'recused']) {
        const row = of(kind);
        const [stream, seq] = [String(row?.['stream']), Number(row?.['seq'])];
        expect(() => operator.sql('delete from entry where stream = ? and seq = ?', stream, seq), kind).toThrow(
          /append-only/u,
        );
        expect(
          () => operator.sql('update entry set line = ? where stream = ? and seq = ?', '[]', stream, seq),
          kind,
        ).toThrow(/append-only/u);
        const undo = operator.backup();
        operator.unguard();
        operator.sql('delete from entry where stream = ? and seq = ?', stream, seq);
        operator.sql('delete from away');
        const desk = await operator.desk('rosa');
        expect(await desk.open(told.incident), kind).toHaveProperty('refused');
        undo();
      }
    }));

  test('by putting an old backup in place: who was at their desk is warned, and so is who comes back', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const [rosa, tomasz] = [await operator.desk('rosa'), await operator.desk('tomasz')];
      ok(await rosa.open(told.incident));
      ok(await tomasz.open(told.incident));
      const [old, oldButMemory] = [operator.backup(), operator.backup(['member_state'])];
      ok(await tomasz.stepAside(told.incident));
      operator.later();
      ok(await rosa.open(told.incident));
      ok(await rosa.note(told.incident, 'he went'));
      ok(await rosa.open(told.incident));
      oldButMemory();
      operator.later();
      expect(warned(await rosa.open(told.incident))).toContain('went-back incident');
      const again = await operator.desk('rosa');
      expect(warned(await again.open(told.incident))).toContain('went-back incident');
      old();
      operator.later();
      expect(warned(await rosa.open(told.incident))).toContain('went-back incident');
    }));

  test('a whole old backup with everybody’s memory in it, before a desk that was closed: cannot be seen', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const rosa = await operator.desk('rosa');
      ok(await rosa.open(told.incident));
      const old = operator.backup();
      ok(await rosa.note(told.incident, 'later'));
      ok(await rosa.open(told.incident));
      old();
      const fresh = await operator.desk('rosa');
      expect(warned(await fresh.open(told.incident))).toEqual([]);
      // The desk that stayed open still knows.
      expect(warned(await rosa.open(told.incident))).not.toEqual([]);
    }));

  test('by withholding what came last: whoever saw it is warned; who never did cannot see it', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const [rosa, tomasz, kenji] = [
        await operator.desk('rosa'),
        await operator.desk('tomasz'),
        await operator.desk('kenji'),
      ];
      ok(await rosa.open(told.incident));
      ok(await kenji.open(told.incident));
      ok(await tomasz.stepAside(told.incident));
      operator.later();
      ok(await rosa.open(told.incident));
      const withheld = incidentSays((answer) => {
        const from = answer.incident.findIndex(({ line }) => parseLine(line)?.kind === 'recused');
        return { ...answer, incident: answer.incident.slice(0, from) };
      });
      for (const desk of [rosa, kenji]) desk.lie = withheld;
      expect(warned(await rosa.open(told.incident))).toContain('went-back incident');
      const seen = await kenji.open(told.incident);
      if (!('refused' in seen)) {
        expect(seen.conflicts.aside).toEqual([]);
        // His keys are gone all the same: that stands in the lists of who reads, which everything is sealed by.
        expect(seen.readers.account).not.toContain('tomasz');
      }
    }));

  test('by editing or dropping who fetched what: the guards refuse; without them the desks that saw it say so', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const [rosa, tomasz] = [await operator.desk('rosa'), await operator.desk('tomasz')];
      ok(await tomasz.open(told.incident));
      operator.later();
      ok(await rosa.open(told.incident));
      operator.later();
      const fetched = ok(await rosa.open(told.incident)).fetched.map(({ member }) => member);
      expect(fetched).toContain('tomasz');
      const stream = `audit/${told.incident}`;
      expect(() => operator.sql('delete from entry where stream = ?', stream)).toThrow(/append-only/u);
      const undo = operator.backup();
      operator.unguard();
      const whole = operator.rows('select seq, line from entry where stream = ? order by seq', stream);
      const his = whole.find(({ line }) => String(line).includes('tomasz'));
      operator.sql(
        'update entry set line = ? where stream = ? and seq = ?',
        String(his?.['line']).replace('tomasz', 'kenji'),
        stream,
        Number(his?.['seq']),
      );
      expect(warned(await rosa.open(told.incident)).join()).toMatch(/audit/u);
      undo();
      operator.unguard();
      operator.sql('delete from entry where stream = ?', stream);
      operator.sql('delete from head where stream = ?', stream);
      operator.later();
      expect(warned(await rosa.open(told.incident))).toContain('went-back audit');
    }));

  test('by a stepping aside that nobody said: the server’s key sends no lead away', () =>
    operated(async (operator) => {
      const told = await operator.told('the talk in the corridor');
      const [rosa, amina] = [await operator.desk('rosa'), await operator.desk('amina')];
      ok(await rosa.open(told.incident));
      await operator.plant(`incident/${told.incident}`, operator.sealingKey, 'recused', [['member', 'rosa']]);
      operator.later();
      const seen = ok(await amina.open(told.incident));
      expect(seen.conflicts.aside).toEqual([]);
      expect(seen.readers.account).toContain('rosa');
      // No desk makes keys without her; a server that believes the row refuses what they make, and nothing changes.
      await amina.stepAside(told.incident);
      expect(operator.holdersOf(told)).toContain('rosa');
    }));
});
