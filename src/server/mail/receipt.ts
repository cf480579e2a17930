import { foldReport } from '#domain/promises/promises.ts';
import type { Store } from '#store/store.ts';
import { answeredAt, type LetterFrom } from '#wire/bodies.ts';
import { paths } from '#wire/paths.ts';
import { namesOf, verifiedStream, whereOf } from '../arriving.ts';
import { rowOf, serverEntry } from '../birth-append.ts';
import { asStored, following } from '../due/owed.ts';
import { heldBeside, wholeOf } from '../due/whole.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import type { Parts } from '../parts.ts';
import type { Delivered } from '../post/delivered.ts';
import { perHour } from './flood.ts';
import { languagesFor, receiptIn } from './receipt-text.ts';
import { sendLetter } from './sending.ts';

interface Receipted {
  readonly organisation: Organisation;
  readonly current: CurrentEdition;
  readonly report: string;
  readonly to: LetterFrom;
  /** BCP 47, as the letter was guessed to be; `''` when unsure. */
  readonly language: string;
  /** Message-IDs that the receipt answers, nearest first: the letter's own. */
  readonly answers: readonly string[];
}

const mostAnHour = 5;
const caps = new WeakMap<Store, ReturnType<typeof perHour>>();

function capOf(store: Store): ReturnType<typeof perHour> {
  const cap = caps.get(store) ?? perHour(mostAnHour);
  caps.set(store, cap);
  return cap;
}

/** Writes into the record that the receipt left; again from the start when somebody else wrote in between. */
export async function noteReceipted(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  id: string,
  channel: 'e-mail' | 'sms' = 'e-mail',
): Promise<void> {
  const { org } = organisation;
  const stream = `report/${id}` as const;
  for (let tries = 0; tries < 5; tries++) {
    const report = await verifiedStream(parts, org, stream);
    if (report === null || foldReport(id, report.entries).receipted !== null) return;
    const incident = await parts.store.incidentOf(org, id);
    const whole = incident && (await wholeOf(parts, organisation, incident.incident));
    if (whole === null || whole.chains.get(stream)?.head !== report.head) continue;
    const at = parts.now();
    const place = { stream, seq: report.next, prev: report.head, at } as const;
    const entry = serverEntry(parts.signer, whereOf(organisation, current), {
      ...place,
      kind: 'receipted',
      facts: [['channel', channel]],
    });
    const done = await parts.store.append({
      org,
      streams: [{ stream, expect: report.head, entries: [rowOf(entry, at)] }, ...heldBeside([whole], [stream])],
      ...following(whole, [asStored(entry, at)], at),
    });
    if ('appended' in done) return;
  }
}

async function receipted(parts: Parts, given: Receipted): Promise<Delivered | null> {
  try {
    const { organisation, current, report: id, to, language, answers } = given;
    const { org } = organisation;
    const { store, baseUrl, now } = parts;
    const report = await verifiedStream(parts, org, `report/${id}`);
    if (report === null || (await store.sentOf(org, id)).some(({ what }) => what === 'receipt')) return null;
    const folded = foldReport(id, report.entries);
    const address = answeredAt(to, current.edition);
    if (folded.receipted !== null || !capOf(store)(address, now())) return null;
    const holders = folded.holding.newest.get('account')?.manifest.holders ?? [];
    const readers = namesOf(
      organisation,
      holders.map(({ member }) => member).filter((member) => !folded.barred.has(member)),
    );
    const link = baseUrl === undefined ? '' : baseUrl + paths.start(current.edition.id);
    const texts = languagesFor(language, current.edition.languages).map((one) =>
      receiptIn(one, current, folded, readers, link),
    );
    const done = await sendLetter(parts, {
      org,
      edition: current.edition,
      report: id,
      narrow: folded.arrival?.narrow === true,
      to: address,
      text: texts.join('\n\n* * *\n\n'),
      what: 'receipt',
      entry: '',
      answers,
    });
    if (done.state === 'sent') await noteReceipted(parts, organisation, current, id);
    return done;
  } catch {
    parts.log('receipt-not-sent');
    return null;
  }
}

/** How long the next letter waits for this one's receipt, ms; and how many are on their way at once. */
const patience = 3_000;
const mostAtOnce = 20;
const onTheirWay = new WeakMap<Store, number>();

/**
 * Tells who wrote that it arrived: at once, from memory, at most once for a report. Sent by itself, so it meets no duty
 * that people owe (D15). Never rejects: what has arrived stays, whatever becomes of its receipt. Null: none was tried, or
 * it is still on its way: a mail server that does not answer holds up no letter that comes in.
 */
export async function sendReceipt(parts: Parts, given: Receipted): Promise<Delivered | null> {
  const { store } = parts;
  const others = onTheirWay.get(store) ?? 0;
  if (others >= mostAtOnce) return null;
  onTheirWay.set(store, others + 1);
  const sending = receipted(parts, given).finally(() => onTheirWay.set(store, (onTheirWay.get(store) ?? 1) - 1));
  const waited = Promise.withResolvers<null>();
  const timer = setTimeout(() => waited.resolve(null), patience);
  timer.unref();
  const done = await Promise.race([sending, waited.promise]);
  clearTimeout(timer);
  return done;
}
