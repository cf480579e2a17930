import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sha256Hex } from '#seal/digest.ts';
import { ok } from '../desk/desks.ts';
import { letterDesk, toldIn, until, type LetterDesk } from './letter-desk.ts';
import { mailed } from './lettered.ts';

let served: LetterDesk;
beforeAll(async () => {
  served = await letterDesk();
});
afterAll(() => served.end());

const mailsTo = (address: string) => served.post.mails().filter(({ to }) => to === address);
const codeNameOf = async (incident: string): Promise<string> =>
  (await served.rosa.incidents()).find((row) => row.incident === incident)?.codeName ?? '';

describe('a letter to the shared address', () => {
  test.each([
    ['en', 'Two people shouted at me in the corridor.', 'On Friday', 'photo.png'],
    ['es', 'Después de la charla me siguió hasta el ascensor. 😟', 'El viernes', 'grabación.m4a'],
    ['ar', 'أرسل لي رسائل كل ليلة ولا يتوقف.', 'منذ يوم الجمعة', 'صورة.png'],
  ])(
    'in %s is one report with its file, the original byte for byte, and one receipt',
    async (which, text, subject, name) => {
      const content = Buffer.from(`bytes of ${name}`);
      const from = `ito-${which}@mail.example`;
      const raw = await mailed({ from: `Ito <${from}>`, subject, text, attachments: [{ filename: name, content }] });
      const { incident, opened } = await served.arrived(raw);
      expect(toldIn(opened)).toBe(text);
      expect(opened.row.channel).toBe('e-mail');
      expect(opened.letter?.subject).toBe(subject);
      expect(opened.writer.letter).toEqual({ name: 'Ito', address: from, replyTo: '' });
      const fileOf = async (wanted: string): Promise<Uint8Array> => {
        const entry = opened.files.find((file) => file.name === wanted)?.entry ?? '';
        return ok(await served.rosa.file(incident, entry)).bytes;
      };
      expect(sha256Hex(await fileOf(name))).toBe(sha256Hex(content));
      expect(sha256Hex(await fileOf('letter.eml'))).toBe(sha256Hex(raw));
      expect(await served.since(async () => expect(await served.hand(raw)).toEqual({ done: 'there' }))).toEqual([]);
      expect(mailsTo(from)).toHaveLength(1);
    },
  );

  test('brings a photo without the place it was taken at; the original keeps it, for who may know who wrote (S10)', async () => {
    const part = (marker: string, body: Buffer): Buffer => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(body.length + 2);
      return Buffer.concat([Buffer.from(`ff${marker}`, 'hex'), length, body]);
    };
    const photo = (...more: readonly Buffer[]): Buffer =>
      Buffer.concat([
        Buffer.from('ffd8', 'hex'),
        ...more,
        part('db', Buffer.alloc(65)),
        part('c0', Buffer.from('080001000101011100', 'hex')),
        part('c4', Buffer.alloc(17)),
        part('da', Buffer.from('010100003f00', 'hex')),
        Buffer.from('12ff0034ffd9', 'hex'),
      ]);
    const attachments = [{ filename: 'slide.jpg', content: photo(part('fe', Buffer.from('GPS 40.7128N 74.0060W'))) }];
    const raw = await mailed({ from: 'ito@mail.example', text: 'Room D, talk on now till 14:10.', attachments });
    const { incident, opened } = await served.arrived(raw);
    const bytesOf = async (name: string) =>
      ok(await served.rosa.file(incident, opened.files.find((file) => file.name === name)?.entry ?? '')).bytes;
    expect(Buffer.from(await bytesOf('slide.jpg')).equals(photo())).toBe(true);
    expect(Buffer.from(await bytesOf('letter.eml')).equals(raw)).toBe(true);
  });

  test('leaves nothing of itself in clear: no text, name, address, subject, file name or Message-ID', async () => {
    const raw = await mailed({
      from: 'Zwirbel Quark <zwirbelquark@knorzig.example>',
      subject: 'Schnurzelbart',
      messageId: '<plumperquatsch@knorzig.example>',
      text: 'Firlefanzerei happened.',
      attachments: [{ filename: 'krimskrams.png', content: 'Tohuwabohu' }],
    });
    await served.arrived(raw);
    const all = readdirSync(served.folder).map((name) => readFileSync(join(served.folder, name)));
    expect(all.length).toBeGreaterThan(1);
    for (const needle of 'zwirbel|quark|knorzig|schnurzel|plumperquatsch|firlefanz|krimskrams|tohuwabohu'.split('|'))
      for (const bytes of all) expect(bytes.toString('latin1').toLowerCase().includes(needle), needle).toBe(false);
  });

  test('is not lost without a word of its own: it says so', async () => {
    const raw = await mailed({
      from: 'ito@mail.example',
      attachments: [{ filename: 'photo.png', content: Buffer.from('a photo') }],
    });
    const { opened } = await served.arrived(raw);
    expect(toldIn(opened)).toBe('The letter had no text of its own. See what came with it.');
    expect(opened.files.map(({ name }) => name)).toContain('photo.png');
  });

  test('handed over twice at once, by both ways, is one report', async () => {
    const raw = await mailed({ from: 'ito@mail.example', text: 'The same letter, fetched and delivered.' });
    const seen = await served.since(async () => {
      const done = await Promise.all([
        served.hand(raw),
        served.hand(raw, { by: 'smtp', to: ['conduct@pyharbor.example'] }),
        served.hand(Buffer.concat([Buffer.from('Received: from relay.example\r\n'), raw])),
      ]);
      expect(done.map((one) => ('done' in one ? one.done : one.later)).toSorted()).toEqual([
        'report',
        'there',
        'there',
      ]);
    });
    expect(seen).toHaveLength(1);
  });

  test('with a Message-ID that was used before and other words is a report of its own', async () => {
    const messageId = '<again@mail.example>';
    const [one, other] = [
      await served.arrived(await mailed({ messageId, from: 'ito@mail.example', text: 'One thing.' })),
      await served.arrived(await mailed({ messageId, from: 'ito@mail.example', text: 'Another thing.' })),
    ];
    expect(other.report).not.toBe(one.report);
  });

  test('from two people about the same thing is two reports with two clocks (S20)', async () => {
    const references = '<newsletter@pyharbor.example>';
    served.moveTo(Date.parse('2027-05-15T11:02:00-04:00'));
    const one = await served.arrived(
      await mailed({ from: 'ada@mail.example', references, subject: 'Re: News', text: 'They don’t wear masks.' }),
    );
    served.moveTo(Date.parse('2027-05-15T11:20:00-04:00'));
    const other = await served.arrived(
      await mailed({ from: 'bo@mail.example', references, subject: 'Re: News', text: 'no masks in room E' }),
    );
    expect(other.report).not.toBe(one.report);
    const dueOf = ({ opened }: typeof one): number => opened.next?.due ?? 0;
    expect(dueOf(other) - dueOf(one)).toBe(18 * 60_000);
    const body = { v: 1, why: 'it is over', answers: {}, impact: 'low', risk: 'low', text: '' } as const;
    for (const { incident } of [one, other])
      ok(await served.rosa.act(incident, [{ kind: 'assessed', facts: { urgency: 'can-wait' }, body }]));
    expect(await served.rosa.join(other.incident, one.incident, 'the same stand')).toEqual({ done: true });
    const { near, row } = await served.looks(one.incident);
    expect([row.channel, near.map(({ incident }) => incident)]).toEqual(['e-mail', [other.incident]]);
  }, 60_000);
});

