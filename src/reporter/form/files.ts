import { admitted } from '#domain/intake/checks.ts';
import type { Reporter } from '#words/made/shape.ts';
import type { Attachment } from '#seal/attachment.ts';
import { language } from '../language/language.ts';
import { button, make, sizeOf, word } from '../page.ts';
import type { Stripped } from '#questions/strip/strip.ts';

/** A file in memory: as it was chosen and, for pictures, without its hidden data. */
interface Kept {
  readonly name: string;
  readonly original: Stripped;
  readonly clean: Stripped | null;
  asItIs: boolean;
}

export interface ChosenFiles {
  /** Waits for files that are still being read. */
  readonly attachments: () => Promise<readonly Attachment[]>;
  readonly names: () => readonly string[];
  readonly forget: () => void;
}

/** What cleans pictures is fetched with the first file; without it no file is taken. */
async function kept(file: File): Promise<Kept> {
  const { strip } = await import('#questions/strip/strip.ts');
  const bytes = new Uint8Array(await file.arrayBuffer());
  const type = file.type === '' ? 'application/octet-stream' : file.type;
  return { name: file.name, original: { type, bytes }, clean: strip(bytes), asItIs: false };
}

function noteOn(words: Reporter, file: Kept): string {
  if (file.clean === null) return words.fileOther();
  return file.asItIs ? words.fileKept() : words.fileClean();
}

function row(words: Reporter, file: Kept, remove: () => void): HTMLLIElement {
  const note = make('p', { class: 'hint' }, noteOn(words, file));
  const about = make('p', {}, make('bdi', {}, file.name), `, ${sizeOf(file.original.bytes.length)}`);
  const item = make('li', {}, about, note);
  if (file.clean !== null) {
    const box = make('input', { type: 'checkbox' });
    box.checked = file.asItIs;
    box.addEventListener('change', () => {
      file.asItIs = box.checked;
      note.textContent = noteOn(words, file);
    });
    item.append(make('label', { class: 'choice' }, box, make('span', {}, words.fileOriginal())));
  }
  item.append(button(words.fileRemove({ name: file.name }), remove, 'btn quiet'));
  return item;
}

/**
 * Files chosen on this page: at most ten, in memory only, pictures without their hidden data unless the reporter wants
 * them as they are (evidence). What cannot be taken is named, and the rest stays. `input` is emptied each time, so that
 * nothing unchecked can be sent by the form itself.
 */
export function chosenFiles(input: HTMLInputElement, shown: HTMLUListElement): ChosenFiles {
  let files: readonly Kept[] = [];
  let reading: Promise<void> = Promise.resolve();
  const problems = make('ul', { class: 'error', role: 'alert' });
  problems.hidden = true;
  shown.before(problems);

  const say = (texts: readonly string[]): void => {
    problems.hidden = texts.length === 0;
    problems.replaceChildren(...texts.map((text) => make('li', {}, text)));
  };
  const draw = (words: Reporter): void => {
    shown.hidden = files.length === 0;
    const rows = files.map((file) =>
      row(words, file, () => {
        files = files.filter((other) => other !== file);
        draw(words);
        input.focus();
      }),
    );
    shown.replaceChildren(...rows);
  };
  const take = async (fresh: readonly File[]): Promise<void> => {
    const { words } = await language();
    const { taken, problems: wrong } = admitted(
      files.map(({ original }) => original.bytes.length),
      fresh,
    );
    const read = await Promise.allSettled(taken.map(kept));
    const unreadable = taken.filter((_, i) => read[i]?.status === 'rejected');
    files = [...files, ...read.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))];
    say([
      ...wrong.map((problem) => word(problem.what, { name: problem.name })),
      ...unreadable.map(({ name }) => words.fileUnreadable({ name })),
    ]);
    draw(words);
  };

  input.addEventListener('change', () => {
    const fresh = [...(input.files ?? [])];
    input.value = '';
    reading = reading.then(() => take(fresh)).catch(() => say(fresh.map((file) => file.name)));
  });
  return {
    attachments: async () => {
      await reading;
      return files.map(({ name, original, clean, asItIs }) => ({ name, ...(asItIs ? original : (clean ?? original)) }));
    },
    names: () => files.map((file) => file.name),
    forget: () => {
      files = [];
      say([]);
      shown.replaceChildren();
    },
  };
}
