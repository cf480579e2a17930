import { useState, type ReactNode } from 'react';
import { Said } from '../frame/field.tsx';
import { Inert } from '../frame/inert.tsx';
import { useActing } from '../frame/acting.ts';
import { useSession } from '../frame/session.tsx';
import { useWords } from '../frame/words.tsx';
import type { AttachedFile, Opened } from '../keys/incident-seen.ts';

function sizeOf(bytes: number, language: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}

/** A name that cannot climb out of a folder or read backwards. */
export function safeName(name: string): string {
  const plain = name
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .replaceAll(/[/\\:*?"<>|]/gu, '_')
    .replace(/^\.+/u, '');
  return plain === '' ? 'file' : plain.slice(-120);
}

/** Saved as bytes without a type: nothing somebody sent is ever rendered from this origin. */
export function save(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = safeName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function OneFile({ incident, file }: { incident: string; file: AttachedFile }): ReactNode {
  const { t, language } = useWords();
  const { keys } = useSession();
  const { busy, problem, run } = useActing();
  const [saved, setSaved] = useState(false);
  if (file.entry === '') return <li>{t.fileLocked({ size: sizeOf(file.size, language) })}</li>;
  return (
    <li>
      <div>
        <b>
          <Inert text={file.name} />
        </b>
        <small>
          {sizeOf(file.size, language)} · {t.fileHash()} <code>{file.sha256.slice(0, 16)}…</code>
        </small>
        {problem !== '' && <Said tone="clay">{problem}</Said>}
      </div>
      <button
        type="button"
        className="btn quiet"
        disabled={busy}
        onClick={() =>
          void run(
            () => keys.file(incident, file.entry),
            ({ name, bytes }) => {
              save(name, bytes);
              setSaved(true);
            },
          )
        }
      >
        {saved ? t.fileSaved() : t.fileSave()}
      </button>
    </li>
  );
}

export function Files({ opened }: { opened: Opened }): ReactNode {
  const { t } = useWords();
  if (opened.files.length === 0) return null;
  return (
    <section aria-labelledby="files">
      <h2 id="files">{t.files()}</h2>
      <p className="soft">{t.filesNote()}</p>
      <ul className="files">
        {opened.files.map((file, at) => (
          <OneFile key={file.entry || at} incident={opened.row.incident} file={file} />
        ))}
      </ul>
    </section>
  );
}
