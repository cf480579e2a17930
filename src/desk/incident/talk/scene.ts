import type { Edition } from '#domain/edition/edition.ts';
import type { Person } from '#domain/incident/people.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import type { Ending, Verdict } from '#domain/response/bodies.ts';
import { speakersOf, stepsOf, type Speakers, type Step, type StepState } from '#domain/speaking/talking.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { freeIn } from '../handling/fields.tsx';
import { peopleOf, toldOf } from '../handling/told.ts';

/** A consequence that stands: decided and not lifted. */
export interface Standing {
  readonly hash: string;
  /** Id in the catalogue, or `''`. */
  readonly response: string;
  readonly text: string;
  readonly ends: Ending;
  readonly until: number | null;
  readonly owner: string;
  readonly due: number | null;
  readonly carriedOut: boolean;
}

/** What was decided and still stands, oldest first; of each only what the person it binds may know. */
export function standingIn(opened: Opened): readonly Standing[] {
  const told = toldOf(opened, 'consequence-decided');
  return opened.handling.response.consequences
    .filter(({ lifted }) => lifted === null)
    .flatMap(({ hash, owner, due, carriedOut }) => {
      const body = told.find((one) => one.hash === hash)?.body;
      if (body === undefined) return [];
      const { response, text, ends, until } = body;
      return [{ hash, response, text, ends, until, owner, due, carriedOut: carriedOut !== null }];
    });
}

/** What the talk is about, and how far it is. */
export interface Scene {
  readonly procedure: Procedure;
  readonly edition: Edition | undefined;
  readonly speakers: Speakers;
  readonly states: Readonly<Record<Step, StepState>>;
  readonly reported: readonly Person[];
  /** The verdict that stands, or null before one. */
  readonly verdict: Verdict | null;
  readonly standing: readonly Standing[];
}

/** Null when the version it was opened under is not here. */
export function useScene(opened: Opened): Scene | null {
  const { team } = useSession();
  const procedure = versionOf(team, opened.procedure);
  if (procedure === undefined) return null;
  const { handling, ground } = opened;
  return {
    procedure,
    edition: editionOf(team, opened.row.edition),
    speakers: speakersOf(procedure.conversation, ground, handling.away, freeIn(opened)),
    states: stepsOf(handling.speaking, handling.response),
    reported: peopleOf(opened).filter(({ parts }) => parts.includes('reported')),
    verdict: toldOf(opened, 'resolved').at(-1)?.body.verdict ?? null,
    standing: standingIn(opened),
  };
}
