import { describe, expect, test } from 'vitest';
import type { Somebody, Telling } from './finding.ts';
import { identifying } from './identity.ts';

const nobody: Somebody = {
  person: '',
  whose: '',
  names: [],
  handles: [],
  ways: [],
  badges: [],
  looks: [],
  employers: [],
};

/** An invented incident: who is in it, what was told of it, where. */
const telling: Telling = {
  people: [
    {
      ...nobody,
      person: 'reporter',
      whose: 'reporter',
      names: ['Paloma Iriarte'],
      ways: ['paloma@stitch.example', '+1 (646) 555 0142'],
    },
    {
      ...nobody,
      person: 'irina',
      whose: 'impacted',
      names: ['Irina Volkova', 'Ирина'],
      handles: ['@irivolk'],
      looks: ['green scarf, wheelchair'],
    },
    {
      ...nobody,
      person: 'emil',
      whose: 'reported',
      names: ['Emil Sandoval-Reyes'],
      handles: ['sandoreyes'],
      badges: ['0452'],
      looks: ['bearded, walking stick'],
      employers: ['Trellis Labs'],
    },
    { ...nobody, person: 'chidi', whose: 'witness', names: ['Chidi'] },
    { ...nobody, person: 'samira', whose: 'witness', names: ['سميرة'] },
  ],
  told: [
    {
      whose: 'reporter',
      person: 'reporter',
      text:
        'In the poster hall a bearded man with a walking stick told me loudly that "people like you only get in on quota". ' +
        'It was on Sunday evening, 16 May, at about 13:30, next to room D, row 6. My colleague Solveig works at Quillworks and ' +
        'saw it, her account is @solv_e. He threw his cup of coffee at the wall and shouted until the volunteers came. ' +
        'Later he waited at the hotel bar and wrote to +44 20 7946 0018.',
    },
    {
      whose: 'reporter',
      person: 'reporter',
      text:
        'En la fila del café me dijo «aquí sobran las becadas» y después me siguió por el pasillo hasta la sala 3. ' +
        'Tiró el vaso de agua encima de mi computadora delante de todo el taller.',
    },
  ],
  places: ['behind the mentoring desk'],
  known: ['PyHarbor US 2027', 'Harbor Foundation', 'Rosa Okafor', 'Kenji Morita'],
};

const kinds = {
  n: 'name',
  h: 'handle',
  c: 'contact',
  b: 'badge',
  e: 'employer',
  p: 'place',
  t: 'time',
  l: 'looks',
  q: 'quote',
  s: 'close-to',
  g: 'gender',
} as const;
type Corpus = readonly (readonly [text: string, kinds: string])[];

/** Invented sentences, and everything in them that tells somebody. */
const en: Corpus = [
  ['Paloma told us about it.', 'n'],
  ['We heard it from Iriarte.', 'n'],
  ["It was Paloma's report.", 'n'],
  ['PALOMA IRIARTE reported it', 'n'],
  ['Irina Volkova was there.', 'n'],
  ['Ирина was there.', 'n'],
  ['We spoke with Ириной Волковой.', 'n'],
  ['Volkovoy was told of it.', 'n'],
  ['It concerns Emil Sandoval.', 'n'],
  ['It concerns Mr Reyes.', 'ng'],
  ['Emíl knows.', 'n'],
  ['Chidi saw it.', 'n'],
  ['We asked سميرة about it.', 'n'],
  ['Solveig saw it.', 'n'],
  ['Write to @irivolk.', 'h'],
  ['The account sandoreyes is blocked.', 'h'],
  ['The account @solv_e saw it.', 'h'],
  ['Badge 0452 is not valid any more.', 'b'],
  ['The number 452 is not valid.', 'b'],
  ['Answer to paloma@stitch.example please.', 'c'],
  ['Call 646 555 0142.', 'c'],
  ['Messages from +44 20 7946 0018.', 'c'],
  ['Somebody from Trellis Labs was told.', 'e'],
  ['An engineer of Quillworks saw it.', 'e'],
  ['It happened in the poster hall.', 'p'],
  ['It happened in Room D.', 'p'],
  ['Somebody in row 6 spoke up.', 'p'],
  ['It went on at the bar of the hotel.', 'p'],
  ['The talk in sala D was ended.', 'p'],
  ['You stood at the mentoring desk.', 'p'],
  ['On 16 May you said something.', 't'],
  ['On May 16th you said something.', 't'],
  ['At half past one you said something.', 't'],
  ['At 1:30 pm you said something.', 't'],
  ['At 13.30 you said something.', 't'],
  ['What you said on Sunday evening broke our rules.', 't'],
  ['On 2027-05-16 it came to us.', 't'],
  ['You said that people like you only get in on quota.', 'q'],
  ['You said “only get in on quota” to somebody.', 'q'],
  ['You said: People like YOU, only get in on quota!', 'q'],
  ['You threw a cup of coffee at the wall and shouted at volunteers.', 's'],
  ['A cup with coffee was thrown at a wall until volunteers came.', 's'],
  ['She asked us to say nothing.', 'g'],
  ['A woman told us about you.', 'g'],
  ['He will speak with you.', 'g'],
  ['Her badge was taken.', 'g'],
  ['The person in the green scarf left.', 'l'],
  ['The one in a wheelchair with a scarf.', 'l'],
  ['A bearded person with a stick.', 'l'],
  ['She told us at 13:30 in Room D.', 'gtp'],
  ['Chidi and Solveig of Quillworks saw it.', 'ne'],
  ['You said that certain people are only admitted because of quotas.', 's'],
  ['Somebody from your workplace told us.', ''],
  ['What we heard is against our code of conduct.', ''],
  ['We ask you to leave the event now.', ''],
  ['You may turn to the appeal body within two weeks.', ''],
  ['Please come to room 12 at 18:00.', ''],
  ['The meeting is on 20 May at 09:00.', ''],
  ['Rosa Okafor and Kenji Morita will speak with you.', ''],
  ['PyHarbor US 2027 has a code of conduct.', ''],
  ['It was reported that you made remarks about where somebody is from.', ''],
  ['Several people felt unsafe because of what was said.', ''],
  ['The video of one talk is on hold.', ''],
  ['We have looked into what you saw.', ''],
  ['To protect the people in it, we say no more.', ''],
  ['If it happens again, please tell us.', ''],
  ['Wait for us at the registration desk, please.', ''],
  ['This holds until 30 June 2028.', ''],
  ['The Harbor Foundation decided this on its own.', ''],
  ['Your talk in the afternoon does not take place.', ''],
  ['Nobody needs to say who they are.', ''],
  ['You are still welcome to watch the stream.', ''],
  ['There are 452000 lines in it.', ''],
  ['A quota of ten seats is free.', ''],
];

