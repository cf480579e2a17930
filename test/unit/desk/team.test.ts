import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toBase64 } from '#desk/keys/base32.ts';
import { keysOf } from '#rehearsal/keys.ts';
import { randomBytes } from '#seal/digest.ts';
import { enrolmentMac, sealInvitation } from '#seal/roster.ts';
import type { DeskInfo } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { doorOf, newDesk, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let rosa: DeskOf;
let helen: DeskOf;
beforeAll(async () => {
  served = await rehearsed();
  [rosa, helen] = await Promise.all([unlocked(served.url, 'rosa'), unlocked(served.url, 'helen')]);
});
afterAll(() => served.end());

const event = 'pyharbor-2027';
const wanted = { name: 'Noor', roles: [[event, 'lead']] as const, rights: [] };
const fragment = (link: string): string => link.slice(link.indexOf('#'));

/** Invited by Rosa and enrolled in a browser of their own. */
async function enrolled(): Promise<{ readonly noor: DeskOf; readonly words: string; readonly invitation: string }> {
  const before = new Set(ok(await rosa.look()).invitations.map(({ id }) => id));
  const { link } = ok(await rosa.invite(wanted));
  const noor = newDesk(served.url);
  const shown = ok(await noor.readInvitation(fragment(link)));
  expect(shown).toMatchObject({ name: 'Noor', roles: [[event, 'lead']] });
  const words = (await noor.prepareEnrolment()).words.join(' ');
  ok(await noor.enrol('noor@example.org'));
  const invitation = ok(await rosa.look()).invitations.find(({ id }) => !before.has(id))?.id ?? '';
  return { noor, words, invitation };
}

describe('joining', () => {
  test('takes a link, a steward who confirms, a second who signs', async () => {
    const { noor, words, invitation } = await enrolled();
    expect(await noor.unlock(words, await doorOf(served.url))).toEqual({ refused: 'not-found' });
    expect(ok(await rosa.look()).invitations.find(({ id }) => id === invitation)?.state).toBe('enrolled');
    expect(await rosa.confirm(invitation)).toEqual({ accepted: false });
    const [proposal] = ok(await helen.look()).proposals;
    expect(proposal?.state).toBe('can-sign');
    expect(proposal?.changes.map(({ what }) => what)).toEqual(['member-added', 'role-given']);
    expect(ok(await rosa.look()).proposals[0]?.state).toBe('own');
    expect(await helen.countersign(proposal?.id ?? '')).toEqual({ accepted: true });
    ok(await noor.unlock(words, await doorOf(served.url)));
    const team = ok(await noor.look());
    expect(team.me.name).toBe('Noor');
    expect(team.warnings).toEqual([]);
  });

  test('a link works once, and a wrong one tells nothing', async () => {
    const { link } = ok(await rosa.invite(wanted));
    const first = newDesk(served.url);
    ok(await first.readInvitation(fragment(link)));
    await first.prepareEnrolment();
    ok(await first.enrol(''));
    const second = newDesk(served.url);
    expect(await second.readInvitation(fragment(link))).toEqual({ refused: 'not-found' });
    expect(await second.readInvitation('#i=nothing')).toEqual({ refused: 'wrong-link' });
    expect(await second.readInvitation(fragment(link).replace(/\.[^.]*$/u, '.00000000000000000000'))).toMatchObject({
      refused: expect.any(String) as string,
    });
  });

  test('an invitation that the server changed or made itself is signed by nobody', async () => {
    const { invitation } = await enrolled();
    const readers = await Promise.all(
      ['rosa', 'helen'].map(async (id) => ({ recipient: (await keysOf(id)).recipient })),
    );
    const secret = randomBytes(16);
    const sealed = toBase64(await sealInvitation(secret, readers));
    const { recipient, sign } = await keysOf('sam');
    const lies: readonly ((one: DeskInfo['invitations'][number]) => DeskInfo['invitations'][number])[] = [
      (one) => ({ ...one, rights: ['steward', 'edition'] }),
      (one) => ({ ...one, roles: [...one.roles, [event, 'lead']] }),
      (one) => ({ ...one, name: 'Somebody Else' }),
      (one) => ({
        ...one,
        secret: sealed,
        enrolment: { recipient, sign, mac: enrolmentMac(secret, one.member, recipient, sign), at: 1 },
      }),
    ];
    for (const lie of lies) {
      rosa.lie = async (path, response) => {
        if (path !== staffPaths.api.desk) return response;
        const desk = (await response.json()) as DeskInfo;
        const invitations = desk.invitations.map((one) => (one.id === invitation ? lie(one) : one));
        return Response.json({ ...desk, invitations });
      };
      expect(ok(await rosa.look()).invitations.find(({ id }) => id === invitation)?.state).toBe('forged');
      expect(await rosa.confirm(invitation)).toEqual({ refused: 'bad-signature' });
    }
    rosa.lie = (_path, response) => response;
    expect(ok(await rosa.look()).invitations.find(({ id }) => id === invitation)?.state).toBe('enrolled');
  });

  test('swapped keys are seen by every steward and signed by none', async () => {
    const { invitation } = await enrolled();
    const other = newDesk(served.url);
    const { link } = ok(await rosa.invite(wanted));
    ok(await other.readInvitation(fragment(link)));
    await other.prepareEnrolment();
    ok(await other.enrol(''));
    const swap = async (path: string, response: Response): Promise<Response> => {
      if (path !== staffPaths.api.desk) return response;
      const desk = (await response.json()) as DeskInfo;
      const keys = desk.invitations.find((one) => one.enrolment !== null && one.id !== invitation)?.enrolment;
      const invitations = desk.invitations.map((one) =>
        one.id === invitation && one.enrolment && keys
          ? { ...one, enrolment: { ...keys, mac: one.enrolment.mac } }
          : one,
      );
      return Response.json({ ...desk, invitations });
    };
    rosa.lie = swap;
    helen.lie = swap;
    for (const desk of [rosa, helen]) {
      expect(ok(await desk.look()).invitations.find(({ id }) => id === invitation)?.state).toBe('forged');
      expect(await desk.confirm(invitation)).toEqual({ refused: 'bad-signature' });
    }
    rosa.lie = (_path, response) => response;
    helen.lie = (_path, response) => response;
  });
});

describe('the list', () => {
  test('one signature suspends; the suspended are out at once', async () => {
    const owen = await unlocked(served.url, 'owen');
    expect(await helen.suspend('owen')).toEqual({ accepted: true });
    expect(await owen.look()).toEqual({ refused: 'locked' });
    expect(ok(await rosa.look()).members.find(({ id }) => id === 'owen')?.suspended).toBe(true);
  });

  test('that goes back, or was altered, alarms', async () => {
    ok(await helen.look());
    const older = async (path: string, response: Response): Promise<Response> => {
      if (path !== staffPaths.api.desk) return response;
      const desk = (await response.json()) as DeskInfo;
      return Response.json({ ...desk, notes: desk.notes.slice(0, 1) });
    };
    const again = newDesk(served.url);
    again.lie = older;
    const { eightWordsOf } = await import('#rehearsal/keys.ts');
    ok(await again.unlock(eightWordsOf('helen'), await doorOf(served.url)));
    expect(ok(await again.look()).warnings).toContain('team-list-went-back');
    again.lie = async (path, response) => {
      if (path !== staffPaths.api.desk) return response;
      const desk = (await response.json()) as DeskInfo;
      return Response.json({ ...desk, notes: desk.notes.map((note) => note.replace('Rosa Okafor', 'Rosa Okafon')) });
    };
    expect(await again.look()).toEqual({ refused: 'bad-signature' });
  });

  test('settings that nobody signed are said', async () => {
    const desk = await unlocked(served.url, 'amina');
    expect(ok(await desk.look()).warnings).toEqual([]);
    desk.lie = async (path, response) => {
      if (path !== staffPaths.api.desk) return response;
      const answer = (await response.json()) as DeskInfo;
      const editions = answer.editions.map((one) => ({ ...one, edition: { ...one.edition, teamPhone: '666' } }));
      return Response.json({ ...answer, editions });
    };
    expect(ok(await desk.look()).warnings).toEqual(['settings-differ']);
  });
});
