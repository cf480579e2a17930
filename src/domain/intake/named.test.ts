import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { member, roster } from '#kit/given.ts';
import type { Contact } from '../edition/edition.ts';
import type { Answers } from './answers.ts';
import { namedIn } from './named.ts';
import { knownIn, type Known } from './sought.ts';

const team: readonly (readonly [id: string, name: string])[] = [
  ['rosa', 'Rosa Okafor'],
  ['tomasz', 'Tomasz Brandt'],
  ['amina', 'Amina Haidari'],
  ['kenji', 'Kenji Morita'],
  ['helen', 'Helen Adeyemi'],
  ['ines', 'Inês Carvalho'],
  ['marcus', 'Marcus Lind'],
  ['priya', 'Priya Nair'],
  ['luis', 'Luis Ferro'],
  ['dana', 'Dana Whitlock'],
  ['yewande', 'Yewande Cole'],
  ['piotr', 'Piotr Zieliński'],
  ['oleg', 'Oleg Marin'],
  ['owen', 'Owen Platt'],
  ['mei', 'Mei Tanaka'],
  ['sam', 'Sam Keller'],
  ['will', 'Will Hargreave'],
  ['mark', 'Mark Sørlund'],
  ['zoe', 'Zoë van der Meulen'],
  ['samira', 'سميرة الخطيب'],
  ['dov', 'דב לוינסון'],
  ['haruto', '小川 はると'],
];
const people: readonly Known[] = team.map(([id, name]) => ({ id, name, ways: [] }));
const said = (text: string): Answers => ({ what: { kind: 'text', text } });
const who = (answers: Answers, among = people): readonly string[] =>
  [...new Set(namedIn(answers, among).map(({ member: id }) => id))].toSorted();

const solene =
  'Bonjour, je m’appelle Solène. J’utilise ce formulaire parce que je ne sais pas à qui m’adresser. Hier soir à la réception, Tomasz Brandt, qui figure sur votre liste de contacts, m’a dit trois fois que je devais ma bourse de voyage « à mon joli sourire ». J’ai changé de groupe, il m’a suivie jusqu’au vestiaire. Deux personnes ont entendu : mon collègue Idriss et une bénévole au badge vert. J’espère vraiment que ce n’est pas lui qui lira ce message.';
const paloma =
  'In the poster hall a bearded man with a walking stick told me loudly that "people like you only get in on quota". Witness: Chidi, who ran the stand next door, he gave me water afterwards. Badge of the man: 0452. – Paloma';

