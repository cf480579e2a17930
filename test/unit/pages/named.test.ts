import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publicEdition } from '#domain/edition/published.ts';
import { answersFrom, type Answers } from '#domain/intake/answers.ts';
import type { Contact } from '#domain/edition/edition.ts';
import { questionsAt } from '#domain/procedure/procedure.ts';
import { textFact } from '#domain/record/header.ts';
import { manifestOf } from '#domain/record/manifest.ts';
import { receiversOf as inBrowser } from '#reporter/sending/bodies.ts';
import type { BirthInput } from '#seal/birth.ts';
import { reportIdOf } from '#seal/words.ts';
import { checkBirth } from '#server/api/birth.ts';
import { hashesOf } from '#server/api/rosters.ts';
import { receiveInClear, receiversOf as onArrival } from '#server/arrival.ts';
import { currentEditions } from '#server/editions.ts';
import { formOf } from '#server/procedures.ts';
import { sealerHere } from '#server/sealing-pool.ts';
import { formNow } from '#server/written.ts';
import { prepare } from '#kit/sender.ts';
import type { BirthBatch, SealingInfo } from '#wire/api.ts';
import type { AccountBody } from '#wire/bodies.ts';
import { parseLine } from '#wire/header.ts';
import { paths } from '#wire/paths.ts';
import { event, hidden, origin, pyHarbor, pyconUs, said, wordsOn, world, type World } from './world.ts';

let w: World;
let place = 0;
const births: BirthInput[] = [];
const sealer = sealerHere();

beforeAll(async () => {
  const keeping = {
    ...sealer,
    birth: (input: BirthInput) => {
      births.push(input);
      return sealer.birth(input);
    },
  };
  w = await world({ sealer: keeping });
});
afterAll(() => w.close());
beforeEach(() => {
  place += 1;
});

type Fields = readonly (readonly [string, string])[];
const token = (): string => (place + 0xa000).toString(16).padStart(32, '0');

/** Written without scripts up to the check page, and sent from there. */
async function sent(fields: Fields): Promise<{ readonly check: string; readonly receipt: string }> {
  const form: Fields = [['token', token()], ['l', 'en'], ...fields];
  const check = await (await w.post(paths.check(event), [...form, ['do', 'check']])).text();
  const receipt = await w.post(paths.sent(event), [...form, ['seen', hidden(check, 'seen')]]);
  return { check, receipt: await receipt.text() };
}

async function headers() {
  const record = await w.store.stream(w.org, `report/${reportIdOf(token())}`);
  return (record?.entries ?? []).flatMap(({ line }) => parseLine(line) ?? []);
}

const barred = async (): Promise<readonly string[]> =>
  (await headers()).filter(({ kind }) => kind === 'barred').map((header) => textFact(header, 'member'));
const holders = async (): Promise<readonly string[]> =>
  (await headers()).flatMap((header) => manifestOf(header)?.holders.map(({ member }) => member) ?? []);
const keptOut = 'Tomasz Brandt seems to be named in it and does not receive it';

describe('a report without scripts that names a member', () => {
  test('is barred to them, says so on the check page and the receipt, and keeps why inside', async () => {
    const { check, receipt } = await sent([
      ['what', 'Hier soir, Tomasz Brandt m’a suivie.'],
      ['team.leave-out', 'kenji'],
    ]);
    for (const page of [check, receipt]) {
      expect(said(page)).toContain(keptOut);
      expect(said(page)).toContain('Rosa Okafor Amina Haidari');
      expect(said(page)).not.toContain('Kenji Morita seems');
    }
    expect(await barred()).toEqual(['kenji', 'tomasz']);
    expect(await holders()).toEqual(['rosa', 'amina']);
    const account = births.at(-1)?.account as AccountBody;
    expect(account.leftOut).toEqual(['kenji']);
    expect(account.named).toEqual([
      { member: 'tomasz', question: 'what', words: 'Hier soir, Tomasz Brandt m’a suivie.' },
    ]);
    expect(births.at(-1)?.leftOut).toEqual(['kenji']);
  });

  test('by the name of its reporter: which question, and no word of the identity', async () => {
    await sent([
      ['what', 'x'],
      ['contact.name', 'Tomasz'],
    ]);
    const account = births.at(-1)?.account as AccountBody;
    expect(account.named).toEqual([{ member: 'tomasz', question: 'contact', words: '' }]);
  });

  test('who does not read new reports anyway is barred and not spoken of', async () => {
    const { check } = await sent([['what', 'It was Sam Keller.']]);
    expect(said(check)).not.toContain('seems to be named');
    expect(await barred()).toEqual(['sam']);
  });

  test('when everybody is named somebody still receives it, and whoever receives is not barred', async () => {
    const all = 'Rosa Okafor, Tomasz Brandt, Amina Haidari, Kenji Morita, Yewande Cole and Gwen Abara';
    const { receipt } = await sent([['what', all]]);
    expect(wordsOn(receipt)).toHaveLength(8);
    expect(await holders()).toEqual(['rosa', 'tomasz', 'amina', 'kenji']);
    expect(await barred()).toEqual(['gwen', 'yewande']);
  });

  test('sent to the one who is named, it goes there: they were asked for', async () => {
    await sent([
      ['what', 'Tomasz, you know what it is about. Not Rosa.'],
      ['team.only', 'tomasz'],
    ]);
    expect(await holders()).toEqual(['tomasz']);
    expect(await barred()).toEqual(['rosa']);
  });
});

