import { useRef, type ReactNode } from 'react';
import { paths } from '#wire/paths.ts';
import type { Taking } from '#words/made/shape.ts';
import { printAlone } from './printing.ts';
import { Qr } from './qr.tsx';
import './receipt.css';

/**
 * Their eight words and where to type them, and nothing else: no name, no logo, nothing of what it is for. The code is the
 * address of that page; the words are in no address.
 */
export function Receipt({ t, edition, words }: { t: Taking; edition: string; words: readonly string[] }): ReactNode {
  const card = useRef<HTMLDivElement>(null);
  const address = new URL(paths.mailbox(edition), window.location.origin).href;
  return (
    <div className="handout" ref={card}>
      <h2>{t.receiptTitle()}</h2>
      <ol className="eight" translate="no">
        {words.map((word, at) => (
          <li key={`${at} ${word}`}>
            <bdi>{word}</bdi>
          </li>
        ))}
      </ol>
      <p>
        {t.receiptAt()} <bdi className="address">{address.replace(/^https?:\/\//u, '')}</bdi>
      </p>
      <Qr text={address} label={t.receiptQr()} />
      <p className="small noprint">{t.receiptFirst()}</p>
      <p className="noprint">
        <button type="button" className="btn quiet" onClick={() => printAlone(card.current)}>
          {t.receiptPrint()}
        </button>
      </p>
    </div>
  );
}
