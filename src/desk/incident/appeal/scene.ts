import { packetFrom, type Packet } from '#domain/appeal/packet.ts';
import { decidersOf, reviewersOf, type Reviewers } from '#domain/appeal/reviewing.ts';
import type { Edition } from '#domain/edition/edition.ts';
import { shownAs } from '#domain/incident/people.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { isTheirs } from '#domain/promises/handling.ts';
import type { Verdict } from '#domain/response/bodies.ts';
import type { Appeal as Words } from '#words/made/shape.ts';
import { editionOf, useSession, versionOf } from '../../frame/session.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { peopleOf, toldOf, type Told } from '../handling/told.ts';
import { lineOf } from '../talk/decided.ts';
import { standingIn, type Standing } from '../talk/scene.ts';

/** Who decides again here, and what stands until they do. */
export interface Scene {
  readonly procedure: Procedure;
  readonly edition: Edition | undefined;
  readonly standing: readonly Standing[];
  readonly reviewers: Reviewers;
}

/** Who decided here, under whichever of their keys. */
function decidersIn({ handling, ground: { roster } }: Opened): ReadonlySet<string> {
  return decidersOf(handling.response, roster, (member, key) => isTheirs(handling, roster, member, key));
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
    standing: standingIn(opened),
    reviewers: reviewersOf(procedure, ground, handling.away, decidersIn(opened)),
  };
}

export type Filed = Opened['handling']['appeal']['filed'][number];

/** The words of an appeal, where they could be opened here. */
export function filedIn(
  opened: Opened,
): readonly { readonly filed: Filed; readonly told: Told<'appeal-filed'> | null }[] {
  const told = toldOf(opened, 'appeal-filed');
  return opened.handling.appeal.filed.map((filed) => ({
    filed,
    told: told.find(({ hash }) => hash === filed.hash) ?? null,
  }));
}

/** The name of who appeals, of a minor the first letter, or `''`. */
export function appellantOf(opened: Opened, told: Told<'appeal-filed'> | null): string {
  const found = peopleOf(opened).find(({ person }) => person === told?.body.person);
  return found === undefined ? '' : shownAs(found);
}

export function verdictIn(t: Words, verdict: Verdict): string {
  switch (verdict) {
    case 'violation':
      return t.verdictViolation();
    case 'no-violation':
      return t.verdictNoViolation();
    case 'unclear':
      return t.verdictUnclear();
    case 'out-of-scope':
      return t.verdictOutOfScope();
    case 'welfare':
      return t.verdictWelfare();
  }
}

/** One line for each consequence that stands. */
export function linesOf(scene: Scene, t: Words, language: string): readonly string[] {
  const zone = scene.edition?.zone ?? 'UTC';
  return scene.standing.map((one) => lineOf(one, scene.procedure, t, { language, zone }));
}

/** What they would be given, from what the team wrote itself: the account and the reporter have no place in it. */
export function packetFor(
  opened: Opened,
  scene: Scene,
  told: Told<'appeal-filed'> | null,
  t: Words,
  language: string,
): Packet {
  const decision = toldOf(opened, 'resolved').at(-1)?.body;
  const { witnesses = '', text = '' } = told?.body ?? {};
  return packetFrom({
    summaries: toldOf(opened, 'meeting-held').map(({ body }) => body.summary),
    decision:
      decision === undefined
        ? []
        : [
            verdictIn(t, decision.verdict),
            decision.rule === '' ? '' : t.ruleWas({ rule: decision.rule }),
            decision.reasons === '' ? '' : t.reasonsWere({ reasons: decision.reasons }),
          ],
    consequences: linesOf(scene, t, language),
    side: toldOf(opened, 'side-heard')
      .filter(({ facts }) => facts['how'] === 'heard')
      .map(({ body }) => body.text),
    appeal: text,
    witnesses: witnesses === '' ? [] : [t.witnesses(), witnesses],
  });
}
