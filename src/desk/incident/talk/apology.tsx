import type { ReactNode } from 'react';
import { Pick, TextField } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { reasonIn } from '../../frame/reasons.ts';
import { useClock } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { ActForm, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { useTalkWords } from './words.ts';

function Noted({ opened }: Pick<PartProps, 'opened'>): ReactNode {
  const t = useTalkWords();
  const { t: desk } = useWords();
  const clock = useClock(opened.row.edition);
  return toldOf(opened, 'apology-noted').map(({ hash, who, at, facts, body }) => (
    <article key={hash} className="letter note">
      <b>{t.apologyWas({ name: whoIs(desk, who), when: whenOf(at, clock) })}</b>
      <Inert block text={body.text} />
      <p className="soft">{facts['relay'] === 'yes' ? t.apologyPassed() : t.apologyStays()}</p>
      <Inert block text={body.reason} />
    </article>
  ));
}

/** Who agreed to hear it, in their words: without one there is nobody to pass it on to (RSP-26). */
function Agreed({ opened }: Pick<PartProps, 'opened'>): ReactNode {
  const t = useTalkWords();
  const standing = new Set(
    opened.handling.speaking.permissions
      .filter((one) => one.for === 'relay' && one.withdrawn === null)
      .map(({ hash }) => hash),
  );
  return toldOf(opened, 'permission-given')
    .filter(({ hash }) => standing.has(hash))
    .map(({ hash, body }) => (
      <div key={hash}>
        <p className="soft">{t.apologyAgreed()}</p>
        <Inert block text={body.words} />
      </div>
    ));
}

/** Words of apology that were given unasked. Nothing here suggests one (RSP-27). */
export function Apology({ opened, again }: PartProps): ReactNode {
  const t = useTalkWords();
  const { t: desk } = useWords();
  const relay = usePermission(opened)(attemptOf('apology-noted', { relay: 'yes' }));
  return (
    <>
      <Noted opened={opened} />
      <ActForm
        opened={opened}
        again={again}
        place="talk/apology"
        title={t.apologyTitle()}
        note={t.apologyNote()}
        attempt={attemptOf('apology-noted', { relay: 'no' })}
        initial={{ text: '', relay: 'no', reason: '' }}
        label={t.apologySave()}
        quiet
        texts={({ text, reason }) => [text, reason]}
        make={({ text, relay: passed, reason }) =>
          text.trim() === '' || reason.trim() === ''
            ? t.apologyNeeds()
            : [
                {
                  kind: 'apology-noted',
                  facts: { relay: 'refused' in relay ? 'no' : passed },
                  body: { v: 1, text, reason: reason.trim() },
                },
              ]
        }
        done={t.apologyDone()}
      >
        {({ text, relay: passed, reason }, set) => (
          <>
            <TextField
              label={t.apologyText()}
              rows={3}
              value={text}
              onChange={(event) => set({ text: event.target.value })}
            />
            {'refused' in relay ? (
              <p className="soft">{t.apologyRelayOff({ reason: reasonIn(desk, relay.refused) })}</p>
            ) : (
              <>
                <Agreed opened={opened} />
                <Pick label={t.apologyRelay()} value={passed} onChange={(event) => set({ relay: event.target.value })}>
                  <option value="no">{t.apologyRelayNo()}</option>
                  <option value="yes">{t.apologyRelayYes()}</option>
                </Pick>
              </>
            )}
            <TextField
              label={t.apologyReason()}
              rows={2}
              value={reason}
              onChange={(event) => set({ reason: event.target.value })}
            />
          </>
        )}
      </ActForm>
    </>
  );
}
