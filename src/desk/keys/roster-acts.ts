import { changesBetween, memberOf, stewards, active, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { fromHex, randomHex } from '#seal/digest.ts';
import {
  addSignature,
  enrolmentMac,
  readNote,
  sealInvitation,
  secretVouched,
  signNote,
  vouchedSecret,
} from '#seal/roster.ts';
import { openInvitation } from '#seal/unseal.ts';
import { recipientHash } from '#seal/seal.ts';
import type { InvitationInfo, ProposalInfo, RosterAnswer } from '#wire/api.ts';
import { paths } from '#wire/paths.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isRefused, type NotDone } from '../sending/ask.ts';
import { fromBase64, toBase32, toBase64 } from './base32.ts';
import type { Done, Signed, Wanted } from './protocol.ts';
import { attendeesSeen } from './attendees.ts';
import { gatheringsSeen, settingsOf } from './edition-acts.ts';
import { remember } from './remembering.ts';
import type { Ground, Room } from './room.ts';
import type { InvitationSeen, ProposalSeen, Team, TeamWarning } from './team-seen.ts';

/** How long a member's keys last before somebody confirms them again: under the 400 days a note allows. */
const lasting = 365 * 24 * 3_600_000;
const done: Done = { done: true };

/** The member's roles with exactly these at the edition. */
function rolesChanged(
  member: RosterMember,
  edition: string,
  roles: readonly string[],
): readonly (readonly [edition: string, role: string])[] {
  return [...member.roles.filter(([at]) => at !== edition), ...roles.map((role) => [edition, role] as const)];
}

export class RosterActs {
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  async look(): Promise<Team | NotDone> {
    const room = this.#room;
    const ground = await room.refresh();
    if ('refused' in ground) return ground.refused === 'team-list-fails' ? { refused: 'bad-signature' } : ground;
    const me = room.me(ground);
    if (me === undefined) return { refused: 'not-allowed' };
    const { desk, head } = ground;
    const invitations = await Promise.all(desk.invitations.map((one) => this.#invitation(ground, one)));
    const proposals = await Promise.all(desk.proposals.map((one) => this.#proposal(ground, one)));
    const settings = desk.editions.map((one) => settingsOf(room.org, ground.rosters, one));
    const differ = settings.some(({ holds }) => !holds);
    const warnings: TeamWarning[] = [...ground.warnings, ...(differ ? (['settings-differ'] as const) : [])];
    if (!warnings.includes('team-list-went-back'))
      await room.keep(remember(room.memory, { version: head.roster.version, hash: head.hash }, new Map()));
    return {
      me,
      members: head.roster.members,
      version: head.roster.version,
      editions: desk.editions,
      settings,
      gatherings: desk.editions.map((one) => gatheringsSeen(room.org, ground.rosters, one, desk.procedures)),
      attendees: desk.editions.flatMap((one) => attendeesSeen(room, ground, one) ?? []),
      procedures: desk.procedures,
      installed: desk.installed,
      proposals,
      invitations,
      warnings,
      mail: desk.mail,
      texts: desk.texts,
      alertAddress: desk.alertAddress,
      rehearsal: desk.rehearsal,
      org: desk.org,
      now: desk.now,
    };
  }

  /** The link's secret is made here, never sent, and kept only as a file that every steward can open (sealing §4). */
  async invite(wanted: Wanted): Promise<{ readonly link: string } | NotDone> {
    const room = this.#room;
    const ground = await room.refresh();
    if ('refused' in ground) return { refused: 'internal' };
    const free = stewards(ground.head.roster).filter((member) => active(member, room.now()));
    const readers = await room.readers(free);
    if (readers.length !== free.length) return { refused: 'internal' };
    const secret = fromHex(randomHex(16));
    const id = randomHex(16);
    const member = randomHex(16);
    const vouched = vouchedSecret(secret, { ...wanted, org: room.org, id, member }, room.signer);
    const locked = await sealInvitation(vouched, readers);
    const body = { id, member, ...wanted, secret: toBase64(locked) };
    const answer = await room.ask.json(staffPaths.api.invitations, { body });
    if (isRefused(answer)) return answer;
    return { link: `${paths.enrol}#i=${toBase32(secret)}.${id}.${room.org}` };
  }

  async confirm(invitation: string): Promise<Signed | NotDone> {
    const ground = await this.#room.refresh();
    if ('refused' in ground) return { refused: 'internal' };
    const found = ground.desk.invitations.find((one) => one.id === invitation);
    if (found?.enrolment == null || !(await this.#vouched(ground, found))) return { refused: 'bad-signature' };
    const { recipient, sign } = found.enrolment;
    const now = this.#room.now();
    const member: RosterMember = {
      id: found.member,
      name: found.name,
      ageHash: recipientHash(recipient),
      sign,
      roles: found.roles,
      rights: found.rights,
      until: now + lasting,
      suspended: false,
    };
    return this.#propose(ground, (members) => [...members.filter((m) => m.id !== member.id), member], {
      recipients: [recipient],
      invitation: found.id,
    });
  }

  async suspend(member: string): Promise<Signed | NotDone> {
    const ground = await this.#room.refresh();
    if ('refused' in ground) return { refused: 'internal' };
    const stop = (m: RosterMember): RosterMember => (m.id === member ? { ...m, suspended: true } : m);
    return this.#propose(ground, (members) => members.map(stop), { recipients: [], invitation: '' });
  }

  /** Gives and takes roles at one event; what the member does at others stays. Two stewards, as for any other change. */
  async setRoles(member: string, edition: string, roles: readonly string[]): Promise<Signed | NotDone> {
    const ground = await this.#room.refresh();
    if ('refused' in ground) return { refused: 'internal' };
    const changed = (m: RosterMember): RosterMember =>
      m.id === member ? { ...m, roles: rolesChanged(m, edition, roles) } : m;
    return this.#propose(ground, (members) => members.map(changed), { recipients: [], invitation: '' });
  }

  async countersign(proposal: string): Promise<Signed | NotDone> {
    const ground = await this.#room.refresh();
    if ('refused' in ground) return { refused: 'internal' };
    const found = ground.desk.proposals.find((one) => one.id === proposal);
    if (found === undefined) return { refused: 'not-found' };
    const seen = await this.#proposal(ground, found);
    if (seen.state !== 'can-sign') return { refused: 'bad-signature' };
    const note = addSignature(found.note, this.#room.keyring.member, this.#room.signer);
    const brought = ground.desk.invitations.filter((one) => this.#brings(found.note, one));
    const recipients = brought.flatMap(({ enrolment }) => (enrolment === null ? [] : [enrolment.recipient]));
    return this.#send({ note, recipients, proposal, invitation: brought[0]?.id ?? '' });
  }

  async decline(proposal: string): Promise<Done | NotDone> {
    const answer = await this.#room.ask.json(staffPaths.api.declined(proposal), { body: {} });
    return isRefused(answer) ? answer : done;
  }

  async #propose(
    ground: Ground,
    change: (members: readonly RosterMember[]) => readonly RosterMember[],
    beside: { readonly recipients: readonly string[]; readonly invitation: string },
  ): Promise<Signed | NotDone> {
    const { roster, hash } = ground.head;
    const next: Roster = {
      ...roster,
      version: roster.version + 1,
      previous: hash,
      time: Math.max(this.#room.now(), roster.time + 1),
      members: change(roster.members),
    };
    const note = signNote(next, [{ name: this.#room.keyring.member, signer: this.#room.signer }]);
    return this.#send({ note, proposal: '', ...beside });
  }

  async #send(body: { note: string; recipients: readonly string[]; proposal: string; invitation: string }) {
    const answer = await this.#room.ask.json<RosterAnswer>(staffPaths.api.roster, { body });
    if ('refused' in answer) return answer;
    return { accepted: 'accepted' in answer };
  }

  /**
   * A steward made this invitation for exactly this name, these roles and rights, and the new keys are from whoever held
   * its link: checked by every signer, because a server could swap any of it.
   */
  async #vouched(ground: Ground, invitation: InvitationInfo): Promise<boolean> {
    const { enrolment, member } = invitation;
    const opened = await openInvitation(this.#room.keyring, fromBase64(invitation.secret));
    const inviter = stewards(ground.head.roster).find(({ id }) => id === invitation.by);
    if (enrolment === null || opened === null || !inviter || !active(inviter, this.#room.now())) return false;
    const { id, name, roles, rights } = invitation;
    const secret = secretVouched(opened, { org: this.#room.org, id, member, name, roles, rights }, inviter.sign);
    return secret !== null && enrolmentMac(secret, member, enrolment.recipient, enrolment.sign) === enrolment.mac;
  }

  #brings(note: string, { member, enrolment }: InvitationInfo): boolean {
    const read = readNote(note);
    if ('refused' in read || enrolment === null) return false;
    const found = memberOf(read.roster, member);
    return found?.sign === enrolment.sign && found.ageHash === recipientHash(enrolment.recipient);
  }

  async #invitation(ground: Ground, invitation: InvitationInfo): Promise<InvitationSeen> {
    const { id, member, name, roles, rights, expires, by, enrolment } = invitation;
    const plain = { id, member, name, roles, rights, expires, by };
    if (enrolment === null) return { ...plain, state: 'waiting' };
    if (ground.desk.proposals.some(({ note }) => this.#brings(note, invitation)))
      return { ...plain, state: 'proposed' };
    const opened = await openInvitation(this.#room.keyring, fromBase64(invitation.secret));
    if (opened === null) return { ...plain, state: 'unreadable' };
    return { ...plain, state: (await this.#vouched(ground, invitation)) ? 'enrolled' : 'forged' };
  }

  async #proposal(ground: Ground, { id, note, by, at }: ProposalInfo): Promise<ProposalSeen> {
    const read = readNote(note);
    if ('refused' in read) return { id, by, at, changes: [], names: {}, signedBy: [], state: 'bad' };
    const before = ground.head.roster;
    const names = Object.fromEntries([...before.members, ...read.roster.members].map((m) => [m.id, m.name]));
    const changes = changesBetween(before, read.roster);
    const plain = { id, by, at, changes, names, signedBy: read.signatures };
    if (read.roster.previous !== ground.head.hash) return { ...plain, changes: [], state: 'moved' };
    if (read.signatures.includes(this.#room.keyring.member)) return { ...plain, state: 'own' };
    const fresh = changes.filter(({ what }) => what === 'member-added' || what === 'keys-replaced');
    for (const change of fresh) {
      const member = 'member' in change ? change.member : '';
      const from = ground.desk.invitations.find((one) => one.member === member && this.#brings(note, one));
      if (from === undefined || !(await this.#vouched(ground, from))) return { ...plain, state: 'unproved' };
    }
    return { ...plain, state: 'can-sign' };
  }
}
