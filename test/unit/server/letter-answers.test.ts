import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { currentEditions } from '#server/editions.ts';
import { replyAddress, replyToken } from '#server/mail/keys.ts';
import { addedIn, letterDesk, toldIn, until, type LetterDesk } from './letter-desk.ts';
import { mailed } from './lettered.ts';

let served: LetterDesk;
beforeAll(async () => {
  served = await letterDesk();
});
afterAll(() => served.end());

const ito = 'ito@mail.example';
const shared = 'conduct@pyharbor.example';
const codeNameOf = async (incident: string): Promise<string> =>
  (await served.rosa.incidents()).find((row) => row.incident === incident)?.codeName ?? '';
const alertsTo = (member: string, codeName: string): number =>
  served.post.mails().filter(({ to, subject, text }) => {
    return to === `${member}@pyharbor.example` && `${subject}\n${text}`.includes(codeName);
  }).length;
let which = 0;
/** A report by somebody who writes for the first time, with what their receipt says to answer. */
async function born(text = 'Somebody followed me.') {
  const from = `ito-${which++}@mail.example`;
  const seen = await served.arrived(await mailed({ from, text }));
  const receipt = served.post.mails().find(({ to }) => to === from);
  const token = replyToken(served.parts.signer, seen.report, from);
  return {
    ...seen,
    from,
    answered: `<${receipt?.messageId ?? ''}>`,
    address: replyAddress('care+{token}@pyharbor.example', token),
  };
}

describe('a letter that goes on with a report', () => {
  test('answers the receipt: it lands in the same report, once, and its original beside it', async () => {
    const first = await born();
    const raw = await mailed({
      from: first.from,
      inReplyTo: first.answered,
      text: 'He wore a red shirt.',
      attachments: [{ filename: 'shirt.png', content: 'a shirt' }],
    });
    const seen = await served.since(async () => {
      expect(await served.hand(raw)).toEqual({ done: 'added' });
      expect(await served.hand(raw)).toEqual({ done: 'there' });
    });
    expect(seen).toEqual([]);
    const opened = await served.looks(first.incident);
    expect(addedIn(opened)).toMatchObject([
      { text: 'He wore a red shirt.', files: ['shirt.png'], letter: { marks: [] } },
    ]);
    expect(opened.files.map(({ name }) => name)).toEqual(['letter.eml', 'shirt.png', 'letter.eml']);
  });

  test('answers the receipt from another address: it lands there too, and that is said', async () => {
    const first = await born();
    const raw = await mailed({ from: 'ito@phone.example', inReplyTo: first.answered, text: 'From my phone.' });
    expect(await served.hand(raw)).toEqual({ done: 'added' });
    expect(addedIn(await served.looks(first.incident))).toMatchObject([
      { text: 'From my phone.', letter: { marks: ['other-sender'] } },
    ]);
  });

  test('is sent to the reply address, from the same address or from another, which is said', async () => {
    const first = await born();
    const to = first.address;
    const [same, other] = [
      await mailed({
        from: first.from.toUpperCase(),
        to,
        subject: 'one more thing',
        text: 'From where I wrote before.',
      }),
      await mailed({ from: 'ito@work.example', to, subject: 'one more thing', text: 'From my other address.' }),
    ];
    for (const raw of [same, other])
      expect(await served.hand(raw, { by: 'smtp', to: [to.toUpperCase()] })).toEqual({ done: 'added' });
    expect(addedIn(await served.looks(first.incident))).toMatchObject([
      { letter: { marks: [] } },
      { letter: { marks: ['other-sender'] } },
    ]);
  });

  test('answers their own first letter, from the same address', async () => {
    const messageId = '<first@mail.example>';
    const first = await served.arrived(await mailed({ from: ito, messageId, text: 'Somebody followed me.' }));
    expect(await served.hand(await mailed({ from: ito, inReplyTo: messageId, text: 'And again.' }))).toEqual({
      done: 'added',
    });
    expect(addedIn(await served.looks(first.incident))).toMatchObject([{ text: 'And again.' }]);
  });

  test('is a report of its own from somebody else who answers that first letter', async () => {
    const messageId = '<copied@mail.example>';
    const first = await served.arrived(await mailed({ from: ito, messageId, text: 'Somebody followed me.' }));
    const answer = { from: 'al@mail.example', inReplyTo: messageId, text: 'It was me, and it was different.' };
    const { report } = await served.arrived(await mailed(answer));
    expect(report).not.toBe(first.report);
    expect(addedIn(await served.looks(first.incident))).toEqual([]);
  });

  test('through the team’s group address, that stands in place of who wrote, is told apart by where they are answered', async () => {
    const references = '<reminder@pyharbor.example>';
    const through = (name: string) =>
      mailed({
        from: `${name} via conduct <conduct@pyharbor.example>`,
        replyTo: `${name}@mail.example`,
        headers: { 'list-id': '<conduct.pyharbor.example>' },
        references,
        text: `I am ${name}.`,
      });
    const [ada, bo] = [await served.arrived(await through('ada')), await served.arrived(await through('bo'))];
    expect(bo.report).not.toBe(ada.report);
    expect(bo.opened.writer.letter?.replyTo).toBe('bo@mail.example');
    expect(await served.hand(Buffer.from(`${(await through('ada')).toString()} And more.`))).toEqual({ done: 'added' });
  });

  test('turns to one lead alone instead: the team learns nothing of it', async () => {
    const messageId = '<to-all@mail.example>';
    const first = await served.arrived(await mailed({ from: ito, messageId, text: 'Somebody followed me.' }));
    const rosas = 'rosa.okafor@pyharbor.example';
    const { opened } = await served.arrived(
      await mailed({ from: ito, to: rosas, inReplyTo: messageId, text: 'It was one of your team.' }),
      [rosas],
    );
    expect(opened.readers.account).toEqual(['rosa']);
    expect(addedIn(await served.looks(first.incident))).toEqual([]);
  });

  test('was delivered before its thread was known: it stays what it became', async () => {
    const references = '<elsewhere@mail.example>';
    const raw = await mailed({ from: ito, references, text: 'Told first.' });
    const { incident } = await served.arrived(raw);
    expect(await served.hand(raw)).toEqual({ done: 'there' });
    expect(addedIn(await served.looks(incident))).toEqual([]);
  });

  test('names a report that is not here: it becomes one', async () => {
    const to = replyAddress('care+{token}@pyharbor.example', replyToken(served.parts.signer, '0'.repeat(32), 'x@y.z'));
    const { opened } = await served.arrived(await mailed({ from: ito, to, text: 'Is anybody there?' }));
    expect(toldIn(opened)).toBe('Is anybody there?');
  });

  test('to a reply address that somebody made up is a new report, never in another’s', async () => {
    const first = await born();
    const to = first.address.replace(/(?<=\+.{27})./u, (letter) => (letter === 'a' ? 'b' : 'a'));
    const { report } = await served.arrived(await mailed({ from: 'al@mail.example', to, text: 'Let me in.' }));
    expect(report).not.toBe(first.report);
    expect(addedIn(await served.looks(first.incident))).toEqual([]);
  });
});