/** Invented sentences: language, text, and the members who are really named in it, by id. */
const corpus: readonly (readonly [language: string, text: string, named: string])[] = [
  ['fr', solene, 'tomasz'],
  ['en', paloma, ''],
  // English
  ['en', 'Tomasz Brandt followed me to the lift.', 'tomasz'],
  ['en', 'It was BRANDT, he said it twice.', 'tomasz'],
  ['en', 'brandt, tomasz - lead responder - said it', 'tomasz'],
  ['en', 'somebody called brandt wrote to me at night', 'tomasz'],
  ['en', 'tomasz keeps waiting for me outside the room', 'tomasz'],
  ['en', 'I heard Tomasz B. say it.', 'tomasz'],
  ['en', 'T. Brandt from the team', 'tomasz'],
  ['en', "I do not want Brandt's help.", 'tomasz'],
  ['en', 'The Brandts were there, both of them.', 'tomasz'],
  ['en', '@tbrandt wrote it in the chat', 'tomasz'],
  ['en', 'the account tomasz.brandt sent me pictures', 'tomasz'],
  ['en', 'user tomaszbrandt87 in HarborChat', 'tomasz'],
  ['en', 'see https://chat.example/brandt_t for the messages', 'tomasz'],
  ['en', 'from tomasz_b@example.org', 'tomasz'],
  ['en', 'Tomas Brant, I think that is how it is written', 'tomasz'],
  ['en', 'Thomas Brandt, or Tomash, on your list', 'tomasz'],
  ['en', 'Rosa laughed when I told her.', 'rosa'],
  ['en', 'I told Rosa and nothing happened', 'rosa'],
  ['en', 'rosa o. was there', 'rosa'],
  ['en', 'rosa okafor was there', 'rosa'],
  ['en', 'It was Mrs Okaffor who said it', 'rosa'],
  ['en', 'Will touched my back twice.', 'will'],
  ['en', 'then I saw that Will had taken a photo', 'will'],
  ['en', 'it was will hargreave', 'will'],
  ['en', 'someone named Hargreaves', 'will'],
  ['en', 'Mark said I should smile', 'mark'],
  ['en', 'a man, Sorlund on the badge', 'mark'],
  ['en', 'Soerlund again', 'mark'],
  ['en', 'mark.sorlund keeps writing', 'mark'],
  ['en', 'a joke by Kenji Morita', 'kenji'],
  ['en', 'Morita Kenji, from the shared address', 'kenji'],
  ['en', 'kenji asked me about my passport', 'kenji'],
  ['en', 'Helen from the stage said that I lie', 'helen'],
  ['en', 'Ines did it, with Marcus watching', 'ines marcus'],
  ['en', 'Marcus/Markus? I am not sure how he spells it', 'marcus'],
  ['en', 'Priya Nair and Owen were in the room', 'owen priya'],
  ['en', 'DANA WHITLOCK SHOUTED AT ME', 'dana'],
  ['en', 'Mr. Platt at the door', 'owen'],
  ['en', 'The woman at the video desk, Mei, refused to stop', 'mei'],
  ['en', 'tanaka from audio', 'mei'],
  ['en', 'Sam Keller read my mail', 'sam'],
  ['en', 'Zoe van der Meulen, and later zoe again', 'zoe'],
  ['en', 'vandermeulen is her handle: @zvandermeulen', ''],
  ['en', 'Meulen, Z.', 'zoe'],
  ['en', 'Oleg Marin offered me money', 'oleg'],
  ['en', 'Dr Haidary knows him', 'amina'],
  ['en', 'Ask Zielinski, he stood beside it', 'piotr'],
  ['en', 'I will not name anybody.', ''],
  ['en', 'Will you keep this to yourselves?', ''],
  ['en', 'Will someone please go to room E?', ''],
  ['en', 'He left a mark on my arm.', ''],
  ['en', 'The marks are still there', ''],
  ['en', 'a rosa parks poster was torn', ''],
  ['en', 'the same stand as always: no masks in room E', ''],
  ['en', 'Same for the man beside him', ''],
  ['en', 'We drank cola at the platform by the marina', ''],
  ['en', 'It is a brand new badge, brandy on the table', ''],
  ['en', 'I saw a link on the dance floor', ''],
  ['en', 'Nobody on the team was near.', ''],
  ['en', 'A man with a red jacket and a blue lanyard', ''],
  ['en', 'He thanked the same people over and over', ''],
  ['en', 'I was at the mentoring desk and he asked if I was waiting for my boyfriend', ''],
  ['en', 'Halvard, mentor, orange lanyard', ''],
  ['en', 'Please do not call me, write here.', ''],
  ['en', 'In March the same happened in Boston', ''],
  // Spanish
  ['es', 'Tomasz Brandt me siguió hasta el ascensor.', 'tomasz'],
  ['es', 'Fue Brandt, el de la lista', 'tomasz'],
  ['es', 'tomasz me escribió tres veces', 'tomasz'],
  ['es', 'Rosa se rió de mi acento', 'rosa'],
  ['es', 'se lo conté a Rosa y no hizo nada', 'rosa'],
  ['es', 'Inés Carvalho me gritó', 'ines'],
  ['es', 'la señora carvallo', 'ines'],
  ['es', 'Luis Ferro estaba en la puerta', 'luis'],
  ['es', 'LUIS me tocó la espalda', 'luis'],
  ['es', 'luis, el de la mesa, lo vio', 'luis'],
  ['es', 'un tal Ferro', 'luis'],
  ['es', 'Quien lo dijo es Haydari', 'amina'],
  ['es', 'Marcos o Marcus, el coordinador', 'marcus'],
  ['es', 'Llevaba una camisa rosa y zapatos de fierro', ''],
  ['es', 'una chaqueta rosa o azul', ''],
  ['es', 'En la cola del registro un asistente imitó mi acento', ''],
  ['es', 'la misma mesa de siempre, nadie con mascarilla', ''],
  ['es', 'el plato marino estaba frío', ''],
  ['es', 'Estaba en la marina, de noche', ''],
  ['es', 'No sé cómo se llama, tenía barba y bastón', ''],
  ['es', 'Me miró durante toda la charla', ''],
  // French
  ['fr', 'C’est Brandt qui l’a dit.', 'tomasz'],
  ['fr', 'd’après Thomasz, je mens', 'tomasz'],
  ['fr', 'Rosa m’a demandé de partir', 'rosa'],
  ['fr', 'Monsieur Lind, coordinateur', 'marcus'],
  ['fr', 'Hélène Adeyemi ou Helen, je ne sais plus', 'helen'],
  ['fr', 'Yéwandé Cole m’a aidée', 'yewande'],
  ['fr', 'le compte @akenji', ''],
  ['fr', 'Oleg m’attendait devant l’hôtel', 'oleg'],
  ['fr', 'Un bénévole au badge vert a entendu', ''],
  ['fr', 'Le biologiste marin parlait fort', ''],
  ['fr', 'une rose sur la table, un carnet rosé', ''],
  ['fr', 'Il portait un manteau clair', ''],
  ['fr', 'Je voudrais rester anonyme', ''],
  // German
  ['de', 'Herr Brandt hat mich dreimal angesprochen.', 'tomasz'],
  ['de', 'Ich habe Tomaszs Nachricht noch', 'tomasz'],
  ['de', 'tomasch brandt stand vor der tür', 'tomasz'],
  ['de', 'Frau Okafor lachte', 'rosa'],
  ['de', 'Das war Sörlund', 'mark'],
  ['de', 'Priyas Kollege war dabei, Nair heißt sie', 'priya'],
  ['de', 'Kenjis Witz über meine Herkunft', 'kenji'],
  ['de', 'Frau van der Möhlen? Nein, Meulen, Zoë', 'zoe'],
  ['de', 'Wir waren im Keller neben der Bar', ''],
  ['de', 'Es hat gebrannt, der Brand war klein', ''],
  ['de', 'Auf dem Markt war alles ruhig', ''],
  ['de', 'Die rosa Jacke habe ich erkannt', ''],
  ['de', 'Er will nicht aufhören', ''],
  ['de', 'Ein Mann mit Bart und Gehstock', ''],
  ['de', 'Auf der Plattform stand niemand, den ich kenne', ''],
  // Polish
  ['pl', 'Widziałam Tomasza Brandta przy windzie.', 'tomasz'],
  ['pl', 'Powiedziałam o tym Brandtowi', 'tomasz'],
  ['pl', 'rozmawiałam z tomaszem, potem z brandtem', 'tomasz'],
  ['pl', 'Nie chcę, żeby Rosa to czytała', 'rosa'],
  ['pl', 'Mówiłam Rosie i Rosy nie było', 'rosa'],
  ['pl', 'Byłam z Zielińskim na kolacji', 'piotr'],
  ['pl', 'Piotrowi Zielińskiemu to mówiłam', 'piotr'],
  ['pl', 'Widział to Oleg, Olega znam dobrze', 'oleg'],
  ['pl', 'Okaforowi? nie, Okafor to kobieta', 'rosa'],
  ['pl', 'Kenjiego nie było', 'kenji'],
  ['pl', 'Sam to widziałem, sama pani mówiła', ''],
  ['pl', 'moje dane osobowe, dana osoba', ''],
  ['pl', 'Bił brawo na całej sali', ''],
  ['pl', 'Nie wiem, jak się nazywa', ''],
  ['pl', 'Stał obok bramy z kolegą', ''],
  // Russian
  ['ru', 'Томаш Брандт трижды сказал мне это.', 'tomasz'],
  ['ru', 'Я видела Томаша у лифта', 'tomasz'],
  ['ru', 'Я написала Брандту', 'tomasz'],
  ['ru', 'брандт из списка', 'tomasz'],
  ['ru', 'Я рассказала Розе, но Розы там не было', 'rosa'],
  ['ru', 'Амина Хайдари смеялась', 'amina'],
  ['ru', 'Кенджи Морита прислал письмо', 'kenji'],
  ['ru', 'с Олегом мы не говорили', 'oleg'],
  ['ru', 'Петр Зелинский, то есть Пиотр', 'piotr'],
  ['ru', 'Еванде помогла мне, Зелинский нет', 'piotr yewande'],
  ['ru', 'Маркус Линд стоял рядом', 'marcus'],
  ['ru', 'на столе лежала роза', ''],
  ['ru', 'Мужчина с бородой и тростью', ''],
  ['ru', 'Марки и монеты на столе', ''],
  ['ru', 'Я не знаю его имени', ''],
  // Arabic
  ['ar', 'اسمه Tomasz Brandt وهو في قائمتكم.', 'tomasz'],
  ['ar', 'كتبت لي سميرة الخطيب مرتين', 'samira'],
  ['ar', 'تحدثت مع سَمِيرَة عن ذلك', 'samira'],
  ['ar', 'قلت ذلك لسميرة وللخطيب أيضاً', 'samira'],
  ['ar', 'وسميره كانت هناك', 'samira'],
  ['ar', 'اسمه على البطاقة «Ren» ويعمل في شركة نقل', ''],
  ['ar', 'أنا خائفة من النزول إلى الفطور وحدي', ''],
  ['ar', 'كانت الأمسية سمراء والجو بارد', ''],
  // Others
  ['he', 'דיברתי עם דב לוינסון אתמול', 'dov'],
  ['he', 'לוינסון צחק עליי', 'dov'],
  ['he', 'הדבר קרה אתמול בערב', ''],
  ['ja', '小川さんに昨日言われました', 'haruto'],
  ['ja', 'ハルトさんが笑った', 'haruto'],
  ['ja', '名前は分かりません', ''],
  ['ja', '昨日Tomaszさんが来た', 'tomasz'],
  ['el', 'Ο Τόμας Μπραντ με ακολούθησε, ο Brandt', 'tomasz'],
  ['pt', 'A Inês gritou comigo', 'ines'],
  ['pt', 'o carvalho estava seco', ''],
  ['cs', 'Mluvila jsem s Tomášem Brandtem', 'tomasz'],
  ['tr', "Tomasz'ın söyledikleri", 'tomasz'],
  ['fi', 'Tomaszin viesti, Brandtille', 'tomasz'],
  ['it', 'Rosa mi ha detto di no', 'rosa'],
  ['it', 'una maglia rosa, di ferro', ''],
  ['nl', 'Zij heet Van der Meulen', 'zoe'],
  ['nl', 'in mei was het ook zo', ''],
];

