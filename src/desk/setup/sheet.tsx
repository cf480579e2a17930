import { useState, type ReactNode } from 'react';
import { encode } from 'uqr';
import { useWords } from '../frame/words.tsx';
import './sheet.css';

/** A QR code as one path: no HTML is made from text. */
export function Qr({ text, label }: { text: string; label: string }): ReactNode {
  const { size, data } = encode(text, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <>
      <span className="unseen">{label}</span>
      <svg className="qr" viewBox={`0 0 ${size} ${size}`} aria-hidden="true" shapeRendering="crispEdges">
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </>
  );
}

interface Props {
  readonly organisation: string;
  readonly fingerprint: string;
  readonly sheet: string;
}

/** The one printed sheet: with it and one steward the team list can be made anew. It signs; it reads nothing. */
export function RootSheet({ organisation, fingerprint, sheet }: Props): ReactNode {
  const { t, language } = useWords();
  const [printed] = useState(() => new Date());
  return (
    <section className="root-sheet" aria-label={t.rootSheet()}>
      <h2>{t.rootSheetTitle({ organisation })}</h2>
      <p>{t.rootSheetNote()}</p>
      <div className="root-key">
        <Qr text={sheet} label={t.rootSheetQr()} />
        <p className="key" dir="ltr">
          {sheet.split('-').map((group, at) => (
            <span key={`${at} ${group}`}>{group} </span>
          ))}
        </p>
      </div>
      <p>
        {t.fingerprint()} <code dir="ltr">{fingerprint}</code>
      </p>
      <p className="soft">
        {t.rootSheetDate({ day: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(printed) })}
      </p>
    </section>
  );
}
