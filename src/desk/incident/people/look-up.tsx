import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { Attendee } from '#domain/edition/attendees.ts';
import { Badge } from '../../attendees/badge.tsx';
import { useAttendeeWords, type AttendeeWords } from '../../attendees/words.ts';
import { useActing } from '../../frame/acting.ts';
import { Field, Said } from '../../frame/field.tsx';
import { useSession } from '../../frame/session.tsx';
import type { AttendeesFound } from '../../keys/team-seen.ts';
import type { NotDone } from '../../sending/ask.ts';
import type { PartProps } from '../handling/act-form.tsx';

/** Refusals that mean something of their own here; `''`: say it as everywhere. */
function notLookedIn(t: AttendeeWords, refused: NotDone['refused'] | ''): string {
  if (refused === 'not-found') return t.lookGone();
  return refused === 'bad-signature' ? t.lookUnsound() : '';
}

function Found({ found: { found, more }, use }: { found: AttendeesFound; use: (person: Attendee) => void }): ReactNode {
  const t = useAttendeeWords();
  return (
    <>
      <Said>{more ? t.moreFit() : found.length === 0 ? t.nobodyFits() : t.fits({ people: found.length })}</Said>
      <ul className="found-people">
        {found.map((person, n) => (
          // oxlint-disable-next-line react/no-array-index-key -- two people may be called the same
          <li key={n}>
            <span>
              <Badge person={person} />
            </span>
            <button
              type="button"
              className="btn quiet"
              aria-label={t.thisOneNamed({ name: person.name || person.badge })}
              onClick={() => use(person)}
            >
              {t.thisOne()}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface Props extends PartProps {
  readonly use: (person: Attendee) => void;
}

/** Asks, shows who fits, and forgets all of it when it is closed. It stands within a form and is none itself. */
function Asking({ opened, again, use, close }: Props & { close: () => void }): ReactNode {
  const t = useAttendeeWords();
  const { keys, refresh } = useSession();
  const { busy, problem, run } = useActing();
  const [asked, setAsked] = useState('');
  const [found, setFound] = useState<AttendeesFound | null>(null);
  const [refused, setRefused] = useState<NotDone['refused'] | ''>('');
  const field = useRef<HTMLDivElement>(null);
  useEffect(() => field.current?.querySelector('input')?.focus(), []);
  const { incident, edition } = opened.row;
  const look = (): void => {
    if (busy || asked.trim() === '') return;
    setFound(null);
    void run(
      async () => {
        const answer = await keys.lookUp(incident, edition, asked);
        setRefused('refused' in answer ? answer.refused : '');
        if ('refused' in answer && answer.refused === 'not-found') await refresh();
        return answer;
      },
      setFound,
      // What the incident says of it is there at once; meanwhile the next can be asked.
    ).then((done) => (done ? again() : undefined));
  };
  return (
    <>
      <p className="soft">{t.lookNote()}</p>
      <div ref={field}>
        <Field
          label={t.asked()}
          dir="auto"
          type="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          value={asked}
          onChange={({ target }) => setAsked(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            // The form around it is not sent by it.
            event.preventDefault();
            look();
          }}
        />
      </div>
      <div className="row">
        <button type="button" className="btn quiet" disabled={busy || asked.trim() === ''} onClick={look}>
          {busy ? t.looking() : t.lookNow()}
        </button>
        <button type="button" className="btn quiet" onClick={close}>
          {t.close()}
        </button>
      </div>
      {problem !== '' && <Said tone="clay">{notLookedIn(t, refused) || problem}</Said>}
      {found !== null && <Found found={found} use={use} />}
    </>
  );
}

/** Somebody by badge or name, for who may look into the event's list; for everybody else nothing is there. */
export function LookUp({ opened, again, use }: Props): ReactNode {
  const t = useAttendeeWords();
  const { team } = useSession();
  const [open, setOpen] = useState(false);
  const [used, setUsed] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const may = team.attendees.some((one) => one.edition === opened.row.edition && one.mine);
  if (!may && !open) return null;
  const close = (): void => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div className="look-up">
      <button
        ref={button}
        type="button"
        className="btn quiet"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          setOpen(!open);
          setUsed(false);
        }}
      >
        {t.look()}
      </button>
      {used && <Said tone="moss">{t.used()}</Said>}
      <fieldset id={id} aria-label={t.look()} hidden={!open}>
        {/* It went while somebody looked: what was found goes with it, and the page says why. */}
        {open && !may && <Said tone="clay">{t.lookGone()}</Said>}
        {open && may && (
          <Asking
            opened={opened}
            again={again}
            close={close}
            use={(person) => {
              use(person);
              setUsed(true);
              close();
            }}
          />
        )}
      </fieldset>
    </div>
  );
}
