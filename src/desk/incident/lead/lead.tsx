import type { ReactNode } from 'react';
import type { PartProps } from '../handling/act-form.tsx';
import { Closed } from './closed.tsx';
import { CloseIt } from './closing.tsx';
import { Taking } from './taking.tsx';
import { Waiving } from './waiving.tsx';
import { Filing } from '../letter/filing.tsx';
import { Moving } from '../letter/moving.tsx';
import './lead.css';

/** Who leads, what is waived with a reason, and how it ends. */
export default function Lead(props: PartProps): ReactNode {
  const closed = props.opened.handling.after.closed !== null;
  return (
    <div className="lead">
      <Taking {...props} />
      {closed ? <Closed {...props} /> : <CloseIt {...props} />}
      <Waiving {...props} />
      <Filing {...props} />
      <Moving {...props} />
    </div>
  );
}
