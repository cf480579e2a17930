import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useWords } from '../frame/words.tsx';
import { Qr } from '../setup/sheet.tsx';
import { useLentWords } from './lent-words.ts';

interface Props {
  readonly link: string;
  readonly name: string;
  /** Until when it lets somebody in, in words. */
  readonly when: string;
  readonly done: () => void;
}

/** The link of a lent phone, shown once: the server has its hash, and this page forgets it. */
export function LentLink({ link, name, when, done }: Props): ReactNode {
  const { t: desk } = useWords();
  const t = useLentWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const [copied, setCopied] = useState(false);
  return (
    <div className="card lent-link">
      <h3 ref={heading} tabIndex={-1}>
        {t.lentLink({ name })}
      </h3>
      <p>{t.lentLinkNote({ when })}</p>
      <Qr text={link} label={t.lentQr()} />
      <p>
        <code className="link" dir="ltr">
          {link}
        </code>
      </p>
      <div className="row">
        <button
          type="button"
          className="btn"
          onClick={() => void navigator.clipboard.writeText(link).then(() => setCopied(true))}
        >
          {copied ? desk.copied() : desk.copyLink()}
        </button>
        <button type="button" className="btn quiet" onClick={done}>
          {desk.linkDone()}
        </button>
      </div>
    </div>
  );
}
