import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TextProvider } from '#server/texts/provider.ts';
import { readSmsUrl, type SmsSettings } from '#server/texts/sms-url.ts';
import { textsOut } from '#server/texts/texts-out.ts';
import { account, carrier, secret, signedAsGeneric, signedAsTwilio, token, type Carrier } from './carrier.ts';

const base = 'https://report.example.org';
const twilioUrl = `twilio://${account}:${token}@api.twilio.com/?from=%2B15550100`;
const genericUrl = `https://${encodeURIComponent(secret)}@sms.example.org/send?from=%2B15550100`;

function settingsOf(url: string, api: string | null = null): SmsSettings {
  const read = readSmsUrl(url, api, base);
  if (read === null || 'wrong' in read) throw new Error(read?.wrong ?? 'none');
  return read;
}
function providerOf(url: string, api: string | null = null): TextProvider {
  const made = textsOut({ sms: settingsOf(url, api), baseUrl: base });
  if (made === null) throw new Error('no provider');
  return made;
}

let theirs: Carrier;
beforeAll(async () => {
  theirs = await carrier();
});
afterAll(() => theirs.end());

describe('a signature of Twilio’s', () => {
  const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
  const example = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+14158675309',
    Digits: '1234',
    From: '+14158675309',
    To: '+18005551212',
  };

  test('is the one of the example that Twilio publishes', async () => {
    const provider = providerOf(twilioUrl.replace(token, '12345'));
    const headers = new Headers({ 'x-twilio-signature': 'RSOYDt4T1cUTdK1PDd93/VVr8B8=' });
    const body = new URLSearchParams(example).toString();
    expect(await provider.verify({ url, headers, body }, 0)).toBe(true);
    expect(await provider.verify({ url, headers, body: body.replace('1234', '1235') }, 0)).toBe(false);
    expect(signedAsTwilio('12345', url, example)).toBe('RSOYDt4T1cUTdK1PDd93/VVr8B8=');
  });

  test('holds for this address, these parameters and this token alone', async () => {
    const provider = providerOf(twilioUrl);
    const params = { MessageSid: 'SM1', From: '+15550199', Body: 'ñ 🙂 مرحبا' };
    const headers = new Headers({ 'x-twilio-signature': signedAsTwilio(token, url, params) });
    const asked = { url, headers, body: new URLSearchParams(params).toString() };
    expect(await provider.verify(asked, 0)).toBe(true);
    expect(await provider.verify({ ...asked, url: `${url}&more=1` }, 0)).toBe(false);
    expect(await provider.verify({ ...asked, body: asked.body.replace('SM1', 'SM2') }, 0)).toBe(false);
    expect(await provider.verify({ ...asked, headers: new Headers() }, 0)).toBe(false);
    expect(await provider.verify({ ...asked, headers: new Headers({ 'x-twilio-signature': 'x' }) }, 0)).toBe(false);
    const other = new Headers({ 'x-twilio-signature': signedAsTwilio('another token', url, params) });
    expect(await provider.verify({ ...asked, headers: other }, 0)).toBe(false);
  });
});

describe('a signature with a time in it', () => {
  const now = Date.UTC(2027, 4, 14, 12);
  const body = '{"id":"1","from":"+15550199","text":"hello"}';
  const at = (ms: number, key = secret): Headers => {
    const seconds = Math.floor(ms / 1000);
    return new Headers({ 'x-recourse-signature': `t=${seconds},v1=${signedAsGeneric(key, seconds, body)}` });
  };
  const verified = (headers: Headers, text = body): Promise<boolean> =>
    providerOf(genericUrl).verify({ url: '', headers, body: text }, now);

  test('holds for five minutes around its time, and not for a moment more', async () => {
    expect(await Promise.all([now - 299_000, now, now + 299_000].map((ms) => verified(at(ms))))).toEqual([
      true,
      true,
      true,
    ]);
    expect(await Promise.all([now - 301_000, now + 301_000].map((ms) => verified(at(ms))))).toEqual([false, false]);
  });

  test('holds for this body and this secret alone', async () => {
    expect(await verified(at(now), `${body} `)).toBe(false);
    expect(await verified(at(now, 'another secret, also long'))).toBe(false);
    const moved = new Headers({
      'x-recourse-signature': (at(now - 600_000).get('x-recourse-signature') ?? '').replace(
        /t=\d+/u,
        `t=${now / 1000}`,
      ),
    });
    expect(await verified(moved)).toBe(false);
    expect(await verified(new Headers({ 'x-recourse-signature': 't=1,v1=zz' }))).toBe(false);
    expect(await verified(new Headers())).toBe(false);
  });
});

