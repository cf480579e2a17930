import { useId, useState, type ReactNode } from 'react';
import { missingFrom, type Packet } from '#domain/appeal/packet.ts';
import type { Appeal as Words } from '#words/made/shape.ts';
import { useDraft } from '../../drafts/draft.ts';
import { Found } from '../../drafts/found.tsx';
import { useActing } from '../../frame/acting.ts';
import { Said, TextField, Tick } from '../../frame/field.tsx';
import { Inert } from '../../frame/inert.tsx';
import { useClock, useSession } from '../../frame/session.tsx';
import { whenOf } from '../../frame/times.ts';
import { whoIs } from '../../frame/who.ts';
import { useWords } from '../../frame/words.tsx';
import { useNames } from '../conflict/names.ts';
import { NotOffered, usePermission, type PartProps } from '../handling/act-form.tsx';
import { attemptOf } from '../handling/permission.ts';
import { toldOf } from '../handling/told.ts';
import { useChecked, type Checked } from '../outgoing/checked.ts';
import { eachOnce, Findings, keyOf } from '../outgoing/findings.tsx';
import { KeptWords } from '../outgoing/kept-words.tsx';
import { handOver } from './handing.ts';
import type { Scene } from './scene.ts';
import { useAppealWords } from './words.ts';

const fields = ['what', 'decided', 'side', 'appeal'] as const;

function labelIn(t: Words, field: keyof Packet): string {
  switch (field) {
    case 'what':
      return t.packetWhat();
    case 'decided':
      return t.packetDecided();
    case 'side':
      return t.packetSide();
    case 'appeal':
      return t.packetAppeal();
  }
}

/** What was handed over already, and to whom. */
export function HandedOver({ opened, of }: { opened: PartProps['opened']; of: string }): ReactNode {
  const t = useAppealWords();
  const { t: desk } = useWords();
  const { each } = useNames();
  const clock = useClock(opened.row.edition);
  return toldOf(opened, 'packet-made')
    .filter(({ facts }) => facts['of'] === of)
    .map(({ hash, who, at, body }) => (
      <div key={hash}>
        <p>{t.packetMade({ name: whoIs(desk, who), when: whenOf(at, clock), names: each(body.to) })}</p>
        <details>
          <summary>{t.packetShow()}</summary>
          {fields.map(
            (field) =>
              body[field] !== '' && (
                <div key={field}>
                  <h4>{labelIn(t, field)}</h4>
                  <Inert block text={body[field]} />
                </div>
              ),
          )}
          <KeptWords title={t.packetKept()} kept={body.kept ?? []} />
        </details>
      </div>
    ));
}

type Kept = Readonly<Record<string, string>>;
interface Filled extends Packet {
  readonly to: readonly string[];
  readonly kept: Kept;
}

const naming: ReadonlySet<string> = new Set(['name', 'handle', 'contact', 'badge']);
type Findings = ReturnType<Checked['check']>;

/** Who told us is never named to them; of what else could give somebody away, each is changed or kept for a reason. */
function useFound(
  opened: PartProps['opened'],
  packet: Packet,
): { readonly asked: Findings; readonly never: readonly string[] } {
  const { check } = useChecked(opened);
  const found = check(fields.map((field) => packet[field]).join('\n\n'), { for: 'packet' }).filter(
    // They decide about that person, and read their side.
    ({ whose }) => whose !== 'reported',
  );
  const isNever = ({ whose, why }: Findings[number]): boolean => whose === 'reporter' && naming.has(why);
  return { asked: eachOnce(found), never: [...new Set(found.filter(isNever).map((one) => one.found))] };
}

interface Props extends PartProps {
  readonly scene: Scene;
  /** Hash of the appeal. */
  readonly of: string;
  readonly prepared: Packet;
  /** Something was handed over before. */
  readonly more: boolean;
}

/** Put together from what the team wrote, read through, and handed to those who decide again: nothing else reaches them. */
export function PacketForm({ scene, of, prepared, more, opened, again }: Props): ReactNode {
  const t = useAppealWords();
  const { keys } = useSession();
  const { language } = useWords();
  const { nameOf } = useNames();
  const { busy, problem, run } = useActing();
  const permission = usePermission(opened)(attemptOf('packet-made', { of }));
  const { free } = scene.reviewers;
  const initial: Filled = { ...prepared, to: free, kept: {} };
  const draft = useDraft(`incident/${opened.row.incident}/appeal/packet/${of}`, initial);
  const { asked, never } = useFound(opened, draft.value);
  const [missing, setMissing] = useState('');
  const heading = useId();
  const title = more ? t.packetAgain() : t.packetTitle();
  if ('refused' in permission) return <NotOffered act={title} permission={permission} />;
  if (free.length === 0) return null;
  const { to, kept } = draft.value;
  const change = (part: Partial<Filled>): void => {
    draft.set(part);
    setMissing('');
  };
  const lacking = (): string => {
    const empty = missingFrom(draft.value).map((field) => labelIn(t, field));
    if (empty.length > 0) return t.packetNeeds({ fields: new Intl.ListFormat(language).format(empty) });
    if (!to.some((id) => free.includes(id))) return t.packetNeedsReader();
    if (never.length > 0) return t.packetReporter({ found: never.join(', ') });
    const open = asked.filter((one) => (kept[keyOf(one)] ?? '').trim() === '');
    return open.length > 0 ? t.packetFoundNeeds() : '';
  };
  const submit = (): void => {
    const lacks = lacking();
    setMissing(lacks);
    if (lacks !== '') return;
    const { what, decided, side, appeal } = draft.value;
    const members = to.filter((id) => free.includes(id));
    const stays = asked.map((one) => ({ found: one.found, why: (kept[keyOf(one)] ?? '').trim() }));
    void run(
      () => handOver(keys, opened.row.incident, of, { v: 1, what, decided, side, appeal, to: members, kept: stays }),
      async () => {
        draft.clear();
        await again();
      },
    );
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
      <h3 id={heading}>{title}</h3>
      <p className="soft">{t.packetNote()}</p>
      <Found draft={draft} edition={opened.row.edition} />
      {fields.map((field) => (
        <TextField
          key={field}
          label={labelIn(t, field)}
          hint={field === 'what' ? t.packetWhatHint() : field === 'side' ? t.packetSideHint() : undefined}
          rows={5}
          value={draft.value[field]}
          onChange={(event) => change({ [field]: event.target.value })}
        />
      ))}
      <fieldset className="ticks">
        <legend>{t.packetTo()}</legend>
        {free.map((id) => (
          <Tick
            key={id}
            label={nameOf(id)}
            checked={to.includes(id)}
            onChange={(event) => change({ to: event.target.checked ? [...to, id] : to.filter((one) => one !== id) })}
          />
        ))}
      </fieldset>
      <Findings
        opened={opened}
        findings={asked}
        kept={kept}
        note={t.packetFoundNote()}
        keep={(key, why) => change({ kept: { ...kept, [key]: why } })}
      />
      {asked.length > 0 && <p className="soft">{t.packetRead()}</p>}
      {missing !== '' && <Said tone="clay">{missing}</Said>}
      {problem !== '' && <Said tone="clay">{problem}</Said>}
      <button className={more ? 'btn quiet' : 'btn'} disabled={busy}>
        {t.packetSave()}
      </button>
    </form>
  );
}
