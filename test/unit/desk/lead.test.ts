import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { groundOf, prepare, type Ground } from '#kit/sender.ts';
import { event } from '#rehearsal/cast.ts';
import { unfit } from '#domain/after/closing.ts';
import type { Closing } from '#domain/after/bodies.ts';
import type { Verdict } from '#domain/response/bodies.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { ActSent } from '#desk/keys/protocol.ts';
import { endingOf, openIn, whereIs } from '#desk/incident/lead/open.ts';
import { leadLine } from '#desk/incident/lead/lines.ts';
import { leadingOf } from '#desk/incident/lead/leading.ts';
import { heavyLine } from '#desk/incident/cover/cover.tsx';
import { toldOf } from '#desk/incident/handling/told.ts';
import { lead as en } from '#words/made/en/lead.ts';
import { rehearsed, type Rehearsed } from '../server/rehearsed.ts';
import { arrived, ok, unlocked, type DeskOf } from './desks.ts';

let served: Rehearsed;
let ground: Ground;
let rosa: DeskOf;
let amina: DeskOf;
let kenji: DeskOf;
let procedure: Procedure | undefined;
beforeAll(async () => {
  served = await rehearsed();
  ground = await groundOf(served.url, event);
  [rosa, amina, kenji] = await Promise.all([
    unlocked(served.url, 'rosa'),
    unlocked(served.url, 'amina'),
    unlocked(served.url, 'kenji'),
  ]);
});
afterAll(() => served.end());

async function reported(fields: readonly (readonly [string, string])[] = [], to = rosa): Promise<string> {
  const id = await arrived(to, await prepare(ground, [['what', 'a remark at the mentoring desk'], ...fields]));
  const opened = ok(await to.open(id));
  procedure ??= ok(await to.look()).procedures.find(({ digest }) => digest === opened.procedure);
  return id;
}

const take: ActSent = { kind: 'lead-taken', facts: {}, body: null };
const note = { known: 'a remark, one witness', promised: 'nothing', next: 'ask Chidi', contact: 'Rosa writes to them' };
const handOver = (member: string, change: Partial<typeof note> = {}): ActSent => ({
  kind: 'handed-over',
  facts: { member },
  body: { v: 1, ...note, ...change },
});
const resolved = (verdict: Verdict): ActSent => ({
  kind: 'resolved',
  facts: { none: verdict === 'violation' ? 'no' : 'yes' },
  body: { v: 1, verdict, rule: '', reasons: 'talked over', pattern: false },
});
const closed = (how: Closing): ActSent => ({ kind: 'closed', facts: {}, body: { v: 1, how, text: 'done' } });
const person = (part: 'reported' | 'impacted'): ActSent => ({
  kind: 'person-noted',
  facts: {},
  body: {
    v: 1,
    person: 'c'.repeat(32),
    name: 'Halvard Moe',
    also: [],
    looks: '',
    parts: [part],
    organisation: false,
    minor: false,
    contact: '',
  },
});
const stopping = (opened: Opened): readonly string[] =>
  openIn(opened, procedure).flatMap((one) => (one.stops ? ['duty' in one ? one.duty : one.what] : []));
const duty = ({ duties }: Opened, id: string) => duties.find((one) => one.id === id);

describe('the lead', () => {
  test('is nobody, then who took it', async () => {
    const id = await reported();
    expect(leadingOf(ok(await amina.open(id)))).toEqual({ member: '', handed: null });
    ok(await rosa.act(id, [take]));
    expect(leadingOf(ok(await amina.open(id)))).toEqual({ member: 'rosa', handed: null });
  });

  test('handed over waits with its note until the next one has it', async () => {
    const id = await reported();
    ok(await rosa.act(id, [take]));
    ok(await rosa.act(id, [handOver('amina')]));
    const waiting = leadingOf(ok(await amina.open(id)));
    expect(waiting.member).toBe('amina');
    expect(waiting.handed?.note?.body).toMatchObject(note);
    ok(await amina.act(id, [take]));
    expect(leadingOf(ok(await rosa.open(id)))).toEqual({ member: 'amina', handed: null });
  });

  test('goes to nobody who is not there, and to nobody who stepped aside', async () => {
    const id = await reported();
    expect(await rosa.act(id, [handOver('nobody')])).toEqual({ refused: 'not-allowed', reason: 'owner-not-free' });
    ok(await rosa.act(id, [handOver('amina')]));
    ok(await amina.open(id));
    ok(await amina.stepAside(id));
    expect(leadingOf(ok(await rosa.open(id))).member).toBe('');
    expect(await rosa.act(id, [handOver('amina')])).toEqual({ refused: 'not-allowed', reason: 'owner-not-free' });
  });
});

