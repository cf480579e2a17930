import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Opened } from '#desk/keys/incident-seen.ts';
import { largestMedia } from '#server/texts/media.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { ok, type DeskOf } from '../../desk/desks.ts';
import { account, carrier, nextSid, secret, signedAsGeneric, teamNumber, texted } from './carrier.ts';
import { toldAsGeneric, toldAsTwilio, token, type Carrier, type Lying } from './carrier.ts';
import { desk, houseWith, textedTo, type House } from './house.ts';

const minute = 60_000;
let numbers = 0;
const newNumber = (): string => `+1718555${String(++numbers).padStart(4, '0')}`;
const needle = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(`needle ${text}`);

/** A photo of one pixel, with what a phone writes beside it. */
function photo(beside = ''): Buffer {
  const part = (marker: string, body: Buffer): Buffer => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length + 2);
    return Buffer.concat([Buffer.from(`ff${marker}`, 'hex'), length, body]);
  };
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    ...(beside === '' ? [] : [part('fe', Buffer.from(beside))]),
    part('db', Buffer.alloc(65)),
    part('c0', Buffer.from('080001000101011100', 'hex')),
    part('c4', Buffer.alloc(17)),
    part('da', Buffer.from('010100003f00', 'hex')),
    Buffer.from('12ff0034ffd9', 'hex'),
  ]);
}

let theirs: Carrier;
let house: House;
let rosa: DeskOf;
let since = 0;
beforeAll(async () => {
  theirs = await carrier();
});
afterAll(() => theirs.end());

/** Lays files down with the provider, and says so as it does. */
function named(...lying: readonly (readonly [type: string, lying: Lying])[]): Readonly<Record<string, string>> {
  const more: Record<string, string> = { NumMedia: String(lying.length) };
  for (const [place, [type, one]] of lying.entries()) {
    const path = `/2010-04-01/Accounts/${account}/Media/${nextSid()}`;
    theirs.lies.set(path, [one]);
    more[`MediaUrl${place}`] = theirs.url + path;
    more[`MediaContentType${place}`] = type;
  }
  return more;
}
const textIn = (body: unknown): string => (body as { readonly text: string }).text;
const heardIn = ({ entries }: Opened): readonly string[] =>
  entries.filter(({ kind }) => kind === 'heard-from-reporter').map(({ body }) => textIn(body));
const whatOf = ({ account: told }: Opened): string => {
  const [answer] = Object.values(told ?? {});
  return answer?.kind === 'text' ? answer.text : '';
};
const newest = async (): Promise<Opened> => {
  const [first] = await textedTo(rosa, since);
  if (first === undefined) throw new Error('no report by text message');
  return first;
};
/** The newest report, once so much was added to it. */
const once = (added: number): Promise<Opened> =>
  vi.waitFor(
    async () => {
      const opened = await newest();
      expect(heardIn(opened)).toHaveLength(added);
      return opened;
    },
    { timeout: 15_000, interval: 100 },
  );
async function bytesIn({ row, files }: Opened): Promise<readonly (readonly [name: string, bytes: Buffer])[]> {
  const all: (readonly [string, Buffer])[] = [];
  for (const { entry, name } of files)
    all.push([name, Buffer.from(ok(await rosa.file(row.incident, entry)).bytes)] as const);
  return all;
}
async function pass(ms: number): Promise<void> {
  const body = new FormData();
  body.set('by', String(ms));
  const headers = { origin: house.url };
  await fetch(house.url + paths.rehearsal, { method: 'POST', body, headers, redirect: 'manual' });
}
async function begun(kind: 'twilio' | 'generic', folder?: string): Promise<void> {
  house = await houseWith(kind, '', theirs.url, folder);
  rosa = await desk(house, 'rosa');
}
const oneLost = '[A file that came with the message could not be taken. Ask for it another way.]';
const oneFollows = '[A file came with this. It follows, or here will be said that it could not be taken.]';

