import * as v from 'valibot';
import type { Edition } from '#domain/edition/edition.ts';
import { gapsIn } from '#domain/edition/rota.ts';
import { active, maySettle, memberOf } from '#domain/team/roster.ts';
import { sha256Hex } from '#seal/digest.ts';
import type { Job, NewJob } from '#store/job-store.ts';
import { paths } from '#wire/paths.ts';
import { rota as rotaEn } from '#words/made/en/rota.ts';
import { rota as rotaEs } from '#words/made/es/rota.ts';
import type { Rota as RotaWords } from '#words/made/shape.ts';
import { isLanguage, type Language } from '#words/words.ts';
import { hookJobs } from '../channels/hook.ts';
import { inFlight } from '../due/in-flight.ts';
import { jobName } from '../due/job-names.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions, type CurrentEdition, type Organisation } from '../editions.ts';
import { dateIn } from './date-in.ts';
import type { AlertParts } from './message.ts';
import { told as tell } from './told.ts';

const payload = v.variant('step', [
  v.object({ step: v.literal('look'), edition: v.string(), rota: v.string() }),
  v.object({ step: v.literal('tell'), edition: v.string(), member: v.string(), from: v.number() }),
]);

const words: Readonly<Record<Language, RotaWords>> = { en: rotaEn, es: rotaEs };

const hour = 3_600_000;
/** How long before a gap begins somebody hears of it, ms. */
const ahead = [48 * hour, 12 * hour] as const;
/** The team list and the clock move too: it is looked at again at least so often, ms. */
const every = 24 * hour;

/** What a rota is by: newer turns, days or another zone have a look of their own. */
const rotaOf = ({ rota, zone, from, to }: Edition): string => sha256Hex(JSON.stringify([rota, zone, from, to]));

/** What an append of settings carries: a look at the rota's gaps, at once and then each day until the event is over. */
export function gapLooks(edition: Edition, at: number): readonly NewJob[] {
  if (edition.rota.length === 0) return [];
  const rota = rotaOf(edition);
  return [
    {
      id: jobName('gap', 'look', edition.id, rota),
      kind: 'gap',
      payload: JSON.stringify({ step: 'look', edition: edition.id, rota }),
      at,
    },
  ];
}

/** Stretches to come in which nobody who could act is on duty, ms. */
function empty({ edition, procedure }: CurrentEdition, { roster }: Organisation, now: number) {
  return gapsIn(procedure, edition, roster, now).flatMap((gap) =>
    gap.what === 'nobody' || gap.what === 'hole' ? [{ from: gap.from, to: gap.to }] : [],
  );
}

function looked(organisation: Organisation, current: CurrentEdition, now: number) {
  const { roster } = organisation;
  const gaps = empty(current, organisation, now).filter(({ from }) => from > now);
  const due = gaps.flatMap(({ from }) => {
    // Of the moments that passed only the latest speaks.
    const before = ahead.findLast((ms) => from - ms <= now);
    return before === undefined ? [] : [{ from, before }];
  });
  const settlers = roster.members.filter((member) => maySettle(member) && active(member, now));
  const edition = current.edition.id;
  const jobs = due.flatMap(({ from, before }) =>
    settlers.map(({ id: member }): NewJob => ({
      id: jobName('gap', 'tell', edition, String(from), String(before), member),
      kind: 'gap',
      payload: JSON.stringify({ step: 'tell', edition, member, from }),
      at: now,
    })),
  );
  const next = gaps.flatMap(({ from }) => ahead.map((ms) => from - ms)).filter((at) => at > now);
  // The name of what it tells holds the moment, so that another program hears of each gap once.
  const hooks = due.flatMap(({ from, before }) => hookJobs('rota-gap', from - before));
  return { jobs: [...jobs, ...hooks], next: Math.min(now + every, ...next) };
}

/**
 * Looks whether somebody is on duty in the days to come, and tells those who settle the event 48 and 12 hours before a time
 * in which nobody is. Asked again when it is told: who filled it meanwhile hears nothing of it.
 */
export const gap = (parts: AlertParts) => {
  const { store, now, procedures, origin } = parts;
  const organised = inFlight(() => currentEditions(store, procedures, now()));
  return async (job: Job): Promise<Outcome> => {
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await organised();
    if (!read.success || organisation === null) return 'over';
    const told = read.output;
    const current = organisation.editions.find(({ edition }) => edition.id === told.edition);
    if (current === undefined) return 'over';
    const { edition } = current;
    if (told.step === 'look') {
      if (told.rota !== rotaOf(edition)) return 'over';
      const { jobs, next } = looked(organisation, current, now());
      if (jobs.length > 0) await store.queueJobs(organisation.org, jobs);
      return Date.parse(edition.to) + 2 * every < now() ? 'over' : { at: next };
    }
    const member = memberOf(organisation.roster, told.member);
    const stands = empty(current, organisation, now()).some(({ from }) => from === told.from);
    if (!stands || !member || !active(member, now())) return 'over';
    const language = edition.languages.find(isLanguage) ?? 'en';
    const given = {
      event: edition.name,
      when: dateIn(language, edition.zone, told.from),
      link: origin + paths.deskEvent(edition.id),
    };
    const message = {
      id: job.id,
      subject: words[language].gapSubject(given),
      text: words[language].gapBody(given),
      edition: edition.id,
      isOpen: true,
    };
    return tell(parts, job, organisation.org, told.member, message);
  };
};