/** More than these would make colleagues tap in vain too often. */
const mostFalseAlarms = 6;

test('every member who is named is found, and few who are not', () => {
  const judged = corpus.map(([language, text, named]) => {
    const expected = named === '' ? [] : named.split(' ');
    const found = who(said(text));
    return {
      line: `${language}: ${text}`,
      hits: expected.filter((id) => found.includes(id)).length,
      wanted: expected.length,
      missed: expected.filter((id) => !found.includes(id)),
      alarms: found.filter((id) => !expected.includes(id)),
    };
  });
  const sum = (count: (one: (typeof judged)[number]) => number): number =>
    judged.reduce((all, one) => all + count(one), 0);
  const alarms = judged.filter((one) => one.alarms.length > 0);
  // The figures of this list of sentences, for whoever changes the rules.
  console.log(
    `${corpus.length} sentences: ${sum((one) => one.hits)} of ${sum((one) => one.wanted)} found,`,
    `${sum((one) => one.alarms.length)} false alarms`,
    alarms.map(({ line, alarms: of }) => `${of.join()} in "${line}"`),
  );
  expect(
    judged.filter(({ missed }) => missed.length > 0).map(({ line, missed }) => `${missed.join()} in ${line}`),
  ).toEqual([]);
  expect(sum((one) => one.alarms.length)).toBeLessThanOrEqual(mostFalseAlarms);
  expect(corpus.length).toBeGreaterThanOrEqual(120);
});