describe('who is named in a letter', () => {
  const named = 'Tomasz Brandt';
  test.each([
    ['its text', { text: `Yesterday ${named} followed me.` }],
    ['its subject', { subject: `About ${named}`, text: 'He followed me.' }],
    [
      'what it repeats',
      { text: 'See below.\n\nOn Friday, Al <al@mail.example> wrote:\n> Ask Tomasz Brandt about it.\n' },
    ],
    ['the name of a file', { text: 'A photo.', attachments: [{ filename: 'tomasz-brandt.png', content: 'photo' }] }],
    ['the name it was sent under', { from: `${named} <tb@mail.example>`, text: 'I want to say what happened.' }],
    ['the address it was sent from', { from: 'tomasz.brandt@mail.example', text: 'I want to say what happened.' }],
  ])('in %s sees nothing of it and is told nothing', async (_, letter) => {
    const tomasz = await served.desk('tomasz');
    const seenByHim = await served.since(async () => {
      const { incident, opened } = await served.arrived(await mailed({ from: 'ito@mail.example', ...letter }));
      expect(opened.apart).toContain('tomasz');
      expect(opened.readers.account).not.toContain('tomasz');
      const codeName = await codeNameOf(incident);
      const told = (member: string): boolean =>
        mailsTo(`${member}@pyharbor.example`).some(({ subject, text }) => `${subject}\n${text}`.includes(codeName));
      await until(() => ['rosa', 'amina', 'kenji'].every(told));
      expect(told('tomasz')).toBe(false);
    }, tomasz);
    expect(seenByHim).toEqual([]);
  });

  test('is shown to a free lead with the words around it, to clear or to confirm', async () => {
    const { opened } = await served.arrived(
      await mailed({ from: 'ito@mail.example', subject: 'About Tomasz Brandt and a dinner', text: 'He followed me.' }),
    );
    expect(opened.conflicts.named).toEqual([
      { member: 'tomasz', question: '', words: 'About Tomasz Brandt and a dinner' },
    ]);
  });

  test('may be a reader of that very address: the others receive it, and they do not (D5)', async () => {
    const kenji = await served.desk('kenji');
    const seen = await served.since(async () => {
      const { opened } = await served.arrived(
        await mailed({ from: 'ito@mail.example', text: 'Kenji Morita reads this address, and it is about him.' }),
      );
      expect(opened.readers.account.toSorted()).toEqual(['amina', 'rosa', 'tomasz']);
    }, kenji);
    expect(seen).toEqual([]);
  });
});

