import { describe, expect, test } from 'vitest';
import { splitText } from '#server/mail/reading/split.ts';

/** What programs put above the letter that is answered, as they were seen to. */
const attributions: readonly (readonly [program: string, said: string])[] = [
  ['Gmail, English', 'On Mon, Nov 23, 2026 at 2:02 PM Rosa Quint <rosa@pyharbor.example> wrote:'],
  ['Gmail, English, in two lines', 'On Mon, Nov 23, 2026 at 2:02 PM Rosa Quint <\nrosa@pyharbor.example> wrote:'],
  ['Gmail, German', 'Am Mo., 23. Nov. 2026 um 14:02 Uhr schrieb Rosa <rosa@pyharbor.example>:'],
  ['Gmail, German, in two lines', 'Am Mo., 23. Nov. 2026 um 14:02 Uhr schrieb Rosa Quint <\nrosa@pyharbor.example>:'],
  [
    'Gmail, German, with a link',
    'Am Mo., 23. Nov. 2026 um 14:02 Uhr schrieb Rosa <rosa@pyharbor.example <mailto:rosa@pyharbor.example>>:',
  ],
  ['Thunderbird, German', 'Am 23.11.26 um 14:02 schrieb Rosa:'],
  ['Thunderbird, German, older', 'Am 23.11.2026 14:02, schrieb Rosa Quint:'],
  ['Apple, German', 'Am 23.11.2026 um 14:02 schrieb Rosa Quint <rosa@pyharbor.example>:'],
  ['K-9, German', 'Am 23. November 2026 14:02:11 MEZ schrieb Rosa <rosa@pyharbor.example>:'],
  [
    'GMX',
    'Gesendet: Montag, 23. November 2026 um 14:02 Uhr\nVon: "Rosa" <rosa@pyharbor.example>\nAn: ito@mail.example\nBetreff: Ihr Brief',
  ],
  ['Gmail, Russian', 'Пн, 23 нояб. 2026 г. в 14:02, Роза <rosa@pyharbor.example>:'],
  ['Gmail, Russian, in small letters', 'пн, 23 нояб. 2026 г. в 14:02, Роза Квинт <rosa@pyharbor.example>:'],
  ['Thunderbird, Russian', '23.11.2026 14:02, Rosa пишет:'],
  ['Mail.ru', 'Понедельник, 23 ноября 2026, 14:02 +03:00 от Роза Квинт <rosa@pyharbor.example>:'],
  ['Yandex', '23.11.2026, 14:02, "Роза" <rosa@pyharbor.example>:'],
  ['Apple, Russian', '23 нояб. 2026 г., в 14:02, Роза Квинт <rosa@pyharbor.example> написал(а):'],
  ['Gmail, Ukrainian', 'пн, 23 лист. 2026 р. о 14:02 Роза <rosa@pyharbor.example> пише:'],
  ['Gmail, French', 'Le lun. 23 nov. 2026 à 14:02, Rosa <rosa@pyharbor.example> a écrit :'],
  ['Thunderbird, French', 'Le 23/11/2026 à 14:02, Rosa a écrit :'],
  ['Gmail, Spanish', 'El lun, 23 nov 2026 a las 14:02, Rosa (<rosa@pyharbor.example>) escribió:'],
  ['Thunderbird, Spanish', 'El 23/11/26 a las 14:02, Rosa escribió:'],
  ['Gmail, Italian', 'Il giorno lun 23 nov 2026 alle ore 14:02 Rosa <rosa@pyharbor.example> ha scritto:'],
  ['Thunderbird, Italian', 'Il 23/11/2026 14:02, Rosa ha scritto:'],
  ['Gmail, Portuguese', 'Em seg., 23 de nov. de 2026 às 14:02, Rosa <rosa@pyharbor.example> escreveu:'],
  ['Gmail, Portuguese of Portugal', 'Rosa <rosa@pyharbor.example> escreveu (segunda, 23/11/2026 à(s) 14:02):'],
  ['Gmail, Dutch', 'Op ma 23 nov 2026 om 14:02 schreef Rosa <rosa@pyharbor.example>:'],
  ['Thunderbird, Dutch', 'Op 23-11-2026 om 14:02 schreef Rosa:'],
  ['Gmail, Polish', 'pon., 23 lis 2026 o 14:02 Rosa <rosa@pyharbor.example> napisał(a):'],
  ['Thunderbird, Polish', 'W dniu 23.11.2026 o 14:02, Rosa pisze:'],
  ['Apple, Polish', 'Wiadomość napisana przez Rosa <rosa@pyharbor.example> w dniu 23.11.2026, o godz. 14:02:'],
  ['Gmail, Czech', 'po 23. 11. 2026 v 14:02 odesílatel Rosa <rosa@pyharbor.example> napsal:'],
  ['Thunderbird, Czech', 'Dne 23. 11. 26 v 14:02 Rosa napsal(a):'],
  ['Gmail, Slovak', 'po 23. 11. 2026 o 14:02 Rosa <rosa@pyharbor.example> napísal(a):'],
  ['Gmail, Swedish', 'Den mån 23 nov. 2026 kl 14:02 skrev Rosa <rosa@pyharbor.example>:'],
  ['Gmail, Danish', 'Den man. 23. nov. 2026 kl. 14.02 skrev Rosa <rosa@pyharbor.example>:'],
  ['Gmail, Finnish', 'ma 23. marrask. 2026 klo 14.02 Rosa (rosa@pyharbor.example) kirjoitti:'],
  ['Gmail, Turkish', 'Rosa <rosa@pyharbor.example>, 23 Kas 2026 Pzt, 14:02 tarihinde şunu yazdı:'],
  ['Gmail, Japanese', '2026年11月23日(月) 14:02 Rosa <rosa@pyharbor.example>:'],
  ['Apple, Japanese', '2026/11/23 14:02、Rosa <rosa@pyharbor.example>のメール:'],
  ['Thunderbird, Japanese', 'On 2026/11/23 14:02, Rosa wrote:'],
  ['Gmail, Chinese', 'Rosa <rosa@pyharbor.example> 于2026年11月23日周一 14:02写道：'],
  ['Gmail, Chinese of Taiwan', 'Rosa <rosa@pyharbor.example> 於 2026年11月23日 週一 下午2:02寫道：'],
  ['Thunderbird, Chinese', '在 2026/11/23 14:02, Rosa 写道:'],
  ['Gmail, Korean', '2026년 11월 23일 (월) 오후 2:02, Rosa <rosa@pyharbor.example>님이 작성:'],
  [
    'Outlook, English',
    'From: Rosa <rosa@pyharbor.example>\nSent: Monday, 23 November 2026 14:02\nTo: Ito\nSubject: Your letter',
  ],
  [
    'Outlook, German',
    'Von: Rosa <rosa@pyharbor.example>\nGesendet: Montag, 23. November 2026 14:02\nAn: Ito\nBetreff: AW: Ihr Brief',
  ],
  [
    'Outlook, Russian',
    'От: Роза <rosa@pyharbor.example>\nДата: понедельник, 23 ноября 2026 г. в 14:02\nКому: Ито\nТема: Re: Письмо',
  ],
  ['Outlook, Russian, sent', 'От: Роза\nОтправлено: 23 ноября 2026 г. 14:02\nКому: Ито\nТема: Письмо'],
  ['Outlook, Spanish', 'De: Rosa\nEnviado: lunes, 23 de noviembre de 2026 14:02\nPara: Ito\nAsunto: Su carta'],
  ['Outlook, French', 'De : Rosa\nDate : lundi, 23 novembre 2026 à 14:02\nÀ : Ito\nObjet : Votre lettre'],
  ['Outlook, Italian', 'Da: Rosa\nInviato: lunedì 23 novembre 2026 14:02\nA: Ito\nOggetto: La lettera'],
  [
    'Outlook, Portuguese',
    'De: Rosa\nEnviado: segunda-feira, 23 de novembro de 2026 14:02\nPara: Ito\nAssunto: A carta',
  ],
  ['Outlook, Dutch', 'Van: Rosa\nVerzonden: maandag 23 november 2026 14:02\nAan: Ito\nOnderwerp: De brief'],
  ['Outlook, Polish', 'Od: Rosa\nWysłano: poniedziałek, 23 listopada 2026 14:02\nDo: Ito\nTemat: List'],
  ['Outlook, Czech', 'Od: Rosa\nOdesláno: pondělí 23. listopadu 2026 14:02\nKomu: Ito\nPředmět: Dopis'],
  ['Outlook, Japanese', '差出人: Rosa\n送信日時: 2026年11月23日 14:02\n宛先: Ito\n件名: 手紙'],
  ['Outlook, Chinese', '发件人: Rosa\n发送时间: 2026年11月23日 14:02\n收件人: Ito\n主题: 信'],
  ['Outlook, Chinese of Taiwan', '寄件者: Rosa\n寄件日期: 2026年11月23日 下午 02:02\n收件者: Ito\n主旨: 信'],
  ['Outlook, Swedish', 'Från: Rosa\nSkickat: den 23 november 2026 14:02\nTill: Ito\nÄmne: Brevet'],
];