describe('where it looks', () => {
  const card = (person: Readonly<Record<string, string>>): Answers => ({ who: { kind: 'people', people: [person] } });

  test('every text of every answer: cards of any part, what is behind a choice, whom it is close to, the contact', () => {
    const contact = { kind: 'contact', naming: '', name: '', pronouns: '', reach: '', avoid: '' } as const;
    expect(who(card({ name: 'brandt' }))).toEqual(['tomasz']);
    expect(who(card({ looks: 'like Tomasz Brandt' }))).toEqual(['tomasz']);
    expect(who({ where: { kind: 'choice', choice: 'room', more: "Brandt's room" } })).toEqual(['tomasz']);
    expect(who({ needs: { kind: 'choices', chosen: [], more: 'not Brandt' } })).toEqual(['tomasz']);
    expect(who({ team: { kind: 'team', leaveOut: [], only: '', closeTo: 'rosa' } })).toEqual(['rosa']);
    for (const part of ['name', 'reach', 'avoid'])
      expect(who({ you: { ...contact, [part]: 'Tomasz Brandt' } })).toEqual(['tomasz']);
  });

  test('an everyday word is a name where a name is asked for, and not among clothes', () => {
    expect(who(card({ name: 'will' }))).toEqual(['will']);
    expect(who(card({ handle: 'sam' }))).toEqual(['sam']);
    expect(who(card({ looks: 'chaqueta rosa' }))).toEqual([]);
  });

  test('says where: the question, once for each, and the words with a little around them', () => {
    const text = `${'A long way before it. '.repeat(9)}Then\nTomasz Brandt, again Brandt, followed me.${' And on.'.repeat(9)}`;
    expect(
      namedIn({ what: { kind: 'text', text }, who: { kind: 'people', people: [{ name: 'Brandt' }] } }, people),
    ).toEqual([
      {
        member: 'tomasz',
        question: 'what',
        words: '…it. A long way before it. Then Tomasz Brandt, again Brandt, followed…',
      },
      { member: 'tomasz', question: 'who', words: 'Brandt' },
    ]);
  });

  test('published addresses of a member count, hidden ones and those that others share do not', () => {
    const everybody = { name: 'public', email: 'public', phone: 'public' } as const;
    const contact = (more: Partial<Contact>): Contact => ({
      id: 'c',
      lists: ['conflict'],
      name: 'Okafor, Rosa',
      part: '',
      organisation: '',
      email: '',
      phone: '',
      shows: everybody,
      member: '',
      confirmed: '2027-05-01',
      ...more,
    });
    const known = knownIn(roster([{ ...member('rosa', ['lead']), name: 'Rosa Okafor' }]), {
      contacts: [
        contact({ email: 'ro@example.org', phone: '+1 202 555 0142' }),
        contact({ id: 'd', phone: '+1 202 555 0188', shows: { ...everybody, phone: 'staff' } }),
        contact({ id: 'e', email: 'care@example.org' }),
        contact({ id: 'f', name: 'The team', email: 'care@example.org' }),
      ],
    });
    expect(who(said('it came from RO@example.org'), known)).toEqual(['rosa']);
    expect(who(said('a call from 202-555-0142 at night'), known)).toEqual(['rosa']);
    expect(who(said('a call from 202-555-0188'), known)).toEqual([]);
    expect(who(said('I wrote to care@example.org'), known)).toEqual([]);
  });

  test('a name of one word, of two letters, with an apostrophe, or twice on the list', () => {
    const few: readonly Known[] = ['Bo', 'Ann', 'O’Brien', 'José García Núñez', 'Jose Garcia'].map((name) => ({
      id: name,
      name,
      ways: [],
    }));
    expect(who(said('Bo and Ann were there'), few)).toEqual(['Ann', 'Bo']);
    expect(who(said('An attendee, bottom left, told an usher'), few)).toEqual([]);
    expect(who(said("it was O'Brien"), few)).toEqual(['O’Brien']);
    expect(who(said('garcia lo dijo'), few)).toEqual(['Jose Garcia', 'José García Núñez']);
  });
});