describe('who is named in what goes on', () => {
  test('is kept out from then on and is told nothing; who was only repeated stays', async () => {
    const first = await born();
    const codeName = await codeNameOf(first.incident);
    await until(() => alertsTo('tomasz', codeName) === 1);
    const answer = (text: string) => mailed({ from: first.from, inReplyTo: first.answered, text });
    served.aMinuteOn();
    await served.hand(
      await answer('Thank you.\n\nOn Friday, Team <conduct@pyharbor.example> wrote:\n> Tomasz Brandt\n'),
    );
    expect((await served.looks(first.incident)).apart).toEqual([]);
    await until(() => alertsTo('tomasz', codeName) === 2);
    served.aMinuteOn();
    await served.hand(await answer('It was Tomasz Brandt.'));
    expect((await served.looks(first.incident)).apart).toEqual(['tomasz']);
    await until(() => alertsTo('rosa', codeName) === 3);
    expect(alertsTo('tomasz', codeName)).toBe(2);
    const tomasz = await served.desk('tomasz');
    expect((await tomasz.incidents()).map(({ incident }) => incident)).not.toContain(first.incident);
  });
});

describe('what is put under somebody’s name in an answer', () => {
  test('counts as new, unless it is ours: what somebody tells stands there as well', async () => {
    const first = await born();
    const answer = (text: string) => mailed({ from: first.from, inReplyTo: first.answered, text });
    const ours =
      'On Mon, Nov 23, 2026 at 2:02 PM Team <conduct@pyharbor.example> wrote:\n\nWe see to it.\nTomasz Brandt\n';
    await served.hand(await answer(`Thank you.\n\n${ours}`));
    expect((await served.looks(first.incident)).apart).toEqual([]);
    const theirs = 'At 14:02 on 23 Nov 2026 Al wrote:\nyou will regret this\n\nTomasz Brandt stood beside him.';
    await served.hand(await answer(`It goes on.\n\n${theirs}`));
    expect((await served.looks(first.incident)).apart).toEqual(['tomasz']);
  });
});

