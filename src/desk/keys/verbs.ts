import { signerOf } from '#seal/entry.ts';
import { fromHex } from '#seal/digest.ts';
import { publicOf, unlockKeyring } from '#seal/keyring.ts';
import { english } from '#seal/lists/en.ts';
import { spanish } from '#seal/lists/es.ts';
import { memberSecrets, readWords } from '#seal/words.ts';
import type { Unlocked } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { isRefused, type Ask, type NotDone } from '../sending/ask.ts';
import { Asked } from './asked.ts';
import { fromBase64 } from './base32.ts';
import { ConflictActs } from './conflict-acts.ts';
import { enrolmentVerbs, foundingVerbs } from './beginnings.ts';
import { EditionActs } from './edition-acts.ts';
import { HandlingActs } from './handling-acts.ts';
import { Incidents } from './incidents.ts';
import { Knowing } from './knowing.ts';
import type { Verbs } from './protocol.ts';
import { Room } from './room.ts';
import { RosterActs } from './roster-acts.ts';
import { TurnsOnOpening } from './turns.ts';

const lists = [english, spanish];
const locked: NotDone = { refused: 'locked' };

/** Every verb over one network. The keyring is reachable from here alone; `forget` drops it. */
export function keysOver(ask: Ask): { readonly verbs: Verbs; readonly forget: () => boolean } {
  let held: {
    readonly room: Room;
    readonly incidents: Incidents;
    readonly handling: HandlingActs;
    readonly conflicts: ConflictActs;
    readonly questions: Asked;
    readonly team: RosterActs;
    readonly editions: EditionActs;
  } | null = null;
  const inside = <T>(act: (room: NonNullable<typeof held>) => Promise<T>): Promise<T | NotDone> =>
    held === null ? Promise.resolve(locked) : act(held);

  const verbs: Verbs = {
    async check(text) {
      const read = readWords(text, lists);
      return 'problem' in read ? read : null;
    },
    async unlock(text, door) {
      const read = readWords(text, lists);
      if ('problem' in read) return read;
      const { handle, auth, passphrase } = await memberSecrets(read.entropy, door.salt);
      read.entropy.fill(0);
      const answer = await ask.json<Unlocked>(paths.api.unlock, { body: { handle, auth } });
      if (isRefused(answer)) return answer;
      const keyring = await unlockKeyring(fromBase64(answer.unlock), passphrase);
      // Words that fit the door but open no keyring of this organisation are told apart from wrong ones by nothing.
      if (keyring === null || keyring.root !== door.root) return { refused: 'not-found' };
      const room = new Room(ask, keyring, await publicOf(keyring), signerOf(fromHex(keyring.signSeed)));
      const knowing = new Knowing(room);
      const turns = new TurnsOnOpening(knowing);
      held = {
        room,
        incidents: new Incidents(knowing, turns),
        handling: new HandlingActs(knowing, turns),
        conflicts: new ConflictActs(knowing),
        questions: new Asked(room),
        team: new RosterActs(room),
        editions: new EditionActs(room),
      };
      return { member: keyring.member };
    },
    look: () => inside(({ team }) => team.look()),
    open: (incident) => inside(({ incidents }) => incidents.open(incident)),
    file: (incident, entry) => inside(({ incidents }) => incidents.file(incident, entry)),
    lockedCopy: (incident) => inside(({ incidents }) => incidents.lockedCopy(incident)),
    write: (incident, said) => inside(({ incidents }) => incidents.write(incident, said)),
    note: (incident, text) => inside(({ incidents }) => incidents.note(incident, text)),
    act: (incident, acts) => inside(({ handling }) => handling.act(incident, acts)),
    stepAside: (incident) => inside(({ conflicts }) => conflicts.stepAside(incident)),
    setAside: (incident, member) => inside(({ conflicts }) => conflicts.setAside(incident, member)),
    lift: (incident, member) => inside(({ conflicts }) => conflicts.lift(incident, member)),
    askAbout: (incident, member) => inside(({ conflicts }) => conflicts.askAbout(incident, member)),
    answerForMe: (incident, says) => inside(({ conflicts }) => conflicts.answerForMe(incident, says)),
    confirmNamed: (incident, member) => inside(({ conflicts }) => conflicts.confirmNamed(incident, member)),
    releaseNamed: (incident, member) => inside(({ conflicts }) => conflicts.releaseNamed(incident, member)),
    letIn: (incident, members) => inside(({ conflicts }) => conflicts.letIn(incident, members)),
    appointStandIn: (incident, member) => inside(({ conflicts }) => conflicts.appointStandIn(incident, member)),
    still: (incident) => inside(({ conflicts }) => conflicts.still(incident)),
    asked: () => inside(({ questions }) => questions.asked()),
    answerAsked: (incident, says) => inside(({ questions }) => questions.answer(incident, says)),
    invite: (wanted) => inside(({ team }) => team.invite(wanted)),
    confirm: (invitation) => inside(({ team }) => team.confirm(invitation)),
    countersign: (proposal) => inside(({ team }) => team.countersign(proposal)),
    decline: (proposal) => inside(({ team }) => team.decline(proposal)),
    suspend: (member) => inside(({ team }) => team.suspend(member)),
    setRoles: (member, edition, roles) => inside(({ team }) => team.setRoles(member, edition, roles)),
    openAlone: (edition, words) => inside(({ editions }) => editions.openAlone(edition, words)),
    settle: (edition, base) => inside(({ editions }) => editions.settle(edition, base)),
    ...foundingVerbs(ask),
    ...enrolmentVerbs(ask),
  };

  const forget = (): boolean => {
    const had = held !== null;
    held = null;
    return had;
  };
  return { verbs, forget };
}