describe('however it is written', () => {
  const names = fc.constantFrom('Tomasz Brandt', 'Brandt', 'okafor', 'Kenji', 'Zieliński', 'Søren Sørlund', 'Whitlock');
  const line = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\n'));

  test('more text never takes a name back', () => {
    fc.assert(
      fc.property(names, line, line, line, (name, before, after, more) => {
        const alone = who(said(name));
        const longer = who(said(`${before}\n${name}\n${after}`));
        expect(alone.length).toBeGreaterThan(0);
        expect(longer).toEqual(expect.arrayContaining([...alone]));
        const answers: Answers = { ...said(`${before}\n${name}`), more: { kind: 'text', text: more } };
        expect(who(answers)).toEqual(expect.arrayContaining([...alone]));
      }),
    );
  });

  test('case, marks and normal forms do not matter', () => {
    const written = fc.constantFrom<((text: string) => string)[]>(
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.normalize('NFD'),
      (text) => text.normalize('NFC'),
      (text) => text.normalize('NFD').replaceAll(/\p{M}/gu, ''),
      (text) => [...text].join('\u0301'),
      (text) => [...text].join('\u200b'),
    );
    fc.assert(
      fc.property(names, written, written, (name, one, other) => {
        expect(who(said(other(one(name))))).toEqual(who(said(name)));
      }),
    );
  });

  test('nothing makes it fail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 40 }), (text, name) => {
        for (const { words } of namedIn(said(`${text} Tomasz`), [...people, { id: 'x', name, ways: [name] }]))
          expect(words.length).toBeLessThan(500);
      }),
    );
  });
});