describe('what comes with a text message', { timeout: 60_000 }, () => {
  beforeAll(() => begun('twilio'));
  afterAll(() => house.end());
  const told = async (text: string, more: Readonly<Record<string, string>>, number = newNumber()) => {
    since = house.now();
    await pass(minute);
    since = house.now();
    expect((await texted(house.url, number, text, more)).status).toBe(200);
    return number;
  };

  test('is fetched with the account’s password, without the place it was taken at, and in its order', async () => {
    const more = named(
      ['image/jpeg', { body: photo('GPS 40.7128N 74.0060W') }],
      ['audio/amr', { body: needle('spoken') }],
    );
    await told('Look', more);
    const opened = await once(1);
    expect(whatOf(opened)).toBe(
      'Look\n\n[2 files came with this. They follow, or here will be said that they could not be taken.]',
    );
    expect(heardIn(opened)).toEqual(['[2 files that came with the message.]']);
    expect(await bytesIn(opened)).toEqual([
      ['file-1.jpg', photo()],
      ['file-2.amr', Buffer.from(needle('spoken'))],
    ]);
    expect(theirs.askedFor.at(-1)?.headers.authorization).toBe(
      `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`,
    );
    const left = ['needle', 'GPS 40', '/Media/', theirs.url, 'file-1.jpg', 'audio/amr'];
    expect(left.filter((text) => house.holds(text))).toEqual([]);
    expect(JSON.stringify(house.logged)).not.toMatch(/Media|needle/u);
  });

  test('holds up no answer: the message is stored and answered before anything is fetched', async () => {
    let go = (): void => undefined;
    const when = new Promise<void>((done) => {
      go = done;
    });
    await told('Slowly', named(['image/png', { body: needle('slow'), when }]));
    expect(whatOf(await newest())).toBe(`Slowly\n\n${oneFollows}`);
    expect((await newest()).files).toEqual([]);
    go();
    expect((await once(1)).files.map(({ name }) => name)).toEqual(['file-1.png']);
  });

  test('goes to the report that its number told before, and a word with it is still done', async () => {
    const number = await told('First', {});
    await texted(house.url, number, '', named(['image/gif', { body: needle('later') }]));
    const opened = await once(2);
    expect(heardIn(opened)).toEqual([
      `The text message had no text.\n\n${oneFollows}`,
      '[The file that came with the message.]',
    ]);
    expect(opened.files.map(({ name }) => name)).toEqual(['file-1.gif']);
    await texted(house.url, number, 'STOP', named(['image/gif', { body: needle('last') }]));
    expect((await once(4)).files).toHaveLength(2);
    await texted(house.url, number, 'Another');
    expect(await textedTo(rosa, since)).toHaveLength(2);
  });

  test('told of twice is there once, and is fetched once', async () => {
    const more = { ...named(['image/png', { body: needle('twice') }]), MessageSid: nextSid() };
    const number = await told('Twice', more);
    await once(1);
    const asked = theirs.askedFor.length;
    await texted(house.url, number, 'Twice', more);
    await texted(
      house.url,
      number,
      'A sign that all before it is over',
      named(['image/png', { body: needle('sign') }]),
    );
    const opened = await once(3);
    expect([opened.files.length, theirs.askedFor.length - asked]).toEqual([2, 1]);
  });

  test.each([
    ['is gone', { status: 410 }],
    ['is too large', { body: new Uint8Array(largestMedia + 1) }],
    ['sends us into the house', { status: 302, headers: { location: 'https://10.0.0.1/' } }],
  ] as const)('that %s is said to be missing, and the others are kept', async (_, lying) => {
    await told('Two', named(['image/png', lying], ['image/png', { body: needle('good') }]));
    const opened = await once(1);
    expect(heardIn(opened)).toEqual([`[The file that came with the message.]\n\n${oneLost}`]);
    expect(await bytesIn(opened)).toEqual([['file-2.png', Buffer.from(needle('good'))]]);
  });

  test('that is not there yet is asked for again', async () => {
    const more = named(['image/png', {}]);
    const path = new URL(more['MediaUrl0'] ?? '').pathname;
    theirs.lies.set(path, [{ status: 404 }, { body: needle('in a moment') }]);
    await told('Soon', more);
    expect(await bytesIn(await once(1))).toEqual([['file-1.png', Buffer.from(needle('in a moment'))]]);
  });

  test('and lies anywhere else is never asked for', async () => {
    const other = await carrier();
    try {
      const more = { NumMedia: '1', MediaUrl0: `${other.url}/x`, MediaContentType0: 'image/png' };
      await told('Elsewhere', more);
      expect(heardIn(await once(1))).toEqual([oneLost]);
      expect(other.askedFor).toEqual([]);
    } finally {
      await other.end();
    }
  });

  test('is ten files at most, and the rest is said', async () => {
    const twelve = Array.from({ length: 12 }, () => ['image/gif', { body: needle('many') }] as const);
    await told('Many', named(...twelve));
    const opened = await once(1);
    expect(opened.files).toHaveLength(10);
    expect(whatOf(opened)).toContain('[2 files that came with the message could not be taken.');
  });

  test('alone, from a number that said STOP before it said anything, is no word', async () => {
    await told('STOP', named(['image/gif', { body: needle('a caption') }]));
    const opened = await once(1);
    expect([whatOf(opened), opened.files.length]).toEqual([`STOP\n\n${oneFollows}`, 1]);
  });
});