const isHead = (said: string): boolean => /^[^\n]{1,20}: ?[^\n]*\n/u.test(said) && said.split('\n').length > 2;
const marked = (said: string): string => `${said}\n\n> Old words.\n> More of them.`;

describe.each(attributions)('%s', (_, said) => {
  test('above a quote that is marked, what is new stands apart', () => {
    const quoted = isHead(said) ? `${said}\n\nOld words.` : marked(said);
    expect(splitText(`New words.\n\n${quoted}\n`, true)).toEqual({
      text: 'New words.',
      quoted,
      signature: '',
      forwarded: [],
    });
  });

  test('nothing of it is lost in a letter that answers nothing', () => {
    const whole = `Look what I got.\n\n${said}\n\nI know where you stay.\n\nI am afraid now.`;
    const { text, quoted, signature, forwarded } = splitText(whole, false);
    expect([text, quoted, signature, forwarded]).toEqual([whole, '', '', []]);
  });
});

// “Am 23.11.26 um 14:02 schrieb” is what people write by hand, too: without marks it stays theirs.
const dated = attributions.filter(([, said]) => !/[./ ]26 /u.test(said));

test.each(dated)('%s: above an old letter that is not marked, what is new stands apart', (_, said) => {
  const quoted = `${said}\n\nOld words.\n\nMore of them.`;
  const apart = { text: 'New words.', quoted, signature: '', forwarded: [] };
  expect(splitText(`New words.\n\n${quoted}\n`, true)).toEqual(apart);
});