const es: Corpus = [
  ['Nos lo contó Paloma.', 'n'],
  ['Lo supimos por Iriarte.', 'n'],
  ['paloma iriarte lo contó', 'n'],
  ['Irína Vólkova estaba ahí.', 'n'],
  ['Se trata de Emil Sandoval.', 'n'],
  ['Se trata de SANDOVAL-REYES.', 'n'],
  ['Chidi lo vio.', 'n'],
  ['Solveig lo vio.', 'n'],
  ['Preguntamos a سميرة.', 'n'],
  ['La cuenta @irivolk lo contó.', 'h'],
  ['La cuenta sandoreyes está bloqueada.', 'h'],
  ['El gafete 0452 ya no vale.', 'b'],
  ['El gafete n.º 452 ya no vale.', 'b'],
  ['Escribe a paloma@stitch.example.', 'c'],
  ['Llama al (646) 555-0142.', 'c'],
  ['Alguien de Trellis Labs lo sabe.', 'e'],
  ['Una persona de Quillworks lo vio.', 'e'],
  ['Pasó en la fila del café.', 'p'],
  ['Pasó en la sala D.', 'p'],
  ['Pasó junto a la sala 3.', 'p'],
  ['Te siguieron por el pasillo.', 'p'],
  ['Fue delante de todo el taller.', 'p'],
  ['Fue en el bar.', 'p'],
  ['Alguien en la fila 6 habló.', 'p'],
  ['Fue el 16 de mayo.', 't'],
  ['Fue a las 13:30.', 't'],
  ['Fue a la una y media.', 't'],
  ['Fue el domingo por la noche.', 't'],
  ['Fue a las 13.30 h.', 't'],
  ['Fue el 16/5.', 't'],
  ['Dijiste: aquí sobran las becadas.', 'q'],
  ['Dijiste «aquí sobran las becadas» a alguien.', 'q'],
  ['Después me siguió por el pasillo hasta la sala.', 'qp'],
  ['Tiraste un vaso de agua encima de una computadora.', 's'],
  ['El vaso de agua cayó encima de la computadora, delante del taller.', 'sp'],
  ['Ella nos pidió no decir nada.', 'g'],
  ['Él hablará contigo.', 'g'],
  ['Una mujer nos lo contó.', 'g'],
  ['La asistente nos lo contó.', 'g'],
  ['Un compañero lo vio.', 'g'],
  ['La afectada no quiere hablar.', 'g'],
  ['El ponente se va.', 'g'],
  ['El voluntario te escuchó.', 'g'],
  ['La denunciante no está.', 'g'],
  ['Otra participante lo vio.', 'g'],
  ['Varias compañeras lo oyeron.', 'g'],
  ['La persona de la bufanda verde y la silla de ruedas.', 'l'],
  ['En el salón de carteles dijiste algo sobre las cuotas.', 'p'],
  ['La persona afectada no quiere hablar.', ''],
  ['La persona reportada tiene derecho a apelar.', ''],
  ['Las personas que lo vieron ya lo saben.', ''],
  ['Lo que supimos va contra nuestro código de conducta.', ''],
  ['Te pedimos que dejes el evento ahora.', ''],
  ['Puedes apelar en las próximas dos semanas.', ''],
  ['Ven a la sala 12 a las 18:00, por favor.', ''],
  ['La reunión es el 20 de mayo a las 09:00.', ''],
  ['Rosa Okafor y Kenji Morita hablarán contigo.', ''],
  ['PyHarbor US 2027 tiene un código de conducta.', ''],
  ['Varias personas se sintieron inseguras.', ''],
  ['El video de una charla queda en espera.', ''],
  ['Estudiamos lo que viste.', ''],
  ['No decimos más, por el bien de todas las personas.', ''],
  ['Si vuelve a pasar, avísanos.', ''],
  ['Esto vale hasta el 30 de junio de 2028.', ''],
  ['Tu charla de la tarde no se da.', ''],
  ['Puedes seguir viendo la transmisión.', ''],
  ['Hubo comentarios sobre el origen de alguien.', ''],
  ['El equipo lo decidió por mayoría.', ''],
  ['He visto que la sala está cerrada.', ''],
];