describe('what goes back in XML', () => {
  test('can be nothing but text, whatever stands in it', () => {
    const { body, type } = providerOf(twilioUrl).answer(
      'a</Message><Dial>+1900</Dial><Message>"b" & \'c\' ]]> \u0000\u0008\uFFFE\uD800 <!-- &lt; 🙂',
    );
    expect(type).toBe('text/xml; charset=utf-8');
    expect(body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Message>a&lt;/Message&gt;&lt;Dial&gt;+1900&lt;/Dial&gt;' +
        '&lt;Message&gt;&quot;b&quot; &amp; &apos;c&apos; ]]&gt; \uFFFD &lt;!-- &amp;lt; 🙂</Message></Response>',
    );
  });

  test('is an empty answer where nothing is to be said', () => {
    expect(providerOf(twilioUrl).answer(null).body).toBe('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
    expect(providerOf(genericUrl).answer(null).body).toBe('{"answer":null}');
  });
});

describe('a call', () => {
  const said = { words: 'Nobody can take this call.', language: 'en' };
  const asked = (more: Record<string, string>): string => new URLSearchParams({ CallSid: 'CA1', ...more }).toString();
  const stateOf = (provider: TextProvider, more: Record<string, string>): string =>
    provider.readCall(asked(more))?.state ?? 'not noted';

  test('is put through where a phone is named, and noted by what became of it', () => {
    const provider = providerOf(`${twilioUrl}&dial=%2B15550111`);
    expect(stateOf(provider, { CallStatus: 'ringing' })).toBe('rang');
    expect(stateOf(provider, { CallStatus: 'in-progress', DialCallStatus: 'completed' })).toBe('answered');
    expect(stateOf(provider, { CallStatus: 'in-progress', DialCallStatus: 'no-answer' })).toBe('missed');
    expect(stateOf(provider, { CallStatus: 'in-progress', DialCallStatus: 'busy' })).toBe('missed');
    expect(stateOf(provider, { CallStatus: 'completed', RecordingSid: 'RE1' })).toBe('message-left');
    const rings = provider.readCall(asked({ CallStatus: 'ringing' }));
    if (rings === null) throw new Error('no call');
    expect(provider.answerCall(rings, said).body).toContain(
      `<Dial timeout="25" action="${base}/texts/twilio/call">+15550111</Dial>`,
    );
    const missed = provider.answerCall({ ...rings, state: 'missed' }, said).body;
    expect(missed).toContain('<Say language="en">Nobody can take this call.</Say><Hangup/>');
  });

  test('was missed as it came where no phone is named', () => {
    expect(stateOf(providerOf(twilioUrl), { CallStatus: 'ringing' })).toBe('missed');
  });

  test('that is over says nothing new', () => {
    const over = { CallStatus: 'completed', CallbackSource: 'call-progress-events', SequenceNumber: '3' };
    expect(stateOf(providerOf(twilioUrl), over)).toBe('not noted');
    expect(stateOf(providerOf(twilioUrl), { ...over, CallStatus: 'no-answer' })).toBe('missed');
  });
});

describe('a message on its way out', () => {
  test('is handed in as the provider asks for it, with a password and nothing else', async () => {
    theirs.answers(201);
    expect(await providerOf(twilioUrl, theirs.url).send('+15550199', 'Ñandú 🙂 & <b>')).toBe('sent');
    const { path, headers, body } = theirs.handedIn.at(-1) ?? { path: '', headers: {}, body: '' };
    expect(path).toBe(`/2010-04-01/Accounts/${account}/Messages.json`);
    expect(headers.authorization).toBe(`Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(body))).toEqual({
      To: '+15550199',
      From: '+15550100',
      Body: 'Ñandú 🙂 & <b>',
    });
  });

  test('is signed for a provider of another kind', async () => {
    theirs.answers(200);
    expect(await providerOf(genericUrl, `${theirs.url}/send`).send('+15550199', 'hello')).toBe('sent');
    const { path, headers, body } = theirs.handedIn.at(-1) ?? { path: '', headers: {}, body: '' };
    expect([path, body]).toEqual(['/send', '{"from":"+15550100","to":"+15550199","text":"hello"}']);
    const [, seconds = '', v1 = ''] = /^t=(\d+),v1=(.+)$/u.exec(String(headers['x-recourse-signature'])) ?? [];
    expect(v1).toBe(signedAsGeneric(secret, Number(seconds), body));
  });

  test.each([[400], [500], ['hangs-up'], ['elsewhere']] as const)(
    'that meets %s is failed, and nothing is thrown',
    async (how) => {
      theirs.answers(how);
      expect(await providerOf(twilioUrl, theirs.url).send('+15550199', 'hello')).toBe('failed');
      expect(await providerOf(genericUrl, theirs.url).send('+15550199', 'hello')).toBe('failed');
    },
  );

  test('to a provider that is not there is failed', async () => {
    expect(await providerOf(twilioUrl, 'http://127.0.0.1:1').send('+15550199', 'hello')).toBe('failed');
  });
});
