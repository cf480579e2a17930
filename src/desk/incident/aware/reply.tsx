import { useState, type ReactNode } from 'react';
import { contactsOn } from '#domain/edition/contacts.ts';
import { say } from '#domain/procedure/clause.ts';
import { fill } from '#domain/procedure/values.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { editionOf, useSession } from '../../frame/session.tsx';
import { useWords } from '../../frame/words.tsx';
import type { PartProps } from '../handling/act-form.tsx';
import { Outgoing } from '../outgoing/outgoing.tsx';
import { Takeaway } from '../outgoing/takeaway.tsx';
import { awareWordsIn, useAwareWords } from './words.ts';

/** Whom to write to when it stays with somebody: the event's own list, else who announces. */
function useWhere(props: PartProps & { procedure: Procedure }): string {
  const { team } = useSession();
  const { language } = useWords();
  const edition = editionOf(team, props.opened.row.edition);
  const listed = edition === undefined ? [] : contactsOn(edition, 'feedback', 'public');
  const named = listed.map(({ name, email }) => [name, email].filter((one) => one !== '').join(', '));
  const { announcing } = props.procedure.public;
  const roles = props.procedure.roles
    .filter(({ id }) => announcing.by.includes(id))
    .map(({ many }) => say(many, language));
  return new Intl.ListFormat(language, { type: 'disjunction' }).format(named.length > 0 ? named : roles);
}

/** A reply to people who are angry: sorry that it happened, where to write, and nothing of the incident (PUB-08). */
export function Reply(props: PartProps & { procedure: Procedure }): ReactNode {
  const { opened, again, procedure } = props;
  const t = useAwareWords();
  const { language } = useWords();
  const { team } = useSession();
  const [own, setOwn] = useState(false);
  const names = useWhere(props);
  const theirs = awareWordsIn(language);
  const text = `${theirs.replyText()}\n\n${theirs.replyWhere({ names })}`;
  const says = procedure.public.clauses.filter(({ rows }) => rows.includes('PUB-08') || rows.includes('PUB-09'));
  const gathering = editionOf(team, opened.row.edition)?.gathering;
  const sheet = (large: boolean): ReactNode => (
    <div className={large ? 'sheet-out spoken' : 'sheet-out'}>
      {text.split('\n\n').map((part) => (
        <p key={part} className="inert">
          {part}
        </p>
      ))}
    </div>
  );
  return (
    <details className="card">
      <summary>{t.replyTitle()}</summary>
      <p className="soft">{t.replyNote()}</p>
      {says.map((clause) => (
        <p key={clause.id} className="soft">
          {fill(procedure, clause.text, language, gathering)}
        </p>
      ))}
      <Takeaway text={text} sheet={sheet(false)} large={sheet(true)} />
      <details onToggle={(event) => setOwn(event.currentTarget.open)}>
        <summary>{t.replyOwn()}</summary>
        {own && (
          <Outgoing
            opened={opened}
            again={again}
            place="aware/reply"
            title={t.replyOwn()}
            to="upset"
            language={language}
            for="reply"
            parts={[{ id: 'text', label: t.replyOwnText(), required: true }]}
            initial={{ text }}
          />
        )}
      </details>
    </details>
  );
}
