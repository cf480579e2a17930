import { mostFiles } from '#domain/intake/checks.ts';
import { extractChannel } from '#domain/intake/report.ts';
import { recipientsAtBirth, versionFor, type Recipients } from '#domain/intake/recipients.ts';
import { takenChannels } from '#domain/intake/taken.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { fitsKind } from '#domain/promises/admits.ts';
import { isKind, kinds } from '#domain/promises/kinds.ts';
import { textFact, type Header } from '#domain/record/header.ts';
import { manifestOf, type Manifest } from '#domain/record/manifest.ts';
import { memberOf, type Roster, type RosterMember } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Signed } from '#seal/entry.ts';
import type { BirthBatch, GrantSent } from '#wire/api.ts';
import type { Arrived } from '../birth-append.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import { no, type ApiParts, type No } from './answers.ts';
import { filesOf, filesRefused, signedAll, type Sent } from './batch.ts';
import { handedInFor } from './handed-in.ts';

const yesNo = ['yes', 'no', 'unsure'];

/** One mailbox key wrote all of it, for one report, in one unbroken chain from the first entry on. */
function chainRefused(org: string, report: readonly Signed[], selfNote: Signed): No | null {
  const [first] = report;
  if (first === undefined || !/^report\/[0-9a-f]{32}$/u.test(first.header.stream)) return no('bad-request');
  const { stream, by, rosterVersion, rosterHash } = first.header;
  const alike = ({ header }: Signed): boolean =>
    header.org === org &&
    header.by === by &&
    header.rosterVersion === rosterVersion &&
    header.rosterHash === rosterHash;
  if (![...report, selfNote].every(alike)) return no('bad-request');
  const chained = report.every(({ header }, i) => {
    return header.stream === stream && header.seq === i && header.prev === (report[i - 1]?.hash ?? '');
  });
  if (!chained) return no('stale-head');
  const own = selfNote.header;
  const sound =
    /^mailbox\/[0-9a-f]{32}$/u.test(own.stream) && own.seq === 0 && own.prev === '' && own.kind === 'self-note';
  return sound && fitsKind(own, 'mailbox') ? null : no('wrong-kind');
}

/**
 * How it may have come: by the public form; written out of another report, by a member who is signed in; or from a phone of
 * the hallway, by staff who took it down. No more is known of the second here, not even which report it comes from, and of
 * the third not who took it.
 */
const ways = { reporter: ['web'], member: [extractChannel], hallway: takenChannels } as const;
export type SentBy = keyof typeof ways;

function kindRefused(header: Header, place: number, by: SentBy): No | null {
  if (!isKind(header.kind) || !fitsKind(header, 'mailbox')) return no('wrong-kind');
  const rule = kinds[header.kind];
  if ((rule.place === 'first') !== (place === 0) || rule.place === 'later') return no('wrong-kind');
  if (header.compartment !== '' && header.epoch !== 1) return no('wrong-kind');
  switch (header.kind) {
    case 'reported': {
      const fact = (key: string): string => textFact(header, key);
      const sound =
        ways[by].some((way) => way === fact('channel')) &&
        yesNo.includes(fact('ongoing')) &&
        yesNo.includes(fact('reachable'));
      const narrow = header.facts.every(([key, value]) => key !== 'narrow' || value === 'yes');
      return sound && narrow ? null : no('wrong-kind');
    }
    case 'added':
      return header.compartment === 'account' ? no('wrong-kind') : null;
    default:
      return null;
  }
}

/** Exactly these members, with the keys the roster names. */
function heldBy(manifest: Manifest, members: readonly RosterMember[]): boolean {
  return (
    manifest.holders.length === members.length &&
    members.every((m) => {
      const holder = manifest.holders.find((h) => h.member === m.id);
      return holder?.ageHash === m.ageHash && holder.sign === m.sign;
    })
  );
}

/**
 * What the headers say of who is kept out, left out or named alike; `narrow`: it was sent to one alone, who then holds it
 * alone.
 */
