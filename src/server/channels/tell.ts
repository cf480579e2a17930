import * as v from 'valibot';
import { active, memberOf } from '#domain/team/roster.ts';
import type { Job } from '#store/job-store.ts';
import { staffPaths } from '#wire/staff-paths.ts';
import { isLanguage } from '#words/words.ts';
import { dateIn } from '../alerts/date-in.ts';
import type { AlertParts } from '../alerts/message.ts';
import { told } from '../alerts/told.ts';
import type { Outcome } from '../due/jobs.ts';
import { currentEditions } from '../editions.ts';
import { teamChannels } from './codes.ts';
import { shownOf } from './shown.ts';
import { channelWords, wayName } from './words.ts';

const payload = v.object({
  channel: v.picklist(teamChannels),
  state: v.picklist(['working', 'down']),
  member: v.string(),
  at: v.number(),
  urgent: v.boolean(),
});

/**
 * Tells one member that a way in or out stopped, or works again. Asked again at this moment: what has changed back meanwhile
 * is no news. It is the same for everybody, whatever they may see.
 */
export const tell =
  (parts: AlertParts) =>
  async (job: Job): Promise<Outcome> => {
    const { store, now, procedures, origin } = parts;
    const read = v.safeParse(payload, JSON.parse(job.payload));
    const organisation = await currentEditions(store, procedures, now());
    if (!read.success || organisation === null) return 'over';
    const { channel, state, member: id, at, urgent } = read.output;
    const { org, roster, editions } = organisation;
    const member = memberOf(roster, id);
    const shown = shownOf(channel, await store.channelStates(org));
    if (!member || !active(member, now()) || shown.state !== state) return 'over';
    // Down again since: then another job tells of it.
    if (state === 'down' && shown.since > at) return 'over';
    const edition = editions[0]?.edition;
    const language = edition?.languages.find(isLanguage) ?? 'en';
    const t = channelWords[language];
    const way = wayName(t, channel);
    const when = dateIn(language, edition?.zone ?? 'UTC', at);
    const link = origin + staffPaths.deskChannels;
    const down = state === 'down';
    const subject = down ? t.downSubject({ way }) : t.upSubject({ way });
    const text = down ? t.downBody({ way, when, link }) : t.upBody({ way, when, link });
    const message = { id: job.id, subject, text, isOpen: true };
    return told(parts, job, org, id, message, urgent ? 'urgent' : 'ordinary');
  };
