import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Need } from '#domain/procedure/response.ts';
import type { Decision } from '#words/made/shape.ts';
import { Field, Pick, TextField } from '../../frame/field.tsx';
import { deskPaths } from '../../frame/places.ts';
import { useWords } from '../../frame/words.tsx';
import type { Opened } from '../../keys/incident-seen.ts';
import { PickMember, PickPerson, TimeField } from '../handling/fields.tsx';
import type { Deciding } from './deciding.ts';
import { needIn, useDecisionWords } from './words.ts';

/** Words to choose from: kept as they are said on screen, since whoever reads them later may read another language. */
const media = ['spoken', 'mail', 'both'] as const;
const scopes = ['event', 'later', 'both'] as const;
const conditions = ['yes', 'no', 'unsure'] as const;

interface Props {
  readonly need: Need;
  readonly value: Deciding;
  readonly set: (change: Partial<Deciding>) => void;
  readonly opened: Opened;
}

function Choice({
  label,
  words,
  value,
  onChange,
}: {
  readonly label: string;
  readonly words: readonly (readonly [value: string, said: string])[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactNode {
  const t = useDecisionWords();
  return (
    <Pick label={label} value={value} onChange={({ target }) => onChange(target.value)}>
      <option value="">{t.responsePick()}</option>
      {words.map(([word, said]) => (
        <option key={word} value={word}>
          {said}
        </option>
      ))}
    </Pick>
  );
}

/** What a response needs, said again later: chosen words in the reader's language, members by name. */
export function needSaid(t: Decision, need: Need, text: string, nameOf: (member: string) => string): string {
  switch (need) {
    case 'medium':
      return media.some((one) => one === text) ? t.mediumAs({ medium: text }) : text;
    case 'scope':
      return scopes.some((one) => one === text) ? t.scopeAs({ scope: text }) : text;
    case 'condition-existed':
      return t.conditionAs({ answer: text });
    case 'by-whom':
    case 'hold-owner':
      return nameOf(text);
    default:
      return text;
  }
}

/** The field for one need; those that are fields of the form itself (whom it protects, how long) are not here. */
export function NeedField({ need, value, set, opened }: Props): ReactNode {
  const t = useDecisionWords();
  const { t: desk } = useWords();
  const label = needIn(t, need);
  const text = value.data[need] ?? '';
  const write = (said: string): void => set({ data: { ...value.data, [need]: said } });
  switch (need) {
    case 'protected-person':
      return (
        <PickPerson
          opened={opened}
          label={t.protects()}
          hint={t.protectsHint()}
          nobody={t.protectsNobody()}
          others={[{ id: 'reporter', name: desk.theReporter() }]}
          value={value.protects}
          onChange={(protects) => set({ protects })}
        />
      );
    case 'until':
      return null;
    case 'medium':
      return (
        <Choice
          label={label}
          words={media.map((one) => [one, t.mediumAs({ medium: one })])}
          value={text}
          onChange={write}
        />
      );
    case 'scope':
      return (
        <Choice
          label={label}
          words={scopes.map((one) => [one, t.scopeAs({ scope: one })])}
          value={text}
          onChange={write}
        />
      );
    case 'condition-existed':
      return (
        <>
          <Choice
            label={label}
            words={conditions.map((one) => [one, t.conditionAs({ answer: one })])}
            value={text}
            onChange={write}
          />
          {text !== '' && text !== 'yes' && <p className="said amber">{t.conditionWarn()}</p>}
        </>
      );
    case 'by-whom':
    case 'hold-owner':
      return (
        <PickMember
          opened={opened}
          label={label}
          members={opened.ground.roster.members
            .filter(({ id, suspended }) => !suspended && !opened.handling.away.has(id))
            .map(({ id }) => id)}
          value={text}
          onChange={write}
        />
      );
    case 'when':
      return (
        <TimeField
          opened={opened}
          label={label}
          value={value.when}
          onChange={(when) => set({ when, data: { ...value.data, when: when === null ? '' : String(when) } })}
        />
      );
    case 'wording':
    case 'next-step':
    case 'reason':
    case 'event-list':
    case 'register':
      return <TextField label={label} rows={2} value={text} onChange={({ target }) => write(target.value)} />;
    case 'systems':
      return (
        <TextField
          label={label}
          hint={t.systemsHint()}
          rows={4}
          value={text}
          onChange={({ target }) => write(target.value)}
        />
      );
    case 'its-answer':
      return <p className="soft">{t.answerLater()}</p>;
    case 'authority':
      return (
        <>
          <p className="soft">
            {t.publishNote()} <Link href={deskPaths.part(opened.row.incident, 'aware')}>{t.toAware()}</Link>
          </p>
          <Field label={label} value={text} onChange={({ target }) => write(target.value)} />
        </>
      );
    case 'who-is-told':
    case 'talk':
    case 'media-item':
    case 'door-list':
    case 'organisation':
    case 'consents':
      return <Field label={label} value={text} onChange={({ target }) => write(target.value)} />;
  }
}
