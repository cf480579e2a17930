import { expect, test } from 'vitest';
import { knownIn } from '#domain/intake/sought.ts';
import { namedIn } from '#domain/intake/named.ts';
import { besideIn } from '#server/mail/letter-born.ts';
import { member, roster } from '#kit/given.ts';
import { plain, read } from './made.ts';

// A greeting may be all there is of a name, and the letter about whoever is greeted. No rule of words tells which.
const team = roster([
  member('rosa', ['lead'], { name: 'Rosa Okafor' }),
  member('kenji', ['lead'], { name: 'Kenji Morita' }),
]);
const people = knownIn(team, { contacts: [] });

async function keptOut(text: string): Promise<readonly string[]> {
  const letter = await read(plain(text));
  const answers = { ...besideIn(letter), what: { kind: 'text', text: letter.text } as const };
  return [...new Set(namedIn(answers, people).map(({ member: id }) => id))];
}

test.each([
  ['in the second person', 'Dear Rosa,\n\nyou hit me.'],
  ['in one line', 'Dear Rosa, you hit me.'],
  ['by the name alone', 'Rosa,\n\nwhy did you follow me to my room?'],
  ['with the person in the verb alone', 'Querida Rosa:\n\nme pegaste ayer.'],
  ['with the person in the verb alone, in Italian', 'Cara Rosa,\n\nmi hai colpito.'],
  ['in a polite form, which is the third person', 'Liebe Rosa,\n\nSie haben mich geschlagen.'],
  ['in another polite form', 'Estimada Rosa:\n\nusted me empujó.'],
  ['with no person at all', 'Dear Rosa,\n\nwhat happened yesterday must never happen again.'],
  ['with what happened in a file', 'Hi Rosa,\n\nsee attached.'],
  ['and named again below', 'Dear Rosa,\n\nRosa touched me.'],
  ['in another script', 'Дорогая Роза,\n\nзачем ударила меня?'],
])('a letter that greets a member %s keeps that member out, and nobody else', async (_, text) => {
  expect(await keptOut(text)).toEqual(['rosa']);
});

test('a letter that greets the team keeps nobody out', async () => {
  expect(await keptOut('Dear team,\n\nsomebody hit me.')).toEqual([]);
});
