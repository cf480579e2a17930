import { describe, expect, test } from 'vitest';
import { sealTo } from '#seal/age.ts';
import { callBinding, sealCall, signedCall } from '#seal/call.ts';
import { randomHex, textOf, utf8 } from '#seal/digest.ts';
import { floors, pack } from '#seal/packed.ts';
import { isForSoMany, readersHash } from '#seal/seal.ts';
import { newSigner, signText } from '#seal/sign.ts';
import { openCall } from '#seal/unseal.ts';
import type { CallBody } from '#wire/bodies.ts';
import { org, person, type Person } from './cast.ts';

const [rosa, amina, eve] = [person('rosa'), person('amina'), person('eve')];
const called = [rosa, amina];
const hashes = (people: readonly Person[]): readonly string[] => people.map(({ member }) => member.ageHash);
const to = (people: readonly Person[]): readonly string[] => people.map(({ recipient }) => recipient);
const body: CallBody = { v: 1, what: 'lead', place: 'Room 25C', person: '', words: '', from: 'Priya Nair' };
const id = randomHex(16);

describe('a call', () => {
  test('opens for everybody who is called and for nobody else', async () => {
    const { file, by } = await sealCall({ org, id }, to(called), body);
    for (const { keyring } of called) {
      const opened = await openCall(keyring, { org, id, by }, hashes(called), file);
      expect(JSON.parse(opened instanceof Uint8Array ? (textOf(opened) ?? '') : '{}')).toEqual(body);
    }
    expect(await openCall(eve.keyring, { org, id, by }, hashes(called), file)).toEqual({ refused: 'wrong-key' });
    expect(await openCall(eve.keyring, { org, id, by }, hashes([rosa, eve]), file)).toEqual({ refused: 'wrong-key' });
    expect(isForSoMany(file, 2)).toBe(true);
  });

  test('is the same size whatever it says', async () => {
    const long = { ...body, place: 'Room 25C, behind the stairs', words: 'bring water and a blanket' };
    const [one, other] = await Promise.all([body, long].map((said) => sealCall({ org, id }, to(called), said)));
    expect(one?.file.length).toBe(other?.file.length);
  });

  test('does not open under another name, key, organisation or list of readers', async () => {
    const { file, by } = await sealCall({ org, id }, to(called), body);
    const no = { refused: 'not-the-header' };
    const open = (place: { org: string; id: string; by: string }, readers = hashes(called)) =>
      openCall(rosa.keyring, place, readers, file);
    expect(await open({ org, id: randomHex(16), by })).toEqual(no);
    expect(await open({ org, id, by: newSigner().public })).toEqual(no);
    expect(await open({ org: 'another', id, by })).toEqual(no);
    expect(await open({ org, id, by }, hashes([rosa, eve]))).toEqual(no);
    expect(await open({ org, id, by }, hashes([rosa, amina, eve]))).toEqual({ refused: 'bad-file' });
  });

  test('with other words laid under its key by somebody who does not hold it is refused', async () => {
    const { by } = await sealCall({ org, id }, to(called), body);
    const text = JSON.stringify({ ...body, place: 'the loading dock' });
    const readers = readersHash(hashes(called));
    const forged = signText(signedCall(org, id, readers, text), newSigner());
    const plain = pack(callBinding(org, id, readers, by), utf8(`${forged}\n${text}`), floors.entry);
    const file = await sealTo(to(called), plain);
    expect(await openCall(rosa.keyring, { org, id, by }, hashes(called), file)).toEqual({ refused: 'bad-signature' });
  });

  test('with a byte changed is refused', async () => {
    const { file, by } = await sealCall({ org, id }, to(called), body);
    const changed = file.with(file.length - 1, (file.at(-1) ?? 0) ^ 1);
    expect(await openCall(rosa.keyring, { org, id, by }, hashes(called), changed)).toEqual({ refused: 'bad-file' });
  });

  test('is sealed to nobody, and to nobody twice, never', async () => {
    for (const readers of [[], [rosa.recipient, rosa.recipient], Array.from({ length: 65 }, () => rosa.recipient)])
      await expect(sealCall({ org, id }, readers, body)).rejects.toThrow('bad-recipient');
  });
});
