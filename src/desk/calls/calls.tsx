import { useState, type ReactNode } from 'react';
import { Said } from '../frame/field.tsx';
import { askAgain, usePolled } from '../frame/polled.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import { refusalIn } from '../frame/refusals.ts';
import type { CallAnswer } from '#domain/promises/calling.ts';
import type { CallSeen } from '../keys/protocol.ts';
import { CallCard } from './card.tsx';
import { useCallWords } from './words.ts';
import './calls.css';

/** Somebody stands there and waits. */
const every = 5_000;
/** A sentence about one that is gone stays over the page while it is asked so often. */
const readable = 6;
const nothing = { text: '', left: 0 };

/**
 * On every page: a lead is needed now, or a hand (IMM-06, INT-21, INT-22). It says where and who calls; it names no
 * incident, and nothing here leads to one. Whoever said that they cannot is not shown it again.
 */
export function Calls(): ReactNode {
  const t = useCallWords();
  const { t: desk } = useWords();
  const { keys, lock } = useSession();
  const [rows, setRows] = useState<readonly CallSeen[]>([]);
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState(nothing);
  usePolled(async () => {
    setProblem(({ text, left }) => (left > 0 ? { text, left: left - 1 } : nothing));
    const answer = await keys.calls();
    if (!('refused' in answer)) setRows(answer);
    else if (answer.refused === 'locked') lock();
  }, every);
  const answer = async (id: string, says: CallAnswer): Promise<void> => {
    setBusy(id);
    const done = await keys.answerCall(id, says).catch(() => ({ refused: 'internal' }) as const);
    setBusy('');
    const over = 'refused' in done && (done.refused === 'expired' || done.refused === 'not-found');
    const text = !('refused' in done) ? '' : over ? t.over() : refusalIn(desk, done);
    setProblem({ text, left: readable });
    askAgain();
  };
  const open = rows.filter(({ mine }) => mine !== 'cannot');
  const lead = (one: CallSeen): boolean => one.purpose === 'lead';
  // Both are there before anything is in them, or what comes is not read out.
  const spoken = [
    { role: 'alert', calls: open.filter(lead) },
    { role: 'status', calls: open.filter((one) => !lead(one)) },
  ] as const;
  return (
    <div className="calls">
      {problem.text !== '' && <Said>{problem.text}</Said>}
      {spoken.map(({ role, calls }) => (
        <div key={role} role={role} aria-atomic={false}>
          {calls.map((call) => (
            <CallCard key={call.id} call={call} busy={busy === call.id} answer={(says) => void answer(call.id, says)} />
          ))}
        </div>
      ))}
    </div>
  );
}
