import type { Right } from '#domain/team/roster.ts';

/**
 * The one cast of rehearsal, tests, screenshots and docs: the invented event PyHarbor US 2027 and its team. Nobody in
 * it is a real person. Their words are known to everybody, so nothing real is ever told to them.
 */
/** Id of the edition. */
export const event = 'pyharbor-2027';

export interface Player {
  readonly id: string;
  readonly name: string;
  /** What they do, as the door of a rehearsal says it. */
  readonly part: string;
  /** Role ids at the edition: of each of the procedures it can be played under. */
  readonly roles: readonly string[];
  readonly rights: readonly Right[];
}

const player = (
  id: string,
  name: string,
  part: string,
  roles: readonly string[],
  rights: readonly Right[] = [],
): Player => ({
  id,
  name,
  part,
  roles,
  rights,
});

export const cast: readonly Player[] = [
  player(
    'rosa',
    'Rosa Okafor',
    'Lead responder, steward',
    ['lead', 'team-member', 'conflict-contact'],
    ['steward', 'edition'],
  ),
  player('tomasz', 'Tomasz Brandt', 'Lead responder', ['lead', 'team-member']),
  player('amina', 'Amina Haidari', 'Lead responder', ['lead', 'team-member', 'conflict-contact']),
  player('kenji', 'Kenji Morita', 'Event staff, reads the shared address', [
    'alias-reader',
    'event-staff',
    'team-member',
  ]),
  player('helen', 'Helen Adeyemi', 'Conference chair, steward', ['chair', 'team-member'], ['steward', 'edition']),
  player('ines', 'Ines Carvalho', 'Announcement delegate', ['announcement-delegate']),
  player('marcus', 'Marcus Lind', 'Event coordinator', ['coordinator', 'organizer']),
  player('priya', 'Priya Nair', 'Responder on the floor', ['responder']),
  player('luis', 'Luis Ferro', 'Responder on the floor', ['responder']),
  player('dana', 'Dana Whitlock', 'Responder on the floor', ['responder', 'organizer']),
  player('yewande', 'Yewande Cole', 'Stand-in', ['stand-in-pool']),
  player('piotr', 'Piotr Zielinski', 'Stand-in', ['stand-in-pool']),
  player('gwen', 'Gwen Abara', 'Appeal body', ['appeal-body']),
  player('oleg', 'Oleg Marin', 'Appeal body', ['appeal-body']),
  player('owen', 'Owen Platt', 'Door and registration', ['door']),
  player('mei', 'Mei Tanaka', 'Audio and video', ['audio-video']),
  player('sam', 'Sam Keller', 'System administrator', ['administrator']),
];

/** Saturday 15 May 2027, 00:25 in New York. */
export const opensAt = Date.parse('2027-05-15T00:25:00-04:00');
/** When the team was set up. */
export const foundedAt = Date.parse('2027-04-01T09:00:00-04:00');