function judged(corpus: Corpus, language: string) {
  const all = corpus.map(([text, wanted]) => {
    const named = [...wanted].map((letter) => kinds[letter as keyof typeof kinds]);
    const found = new Set(identifying(text, telling, language).map(({ why }) => why));
    const close = (kind: string): boolean => kind === 'quote' || kind === 'close-to';
    const has = (kind: (typeof named)[number]): boolean => found.has(kind) || (close(kind) && [...found].some(close));
    const extra = [...found].filter((kind) => !named.includes(kind) && !(close(kind) && named.some(close)));
    return { text, wanted: named.length, missed: named.filter((kind) => !has(kind)), extra };
  });
  const wanted = all.reduce((sum, one) => sum + one.wanted, 0);
  const missed = all.reduce((sum, one) => sum + one.missed.length, 0);
  const clean = all.filter((one) => one.wanted === 0);
  const vain = clean.filter((one) => one.extra.length > 0);
  const other = all.filter((one) => one.wanted > 0 && one.extra.length > 0);
  const lines = (which: readonly (typeof all)[number][], what: string, of: 'missed' | 'extra'): string =>
    which.map((one) => `\n ${what} ${one[of].join()}: ${one.text}`).join('');
  // The figures of this list of sentences, for whoever changes the rules.
  console.log(
    `| ${language} | ${corpus.length} sentences | ${wanted - missed} of ${wanted} found |`,
    `${vain.length} of ${clean.length} plain ones stopped |`,
    lines(
      all.filter((one) => one.missed.length > 0),
      'missed',
      'missed',
    ),
    lines(vain, 'in vain', 'extra'),
    lines(other, 'also', 'extra'),
  );
  return { rate: (wanted - missed) / wanted, vain: vain.length, other: other.length };
}

describe('what gives somebody away', () => {
  test.each([
    ['en', en],
    ['es', es],
  ])('in %s: 19 of 20 are found, and hardly a plain sentence is', (language, corpus) => {
    expect(corpus.length).toBeGreaterThanOrEqual(60);
    const { rate, vain, other } = judged(corpus, language);
    expect(rate).toBeGreaterThanOrEqual(0.95);
    expect(vain).toBeLessThanOrEqual(1);
    expect(other).toBeLessThanOrEqual(3);
  });

  test('says the words as they stand, whom they are about, and where', () => {
    const text = 'Yesterday ПАЛОМЕ spoke to Íritna, in RÓOM D at 1.30 pm.';
    const found = identifying(text, telling, 'en');
    for (const one of found) expect(text.slice(one.start, one.end)).toBe(one.found);
    expect(found.map(({ found: words, why, person }) => [words, why, person])).toEqual([
      ['ПАЛОМЕ', 'name', 'reporter'],
      ['RÓOM D', 'place', 'reporter'],
      ['1.30', 'time', 'reporter'],
    ]);
  });

  test('a time, a room or a name of nobody in it is none of it', () => {
    expect(identifying('Come to room E at 14:00, ask for Ulrike.', telling, 'en')).toEqual([]);
    expect(identifying('Come to room D at 13:30, ask for Paloma.', { ...telling, people: [], told: [] }, 'en')).toEqual(
      [],
    );
  });

  test('an everyday word that is a name too is one where it is written as one', () => {
    const will: Telling = {
      ...telling,
      told: [],
      people: [{ ...nobody, person: 'will', whose: 'reporter', names: ['Will Hargreave'] }],
    };
    const names = (text: string): readonly string[] => identifying(text, will, 'en').map(({ found }) => found);
    expect(names('Will you come? We will wait.')).toEqual([]);
    expect(names('We asked Will about it.')).toEqual(['Will']);
    expect(names('will hargreave was there')).toEqual(['will hargreave']);
  });
});
