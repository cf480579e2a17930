import { Decrypter } from 'age-encryption';
import { createElement, Fragment, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Opened, TakenSeen } from '#desk/keys/incident-seen.ts';
import type { Team } from '#desk/keys/team-seen.ts';
import { member, roster } from '#kit/given.ts';
import { groundOf, prepare } from '#kit/sender.ts';
import { TakenBlocks } from '#desk/incident/taken/blocks.tsx';
import { TakenHead } from '#desk/incident/taken/head.tsx';
import { StaffJudged } from '#desk/incident/taken/judged.tsx';
import { oddClock } from '#desk/incident/taken/clocks.ts';
import { notedAt } from '#desk/incident/taken/words.ts';
import { Speaking } from '#desk/frame/words.tsx';
import { Unlocked, type Session } from '#desk/frame/session.tsx';
import { accountIn } from '#desk/keys/bodies.ts';
import type { Known } from '#desk/keys/knowing.ts';
import { takenIn, takerOf } from '#desk/keys/taken-down.ts';
import type { Keys } from '#desk/keys/client.ts';
import type { Answers } from '#domain/intake/answers.ts';
import type { TakingForm } from '#domain/intake/taken.ts';
import { newSigner } from '#seal/sign.ts';
import { utf8 } from '#seal/digest.ts';
import { signTaken } from '#seal/taken.ts';
import type { RosterAccepted } from '#seal/roster.ts';
import { event } from '#rehearsal/cast.ts';
import { taken as en } from '#words/made/en/taken.ts';
import { formOf, phoneOf, told } from '../hallway/phone.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked } from './desks.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

describe('who took it', () => {
  const report = 'c'.repeat(32);
  const mailbox = 'd'.repeat(64);
  const [old, now, other] = [newSigner(), newSigner(), newSigner()];
  const accepted = (sign: string, name: string): RosterAccepted => ({
    roster: roster([
      { ...member('priya', []), name, sign },
      { ...member('kim', []), sign: other.public },
    ]),
    hash: '',
    signedBy: ['root'],
    byRoot: false,
  });
  const rosters = [accepted(old.public, 'Priya N.'), accepted(now.public, 'Priya Nair')];
  const by = (of: string, sig: string): unknown => takerOf({ member: of, sig }, report, mailbox, rosters);

  test('is a member whose key signed this very report, by any list that was in force', () => {
    const priya = { is: 'signed', member: 'priya', name: 'Priya Nair' };
    expect(by('priya', signTaken(now, report, mailbox))).toEqual(priya);
    expect(by('priya', signTaken(old, report, mailbox))).toEqual(priya);
  });

  test('is nobody where nobody put their name to it', () => {
    expect(by('', '')).toEqual({ is: 'unsigned' });
    expect(by('nobody-known', '')).toEqual({ is: 'unsigned' });
  });

  test('is claimed by the device, and shown as that, where nobody signed it', () => {
    expect(by('priya', '')).toEqual({ is: 'claimed', member: 'priya', name: 'Priya Nair' });
  });

  test('is not whoever it names, when the signature is another’s, of another report, or of another mailbox', () => {
    const not = { is: 'not-theirs' };
    expect(by('priya', signTaken(other, report, mailbox))).toEqual(not);
    expect(by('priya', signTaken(now, 'e'.repeat(32), mailbox))).toEqual(not);
    expect(by('priya', signTaken(now, report, 'e'.repeat(64)))).toEqual(not);
    expect(by('nobody-known', signTaken(now, report, mailbox))).toEqual(not);
    expect(by('', signTaken(now, report, mailbox))).toEqual(not);
  });
});

test('where somebody is named in what staff wrote is said in words', () => {
  const steps = [{ id: 'safe-now', kind: 'safety' }] as const;
  const said = ['taken.notes', 'taken.hands', 'taken.safe-now', 'where'].map((id) => notedAt(en, steps, id));
  expect(said).toEqual([en.remarks(), en.hands(), en.step({ kind: 'safety' }), 'where']);
});

test('given a device’s clock over ten minutes ahead or seven days behind, it is odd', () => {
  const receivedAt = 1_800_000_000_000;
  const odd = (by: number): unknown => oddClock({ at: receivedAt + by, receivedAt });
  expect([9 * minute, 11 * minute, -day, -7 * day, -7 * day - 1].map(odd)).toEqual([null, 'ahead', null, null, 'old']);
});

