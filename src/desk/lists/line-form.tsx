import { useId, useState, type ReactNode } from 'react';
import { useDraft } from '../drafts/draft.ts';
import { Found } from '../drafts/found.tsx';
import { useActing } from '../frame/acting.ts';
import { Field, Said, Tick } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { useNames } from '../incident/conflict/names.ts';
import { TimeField } from '../incident/handling/fields.tsx';
import type { Opened } from '../keys/incident-seen.ts';
import type { Done } from '../keys/protocol.ts';
import type { NotDone } from '../sending/ask.ts';
import { useNoticeWords, type LineFor } from './words.ts';

/** A line of a list as it is typed, and who is told it. */
export interface Line {
  readonly subject: string;
  readonly rule: string;
  readonly where: string;
  readonly from: number | null;
  readonly until: number | null;
  readonly readers: readonly string[];
}

interface Props {
  readonly opened: Opened;
  readonly list: LineFor;
  readonly place: string;
  readonly title: string;
  readonly initial: Line;
  /** Whose work it is; anybody else free can be chosen too. */
  readonly usual: readonly string[];
  readonly others: readonly string[];
  readonly label: string;
  readonly send: (line: Line) => Promise<Done | { readonly id: string } | NotDone>;
  readonly sent: () => Promise<void>;
  readonly cancel: () => void;
}

interface ReadersProps extends Pick<Props, 'usual' | 'others'> {
  readonly chosen: readonly string[];
  readonly choose: (readers: readonly string[]) => void;
}

function Readers({ usual, others, chosen, choose }: ReadersProps): ReactNode {
  const t = useNoticeWords();
  const { nameOf } = useNames();
  const [more, setMore] = useState(usual.length === 0 || chosen.some((id) => others.includes(id)));
  const tick = (id: string): ReactNode => (
    <Tick
      key={id}
      label={nameOf(id)}
      checked={chosen.includes(id)}
      onChange={({ target }) => choose(target.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
    />
  );
  return (
    <fieldset className="readers">
      <legend>{t.readers()}</legend>
      {usual.length === 0 && <p className="soft">{t.nobodyThere()}</p>}
      {usual.map((id) => tick(id))}
      {more ? (
        others.map((id) => tick(id))
      ) : (
        <button type="button" className="as-link" onClick={() => setMore(true)}>
          {t.showOthers()}
        </button>
      )}
    </fieldset>
  );
}

/** Four fields and nothing more: there is no place for a reason, or for whom it protects. */
export function LineForm(props: Props): ReactNode {
  const { opened, list, place, title, initial, usual, others, label, send, sent, cancel } = props;
  const t = useNoticeWords();
  const { t: desk } = useWords();
  const { busy, problem, run } = useActing();
  const draft = useDraft(`incident/${opened.row.incident}/${place}`, initial);
  const [missing, setMissing] = useState('');
  const heading = useId();
  const { subject, rule, where, from, until, readers } = draft.value;
  const change = (part: Partial<Line>): void => {
    draft.set(part);
    setMissing('');
  };
  const submit = (): void => {
    if (subject.trim() === '') return setMissing(t.missingSubject());
    if (rule.trim() === '') return setMissing(t.missingRule());
    if (readers.length === 0) return setMissing(t.missingReaders());
    void run(
      () => send({ ...draft.value, subject: subject.trim(), rule: rule.trim(), where: where.trim() }),
      async () => {
        draft.clear();
        await sent();
      },
    );
    return undefined;
  };
  return (
    <form
      className="act"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <h4 id={heading}>{title}</h4>
      <p className="soft">{t.tellNote()}</p>
      <Found draft={draft} edition={opened.row.edition} />
      <Field
        label={t.subject()}
        hint={t.subjectHint()}
        dir="auto"
        maxLength={500}
        value={subject}
        onChange={({ target }) => change({ subject: target.value })}
      />
      <Field
        label={t.rule()}
        hint={t.ruleHint()}
        dir="auto"
        maxLength={500}
        value={rule}
        onChange={({ target }) => change({ rule: target.value })}
      />
      {list === 'register' ? (
        <TimeField opened={opened} label={t.fromField()} value={from} onChange={(at) => change({ from: at })} />
      ) : (
        <Field
          label={t.where()}
          dir="auto"
          maxLength={500}
          value={where}
          onChange={({ target }) => change({ where: target.value })}
        />
      )}
      <TimeField
        opened={opened}
        label={t.untilField()}
        hint={t.untilHint()}
        value={until}
        onChange={(at) => change({ until: at })}
      />
      <Readers usual={usual} others={others} chosen={readers} choose={(ids) => change({ readers: ids })} />
      {missing !== '' && <Said tone="clay">{missing}</Said>}
      {problem !== '' && <Said tone="clay">{`${problem} ${desk.textKept()}`}</Said>}
      <div className="row">
        <button className="btn" disabled={busy}>
          {busy ? desk.sending() : label}
        </button>
        <button type="button" className="btn quiet" disabled={busy} onClick={cancel}>
          {t.cancel()}
        </button>
      </div>
    </form>
  );
}
