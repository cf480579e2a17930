import type { Answers } from '#domain/intake/answers.ts';
import type { Edition } from '#domain/edition/edition.ts';
import type { PersonPart } from '#domain/incident/bodies.ts';
import { everNotedIn } from '#domain/incident/people.ts';
import type { Somebody, Telling, Told, Whose } from '#domain/speaking/finding.ts';
import type { Opened } from '../../keys/incident-seen.ts';
import { peopleEntries, toldOf } from '../handling/told.ts';

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
const filled = (...texts: readonly (string | undefined)[]): readonly string[] =>
  texts.filter((text): text is string => text !== undefined && text.trim() !== '');

/** Whom the procedure protects first, where somebody is in it twice. */
const order: readonly PersonPart[] = ['reporter', 'impacted', 'reported', 'witness', 'present'];

type Noted = ReturnType<typeof everNotedIn>[number];

function whoseOf({ parts, organisation }: Noted): Whose {
  return order.find((part) => parts.includes(part)) ?? (organisation ? 'organisation' : '');
}

/** A name, a handle or a badge: other names are kept in one list. */
function alsoOf(also: readonly string[]): Pick<Somebody, 'names' | 'handles' | 'badges'> {
  const handles = also.filter((one) => /^@|[_\d]/u.test(one) && !/^#?\d+$/u.test(one));
  const badges = also.filter((one) => /^(?:badge\s*)?#?[A-Z]?\d+$/iu.test(one));
  return { handles, badges, names: also.filter((one) => !handles.includes(one) && !badges.includes(one)) };
}

/** Somebody of the incident as the team noted them. */
export function somebodyFrom(person: Noted): Somebody {
  const also = alsoOf(person.also);
  return {
    ...nobody,
    person: person.person,
    whose: whoseOf(person),
    names: person.organisation ? [] : [...filled(person.name), ...also.names],
    employers: person.organisation ? [...filled(person.name), ...also.names] : [],
    handles: also.handles,
    badges: also.badges,
    ways: person.contact.split(/[\n,;]+/u).filter((way) => way.trim() !== ''),
    looks: filled(person.looks),
  };
}

interface Answered {
  readonly people: readonly Somebody[];
  readonly told: readonly Told[];
  readonly places: readonly string[];
}

/** What answers to the form tell: who is on its cards, who wrote it, their words, where. */
export function answeredIn(answers: Answers, person: string): Answered {
  const people: Somebody[] = [];
  const told: Told[] = [];
  const places: string[] = [];
  for (const [id, answer] of Object.entries(answers)) {
    const words = (text: string): void => {
      if (text.trim() !== '') told.push({ text, whose: 'reporter', person });
    };
    switch (answer.kind) {
      case 'text':
        words(answer.text);
        break;
      case 'choice':
        words(answer.more);
        if (id === 'where') places.push(...filled(answer.more));
        break;
      case 'choices':
        words(answer.more);
        break;
      case 'people':
        for (const { name, handle, badge, looks, role, contact } of answer.people)
          people.push({
            ...nobody,
            names: filled(name),
            handles: filled(handle),
            badges: filled(badge),
            looks: filled(looks, role),
            ways: filled(contact),
          });
        break;
      case 'team':
        words(answer.closeTo);
        break;
      case 'contact':
        people.push({
          ...nobody,
          person: 'reporter',
          whose: 'reporter',
          names: filled(answer.name),
          ways: filled(answer.reach, answer.avoid),
        });
        break;
    }
  }
  return { people, told, places };
}

/** The words of entries: what reporters added, and the side of the reported person. */
function entriesTold(opened: Opened): readonly Told[] {
  const later = opened.entries.flatMap(({ kind, body, compartment }): readonly Told[] => {
    if (body === null || compartment === 'identity') return [];
    if (kind !== 'heard-from-reporter' && kind !== 'added') return [];
    const { text } = body as { readonly text?: string };
    return text === undefined || text.trim() === '' ? [] : [{ text, whose: 'reporter', person: 'reporter' }];
  });
  const side = toldOf(opened, 'side-heard').map(({ body }): Told => ({
    text: body.text,
    whose: 'reported',
    person: '',
  }));
  return [...later, ...side.filter(({ text }) => text.trim() !== '')];
}

/** Everything of an incident that this member can open and that could give somebody away. */
export function tellingOf(opened: Opened, edition: Edition | undefined, team: readonly string[]): Telling {
  const account = answeredIn(opened.account ?? {}, 'reporter');
  const identity = typeof opened.identity === 'object' ? answeredIn(opened.identity, 'reporter') : null;
  const noted = everNotedIn(peopleEntries(opened));
  return {
    people: [...noted.map(somebodyFrom), ...account.people, ...(identity?.people ?? [])],
    // The first telling of who reported is the longest; names of the form are no words of theirs.
    told: [...account.told, ...(identity?.told ?? []), ...entriesTold(opened)],
    places: account.places,
    known: [edition?.name ?? '', edition?.organisation ?? '', edition?.place ?? '', ...team],
  };
}
