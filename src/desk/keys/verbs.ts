import { signerOf } from '#seal/entry.ts';
import { fromHex } from '#seal/digest.ts';
import { publicOf, unlockKeyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { memberSecrets, readWords } from '#seal/words.ts';
import type { Door, Unlocked } from '#wire/api.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type Ask, type NotDone } from '../sending/ask.ts';
import { alikeTo } from './alike.ts';
import { Asked } from './asked.ts';
import { AttendeeActs } from './attendees.ts';
import { Calls } from './calls.ts';
import { fromBase64 } from './base32.ts';
import { ConflictActs } from './conflict-acts.ts';
import { Drafts } from './drafts.ts';
import { enrolmentVerbs, foundingVerbs } from './beginnings.ts';
import { EditionActs } from './edition-acts.ts';
import { ExtractActs } from './extract-acts.ts';
import { HandlingActs } from './handling-acts.ts';
import { Incidents } from './incidents.ts';
import { Knowing } from './knowing.ts';
import { LinkActs } from './link-acts.ts';
import { Notices } from './notices.ts';
import { continuedFrom } from './taken-down.ts';
import type { Verbs } from './protocol.ts';
import { Room } from './room.ts';
import { RosterActs } from './roster-acts.ts';
import { deviceShelf, type Shelf } from './shelf.ts';
import { TurnsOnOpening } from './turns.ts';

const lists = [english, spanish];
const locked: NotDone = { refused: 'locked' };

interface KeysHeld {
  readonly verbs: Verbs;
  readonly forget: () => boolean;
  /** Done when every text that was handed over to be kept is. */
  readonly settled: () => Promise<void>;
}

/** Every verb over one network and one device. The keyring is reachable from here alone; `forget` drops it. */
export function keysOver(ask: Ask, shelf: Shelf = deviceShelf()): KeysHeld {
  let held: {
    readonly room: Room;
    readonly knowing: Knowing;
    readonly incidents: Incidents;
    readonly handling: HandlingActs;
    readonly conflicts: ConflictActs;
    readonly links: LinkActs;
    readonly extracts: ExtractActs;
    readonly questions: Asked;
    readonly calls: Calls;
    readonly notices: Notices;
    readonly team: RosterActs;
    readonly editions: EditionActs;
    readonly attendees: AttendeeActs;
    readonly drafts: Drafts;
  } | null = null;
  const inside = <T>(act: (room: NonNullable<typeof held>) => Promise<T>): Promise<T | NotDone> =>
    held === null ? Promise.resolve(locked) : act(held);
  /** Whoever has no part in an incident any more keeps no text of theirs in it; who is let in again may write again. */
  const within = <T extends object>(
    incident: string,
    act: (room: NonNullable<typeof held>) => Promise<T | NotDone>,
  ): Promise<T | NotDone> =>
    inside(async (room) => {
      const had = room.drafts.hasLeft(`incident/${incident}`);
      const answer = await act(room);
      if (!isRefused(answer) && had) room.drafts.comeBack(`incident/${incident}`);
      if (isRefused(answer) && answer.refused === 'not-found') await room.drafts.leave(`incident/${incident}`);
      return answer;
    });

  const unlockWith = async (entropy: Uint8Array, door: Door): Promise<{ readonly member: string } | NotDone> => {
    const { handle, auth, passphrase } = await memberSecrets(entropy, door.salt);
    entropy.fill(0);
    const answer = await ask.json<Unlocked>(staffPaths.api.unlock, { body: { handle, auth } });
    if (isRefused(answer)) return answer;
    const keyring = await unlockKeyring(fromBase64(answer.unlock), passphrase);
    // Words that fit the door but open no keyring of this organisation are told apart from wrong ones by nothing.
    if (keyring === null || keyring.root !== door.root) return { refused: 'not-found' };
    const room = new Room(ask, keyring, await publicOf(keyring), signerOf(fromHex(keyring.signSeed)));
    const knowing = new Knowing(room);
    const turns = new TurnsOnOpening(knowing);
    const handling = new HandlingActs(knowing, turns);
    held = {
      room,
      knowing,
      incidents: new Incidents(knowing, turns),
      handling,
      conflicts: new ConflictActs(knowing),
      links: new LinkActs(knowing, turns),
      extracts: new ExtractActs(knowing, turns),
      questions: new Asked(room),
      calls: new Calls(room),
      notices: new Notices(knowing, handling),
      team: new RosterActs(room),
      editions: new EditionActs(room),
      attendees: new AttendeeActs(room),
      drafts: new Drafts(room, shelf),
    };
    void held.drafts.clearOld();
    return { member: keyring.member };
  };

  const verbs: Verbs = {
    async check(text) {
      const read = readWords(text, lists);
      return 'problem' in read ? read : null;
    },
    async unlock(text, door) {
      const read = readWords(text, lists);
      if ('problem' in read) return read;
      for (const entropy of read.readings) {
        const answer = await unlockWith(entropy, door);
        if (!isRefused(answer) || answer.refused !== 'not-found') return answer;
      }
      return { refused: 'not-found' };
    },
    look: () => inside(({ team }) => team.look()),
    open: (incident) => within(incident, ({ incidents }) => incidents.open(incident)),
    file: (incident, entry) => inside(({ incidents }) => incidents.file(incident, entry)),
    lockedCopy: (incident) => inside(({ incidents }) => incidents.lockedCopy(incident)),
    write: (incident, said) => inside(({ incidents }) => incidents.write(incident, said)),
    note: (incident, text) => inside(({ incidents }) => incidents.note(incident, text)),
    act: (incident, acts) => inside(({ handling }) => handling.act(incident, acts)),
    alike: (incident) => inside(({ knowing }) => alikeTo(knowing, incident)),
    continued: (incident) => inside(({ knowing }) => continuedFrom(knowing, incident)),
    stepAside: (incident) =>
      inside(async ({ conflicts, drafts }) => {
        const answer = await conflicts.stepAside(incident);
        if (!isRefused(answer)) await drafts.leave(`incident/${incident}`);
        return answer;
      }),
    keepDraft: (place, id, value) => inside(async ({ drafts }) => ({ kept: await drafts.keep(place, id, value) })),
    drafts: (place) => inside(({ drafts }) => drafts.at(place)),
    dropDraft: (place, id) =>
      inside(async ({ drafts }) => {
        await drafts.drop(place, id);
        return { done: true };
      }),
    setAside: (incident, member) => inside(({ conflicts }) => conflicts.setAside(incident, member)),
    lift: (incident, member) => inside(({ conflicts }) => conflicts.lift(incident, member)),
    askAbout: (incident, member) => inside(({ conflicts }) => conflicts.askAbout(incident, member)),
    answerForMe: (incident, says) =>
      inside(async ({ conflicts, drafts }) => {
        const answer = await conflicts.answerForMe(incident, says);
        if (!isRefused(answer) && says === 'conflict') await drafts.leave(`incident/${incident}`);
        return answer;
      }),
    confirmNamed: (incident, member) => inside(({ conflicts }) => conflicts.confirmNamed(incident, member)),
    releaseNamed: (incident, member) => inside(({ conflicts }) => conflicts.releaseNamed(incident, member)),
    letIn: (incident, members) => inside(({ conflicts }) => conflicts.letIn(incident, members)),
    appointStandIn: (incident, member) => inside(({ conflicts }) => conflicts.appointStandIn(incident, member)),
    linkCost: (first, other) => inside(({ links }) => links.cost(first, other)),
    join: (part, whole, why) => inside(({ links }) => links.join(part, whole, why)),
    lookTogether: (first, other, why) => inside(({ links }) => links.lookTogether(first, other, why)),
    takeApart: (first, other) => inside(({ links }) => links.takeApart(first, other)),
    extractLook: (letter, taken) => inside(({ extracts }) => extracts.look(letter, taken)),
    extract: (letter, taken) => inside(({ extracts }) => extracts.take(letter, taken)),
    still: (incident) => within(incident, ({ conflicts }) => conflicts.still(incident)),
    asked: () => inside(({ questions }) => questions.asked()),
    answerAsked: (incident, says) => inside(({ questions }) => questions.answer(incident, says)),
    calls: () => inside(({ calls }) => calls.standing()),
    answerCall: (id, says) => inside(({ calls }) => calls.answer(id, says)),
    notices: () =>
      inside(async ({ notices, drafts }) => {
        const seen = await notices.all();
        if (!('refused' in seen)) await drafts.shown(seen.map(({ id }) => id));
        return seen;
      }),
    sendNotice: (sent) => inside(({ notices }) => notices.send(sent)),
    changeNotice: (id, changed) => inside(({ notices }) => notices.change(id, changed)),
    endNotice: (id) => inside(({ notices }) => notices.end(id)),
    answerNotice: (id, body) => inside(({ notices }) => notices.answer(id, body)),
    invite: (wanted) => inside(({ team }) => team.invite(wanted)),
    confirm: (invitation) => inside(({ team }) => team.confirm(invitation)),
    countersign: (proposal) => inside(({ team }) => team.countersign(proposal)),
    decline: (proposal) => inside(({ team }) => team.decline(proposal)),
    suspend: (member) => inside(({ team }) => team.suspend(member)),
    setRoles: (member, edition, roles) => inside(({ team }) => team.setRoles(member, edition, roles)),
    openAlone: (edition, words) => inside(({ editions }) => editions.openAlone(edition, words)),
    bringAttendees: (edition, people, readers) =>
      inside(({ attendees }) => attendees.bringIn(edition, people, readers)),
    endAttendees: (edition) => inside(({ attendees }) => attendees.end(edition)),
    // Not `within`: that there is no list says nothing of a part in the incident.
    lookUp: (incident, edition, asked) => inside(({ attendees }) => attendees.lookUp(incident, edition, asked)),
    confirmRead: (edition, what, of) => inside(({ editions }) => editions.confirmRead(edition, what, of)),
    attended: (edition, meeting, present, base) =>
      inside(({ editions }) => editions.attended(edition, meeting, present, base)),
    settle: (edition, base) => inside(({ editions }) => editions.settle(edition, base)),
    ...foundingVerbs(ask),
    ...enrolmentVerbs(ask),
  };

  const forget = (): boolean => {
    const had = held !== null;
    held = null;
    return had;
  };
  const settled = async (): Promise<void> => held?.drafts.settled();
  return { verbs, forget, settled };
}