describe('a server that ends between a message and its files', { timeout: 60_000 }, () => {
  const more = (): Readonly<Record<string, string>> => ({ MessageSid: 'SM77', ...lying });
  let lying: Readonly<Record<string, string>> = {};
  let go = (): void => undefined;
  /** Stops it while the provider has not answered, and begins it again on the same data. */
  const stopped = async (): Promise<void> => {
    await begun('twilio');
    since = house.now();
    const when = new Promise<void>((done) => {
      go = done;
    });
    lying = named(['image/png', { status: 410, when }]);
    const asked = theirs.askedFor.length;
    await texted(house.url, '+17185559999', 'Look at this', more());
    await vi.waitFor(() => expect(theirs.askedFor.length).toBe(asked + 1));
    await house.stop();
    go();
    await begun('twilio', house.folder);
  };

  test('says, once it runs again, that they could not be taken', async () => {
    await stopped();
    expect(heardIn(await newest())).toEqual([]);
    await pass(16 * minute);
    expect(heardIn(await once(1))).toEqual([oneLost]);
    await house.end();
  });

  test('has them after all when the provider tells of the message again', async () => {
    await stopped();
    theirs.lies.set(new URL(more()['MediaUrl0'] ?? '').pathname, [{ body: needle('again') }]);
    await texted(house.url, '+17185559999', 'Look at this', more());
    expect((await once(1)).files).toHaveLength(1);
    await pass(16 * minute);
    expect(heardIn(await once(1))).toEqual(['[The file that came with the message.]']);
    expect(await textedTo(rosa, since)).toHaveLength(1);
    await house.end();
  });
});

