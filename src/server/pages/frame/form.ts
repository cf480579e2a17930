import type { Context } from 'hono';
import { admitted, largestFile, mostFiles, mostTogether } from '#domain/intake/checks.ts';
import type { Attachment } from '#seal/attachment.ts';
import type { View } from './view.ts';

/** A sent form: its texts in order, and its files with their bytes still unread. */
export interface SentForm {
  readonly pairs: readonly (readonly [string, string])[];
  readonly files: readonly File[];
  readonly one: (name: string) => string;
}

/** Null when the body is no form. */
export async function readForm(c: Context): Promise<SentForm | null> {
  const pairs: (readonly [string, string])[] = [];
  const files: File[] = [];
  try {
    const type = c.req.header('content-type') ?? '';
    if (type.startsWith('application/x-www-form-urlencoded')) pairs.push(...new URLSearchParams(await c.req.text()));
    else if (type.startsWith('multipart/form-data')) {
      for (const [name, value] of await c.req.formData())
        if (typeof value === 'string') pairs.push([name, value]);
        else if (value.name !== '' || value.size > 0) files.push(value);
    } else return null;
  } catch {
    return null;
  }
  return { pairs, files, one: (name) => pairs.find(([n]) => n === name)?.[1].replaceAll('\r\n', '\n') ?? '' };
}

/** The files that can be taken, and a sentence for each that cannot; what else was sent is kept either way. */
export async function takeFiles(
  view: View,
  files: readonly File[],
): Promise<{ readonly taken: readonly Attachment[]; readonly problems: readonly string[] }> {
  const { w } = view;
  const [size, all] = [largestFile, mostTogether].map((bytes) => String(bytes / 1024 / 1024)) as [string, string];
  const { taken: good, problems: wrong } = admitted([], files);
  const problems = wrong.map(({ name, what }) => {
    switch (what) {
      case 'too-many-files':
        return w.fileMany({ name, most: String(mostFiles), all });
      case 'file-too-large':
        return w.fileLarge({ name, size });
      case 'file-empty':
        return w.fileEmpty({ name });
    }
  });
  const taken = await Promise.all(
    good.map(async (file) => ({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
  return { taken, problems };
}