describe('a duty that is waived', () => {
  test('keeps its reason, and what is owed to a reporter by clock cannot be', async () => {
    const id = await reported();
    const opened = ok(await rosa.open(id));
    const waive = (of: string): ActSent => ({
      kind: 'waived',
      facts: { duty: of, of: duty(opened, of)?.cause ?? '' },
      body: { v: 1, reason: 'it was a test of the form' },
    });
    expect(await rosa.act(id, [waive('acknowledge')])).toEqual({ refused: 'not-allowed', reason: 'not-waivable' });
    ok(await rosa.act(id, [waive('decide')]));
    const after = ok(await amina.open(id));
    expect(duty(after, 'decide')?.state).toMatchObject({ is: 'waived', by: { id: 'rosa' } });
    expect(toldOf(after, 'waived')[0]?.body.reason).toBe('it was a test of the form');
    expect(stopping(after)).toEqual([]);
  });
});

describe('closing', () => {
  test('is held back while people who knew were not told, and says where that is done', async () => {
    const id = await reported();
    const aware: ActSent = { kind: 'aware-listed', facts: {}, body: { v: 1, who: 'the mentoring desk', note: '' } };
    ok(await rosa.act(id, [resolved('violation'), aware]));
    const opened = ok(await rosa.open(id));
    expect(stopping(opened)).toEqual(['aware']);
    const [first] = openIn(opened, procedure);
    expect(first && whereIs(opened, procedure, first)).toBe('aware');
    const debrief = openIn(opened, procedure).find((open) => open.what === 'duty' && open.duty === 'debrief');
    expect(debrief && whereIs(opened, procedure, debrief)).toBe('gatherings');
    expect(await rosa.act(id, [closed('resolved')])).toEqual({ refused: 'not-allowed', reason: 'duty-open' });
    const of = toldOf(opened, 'aware-listed')[0]?.hash ?? '';
    ok(await rosa.act(id, [{ kind: 'aware-told', facts: { of, how: 'told' }, body: { v: 1, text: 'said aloud' } }]));
    expect(stopping(ok(await rosa.open(id)))).toEqual([]);
    ok(await rosa.act(id, [closed('resolved')]));
    const last = toldOf(ok(await amina.open(id)), 'closed')[0];
    expect(last && leadLine(last, en, (member) => member)).toBe('Closed: Resolved');
  });

  test('is held back while somebody affected has no follow-up plan', async () => {
    const id = await reported();
    ok(await rosa.act(id, [resolved('no-violation'), person('impacted')]));
    const opened = ok(await rosa.open(id));
    expect(stopping(opened)).toEqual(['no-plan']);
    const owner = { owner: 'rosa', due: served.now() + 1000 };
    const body = { v: 1, person: 'c'.repeat(32), text: '' } as const;
    ok(await rosa.act(id, [{ kind: 'follow-up-planned', facts: owner, body }]));
    expect(stopping(ok(await rosa.open(id)))).toEqual([]);
  });

  test('with no action is a normal ending: the report stays, and the reporter is still owed a message', async () => {
    const id = await reported();
    ok(await rosa.act(id, [resolved('no-violation')]));
    expect(unfit('no-action', endingOf(ok(await rosa.open(id))))).toEqual([]);
    ok(await rosa.act(id, [closed('no-action')]));
    const opened = ok(await amina.open(id));
    expect(opened.account).toMatchObject({ what: { text: 'a remark at the mentoring desk' } });
    expect(duty(opened, 'follow-up')?.state.is).toBe('open');
    ok(await rosa.write(id, { text: 'Thank you. Nothing more follows.', followUp: true }));
    expect(duty(ok(await amina.open(id)), 'follow-up')?.state.is).toBe('met');
  });

  test('as a welfare concern has no reported person and no verdict about anybody', async () => {
    const id = await reported();
    ok(await rosa.act(id, [person('reported')]));
    expect(unfit('welfare', endingOf(ok(await rosa.open(id))))).toEqual(['has-reported']);
    const other = await reported();
    ok(await rosa.act(other, [resolved('welfare')]));
    const opened = ok(await rosa.open(other));
    expect(unfit('welfare', endingOf(opened))).toEqual([]);
    expect(unfit('resolved', endingOf(opened))).toEqual(['is-welfare']);
    ok(await rosa.act(other, [closed('welfare')]));
    expect(toldOf(ok(await amina.open(other)), 'closed')[0]?.body.how).toBe('welfare');
  });

  test('of a report in bad faith leaves nothing on who was named', async () => {
    const id = await reported();
    ok(await rosa.act(id, [person('reported')]));
    ok(
      await rosa.act(id, [
        {
          kind: 'consequence-decided',
          facts: { owner: 'rosa', due: served.now() + 1000 },
          body: {
            v: 1,
            response: '',
            text: 'he does not mentor',
            person: 'c'.repeat(32),
            protects: '',
            data: {},
            ends: 'once',
            until: null,
          },
        },
      ]),
    );
    const stands = ok(await rosa.open(id));
    expect(unfit('bad-faith', endingOf(stands))).toEqual(['has-consequence']);
    const of = toldOf(stands, 'consequence-decided')[0]?.hash ?? '';
    const lifted: ActSent = { kind: 'consequence-lifted', facts: { of }, body: { v: 1, reason: 'it was made up' } };
    ok(await rosa.act(id, [lifted, resolved('no-violation')]));
    expect(unfit('bad-faith', endingOf(ok(await rosa.open(id))))).toEqual([]);
    ok(await rosa.act(id, [closed('bad-faith')]));
    const opened = ok(await amina.open(id));
    expect(opened.handling.response.warnings).toEqual([]);
    expect(opened.handling.response.consequences.every((one) => one.lifted !== null)).toBe(true);
  });

  test('leaves a few things that go on; the rest needs it reopened, with a reason', async () => {
    const id = await reported();
    ok(await rosa.act(id, [resolved('no-violation')]));
    ok(await rosa.act(id, [closed('resolved')]));
    expect(await rosa.act(id, [take])).toEqual({ refused: 'not-allowed', reason: 'already-closed' });
    expect(await rosa.act(id, [closed('no-action')])).toEqual({ refused: 'not-allowed', reason: 'already-closed' });
    ok(await rosa.note(id, 'she wrote to us again'));
    ok(await rosa.act(id, [{ kind: 'reopened', facts: {}, body: { v: 1, reason: 'it happened again' } }]));
    expect(toldOf(ok(await amina.open(id)), 'reopened')[0]?.body.reason).toBe('it happened again');
    ok(await rosa.act(id, [take]));
    expect(await rosa.act(id, [{ kind: 'reopened', facts: {}, body: { v: 1, reason: 'twice' } }])).toMatchObject({
      refused: 'not-allowed',
    });
  });

  test('ends the rights of a stand-in: their key is turned away with the next thing that is written', async () => {
    const leaving = ['rosa', 'tomasz', 'amina'].map((one) => ['team.leave-out', one] as const);
    const id = await reported(leaving, kenji);
    ok(await kenji.appointStandIn(id, 'yewande'));
    const yewande = await unlocked(served.url, 'yewande');
    ok(await yewande.open(id));
    ok(await yewande.act(id, [take, resolved('no-violation')]));
    ok(await yewande.act(id, [closed('resolved')]));
    ok(await kenji.note(id, 'it is over'));
    const opened = ok(await kenji.open(id));
    expect([...opened.handling.stoodIn]).toEqual(['yewande']);
    expect(opened.readers.account).not.toContain('yewande');
    expect(await yewande.open(id)).toEqual({ refused: 'not-found' });
    expect(await yewande.note(id, 'one more thing')).toEqual({ refused: 'not-found' });
    expect(toldOf(opened, 'noted').map(({ body }) => body.text)).toEqual(['it is over']);
  });
});

describe('heavy content', () => {
  test('is covered by the newest line that somebody wrote, and by none where it was taken back', async () => {
    const id = await reported();
    expect(heavyLine(ok(await amina.open(id)))).toBe('');
    const tagged = (heavy: string): ActSent => ({
      kind: 'tagged',
      facts: {},
      body: { v: 1, behaviours: ['x'], heavy },
    });
    ok(await rosa.act(id, [tagged('describes stalking and a threat')]));
    expect(heavyLine(ok(await amina.open(id)))).toBe('describes stalking and a threat');
    ok(await rosa.act(id, [tagged('')]));
    expect(heavyLine(ok(await amina.open(id)))).toBe('');
  });
});