describe('a message that was spoken', { timeout: 60_000 }, () => {
  beforeAll(() => begun('twilio'));
  afterAll(() => house.end());
  const called = async (more: Readonly<Record<string, string>>): Promise<number> => {
    const params = { CallSid: nextSid('CA'), AccountSid: account, From: '+16465559876', To: teamNumber, ...more };
    return (await toldAsTwilio(house.url, staffPaths.textsCall('twilio'), params)).status;
  };
  const recorded = (sid: string, body: Uint8Array): Readonly<Record<string, string>> => {
    const path = `/2010-04-01/Accounts/${account}/Recordings/${sid}`;
    theirs.lies.set(`${path}.mp3`, [{ body }]);
    return { RecordingSid: sid, RecordingUrl: theirs.url + path };
  };

  test('is a report with what was said in it, once, and no number', async () => {
    since = house.now();
    const more = recorded('RE7c1be09d55aa4f', needle('voice'));
    expect(await called({ ...more, CallStatus: 'in-progress' })).toBe(200);
    expect(await called({ ...more, RecordingStatus: 'completed', RecordingSource: 'RecordVerb' })).toBe(200);
    const opened = await once(1);
    expect(whatOf(opened)).toBe(`Somebody called the team’s number and left a spoken message.\n\n${oneFollows}`);
    expect(await bytesIn(opened)).toEqual([['file-1.mp3', Buffer.from(needle('voice'))]]);
    expect(await textedTo(rosa, since)).toHaveLength(1);
    expect(opened.writer.number).toBe('');
    expect(['6465559876', 'needle', 'RE7c1be09d55aa4f'].filter((text) => house.holds(text))).toEqual([]);
  });

  test.each([
    ['a talk that somebody took', { DialCallStatus: 'completed', CallStatus: 'in-progress' }],
    ['a talk, by its source', { RecordingStatus: 'completed', RecordingSource: 'DialVerb' }],
    ['nothing', { RecordingStatus: 'absent', RecordingSource: 'RecordVerb' }],
  ] as const)('is none where what was recorded is %s', async (what, more) => {
    const [before, asked] = [(await textedTo(rosa, 0)).length, theirs.askedFor.length];
    await called({ ...recorded(`RE${what.length}`, needle(what)), ...more });
    expect([(await textedTo(rosa, 0)).length, theirs.askedFor.length]).toEqual([before, asked]);
  });
});

describe('a provider of another kind', { timeout: 60_000 }, () => {
  beforeAll(() => begun('generic'));
  afterAll(() => house.end());
  const path = staffPaths.texts('generic');
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

  test('hands files over in the same request: they are there when it is answered', async () => {
    since = house.now();
    const media = [
      { type: 'image/jpeg', base64: base64(photo('GPS')) },
      { type: 'audio/ogg', base64: base64(needle('in base64')) },
      { type: 'image/png', base64: '' },
      { type: 'image/png', base64: base64(new Uint8Array(largestMedia + 1)) },
    ];
    const answer = await toldAsGeneric(house.url, path, { id: 'with', from: newNumber(), text: 'See', media });
    expect(answer.status).toBe(200);
    const opened = await newest();
    expect(await bytesIn(opened)).toEqual([
      ['file-1.jpg', photo()],
      ['file-2.ogg', Buffer.from(needle('in base64'))],
    ]);
    expect(whatOf(opened)).toContain('[2 files that came with the message could not be taken.');
    expect(house.holds('needle in base64')).toBe(false);
  });

  test('names where they lie, and is asked for them with a signature over the address', async () => {
    await pass(minute);
    since = house.now();
    theirs.lies.set('/kept/1', [{ body: needle('kept') }]);
    const url = `${theirs.url}/kept/1`;
    const media = [{ type: 'image/png', url }];
    await toldAsGeneric(house.url, path, { id: 'named', from: newNumber(), text: 'See', media });
    expect(await bytesIn(await once(1))).toEqual([['file-1.png', Buffer.from(needle('kept'))]]);
    const header = String(theirs.askedFor.at(-1)?.headers['x-recourse-signature']);
    const [, seconds = '', v1 = ''] = /^t=(\d+),v1=(.+)$/u.exec(header) ?? [];
    expect(v1).toBe(signedAsGeneric(secret, Number(seconds), url));
  });

  test('that says only how many came is believed, and so is said', async () => {
    await pass(minute);
    since = house.now();
    await toldAsGeneric(house.url, path, { id: 'count', from: newNumber(), text: 'See', pictures: 1 });
    expect(whatOf(await newest())).toBe(`See\n\n${oneLost}`);
  });

  test('hands over what was spoken', async () => {
    await pass(minute);
    since = house.now();
    const recording = { type: 'audio/mpeg', base64: base64(needle('said')) };
    const call = { id: 'call-1', state: 'message-left', recording };
    expect((await toldAsGeneric(house.url, staffPaths.textsCall('generic'), call)).status).toBe(200);
    expect((await newest()).files.map(({ name }) => name)).toEqual(['file-1.mp3']);
  });
});
