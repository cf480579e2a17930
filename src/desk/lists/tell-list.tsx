import { useState, type ReactNode } from 'react';
import { say } from '#domain/procedure/clause.ts';
import type { Procedure } from '#domain/procedure/procedure.ts';
import { isBan, listsFor, peopleOf as peopleOfList } from '#domain/response/listing.ts';
import { listNames } from '#domain/response/bodies.ts';
import { active } from '#domain/team/roster.ts';
import { editionOf, useSession, versionOf } from '../frame/session.tsx';
import { Said } from '../frame/field.tsx';
import { useWords } from '../frame/words.tsx';
import { usePermission, type PartProps } from '../incident/handling/act-form.tsx';
import { attemptOf } from '../incident/handling/permission.ts';
import { peopleOf, toldAs } from '../incident/handling/told.ts';
import { endOf } from './ending.ts';
import { LineForm, type Line } from './line-form.tsx';
import { Told } from './told-line.tsx';
import { useNotices } from './told.ts';
import { isLineFor, lineFors, tellIn, useNoticeWords, type LineFor } from './words.ts';
import './lists.css';

type Props = PartProps & {
  /** Hash of the consequence or the measure that is said. */
  readonly of: string;
};

/** What the form begins with: what was decided, in as few words as the door needs. */
function useBeginning(
  { opened, of }: Props,
  procedure: Procedure | undefined,
): Omit<Line, 'readers'> & {
  readonly lists: readonly LineFor[];
} {
  const { language } = useWords();
  const { team } = useSession();
  const decided = toldAs(opened, 'consequence-decided', of)?.body;
  const taken = toldAs(opened, 'measure-taken', of)?.body;
  const response = procedure?.responses.list.find(({ id }) => id === (decided ?? taken)?.response);
  const person = peopleOf(opened).find((one) => one.person === (decided ?? taken)?.person);
  // What the decision says of the thing, or of how the door knows them, stands before a bare name.
  const { 'media-item': item = '', talk = '', 'door-list': known = '' } = decided?.data ?? {};
  const thing = [item, talk, known].find((one) => one !== '') ?? '';
  // Nobody knows beforehand whom an answer of the team's own concerns.
  const named = response === undefined ? listNames : listsFor(response);
  const edition = editionOf(team, opened.row.edition);
  return {
    subject: thing === '' ? (person?.name ?? '') : thing,
    rule: response === undefined ? (decided?.text ?? taken?.what ?? '') : say(response.name, language),
    where: '',
    from: opened.now,
    until: decided === undefined || edition === undefined ? null : endOf(decided, edition),
    lists: [
      ...named,
      ...(decided !== undefined && (response === undefined || isBan(response)) ? (['register'] as const) : []),
    ],
  };
}

/**
 * Tells the few who must keep to a measure or a consequence what to keep to, and no reason (RSP-03…07, RSP-12, RSP-13).
 * Who was told stands under it, with what can be changed and ended.
 */
export function TellList({ opened, again, of }: Props): ReactNode {
  const t = useNoticeWords();
  const { keys, team } = useSession();
  const permission = usePermission(opened);
  const { all, again: look } = useNotices();
  const procedure = versionOf(team, opened.procedure);
  const { lists, ...begun } = useBeginning({ opened, again, of }, procedure);
  const [open, setOpen] = useState<LineFor | ''>('');
  const [sent, setSent] = useState(false);
  const { incident, edition } = opened.row;
  const may = 'allowed' in permission(attemptOf('disclosed'));
  const mine = (all ?? []).filter((one) => one.incident === incident && one.of === of && isLineFor(one.for));
  if ((!may || lists.length === 0) && mine.length === 0) return null;
  const { roster, now } = opened.ground;
  const out = new Set([...opened.handling.away, ...opened.apart]);
  const free = roster.members.filter((one) => active(one, now) && !out.has(one.id)).map(({ id }) => id);
  const usual = (list: LineFor): readonly string[] =>
    list === 'register' || procedure === undefined
      ? []
      : peopleOfList(procedure, list, edition, roster.members, out, now);
  const others = (list: LineFor): readonly string[] =>
    free.filter((id) => !usual(list).includes(id) && id !== team.me.id);
  const done = async (): Promise<void> => {
    setOpen('');
    setSent(true);
    await Promise.all([look(), again()]);
  };
  const send = ({ readers, where, from, ...line }: Line) => {
    const common = { incident, of, members: readers } as const;
    if (open === 'register')
      return keys.sendNotice({ ...common, for: open, body: { v: 1, ...line, from: from ?? now } });
    return keys.sendNotice({ ...common, for: open === '' ? 'door' : open, body: { v: 1, ...line, where } });
  };
  return (
    <section className="tell">
      {mine.length > 0 && (
        <ul className="told">
          {mine.map((one) => (
            <Told
              key={one.id}
              opened={opened}
              notice={one}
              may={may}
              usual={isLineFor(one.for) ? usual(one.for) : []}
              others={isLineFor(one.for) ? others(one.for) : []}
              done={done}
            />
          ))}
        </ul>
      )}
      {sent && <Said tone="moss">{t.sent()}</Said>}
      {may && open === '' && (
        <div className="row">
          {lineFors
            .filter((list) => lists.includes(list))
            .map((list) => (
              <button
                key={list}
                type="button"
                className="btn quiet"
                onClick={() => {
                  setSent(false);
                  setOpen(list);
                }}
              >
                {tellIn(t, list)}
              </button>
            ))}
        </div>
      )}
      {may && open !== '' && (
        <LineForm
          key={open}
          opened={opened}
          list={open}
          place={`tell/${of.slice(0, 12)}/${open}`}
          title={tellIn(t, open)}
          initial={{ ...begun, readers: usual(open) }}
          usual={usual(open)}
          others={others(open)}
          label={t.send()}
          send={send}
          sent={done}
          cancel={() => setOpen('')}
        />
      )}
    </section>
  );
}