function wishesOf(headers: readonly Header[], account: Manifest | undefined) {
  const leaveOut = headers.filter((h) => h.kind === 'barred').map((h) => textFact(h, 'member'));
  const narrow = headers.some((h) => textFact(h, 'narrow') === 'yes');
  return { leaveOut, narrow, only: narrow ? (account?.holders[0]?.member ?? '') : '' };
}

type Asked = ReturnType<typeof wishesOf>;

/**
 * [Note: The version of a birth] A report is made under the version its reporter was shown: the one in force, or one
 * that was in force when they began and has the same receivers. Anything else is `settings-moved`: their browser fetches
 * the settings again, and they see who would read it before it goes (INT-01). What waited on a phone is made under the
 * version of its cards, whatever is in force by now: nobody is there to be asked again, and its keys are made.
 */
function versionOf(
  { procedures, now }: Pick<ApiParts, 'procedures' | 'now'>,
  { roster }: Organisation,
  { edition, procedure: inForce }: CurrentEdition,
  digest: string,
  wishes: Asked,
  by: SentBy,
): Procedure | null {
  if (digest === inForce.digest) return inForce;
  const shown = procedures.inForceOnce(digest);
  if (by === 'hallway') return shown ?? null;
  const version = shown && versionFor(shown, inForce, edition, roster, wishes, now());
  return version === shown ? (version ?? null) : null;
}

/**
 * Who must hold it. `roster`: whose members the bars may name. `before`: what was right under an earlier list; `any` where
 * that cannot be told.
 */
interface Expected {
  readonly roster: Roster;
  readonly newest: Recipients;
  readonly before: readonly Recipients[] | 'any';
}

function expectedOf(
  organisation: Organisation,
  current: CurrentEdition,
  { rosterVersion }: Header,
  wishes: Asked,
  now: number,
  by: SentBy,
): Expected | null {
  const { roster } = organisation;
  const { edition, procedure } = current;
  if (by === 'hallway') {
    const handedIn = handedInFor(organisation, current, rosterVersion, wishes, now);
    const [newest, ...before] = handedIn?.under ?? [];
    return handedIn && newest ? { roster: handedIn.lockedUnder, newest, before } : null;
  }
  const newest = recipientsAtBirth(procedure, edition.id, roster, wishes, now);
  return { roster, newest, before: rosterVersion === roster.version ? [] : 'any' };
}

/**
 * [Note: Who reads at birth] The headers say who is barred and whether it went to one alone; from that and the roster
 * head the server computes who must hold the key, and takes nothing else: nobody is slipped in, nobody kept out in
 * silence. Under a roster that moved since, the same people is good enough; others is `roster-moved`. Why somebody is
 * barred, left out or named in it, stands sealed inside, so the server treats both alike. That is sound because nobody
 * who receives is ever barred: where all who are free are named and therefore receive after all, the sender leaves them
 * unbarred, and the bars that are there give the same recipients again (`barredFrom`, with its test). Whether there were
 * names to ask about is sealed too: where a procedure asks first, the compartment of names may be there or not. Of what
 * waited on a phone the grants were made under an older list: see "Note: A report that waits for a network".
 */
function manifestsRefused(
  { roster, newest, before }: Expected,
  headers: readonly Header[],
  manifests: readonly Manifest[],
): No | null {
  const of = (compartment: string): readonly Manifest[] => manifests.filter((m) => m.compartment === compartment);
  const [account, ...more] = of('account');
  const [identity, ...others] = of('identity');
  const [parties, ...further] = of('parties');
  const beside = [identity, parties].flatMap((manifest) => manifest?.compartment ?? []);
  if (account === undefined || more.length > 0 || others.length > 0 || further.length > 0) return no('bad-manifest');
  if (manifests.length !== 1 + beside.length) return no('bad-manifest');
  const birthlike = manifests.every((m) => m.epoch === 1 && m.prevAccess === '' && m.why === 'birth');
  if (!birthlike || manifests.some((m) => !m.recipient.startsWith('age1pq1'))) return no('bad-manifest');
  const added = headers.filter((h) => h.kind === 'added').map((h) => h.compartment);
  if (added.join(' ') !== beside.join(' ')) return no('bad-manifest');
  const { leaveOut: barred, narrow, only } = wishesOf(headers, account);
  const known = barred.every((id) => memberOf(roster, id) !== undefined) && new Set(barred).size === barred.length;
  const fits = (expected: Recipients): boolean =>
    known &&
    expected.narrow === narrow &&
    !barred.includes(only) &&
    heldBy(account, expected.account) &&
    (identity === undefined || heldBy(identity, expected.identity)) &&
    (parties === undefined || (expected.parties.length > 0 && heldBy(parties, expected.parties)));
  if (fits(newest)) return null;
  return no(before === 'any' || before.some(fits) ? 'roster-moved' : 'bad-manifest');
}