test.each([
  ['de', '-----Ursprüngliche Nachricht-----'],
  ['ru', '-----Исходное сообщение-----'],
  ['pl', '-----Oryginalna wiadomość-----'],
  ['zh', '-----邮件原件-----'],
])('an old letter under its mark, in %s, begins with the mark', (_, mark) => {
  const quoted = `${mark}\nОт: Роза\nДата: 23 ноября 2026 г. 14:02\nКому: Ито\nТема: Письмо\n\nOld words.`;
  expect(splitText(`New words.\n\n${quoted}`, true)).toMatchObject({ text: 'New words.', quoted });
});

test.each(['-------- Перенаправленное сообщение --------', '---------- Пересылаемое сообщение ----------'])(
  'a letter passed on in Russian stands apart: %s',
  (mark) => {
    const whole = `См. ниже.\n\n${mark}\nОт: Рен <ren@mail.example>\nДата: 22 ноября 2026 г.\nТема: привет\n\nЯ знаю, где ты живёшь.`;
    expect(splitText(whole, false)).toMatchObject({
      text: 'См. ниже.',
      forwarded: [
        {
          from: 'Рен <ren@mail.example>',
          sent: '22 ноября 2026 г.',
          subject: 'привет',
          text: 'Я знаю, где ты живёшь.',
        },
      ],
    });
  },
);

test.each([
  'On Friday at 10:30 he came and wrote:',
  'Am Freitag um 10:30 kam er und schrieb:',
  'El viernes a las 10:30 me escribió:',
  'В пятницу в 10:30 он пишет:',
  'Le vendredi à 10:30 il a écrit :',
  'W piątek o 10:30 pisze:',
  'Am 23.11.26 um 14:02 schrieb er mir:',
  'El 23/11/26 a las 14:02 me escribió:',
  'Today at 14:02:',
  'What he said in room 2026 at 14:02:',
  'He is <angry>:',
])('what a person tells under “%s” stays what they tell', (said) => {
  const whole = `It began long ago.\n\n${said}\n\nI know where you stay.\n\nAnd then he left.`;
  for (const answer of [true, false]) expect(splitText(whole, answer).text).toBe(whole);
});

test('it takes no time to see that a long line is no attribution', () => {
  const began = performance.now();
  for (const line of ['Am 23.11.2026 um 14:02 schrieb ', 'On 14:02 2026 ', '<a@b', 'Von: ', '23.11.2026 '])
    for (const end of ['', ':', '\n:']) splitText(`New.\n\n${line.repeat(20_000)}${end}\n\nOld.`, true);
  expect(performance.now() - began).toBeLessThan(3_000);
});
