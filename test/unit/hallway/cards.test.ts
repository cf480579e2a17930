import { readFileSync } from 'node:fs';
import { createElement, type ComponentProps } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Writing } from '#hallway/alone/alone.tsx';
import type { Saved, Verbs } from '#hallway/keys/protocol.ts';
import { aroundOf } from '#hallway/taking/around.tsx';
import { ShownCard } from '#hallway/taking/card.tsx';
import { Done } from '#hallway/taking/done.tsx';
import { outOf, type Scene } from '#hallway/taking/scene.ts';
import { takingWords } from '#hallway/taking/words.ts';
import { cardsOf, type Card } from '#domain/intake/cards.ts';
import type { TakenChannel, TakingForm } from '#domain/intake/taken.ts';
import { withStep } from '#domain/intake/taking.ts';
import type { Gathering } from '#domain/procedure/gathering.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { readProcedure } from '#domain/procedure/read.ts';
import { sound } from '#domain/promises/sound.ts';
import { pyharbor } from '#rehearsal/event.ts';
import type { HallwayPack } from '#wire/hallway.ts';
import { languages, type Language } from '#words/words.ts';

// Receipts name the address they are handed out from.
globalThis.window = { location: { origin: 'https://care.pyharbor.example' } } as typeof window;

const files = [
  ...['boston-python', 'pycon-us', 'pycon-us-2013', 'pycon-us-2018', 'pyladiescon'].map((id) => `procedures/${id}`),
  ...['meet-up', 'two-steps'].map((id) => `test/fixtures/${id}`),
];
function read(folder: string): Procedure {
  const found = readProcedure(readFileSync(`${folder}/procedure.yaml`, 'utf8'), '0'.repeat(64), sound);
  if ('problems' in found) throw new Error(`${folder}: ${JSON.stringify(found.problems)}`);
  return found.procedure;
}
const of2018 = read('procedures/pycon-us-2018');
const taken = Date.parse('2027-05-15T11:20:00-04:00');
const eight = ['acorn', 'basil', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heron'];

interface Around {
  readonly procedure?: Procedure;
  readonly gathering?: Gathering;
  readonly language?: Language;
  readonly channel?: TakenChannel;
  readonly form?: Partial<TakingForm>;
  readonly at?: number;
  readonly saved?: Saved;
}

function sceneOf(around: Around = {}): Scene {
  const {
    procedure = of2018,
    gathering = procedure.gatherings[0] ?? 'in-person',
    language = 'en',
    at = taken,
  } = around;
  const channel = around.channel ?? 'in-person';
  const pack: HallwayPack = {
    org: '',
    root: '',
    notes: [],
    edition: { ...pyharbor(procedure), gathering },
    procedure,
    who: { member: 'priya', name: 'Priya Nair', until: at },
    rehearsal: true,
    now: at,
  };
  const form: TakingForm = {
    v: 1,
    edition: pack.edition.id,
    procedure: { id: procedure.id, version: procedure.version, digest: procedure.digest },
    channel,
    language,
    began: at,
    card: '',
    answers: {},
    steps: [],
    notes: '',
    hands: [],
    handsElse: '',
    writtenBy: 'staff',
    continues: '',
    ...around.form,
  };
  return {
    t: takingWords[language],
    language,
    pack,
    around: aroundOf(pack, language, at),
    cards: cardsOf(procedure, gathering, channel),
    form,
    at,
    saved: around.saved ?? null,
    words: eight,
    change: () => undefined,
    choose: () => undefined,
    go: () => undefined,
    call: () => undefined,
    emergency: () => undefined,
    handOver: () => undefined,
  };
}

const finishing = { finish: () => undefined, busy: false, fault: false };
const shown = (scene: Scene, card: Card): string =>
  renderToStaticMarkup(createElement(ShownCard, { scene, card, finishing }));
function cardAt(scene: Scene, id: string): string {
  const card = scene.cards.find((one) => one.id === id);
  if (card === undefined) throw new Error(`no card ${id}`);
  return shown(scene, card);
}
const text = (markup: string): string => markup.replaceAll(/<[^>]*>/gu, ' ').replaceAll(/\s+/gu, ' ');

describe.each(files.flatMap((folder) => languages.map((language) => ({ folder, language }))))(
  '$folder in $language',
  ({ folder, language }) => {
    const procedure = read(folder);
    const scenes = procedure.gatherings.flatMap((gathering) =>
      (['in-person', 'phone'] as const).map((channel) => sceneOf({ procedure, gathering, language, channel })),
    );

    test('every card says what it asks in a heading, and has a way on; each but the first a way back', () => {
      for (const scene of scenes)
        for (const card of scene.cards) {
          const markup = shown({ ...scene, form: { ...scene.form, card: card.id } }, card);
          const heading = /<h1[^>]*>(.*?)<\/h1>/u.exec(markup)?.[1] ?? '';
          expect(text(heading).trim(), `${card.id} heading`).not.toBe('');
          const back = markup.includes(`>${scene.t.back()}</button>`);
          expect(back, `${card.id} back`).toBe(card !== scene.cards[0]);
          expect(markup.match(/<button/gu)?.length, `${card.id} buttons`).toBeGreaterThan(1);
          expect(text(markup), `${card.id} whole`).not.toMatch(/undefined|\{[a-z][a-z:-]*\}/u);
        }
    });

    test('every field has a name that is read out', () => {
      for (const scene of scenes)
        for (const card of scene.cards) {
          const markup = shown(scene, card);
          for (const [, id] of markup.matchAll(/<(?:textarea|input type="(?:text|password)")[^>]*? id="([^"]+)"/gu))
            expect(markup, `${card.id} ${id}`).toContain(`for="${id}"`);
        }
    });
  },
);

describe('the quiet place', () => {
  test('is the room of the day by the event’s own date, and the staff room where none is set (INT-03)', () => {
    const on = (day: string): string => text(cardAt(sceneOf({ at: Date.parse(day) }), 'quiet-place'));
    expect(on('2027-05-14T10:00:00-04:00')).toContain('Today: Room 23');
    expect(on('2027-05-15T11:20:00-04:00')).toContain('Today: Room 25C');
    expect(on('2027-05-16T23:58:00-04:00')).toContain('Today: Room 25C');
    expect(on('2027-05-17T00:10:00-04:00')).toContain('No room is set for today. The staff room: Room 11');
  });
  test('can be passed over, and nothing is chosen before', () => {
    const markup = cardAt(sceneOf(), 'quiet-place');
    expect(text(markup)).toContain('Skip for now');
    expect(markup).not.toContain('aria-pressed="true"');
  });
});

describe('words that judge (INT-04)', () => {
  const words = 'She was hysterical';
  const card = (form: Partial<TakingForm>): string => text(cardAt(sceneOf({ form }), 'account'));
  test('have a neutral one beside them in what staff note', () => {
    expect(card({ notes: words })).toContain('instead of “hysterical”');
  });
  test('have none where the reporter said them', () => {
    expect(card({ answers: { what: { kind: 'text', text: words } } })).not.toContain('instead of');
  });
});

test('what was said without being asked is behind a tap of its own, under that name and no question (INT-13)', () => {
  const closed = cardAt(sceneOf(), 'unasked');
  expect(closed).not.toContain('<textarea');
  const open = cardAt(sceneOf({ form: { answers: { unasked: { kind: 'text', text: 'They should' } } } }), 'unasked');
  expect(text(open)).toContain('Said without being asked');
});

describe('how to reach them', () => {
  test('says first that no name is needed, then what it is for and when to expect news (INT-11, INT-20)', () => {
    const said = text(cardAt(sceneOf(), 'identity'));
    expect(said).toMatch(
      /without a name is welcome.*If we can reach them, this is what they will hear:.*22 May.*name/u,
    );
  });
  test('by phone no number is asked before they agree (RPT-12)', () => {
    expect(cardAt(sceneOf({ channel: 'phone' }), 'identity')).toContain('class="no-reach"');
    expect(cardAt(sceneOf(), 'identity')).not.toContain('no-reach');
    const given = { kind: 'contact', naming: '', name: '', pronouns: '', reach: '+1 412', avoid: '' } as const;
    const agreed = sceneOf({ channel: 'phone', form: { answers: { contact: given } } });
    expect(cardAt(agreed, 'identity')).not.toContain('no-reach');
  });
});

describe('the eight words', () => {
  const markup = cardAt(sceneOf(), 'words');
  test('stand each by itself, in their order', () => {
    expect([...markup.matchAll(/<bdi>([a-z]+)<\/bdi>/gu)].map(([, word]) => word)).toEqual(eight);
  });
  test('are in no address', () => {
    const addresses = [...markup.matchAll(/(?:href|src|action)="([^"]*)"/gu)].map(([, address]) => address).join(' ');
    expect(text(markup)).toContain('care.pyharbor.example/c/pyharbor-2027/words');
    for (const word of eight) expect(addresses).not.toContain(word);
  });
  test('are followed by why they are not theirs alone yet', () => {
    expect(text(markup)).toContain('You have seen these words. So nothing passes');
  });
});

test('the card with numbers names nothing of a report (INT-24)', () => {
  const scene = sceneOf({ form: { notes: 'Halvard' } });
  const handout = /<div class="handout">(.*?)<p class="noprint">/u.exec(cardAt(scene, 'crisis-card'))?.[1] ?? '';
  expect(text(handout)).toContain('988');
  expect(text(handout)).not.toMatch(/report|incident|conduct|Halvard/iu);
});

describe('reading it back', () => {
  const form: Partial<TakingForm> = {
    answers: {
      what: { kind: 'text', text: 'He explained what a function is.' },
      unasked: { kind: 'text', text: 'They should not let him mentor' },
    },
    notes: 'orange lanyard',
  };
  test('has their words, and neither our notes nor what was said unasked', () => {
    const said = text(cardAt(sceneOf({ form }), 'read-back'));
    expect(said).toContain('He explained what a function is.');
    expect(said).not.toMatch(/orange lanyard|mentor/u);
  });
  test('names what is missing, and cannot be finished before (INT-05, INT-12, IMM-01)', () => {
    const scene = sceneOf({ form });
    expect(cardAt(scene, 'read-back')).toContain('aria-disabled="true"');
    const said = text(cardAt(scene, 'read-back'));
    expect(said).toContain('Before it can be finished');
    for (const what of [scene.t.missingSafety(), scene.t.missingTell(), scene.t.missingTriage()])
      expect(said).toContain(what);
  });
  test('can be finished once it is whole', () => {
    const scene = sceneOf({ form });
    const answered = (now: TakingForm, [id, choice]: readonly [string, 'safe' | 'no' | 'can-wait']): TakingForm => {
      const card = scene.cards.find((one) => one.id === id);
      return card === undefined ? now : withStep(now, card, { choice });
    };
    const whole = (
      [
        ['safety', 'safe'],
        ['could-tell', 'no'],
        ['triage', 'can-wait'],
      ] as const
    ).reduce(answered, scene.form);
    expect(cardAt({ ...scene, form: whole }, 'read-back')).toContain('aria-disabled="false"');
  });
  test('says who will look at it, and who is kept out because they are named in it', () => {
    const scene = sceneOf({
      form,
      saved: {
        kept: true,
        readers: [{ member: 'rosa', name: 'Rosa Okafor' }],
        named: [{ member: 'tomasz', question: 'what', words: 'Tomasz' }],
      },
    });
    const team = [{ id: 'tomasz', name: 'Tomasz Brandt', part: 'Lead' }];
    const said = text(cardAt({ ...scene, around: { ...scene.around, team } }, 'read-back'));
    expect(said).toMatch(/Who will look at it Rosa Okafor .*kept out for now: Tomasz Brandt/u);
  });
  test('says of one who alone should see it what becomes of it when they are gone', () => {
    const only = { kind: 'team', leaveOut: [], only: 'rosa', closeTo: '' } as const;
    const saved = { kept: true, readers: [{ member: 'rosa', name: 'Rosa Okafor' }], named: [] };
    const alone = sceneOf({ form: { ...form, answers: { ...form.answers, team: only } }, saved });
    expect(text(cardAt(alone, 'read-back'))).toContain('no longer on the team');
    expect(text(cardAt(sceneOf({ form, saved }), 'read-back'))).not.toContain('no longer on the team');
  });
  test('asks about what is still open (INT-07)', () => {
    expect(text(cardAt(sceneOf({ form }), 'read-back'))).toMatch(/Still open.*Where was it\?/u);
  });
});

describe('at the end', () => {
  const done = (language: Language, props: Partial<ComponentProps<typeof Done>> = {}): string =>
    text(
      renderToStaticMarkup(
        createElement(Done, {
          scene: sceneOf({ language }),
          finished: {
            kept: true,
            readers: [
              { member: 'rosa', name: 'Rosa Okafor' },
              { member: 'kenji', name: 'Kenji Morita' },
            ],
          },
          sent: false,
          end: () => undefined,
          ...props,
        }),
      ),
    );
  test('they are thanked in their language, and only who is free looks at it (INT-08, INT-19)', () => {
    expect(done('en')).toMatch(/Thank them for telling you\..*Rosa Okafor and Kenji Morita/u);
    expect(done('es')).toMatch(/Dales las gracias.*Rosa Okafor y Kenji Morita/u);
    expect(done('en')).not.toContain('Tomasz');
  });
  test('the dates are counted from when it was taken (FLD-04)', () => {
    expect(done('en')).toContain('22 May at 11:20');
  });
  test('it is said where it lies', () => {
    expect(done('en')).toContain('as soon as this phone has a network');
    expect(done('en', { sent: true })).toContain('it has reached the team');
    expect(done('en', { finished: { kept: false, readers: [] } })).toContain('Leave this page open');
  });
});

test('somebody left out or named in it is not called', () => {
  const answers = { team: { kind: 'team', leaveOut: ['tomasz'], only: '', closeTo: '' } } as const;
  const named = [{ member: 'amina', question: 'what', words: 'Amina' }];
  const { form } = sceneOf({ form: { answers } });
  expect(outOf({ form, saved: { kept: true, readers: [], named } })).toEqual(['tomasz', 'amina']);
});

test('who writes alone sees their own words and questions, and nothing of the staff (INT-09)', () => {
  const answers = { what: { kind: 'text', text: 'I was there' } } as const;
  const scene = sceneOf({ form: { answers, notes: 'orange lanyard', handsElse: 'tea' } });
  const keys = {} as Verbs;
  const markup = renderToStaticMarkup(createElement(Writing, { scene, keys, back: () => undefined }));
  expect(markup).toContain('I was there');
  expect(text(markup)).toMatch(/What happened\?.*I am done.*Continue/u);
  for (const word of ['orange', 'tea', ...eight]) expect(text(markup)).not.toContain(` ${word} `);
  expect(markup).not.toContain('<a ');
});