const taken = {
  channel: 'in-person',
  member: 'priya',
  sig: 'f'.repeat(128),
  phone: '',
  began: 1,
  ended: 2,
  writtenBy: 'staff',
  steps: [{ step: 'safety', kind: 'safety', choice: 'safe', text: '' }],
  notes: 'remark',
  hands: ['water'],
  handsElse: '',
  unfinished: false,
  continues: '',
};

test('what staff add is parsed like what comes from a stranger', () => {
  const account = {
    v: 1,
    edition: 'e',
    procedure: { id: 'p', version: '1', digest: 'd' },
    language: 'en',
    answers: {},
    mailbox: { id: 'a'.repeat(32), recipient: 'age1pq1x', sign: 'b'.repeat(64) },
    leftOut: [],
    named: [],
    only: '',
  };
  const read = (value: unknown) => accountIn(utf8(JSON.stringify({ ...account, taken: value })));
  expect(read(taken)?.taken).toEqual(taken);
  expect(read({ ...taken, notes: { $$typeof: 1 } })).toBeNull();
  expect(read({ ...taken, channel: 'web' })).toBeNull();
  expect(read({ ...taken, steps: Array.from({ length: 5000 }, () => taken.steps[0]) })?.taken?.steps).toHaveLength(100);
});

describe('a report that staff took down, on the desk', () => {
  let served: Rehearsed;
  let opened: Opened;
  let team: Team;
  beforeAll(async () => {
    vi.stubGlobal('location', { search: '?l=en' });
    served = await rehearsed();
    const rosa = await unlocked(served.url, 'rosa');
    const fields = [['what', 'He put his hand on my knee.']] as const;
    const id = await arrived(rosa, await prepare(await groundOf(served.url, event), fields));
    opened = ok(await rosa.open(id));
    team = ok(await rosa.look());
  });
  afterAll(async () => {
    vi.unstubAllGlobals();
    await served.end();
  });

  /** What Priya took down on her phone, handed over: the incident on Rosa's desk. */
  async function takenBy(parts: Partial<TakingForm>, how: 'finished' | 'put away' = 'finished') {
    const [phone, rosa] = await Promise.all([phoneOf(served.url), unlocked(served.url, 'rosa')]);
    const at = phone.pack.now - 2 * 60 * minute;
    const continues = parts.continues ?? '';
    const { draft } = await phone.begin({ edition: event, channel: 'in-person', language: 'en', at, continues });
    const form = formOf(phone.pack, at, { answers: told('He blocked the door of room 25C.'), ...parts });
    const id = await arrived(rosa, {
      async send() {
        if (how === 'finished') await phone.finish(draft, form, at + 20 * minute);
        else {
          await phone.save(draft, form, at + 20 * minute);
          phone.kill();
          await phone.start(at + 60 * minute);
        }
        const done = await phone.handIn(phone.pack.now);
        return Response.json(done, { status: done.sent.length === 1 ? 200 : 500 });
      },
    });
    return { id, at, draft, rosa, opened: ok(await rosa.open(id)) };
  }

  test('is whose who signed it, with both times, and opens with what they added', async () => {
    const safety = { step: 'safety', kind: 'safety', choice: 'safe', text: '' } as const;
    const { id, at, opened: here, rosa } = await takenBy({ notes: 'She is cold.', steps: [safety], hands: ['water'] });
    expect(here.row.channel).toBe('in-person');
    expect(here.taken).toMatchObject({
      by: { is: 'signed', member: 'priya', name: 'Priya Nair' },
      began: at,
      at: at + 20 * minute,
      receivedAt: here.row.receivedAt,
      notes: 'She is cold.',
      steps: [safety],
      hands: ['water'],
      unfinished: false,
    });
    expect(here.warnings).toEqual([]);
    // Who took it sees nothing of it (RPT-11); to them it is like one that never was.
    const priya = await unlocked(served.url, 'priya');
    expect([await priya.open(id), await priya.open('0'.repeat(32))]).toEqual([
      { refused: 'not-found' },
      { refused: 'not-found' },
    ]);
    expect(await rosa.continued(id)).toEqual({ from: null });
  });

  test('leaves the desk as a copy of three blocks, each with author and time (INT-10)', async () => {
    const unasked = { step: 'unasked', kind: 'unasked', choice: '', text: 'He should go.' } as const;
    const { id, at, rosa } = await takenBy({ notes: 'She is cold.', steps: [unasked], writtenBy: 'both' });
    const { file, identity } = ok(await rosa.lockedCopy(id));
    const opener = new Decrypter();
    opener.addIdentity(identity);
    const copy = JSON.parse(await opener.decrypt(file, 'text')) as { readonly blocks: unknown };
    const by = {
      staff: 'Priya Nair',
      began: new Date(at).toISOString(),
      ended: new Date(at + 20 * minute).toISOString(),
    };
    expect(copy.blocks).toMatchObject([
      { block: 'their-words', writtenBy: 'both', ...by, content: told('He blocked the door of room 25C.') },
      { block: 'remarks', writtenBy: 'staff', ...by, content: { notes: 'She is cold.', answers: {} } },
      { block: 'said-without-being-asked', writtenBy: 'staff', ...by, content: { said: ['He should go.'] } },
      { block: 'steps', writtenBy: 'staff', ...by, content: [] },
    ]);
  });

  test('given it was put away, it says so; what goes on from it leads there, for who may open that one', async () => {
    const part = await takenBy({ notes: 'She had to go.' }, 'put away');
    expect(part.opened.taken).toMatchObject({ unfinished: true, notes: 'She had to go.' });
    const next = await takenBy({ continues: part.draft });
    expect(next.opened.taken).toMatchObject({ unfinished: false, continues: part.draft });
    const { codeName } = part.opened;
    expect(await next.rosa.continued(next.id)).toEqual({ from: { incident: part.id, codeName } });
    // Kenji steps aside from the first part: for him there is none to go to.
    const kenji = await unlocked(served.url, 'kenji');
    ok(await kenji.open(part.id));
    ok(await kenji.stepAside(part.id));
    expect(await kenji.continued(next.id)).toEqual({ from: null });
  });

  const { member: _, sig: __, ...rest } = taken;
  const shown = (change: Partial<TakenSeen>, page: (of: Opened) => ReactNode, also: Answers = {}): string => {
    const { receivedAt } = opened.row;
    const seen = {
      ...(rest as unknown as TakenSeen),
      by: { is: 'signed', member: 'priya', name: 'Priya Nair' } as const,
      at: receivedAt - 105 * minute,
      receivedAt,
      ...change,
    };
    const of: Opened = { ...opened, taken: seen, account: { ...opened.account, ...also } };
    const session: Session = {
      keys: {} as Keys,
      team,
      now: () => receivedAt,
      refresh: async () => undefined,
      lock: () => undefined,
      reached: true,
      hear: () => undefined,
    };
    const inside = createElement(Unlocked, { value: session }, page(of));
    return renderToStaticMarkup(createElement(Speaking, null, inside));
  };
  const account = (of: Opened): ReactNode => {
    const seen = { opened: of, taken: of.taken as TakenSeen };
    const blocks = createElement(TakenBlocks, { ...seen, answers: of.account ?? {} });
    return createElement(Fragment, null, createElement(TakenHead, seen), blocks);
  };
  const text = (html: string): string => html.replaceAll(/<[^>]+>/gu, ' ').replaceAll(/\s+/gu, ' ');
  /** What stands in one of its blocks. */
  const block = (html: string, id: string): string =>
    text(new RegExp(`<section aria-labelledby="${id}"[\\s\\S]*?</section>`, 'u').exec(html)?.[0] ?? '');

  test('shows three blocks, each with its author and time, and never one in another', () => {
    const unasked = { kind: 'unasked', step: 'unasked', choice: '', text: 'He should fly home.' } as const;
    const page = shown({ notes: 'Her hands were shaking.', steps: [unasked] }, account);
    const [theirs, remarks, said] = ['their-words', 'remarks', 'unasked'].map((id) => block(page, id));
    expect(theirs).toMatch(/Their words Transcribed by Priya Nair · .*\d\d:\d\d.*He put his hand on my knee\./u);
    expect(remarks).toMatch(/Remarks of who took it By Priya Nair · .*\d\d:\d\d.*Her hands were shaking\./u);
    expect(said).toMatch(/Said without being asked By Priya Nair · .*\d\d:\d\d.*He should fly home\./u);
    expect(theirs).not.toMatch(/shaking|fly home/u);
    expect(remarks).not.toMatch(/knee|fly home/u);
  });

  test('says who wrote it: the reporter, staff, or both', () => {
    expect(block(shown({ writtenBy: 'reporter' }, account), 'their-words')).toContain('Written by the reporter');
    expect(block(shown({ writtenBy: 'both' }, account), 'their-words')).toContain('Partly written by the reporter');
  });

  test('says both times, and when a clock is odd', () => {
    const { receivedAt } = opened.row;
    expect(text(shown({}, account))).toMatch(
      /Taken \S+ \d\d:\d\d by the clock of the device, handed over \S+ \d\d:\d\d/u,
    );
    expect(text(shown({}, account))).not.toContain('ahead');
    expect(text(shown({ at: receivedAt + day }, account))).toContain('clock was ahead by 24 h ');
    expect(text(shown({ at: receivedAt - 9 * day }, account))).toContain('lay there for 9 days');
  });

  test('says whose word it is, and no name where the signature is another’s', () => {
    expect(text(shown({}, account))).toContain('Taken by Priya Nair, who signed it.');
    const lent = { by: { is: 'unsigned' }, phone: 'Duty phone 2' } as const;
    expect(text(shown(lent, account))).toContain('Taken on Duty phone 2. No member signed it.');
    const claimed = text(shown({ by: { is: 'claimed', member: 'priya', name: 'Priya Nair' } }, account));
    expect(claimed).toContain('The device was signed in as Priya Nair. Nobody signed it.');
    expect(claimed).toContain('Transcribed by Priya Nair, not signed');
    const forged = text(shown({ by: { is: 'not-theirs' } }, account));
    expect(forged).toContain('the signature is not theirs');
    expect(forged).not.toContain('Priya');
  });

  test('says that it was not finished, and how taking it went', () => {
    const steps = [
      { step: 'q', kind: 'quiet-place', choice: 'declined', text: '' },
      { step: 's', kind: 'safety', choice: 'not-safe', text: 'he waits outside' },
    ] as const;
    const page = text(shown({ unfinished: true, steps, hands: ['water', 'escort'] }, account));
    expect(page).toContain('It was not finished. This is as far as it got.');
    expect(page).toContain('A quiet place Offered, and declined');
    expect(page).toContain('Safe now Not safe he waits outside');
    expect(page).toMatch(/What would help them\s+Water · Somebody to walk with them/u);
  });

  test('given they could be recognised, that stands on the page before anything is read (INT-12)', () => {
    const step = (choice: 'yes' | 'no') => ({ step: 'c', kind: 'could-tell', choice, text: '' }) as const;
    const warned = text(shown({ steps: [step('yes')] }, account));
    expect(warned.indexOf('could tell who told')).toBeGreaterThan(0);
    expect(warned.indexOf('could tell who told')).toBeLessThan(warned.indexOf('Their words'));
    expect(text(shown({ steps: [step('no')] }, account))).not.toContain('can show it');
  });

  test('shows on the page of judging what staff judged, as theirs', () => {
    const steps = [{ step: 't', kind: 'triage', choice: 'now', text: '' }] as const;
    const page = text(shown({ steps }, (of) => createElement(StaffJudged, { opened: of })));
    expect(page).toContain('How soon somebody has to act Now');
    expect(page).toContain('By Priya Nair');
  });

  test('given it came in by the form, nothing of it says that staff took it, whatever its sender wrote into it', () => {
    expect(opened.taken).toBeNull();
    const sent = (channel: string): unknown =>
      takenIn({
        account: { mailbox: { sign: '' }, taken },
        standing: { report: { id: 'r', arrival: { channel, at: 1, receivedAt: 2 } } },
        ground: { rosters: [] },
      } as unknown as Known);
    expect(sent('web')).toBeNull();
    expect(sent('in-person')).toMatchObject({ by: { is: 'not-theirs' }, at: 1, receivedAt: 2 });
  });
});