describe('whom a letter is for', () => {
  const alone = 'rosa.okafor@pyharbor.example';
  test('a lead’s own address is that lead alone: no row and no word for anybody else (RPT-14)', async () => {
    const tomasz = await served.desk('tomasz');
    const seen = await served.since(async () => {
      const { incident, opened } = await served.arrived(
        await mailed({ from: 'ito@mail.example', to: alone, text: 'Only you, please.' }),
        [alone],
      );
      expect([opened.only, opened.readers.account]).toEqual(['rosa', ['rosa']]);
      const codeName = await codeNameOf(incident);
      await until(() =>
        mailsTo('rosa@pyharbor.example').some(({ text, subject }) => (subject + text).includes(codeName)),
      );
      expect(served.post.mails().filter(({ text, subject }) => (subject + text).includes(codeName))).toHaveLength(1);
    }, tomasz);
    expect(seen).toEqual([]);
  });

  test('two leads are two reports, each for one of them', async () => {
    const amina = await served.desk('amina');
    const both = [alone, 'amina.haidari@pyharbor.example'];
    const raw = await mailed({
      from: 'ito@mail.example',
      to: both,
      text: 'Only you two, please.',
    });
    const hers = await served.since(async () => {
      const { opened } = await served.arrived(raw, both);
      expect(opened.readers.account).toEqual(['rosa']);
    }, amina);
    expect(hers).toHaveLength(1);
    expect((await served.looks(hers[0] ?? '', amina)).readers.account).toEqual(['amina']);
    expect(await served.hand(raw, { by: 'smtp', to: both })).toEqual({ done: 'there' });
  });

  test('a letter to a lead of which the team got a blind copy is the team’s: it may be about that lead', async () => {
    const raw = await mailed({
      from: 'ito@mail.example',
      to: alone,
      text: 'I ask you once more to stop writing to me.',
    });
    const { opened } = await served.arrived(raw);
    expect(opened.only).toBe('');
    expect(opened.readers.account.length).toBeGreaterThan(1);
  });

  test.each([
    ['a lead’s and the shared address', { to: [alone, 'conduct@pyharbor.example'] }],
    ['the general address (RPT-08)', { to: 'hello@pyharbor.example' }],
    ['an address behind a plus', { to: 'Conduct+web@PyHarbor.example' }],
    ['nobody that is known', { to: 'undisclosed@mail.example' }],
  ])('%s is the team', async (_, to) => {
    const { opened } = await served.arrived(await mailed({ from: 'ito@mail.example', ...to, text: 'For the team.' }));
    expect(opened.readers.account.toSorted()).toEqual(['amina', 'kenji', 'rosa', 'tomasz']);
  });
});
