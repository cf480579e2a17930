import { Component, type ReactNode } from 'react';
import { useWords } from '../language/words.tsx';
import { Plain } from './frame.tsx';

function Fault(): ReactNode {
  const { t } = useWords();
  return (
    <Plain>
      <h1>{t.faultTitle()}</h1>
      <p>{t.faultNote()}</p>
      <button type="button" className="btn" onClick={() => location.reload()}>
        {t.openAgain()}
      </button>
    </Plain>
  );
}

/** A fault of ours on a page: said in words, with the way on, instead of an empty screen. */
export class Faulty extends Component<{ readonly children: ReactNode }, { readonly fault: boolean }> {
  override state = { fault: false };

  static getDerivedStateFromError(): { readonly fault: boolean } {
    return { fault: true };
  }

  override render(): ReactNode {
    return this.state.fault ? <Fault /> : this.props.children;
  }
}
