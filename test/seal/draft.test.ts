import { describe, expect, test } from 'vitest';
import { sealTo } from '#seal/age.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import { floors, pack } from '#seal/packed.ts';
import { draftName, openDraft, sealDraft } from '#seal/unseal.ts';
import { now, org, person } from './cast.ts';

const [kim, eve] = [person('kim'), person('eve')];
const here = { place: 'incident/aa/assess', id: 'form-1' };
const draft = { at: now, value: { text: 'he said he would come back', ticked: true } };

describe('a text that is being written', () => {
  test('comes back to its writer alone, with its time', async () => {
    const bytes = await sealDraft(kim.keyring, org, here, draft);
    expect(await openDraft(kim.keyring, org, here, bytes)).toEqual(draft);
    expect(await openDraft(eve.keyring, org, here, bytes)).toBe(null);
  });

  test.each([
    ['under another incident', org, { ...here, place: 'incident/ab/assess' }],
    ['under another form of the same incident', org, { ...here, place: 'incident/aa/note' }],
    ['under another form that was open', org, { ...here, id: 'form-2' }],
    ['where place and form are cut apart elsewhere', org, { place: 'incident/aa', id: 'assess/form-1' }],
    ['in another organisation', 'zzzzzzzzzzzzzzzzzzzz', here],
  ])('laid %s, it does not open', async (_where, whose, place) => {
    const bytes = await sealDraft(kim.keyring, org, here, draft);
    expect(await openDraft(kim.keyring, whose, place, bytes)).toBe(null);
  });

  test('altered, or no file at all, it does not open', async () => {
    const bytes = await sealDraft(kim.keyring, org, here, draft);
    const last = bytes.length - 1;
    expect(await openDraft(kim.keyring, org, here, bytes.with(last, (bytes[last] ?? 0) ^ 1))).toBe(null);
    expect(await openDraft(kim.keyring, org, here, utf8('no file'))).toBe(null);
  });

  test('cannot be written by somebody who knows the recipient, nor re-dated', async () => {
    const id = sha256Hex(`recourse/v1/draft-place\n${JSON.stringify([here.place, here.id])}`).slice(0, 32);
    const own = { org, stream: 'member/kim', id, kind: 'draft', compartment: '', epoch: 0 } as const;
    const binding = { ...own, to: kim.member.ageHash, by: kim.member.sign };
    const written = JSON.stringify({ at: now + 1, value: draft.value });
    for (const text of [`${'0'.repeat(128)}\n${written}`, written, '']) {
      const bytes = await sealTo([kim.recipient], pack(binding, utf8(text), floors.entry));
      expect(await openDraft(kim.keyring, org, here, bytes)).toBe(null);
    }
  });

  test('short or long, its file is as long as another, and its name says nothing', async () => {
    const [one, two] = await Promise.all(
      ['a', 'a much longer text about what happened'].map((value) =>
        sealDraft(kim.keyring, org, here, { at: now, value }),
      ),
    );
    expect(one?.length).toBe(two?.length);
    const name = draftName(kim.keyring, 'incident/aa');
    expect(name).toMatch(/^[0-9a-f]{32}$/u);
    expect(draftName(kim.keyring, 'incident/aa')).toBe(name);
    expect(draftName(kim.keyring, 'incident/ab')).not.toBe(name);
    expect(draftName(eve.keyring, 'incident/aa')).not.toBe(name);
  });
});
