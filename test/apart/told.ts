import { cast } from '#rehearsal/cast.ts';
import { players, type Act, type Story } from './story.ts';

const nameOf = (id: string): string => cast.find((player) => player.id === id)?.name ?? id;
const list = (ids: readonly string[]): string => (ids.length === 0 ? 'nobody' : ids.map(nameOf).join(', '));

function actTold({ does, who, whom, about }: Act): string {
  const [me, other, it] = [nameOf(who), nameOf(whom), about === 0 ? 'X' : 'the other one'];
  switch (does) {
    case 'open':
      return `${me} opens ${it}`;
    case 'write':
      return `${me} writes to the reporter of ${it}`;
    case 'note':
      return `${me} writes a note in ${it}`;
    case 'stepAside':
      return `${me} steps aside from ${it}`;
    case 'setAside':
      return `${me} says that ${other} has a conflict in ${it}`;
    case 'lift':
      return `${me} takes back that ${other} has a conflict in ${it}`;
    case 'askAbout':
      return `${me} asks ${other} about a conflict in ${it}`;
    case 'clear':
      return `${me} answers: no conflict in ${it}`;
    case 'conflict':
      return `${me} answers: a conflict in ${it}`;
    case 'confirmNamed':
      return `${me} says that it is ${other} who is named in ${it}`;
    case 'releaseNamed':
      return `${me} says that it is not ${other} who is named in ${it}`;
    case 'letIn':
      return `${me} lets ${other} in to ${it}`;
    case 'appointStandIn':
      return `${me} appoints ${other} as stand-in in ${it}`;
    case 'askedClear':
      return `${me}, asked before opening ${it}, knows nobody in it`;
    case 'askedConflict':
      return `${me}, asked before opening ${it}, knows somebody in it`;
    case 'reply':
      return `the reporter of ${it} answers`;
    case 'replyNaming':
      return `the reporter of ${it} answers and names ${other}`;
    case 'newWords':
      return `the reporter of ${it} takes new words`;
    case 'hours':
      return 'seven hours pass';
    case 'days':
      return 'nine days pass';
    case 'suspend':
      return `${me} suspends ${other}`;
    case 'judge':
      return `${me} judges that ${it} can wait`;
    case 'takeLead':
      return `${me} takes the lead in ${it}`;
    case 'measure':
      return `${me} takes a measure in ${it} with others`;
    case 'callMeeting':
      return `${me} calls a meeting on ${it} with ${other}`;
    case 'decide':
      return `${me} decides in ${it} what ${other} carries out`;
    case 'tell':
      return `${me} tells ${other} the little that a list of ${it} says`;
    case 'joinOther':
      return `${me} handles the other one in X from now on`;
    case 'joinX':
      return `${me} handles X in the other one from now on`;
    case 'lookTogether':
      return `${me} looks at X and the other one together`;
    case 'takeApart':
      return `${me} takes X and the other one apart`;
    case 'file':
      return `${me} files ${it} as an appeal`;
    case 'move':
      return `${me} moves ${it} to the next event, or back`;
    case 'minutes':
      return 'six minutes pass';
  }
}

/** The story in words, with what became of each act where that is known. */
export function told(story: Story, outcomes: readonly string[] = []): string {
  const team = players.map((id, i) => `  ${nameOf(id)}: ${(story.roles[i] ?? []).join(', ') || 'no role'}`);
  const births = story.births.map((one, i) => {
    const it = i === 0 ? 'X' : 'the other one';
    const alone = one.only === '' ? '' : `, is for ${nameOf(one.only)} alone`;
    return `  ${it}${one.byLetter ? ' comes by letter' : ''}: leaves out ${list(one.leaveOut)}, names ${list(one.named)}${alone}${one.nameGiven ? ', gives a name' : ''}`;
  });
  const acts = story.acts.map((one, i) => `  ${actTold(one)}${outcomes[i] === undefined ? '' : ` (${outcomes[i]})`}`);
  const anew = story.aged ? ', then the event is settled under a newer version' : '';
  const order = story.first ? `X is reported first${anew}` : 'X is reported second';
  return [`under ${story.procedure}`, ...team, `${order}:`, ...births, 'then', ...acts].join('\n');
}
