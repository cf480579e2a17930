import { useState, type ReactNode } from 'react';
import { useAssessWords } from './words.ts';

/** Puts a text where it can be pasted from; says so. */
export function CopyText({ text, label }: { text: string; label: string }): ReactNode {
  const t = useAssessWords();
  const [copied, setCopied] = useState(false);
  return (
    <span className="copying">
      <button
        type="button"
        className="btn quiet"
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {label}
      </button>
      <output>{copied ? t.copied() : ''}</output>
    </span>
  );
}
