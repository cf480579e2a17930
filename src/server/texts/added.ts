import { namedInReply } from '#domain/intake/addressed.ts';
import { barredByMore } from '#domain/intake/recipients.ts';
import { knownIn } from '#domain/intake/sought.ts';
import { active } from '#domain/team/roster.ts';
import { foldReport } from '#domain/promises/promises.ts';
import type { Stream } from '#domain/record/header.ts';
import { barredLater } from '#seal/birth.ts';
import { utf8 } from '#seal/digest.ts';
import { signEntry, type Draft, type FileMade, type Signed } from '#seal/entry.ts';
import { sealFile } from '#seal/seal.ts';
import type { NewJob } from '#store/store.ts';
import type { IdentityBody, ReporterMessage } from '#wire/bodies.ts';
import { namesOf, verifiedStream, whereOf } from '../arriving.ts';
import { alertsFor, newId, rowOf } from '../birth-append.ts';
import { barsPlaced } from '../due/apart.ts';
import { asStored, awayFrom, following } from '../due/owed.ts';
import { heldBeside, wholeOf } from '../due/whole.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';

/** What somebody texts after their report is there. */
export interface TextedLater {
  readonly report: string;
  /** The same for the same message, so that it is added once. */
  readonly id: string;
  /** By the event that the report is of. */
  readonly text: (current: CurrentEdition) => string;
  /** Their number, when they just agreed that it is kept. */
  readonly number: string;
  /** Digests of the messages, kept in the same transaction. */
  readonly keys: readonly string[];
}

interface TextAdded {
  readonly current: CurrentEdition;
  /** Names of those who can read it. */
  readonly readers: readonly string[];
}

/** Of what one number keeps sending, an alert at most so often, ms. */
const alertEvery = 120_000;

/** When each report was last alerted for, by this process. */
const alerted = new Map<string, number>();

/**
 * An alert at once for the first of several messages, and one for all that follow it within two minutes: whoever sends
 * fifty a minute wakes nobody fifty times, and the last of them is told of too.
 */
function alertsOnce(incident: string, members: readonly string[], report: string, at: number): readonly NewJob[] {
  for (const [other, when] of alerted) if (when + alertEvery <= at) alerted.delete(other);
  const last = alerted.get(report);
  if (last === undefined) alerted.set(report, at);
  return alertsFor(
    incident,
    members,
    last === undefined ? at : last + alertEvery,
    `texts/${report}/${last ?? at}/${last === undefined ? 'first' : 'rest'}`,
  );
}

/**
 * Seals and stores one more text message, by the server's own key: nobody holds the words of its mailbox. Whom it names is
 * barred first. `gone`: the report takes nothing any more; `there`: it was added already; null: somebody else wrote in
 * between, four times over. Nothing was written then.
 */
export async function addText(
  parts: Parts,
  organisation: Organisation,
  later: TextedLater,
): Promise<TextAdded | 'gone' | 'there' | null> {
  const { org, roster } = organisation;
  const { report: id, number } = later;
  const stream: Stream = `report/${id}`;
  for (let tries = 0; tries < 4; tries++) {
    const report = await verifiedStream(parts, org, stream);
    const incident = await parts.store.incidentOf(org, id);
    const whole = incident && (await wholeOf(parts, organisation, incident.incident));
    const current = whole && organisation.editions.find(({ edition }) => edition.id === whole.row.edition);
    if (report === null || !whole || !current) return 'gone';
    const folded = foldReport(id, report.entries);
    const account = folded.holding.newest.get('account')?.manifest;
    if (account === undefined) return 'gone';
    if (report.entries.some(({ header }) => header.id === later.id)) return 'there';
    const held = account.holders.map(({ member }) => member);
    // What nobody of the team can open any more would wait there unread: it begins anew.
    const opens = (member: string): boolean =>
      !folded.barred.has(member) && roster.members.some((one) => one.id === member && active(one, parts.now()));
    if (!held.some(opens)) return 'gone';
    const text = later.text(current);
    const signed = new Set(
      report.entries.filter(({ header }) => header.kind === 'said-to-reporter').map(({ header }) => header.by),
    );
    const wrote = roster.members.filter(({ sign }) => signed.has(sign)).map((member) => member.id);
    const named = barredByMore(namedInReply(text, knownIn(roster, current.edition), wrote), {
      holders: held,
      barred: [...folded.barred],
    });
    const laid = barsPlaced(whole, id, named, parts.now());
    const bars = named.filter((member) => laid.has(member));

    const at = parts.now();
    const { rosterVersion, rosterHash } = whereOf(organisation, current);
    const entries: Signed[] = [];
    const files: FileMade[] = [];
    const next = () => ({ seq: report.next + entries.length, prev: entries.at(-1)?.hash ?? report.head });
    for (const member of bars) {
      const where = { org, rosterVersion, rosterHash, at, report: id, signer: parts.signer };
      entries.push(barredLater(where, member, next()));
    }
    const seal = async (
      entry: Pick<Draft, 'id' | 'kind' | 'compartment' | 'epoch'>,
      recipient: string,
      body: ReporterMessage | IdentityBody,
    ): Promise<void> => {
      const draft: Draft = { org, rosterVersion, rosterHash, at, stream, facts: [], ...next(), ...entry };
      const file = await sealFile(draft, parts.signer.public, recipient, utf8(JSON.stringify(body)));
      entries.push(signEntry(draft, file, parts.signer));
      files.push(file);
    };
    const said = { kind: 'heard-from-reporter', compartment: 'account', epoch: account.epoch } as const;
    await seal({ id: later.id, ...said }, account.recipient, { v: 1, from: 'reporter', text, files: [], at });
    const identity = folded.holding.newest.get('identity')?.manifest;
    if (number !== '' && identity !== undefined) {
      const known = { kind: 'added', compartment: 'identity', epoch: identity.epoch } as const;
      await seal({ id: newId(), ...known }, identity.recipient, { v: 1, answers: {}, texted: { number } });
    }

    const receivedAt = parts.now();
    const holders = held.filter((member) => !bars.includes(member) && !folded.barred.has(member));
    // Somebody wrote since the report was read above: again, from the start.
    if (whole.chains.get(stream)?.head !== report.head) continue;
    const stored = entries.map((entry) => asStored(entry, receivedAt));
    const follows = following(whole, stored, receivedAt);
    const away = awayFrom(whole, roster);
    const told = holders.filter((member) => !away.has(member));
    const done = await parts.store.append({
      org,
      streams: [
        { stream, expect: report.head, entries: entries.map((entry) => rowOf(entry, receivedAt)) },
        ...heldBeside([whole], [stream]),
      ],
      files: files.map(({ hash, bytes }) => ({ hash, bytes })),
      ...follows,
      jobs: [...alertsOnce(whole.row.incident, told, id, receivedAt), ...follows.jobs],
      known: { report: id, keys: later.keys, at: receivedAt },
    });
    if ('appended' in done) return { current, readers: namesOf(organisation, holders) };
    if (done.refused === 'taken') return 'there';
  }
  return null;
}
