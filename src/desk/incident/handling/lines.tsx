import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { appeal as enAppeal } from '#words/made/en/appeal.ts';
import { assess as enAssess } from '#words/made/en/assess.ts';
import { decision as enDecision } from '#words/made/en/decision.ts';
import { meeting as enMeeting } from '#words/made/en/meeting.ts';
import { outgoing as enOutgoing } from '#words/made/en/outgoing.ts';
import { talk as enTalk } from '#words/made/en/talk.ts';
import { appeal as esAppeal } from '#words/made/es/appeal.ts';
import { assess as esAssess } from '#words/made/es/assess.ts';
import { decision as esDecision } from '#words/made/es/decision.ts';
import { meeting as esMeeting } from '#words/made/es/meeting.ts';
import { outgoing as esOutgoing } from '#words/made/es/outgoing.ts';
import { talk as esTalk } from '#words/made/es/talk.ts';
import { Inert } from '../../frame/inert.tsx';
import { meetsIn } from '../../frame/meets.ts';
import { useOwn } from '../../frame/own-words.ts';
import { deskPaths } from '../../frame/places.ts';
import { editionOf, useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened, Seen } from '../../keys/incident-seen.ts';
import { useIncidents } from '../../list/incidents.ts';
import { appealLine } from '../appeal/lines.ts';
import { assessLine } from '../assess/lines.ts';
import { awareLine } from '../aware/lines.ts';
import { useAwareWords } from '../aware/words.ts';
import { useNames } from '../conflict/names.ts';
import { decisionLine } from '../decision/lines.ts';
import { followUpLine } from '../follow-up/lines.ts';
import { useFollowUpWords } from '../follow-up/words.ts';
import { leadLine } from '../lead/lines.ts';
import { useLeadWords } from '../lead/words.ts';
import { letterLine, useLetterWords } from '../letter/words.ts';
import { meetingLine } from '../meeting/lines.ts';
import { outgoingLine } from '../outgoing/lines.ts';
import { peopleLine } from '../people/lines.ts';
import { usePeopleWords } from '../people/words.ts';
import { talkLine } from '../talk/lines.ts';
import { partName } from './nav.tsx';
import { partOf } from './parts.ts';

/** What the page that wrote it says of it; null for what no page has words for. */
function useLine(opened: Opened, codeNameOf: (incident: string) => string): (seen: Seen) => string | null {
  const { t, language } = useWords();
  const { nameOf } = useNames();
  const clock = useClock(opened.row.edition);
  const assess = useOwn({ en: enAssess, es: esAssess });
  const meeting = useOwn({ en: enMeeting, es: esMeeting });
  const decision = useOwn({ en: enDecision, es: esDecision });
  const talk = useOwn({ en: enTalk, es: esTalk });
  const outgoing = useOwn({ en: enOutgoing, es: esOutgoing });
  const appeal = useOwn({ en: enAppeal, es: esAppeal });
  const people = usePeopleWords();
  const [aware, followUp, lead] = [useAwareWords(), useFollowUpWords(), useLeadWords()];
  const letter = useLetterWords();
  const { team } = useSession();
  const names = { nameOf, who: (seen: Seen) => whoIs(t, seen.who), when: (at: number) => whenOf(at, clock) };
  return (seen) =>
    assessLine(seen, assess, names) ??
    meetingLine(seen, meeting, names) ??
    decisionLine(seen, decision, names) ??
    talkLine(seen, talk, nameOf, language) ??
    outgoingLine(seen, outgoing) ??
    followUpLine(seen, followUp, nameOf) ??
    peopleLine(seen, people, codeNameOf) ??
    awareLine(seen, aware, names) ??
    appealLine(seen, appeal) ??
    leadLine(seen, lead, nameOf) ??
    letterLine(seen, letter, (id) => editionOf(team, id)?.name ?? id);
}

interface One {
  readonly seen: Seen;
  readonly opened: Opened;
}

/** `codeNameOf`: the code name of an incident that this member sees, or `''`. */
function Line({ seen, opened, codeNameOf }: One & { codeNameOf: (incident: string) => string }): ReactNode {
  const { t } = useWords();
  const line = useLine(opened, codeNameOf)(seen);
  const part = partOf(seen.kind);
  const name = whoIs(t, seen.who);
  return (
    <div className="handled">
      {line === null ? (
        <b>{t.eventHandled({ name, what: meetsIn(t, { kind: seen.kind, facts: {} }) ?? seen.kind })}</b>
      ) : (
        <Inert block text={line} />
      )}
      <p className="soft">
        {line !== null && !line.includes(name) && name}
        {line !== null && !line.includes(name) && part !== 'story' && ' · '}
        {part !== 'story' && <Link href={deskPaths.part(opened.row.incident, part)}>{partName(t, part)}</Link>}
      </p>
    </div>
  );
}

function NamingOther({ seen, opened }: One): ReactNode {
  const { rows } = useIncidents();
  return (
    <Line
      seen={seen}
      opened={opened}
      codeNameOf={(id) => rows?.find(({ incident }) => incident === id)?.codeName ?? ''}
    />
  );
}

/** One sentence of the story for something the team did, with who did it and the way to where it stands whole. */
export default function Handled({ seen, opened }: One): ReactNode {
  // Only a line that names another incident asks for the list of them: a story has a hundred lines.
  return seen.kind === 'extracted' ? (
    <NamingOther seen={seen} opened={opened} />
  ) : (
    <Line seen={seen} opened={opened} codeNameOf={() => ''} />
  );
}