describe('what a reporter adds without scripts', () => {
  const reply = async (receipt: string, text: string): Promise<string> => {
    const opened = await (await w.post(paths.mailboxOpened(event), [['words', wordsOn(receipt).join(' ')]])).text();
    const form = new FormData();
    for (const name of ['e', 'head']) form.set(name, hidden(opened, name));
    form.set('text', text);
    return (await w.post(paths.mailboxReply(event), form)).text();
  };

  test('bars whom it names before it, and the page lists who can read from now on', async () => {
    const { receipt } = await sent([['what', 'Somebody followed me.']]);
    const page = said(await reply(receipt, 'I know now who it was: Tomasz Brandt.'));
    expect((await headers()).map(({ kind }) => kind)).toEqual(['reported', 'access', 'barred', 'heard-from-reporter']);
    expect(await barred()).toEqual(['tomasz']);
    expect(page).toContain('Tomasz Brandt seems to be named in what you wrote');
    expect(page).toContain('Can open it: Rosa Okafor, Amina Haidari, and Kenji Morita');
    await reply(receipt, 'Brandt again.');
    expect(await barred()).toEqual(['tomasz']);
  });

  test('never leaves nobody', async () => {
    const { receipt } = await sent([
      ['what', 'x'],
      ['team.only', 'rosa'],
    ]);
    await reply(receipt, 'It was Rosa Okafor, and Tomasz.');
    expect(await barred()).toEqual(['tomasz']);
  });

  test('the same form sent again with a name in it bars them too', async () => {
    await sent([['what', 'Somebody followed me.']]);
    const { receipt } = await sent([['what', 'Tomasz Brandt followed me.']]);
    expect(await barred()).toEqual(['tomasz']);
    expect(said(receipt)).toContain(keptOut);
    expect(said(receipt)).toContain('Rosa Okafor Amina Haidari Kenji Morita');
  });
});

test('to one alone who has done nothing for half the time of a first answer: said, with the way to the others', async () => {
  const { receipt } = await sent([
    ['what', 'x'],
    ['team.only', 'rosa'],
  ]);
  const opened = async (): Promise<string> =>
    (await w.post(paths.mailboxOpened(event), [['words', wordsOn(receipt).join(' ')]])).text();
  const at = w.clock.now;
  const alone = 'The server says: Rosa Okafor, to whom alone you sent this, has not acted on it yet.';
  w.clock.now = at + 11.5 * 3_600_000;
  expect(said(await opened())).not.toContain(alone);
  w.clock.now = at + 12.5 * 3_600_000;
  expect(said(await opened())).toContain(alone);
  expect(await opened()).toContain(`href="${paths.report(event)}"`);
  w.clock.now = at;
});

describe('with and without scripts the same people receive it', () => {
  const everybody = { name: 'public', email: 'public', phone: 'public' } as const;
  const contact = (more: Partial<Contact>): Contact => ({
    id: 'rosa-okafor',
    lists: ['conflict'],
    name: 'Rosa Okafor',
    part: '',
    organisation: '',
    email: 'rosa@harbor.example',
    phone: '',
    shows: everybody,
    member: 'rosa',
    confirmed: '2027-05-01',
    ...more,
  });
  const contacts = [
    contact({}),
    contact({
      id: 'b',
      name: 'Amina',
      member: 'amina',
      email: '',
      phone: '+1 202 555 0177',
      shows: { ...everybody, name: 'nobody', phone: 'nobody' },
    }),
  ];
  const fields: readonly Fields[] = [
    [['what', 'x']],
    [['what', 'Tomasz Brandt did it']],
    [
      ['what', 'брандт сделал это'],
      ['team.leave-out', 'rosa'],
    ],
    [
      ['what', 'x'],
      ['who.0.name', 'kenji'],
      ['team.only', 'amina'],
    ],
    [
      ['what', 'x'],
      ['team.only', 'tomasz'],
      ['team.close-to', 'Tomasz'],
    ],
    [
      ['what', 'x'],
      ['contact.name', 'Amina H.'],
      ['contact.naming', 'team-only'],
    ],
    [['what', 'mail from ROSA@harbor.example, call from 202 555 0177']],
    [['what', 'Rosa, Tomasz, Amina, Kenji']],
    [
      ['what', 'Rosa, Tomasz, Amina, Kenji, Yewande, Gwen'],
      ['team.leave-out', 'gwen'],
    ],
    [
      ['what', 'x'],
      ['team.leave-out', 'nobody'],
      ['where', 'room'],
      ['where.more', 'beside Brandt'],
    ],
  ];
  test.each(fields.flatMap((one) => [['one step', one] as const, ['two steps', one] as const]))(
    'in %s: %j',
    async (steps, pairs) => {
      const organisation = await currentEditions(w.store, w.parts.procedures, w.clock.now);
      const current = organisation?.editions[0];
      if (!organisation || !current) throw new Error('no event');
      const own = pyconUs();
      const opening = {
        id: 'o',
        text: { en: 'o' },
        force: 'must',
        source: 'default',
        rows: [],
        first: ['lead'],
      } as const;
      const procedure = steps === 'two steps' ? { ...own, opening } : own;
      const edition = { ...pyHarbor(own), contacts };
      const answers: Answers = answersFrom(questionsAt(procedure, edition.gathering), pairs);
      const now = w.clock.now;
      const server = onArrival(organisation, { ...current, edition, procedure }, answers, now);
      const page = { procedure: formOf(procedure), edition: publicEdition(edition) };
      const { under: _under, keptBack: _keptBack, ...browser } = inBrowser(page, organisation.roster, answers, now);
      expect(browser).toEqual(server);
      expect(server.account.length).toBeGreaterThan(0);
    },
  );
});