/** One grant for each holder of each manifest, and no other. */
export function grantsRefused(
  manifests: readonly { readonly stream: string; readonly manifest: Manifest }[],
  grants: readonly GrantSent[],
): No | null {
  const key = (...parts: readonly (string | number)[]): string => parts.join(' ');
  const wanted = manifests.flatMap(({ stream, manifest }) =>
    manifest.holders.map((h) => key(stream, manifest.compartment, manifest.epoch, h.member, h.grant)),
  );
  const sent = new Set(grants.map((g) => key(g.stream, g.compartment, g.epoch, g.member, g.hash)));
  return sent.size === grants.length && sent.size === wanted.length && wanted.every((w) => sent.has(w))
    ? null
    : no('bad-manifest');
}

/** What the server checks of a report that was locked in the browser, without opening anything (sealing §13). */
export function checkBirth(
  parts: Pick<ApiParts, 'procedures' | 'now'>,
  organisation: Organisation,
  current: CurrentEdition,
  { batch, files }: Sent<BirthBatch>,
  rosterHashes: ReadonlyMap<number, string>,
  by: SentBy = 'reporter',
): (Arrived & { readonly procedure: Procedure }) | No {
  const signed = signedAll([...batch.report, batch.selfNote]);
  if ('refused' in signed) return signed;
  const report = signed.slice(0, -1);
  const selfNote = signed.at(-1);
  if (selfNote === undefined) return no('bad-request');
  const broken = chainRefused(organisation.org, report, selfNote);
  if (broken !== null) return broken;
  const headers = report.map(({ header }) => header);
  const wrong = headers.map((header, place) => kindRefused(header, place, by)).find((refused) => refused !== null);
  if (wrong !== undefined) return wrong;
  if (headers.filter((h) => h.kind === 'attached').length > mostFiles) return no('too-large');
  const { rosterVersion, rosterHash } = selfNote.header;
  if (rosterHashes.get(rosterVersion) !== rosterHash) return no('roster-moved');
  const access = headers.filter((h) => h.kind === 'access');
  const manifests = access.flatMap((header) => manifestOf(header) ?? []);
  if (manifests.length !== access.length) return no('bad-manifest');
  const recipients = new Map(manifests.map((m) => [m.compartment as string, sha256Hex(m.recipient)]));
  const elsewhere = headers.some((h) => h.file !== '' && h.to !== recipients.get(h.compartment));
  if (elsewhere) return no('bad-manifest');
  const stream = headers[0]?.stream ?? '';
  const wishes = wishesOf(
    headers,
    manifests.find((m) => m.compartment === 'account'),
  );
  const procedure = versionOf(parts, organisation, current, batch.procedure, wishes, by);
  if (procedure === null) return no('settings-moved');
  const expected = expectedOf(organisation, { ...current, procedure }, selfNote.header, wishes, parts.now(), by);
  if (expected === null) return no('roster-moved');
  const refused =
    manifestsRefused(expected, headers, manifests) ??
    grantsRefused(
      manifests.map((manifest) => ({ stream, manifest })),
      batch.grants,
    ) ??
    filesRefused([...headers, selfNote.header], batch.grants, files);
  if (refused !== null) return refused;
  return { report, selfNote, files: filesOf(files), grants: batch.grants, bearer: batch.bearer, procedure };
}
