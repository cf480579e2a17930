import { foldReport } from '#domain/promises/promises.ts';
import { namesOf, verifiedStream } from '../arriving.ts';
import type { CurrentEdition, Organisation } from '../editions.ts';
import { noteReceipted } from '../mail/receipt.ts';
import type { Parts } from '../parts.ts';
import type { InboundText } from './provider.ts';
import { firstAnswer } from './said.ts';

/** That the receipt left, in the record. What has arrived stays, whatever becomes of this; told of again it is tried again. */
export async function noteAnswered(
  parts: Parts,
  organisation: Organisation,
  current: CurrentEdition,
  { from }: InboundText,
  report: string,
): Promise<void> {
  if (from === '') return;
  await noteReceipted(parts, organisation, current, report, 'sms').catch(() => parts.log('receipt-not-noted'));
}

/** The first answer once more: the provider asks again when it heard none. */
export async function answeredAgain(
  parts: Parts,
  organisation: Organisation,
  report: string,
  told: InboundText,
): Promise<string | null> {
  const stream = await verifiedStream(parts, organisation.org, `report/${report}`);
  const incident = await parts.store.incidentOf(organisation.org, report);
  const row = incident && (await parts.store.incidentById(organisation.org, incident.incident))?.row;
  const current = organisation.editions.find(({ edition }) => edition.id === row?.edition);
  if (stream === null || current === undefined) return null;
  const { holding, barred } = foldReport(report, stream.entries);
  const holders = (holding.newest.get('account')?.manifest.holders ?? []).map(({ member }) => member);
  const readers = namesOf(
    organisation,
    holders.filter((member) => !barred.has(member)),
  );
  await noteAnswered(parts, organisation, current, told, report);
  return firstAnswer(current.edition, readers, told.from !== '');
}