describe('where the procedure asks first', () => {
  const opening = { id: 'o', text: { en: 'o' }, force: 'must', source: 'default', rows: [], first: ['lead'] } as const;
  const asked = async () => {
    const organisation = await currentEditions(w.store, w.parts.procedures, w.clock.now);
    const current = organisation?.editions[0];
    if (!organisation || !current) throw new Error('no event');
    return { organisation, current: { ...current, procedure: { ...current.procedure, opening } } };
  };
  const named: Fields = [
    ['what', 'He followed me.'],
    ['who.0.name', 'Halvard'],
    ['contact.name', 'Solène'],
    ['contact.naming', 'team-only'],
  ];

  async function locked(pairs: Fields, alsoReads = '') {
    const { organisation, current } = await asked();
    const { org, root, notes, roster } = organisation;
    const recipients = new Map<string, string>();
    for (const { ageHash } of roster.members) recipients.set(ageHash, (await w.store.recipient(ageHash)) ?? '');
    const page = { org, root, notes, edition: publicEdition(current.edition), procedure: formOf(current.procedure) };
    const info: SealingInfo = { ...page, open: true, rehearsal: true, now: w.clock.now };
    const roles = info.procedure.roles.map((role) =>
      role.id === alsoReads ? { ...role, receives: 'first' as const } : role,
    );
    const made = { ...info, procedure: { ...info.procedure, roles } };
    const form = (await prepare({ origin, edition: event, info: made, recipients }, pairs)).form();
    const batch = JSON.parse(form.get('batch') as string) as BirthBatch;
    const files = new Map<string, Uint8Array>();
    for (const [name, part] of form)
      if (typeof part !== 'string') files.set(name, new Uint8Array(await part.arrayBuffer()));
    return { organisation, current, batch, files };
  }

  test('on arrival: the first hold the account, the others the names and nothing else', async () => {
    const { organisation, current } = await asked();
    const form = formNow(current);
    const answers = answersFrom(questionsAt(form.procedure, form.gathering), named);
    const landed = await receiveInClear(w.parts, organisation, current, {
      token: token(),
      form,
      answers,
      language: 'en',
    });
    expect(landed).toMatchObject({ landed: 'first', readers: ['Rosa Okafor', 'Tomasz Brandt', 'Amina Haidari'] });
    const held = (await headers()).flatMap((header) => manifestOf(header) ?? []);
    expect(held.map(({ compartment, holders: of }) => [compartment, of.map(({ member }) => member)])).toEqual([
      ['account', ['rosa', 'tomasz', 'amina']],
      ['identity', ['rosa', 'tomasz', 'amina']],
      ['parties', ['kenji']],
    ]);
    expect(births.at(-1)?.parties).toEqual({ v: 1, names: ['Halvard', 'Solène'] });
  });

  test('locked in the browser: taken with the names or, where there are none, without', async () => {
    for (const pairs of [named, [['what', 'He followed me.']] as const]) {
      const { organisation, current, batch, files } = await locked(pairs);
      const checked = checkBirth(w.parts, organisation, current, { batch, files }, hashesOf(organisation));
      expect(checked).not.toHaveProperty('refused');
    }
  });

  test('names for one more than are asked are refused', async () => {
    const { organisation, current, batch, files } = await locked(named, 'chair');
    const checked = checkBirth(w.parts, organisation, current, { batch, files }, hashesOf(organisation));
    expect(checked).toEqual({ refused: 'bad-manifest' });
  });

  test('names for somebody whom nobody asks first are refused', async () => {
    const { organisation, current, batch, files } = await locked(named);
    const elsewhere = { ...current, procedure: { ...current.procedure, opening: null } };
    const checked = checkBirth(w.parts, organisation, elsewhere, { batch, files }, hashesOf(organisation));
    expect(checked).toEqual({ refused: 'bad-manifest' });
  });
});