describe('what machines send', () => {
  const bounceOf = (id: string): Buffer =>
    Buffer.from(
      [
        'From: MAILER-DAEMON@mx.example',
        `To: ${shared}`,
        'Subject: Undelivered Mail Returned to Sender',
        'Message-ID: <bounce@mx.example>',
        'Auto-Submitted: auto-replied',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: text/plain',
        '',
        'The mail could not be delivered.',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: rfc822; ito@mail.example',
        'Action: failed',
        'Status: 5.1.1',
        '--b',
        'Content-Type: message/rfc822',
        '',
        `Message-ID: ${id}`,
        'Subject: Care',
        '',
        'Thank you.',
        '--b--',
        '',
      ].join('\r\n'),
    );

  test('a letter of ours that came back is noted at it; one of somebody else’s is laid aside', async () => {
    const first = await born();
    const { org } = await served.organisation();
    const stateOf = async () =>
      (await served.parts.store.sentOf(org, first.report)).map(({ state, code }) => [state, code]);
    expect(await stateOf()).toEqual([['sent', '']]);
    const seen = await served.since(async () => {
      expect(await served.hand(bounceOf(first.answered), { from: '' })).toEqual({ done: 'noted' });
      expect(await served.hand(bounceOf('<other@mail.example>'), { from: '' })).toEqual({ done: 'aside' });
    });
    expect([seen, await stateOf()]).toEqual([[], [['bounced', '5.1.1']]]);
  });

  test('an automatic answer lands in its report and wakes nobody; one to nothing of ours is laid aside', async () => {
    const first = await born();
    const codeName = await codeNameOf(first.incident);
    await until(() => alertsTo('rosa', codeName) === 1);
    const { from, answered } = first;
    const automatic = { from, headers: { 'auto-submitted': 'auto-replied' }, subject: 'Out of office', text: 'Away.' };
    expect(await served.hand(await mailed({ ...automatic, inReplyTo: answered }))).toEqual({ done: 'added' });
    expect(await served.hand(await mailed({ ...automatic, inReplyTo: '<x@y.example>' }))).toEqual({ done: 'aside' });
    expect(addedIn(await served.looks(first.incident))).toMatchObject([{ letter: { marks: ['automatic'] } }]);
    served.aMinuteOn();
    await served.hand(await mailed({ from, inReplyTo: answered, text: 'I am back.' }));
    await until(() => alertsTo('rosa', codeName) === 2);
    // Alerts leave in their order: what was to leave before this one has left.
    const next = await codeNameOf((await born()).incident);
    await until(() => alertsTo('rosa', next) === 1);
    expect(alertsTo('rosa', codeName)).toBe(2);
  });

  test('a letter to many is kept and is not urgent', async () => {
    const { opened } = await served.arrived(
      await mailed({ from: 'news@mail.example', headers: { precedence: 'bulk' }, text: 'Buy our stickers.' }),
    );
    expect(opened.letter?.marks).toContain('bulk');
    expect(opened.row.ongoing).toBe('no');
    expect(served.post.mails().filter(({ to }) => to === 'news@mail.example')).toEqual([]);
  });
});

test('a letter without a sender, or longer than is taken, is a report all the same', async () => {
  const anonymous = await served.arrived(Buffer.from(`To: ${shared}\r\n\r\nNobody signed this.\r\n`));
  expect([
    toldIn(anonymous.opened),
    anonymous.opened.handling.reports.get(anonymous.report)?.arrival?.reachable,
  ]).toEqual(['Nobody signed this.', 'no']);
  const raw = await mailed({ from: ito, text: 'The beginning of something long.' });
  const [incident = ''] = await served.since(() => served.hand(raw, { cut: true }));
  expect((await served.looks(incident)).letter?.marks).toEqual(['cut']);
});

describe('when it cannot be taken now', () => {
  test('before set-up, and while no event is open, it waits where it lies', async () => {
    const raw = await mailed({ from: ito, text: 'Too early.' });
    const organisation = await currentEditions(served.parts.store, served.parts.procedures, Date.UTC(2029, 0, 1));
    expect(organisation?.editions.some(({ open }) => open)).toBe(false);
    const now = served.parts.now();
    served.moveTo(Date.UTC(2029, 0, 1));
    expect(await served.hand(raw)).toEqual({ later: 'closed' });
    served.moveTo(now);
    expect(await served.hand(raw)).toEqual({ done: 'report' });
  });
});

test('nobody of those who could read it is in the team any more: it is a new report, for those who are', async () => {
  const amina = await served.desk('amina');
  const messageId = '<to-amina@mail.example>';
  const to = 'amina.haidari@pyharbor.example';
  const [incident = ''] = await served.since(
    async () =>
      served.hand(await mailed({ from: ito, to, messageId, text: 'For you alone.' }), { by: 'smtp', to: [to] }),
    amina,
  );
  const { org } = await served.organisation();
  const report = (await served.parts.store.incidentById(org, incident))?.row.report ?? '';
  const helen = await served.desk('helen');
  expect(await helen.suspend('amina')).toEqual({ accepted: true });
  const token = replyToken(served.parts.signer, report, ito);
  const again = replyAddress('care+{token}@pyharbor.example', token);
  const { opened } = await served.arrived(
    await mailed({ from: ito, to: again, inReplyTo: messageId, text: 'Are you there?' }),
  );
  expect(toldIn(opened)).toBe('Are you there?');
});
