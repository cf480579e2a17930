import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FormProcedure, Procedure } from '#domain/procedure/procedure.ts';
import type { ReadProblem } from '#domain/procedure/read.ts';
import { sha256Hex, utf8 } from '#seal/digest.ts';
import type { ProcedureText } from '#store/record-store.ts';
import type { Store } from '#store/store.ts';
import type { Reading } from './reading.ts';

/** A version of a procedure with the file it was read from. */
export interface Version {
  readonly procedure: Procedure;
  /** Byte for byte; its SHA-256 is the digest. */
  readonly text: string;
}

/**
 * [Note: Versions] An edition names the digest of one version, and so does every incident made under it. That version
 * holds for them for ever: a new file on disk changes nothing that runs, because the text is kept in the store by the
 * transaction that puts it in force (`Append.procedures`).
 */
export interface Procedures {
  /** By id: what an edition may be settled with now. */
  readonly installed: ReadonlyMap<string, Version>;
  readonly byDigest: (digest: string) => Procedure | undefined;
  readonly textOf: (digest: string) => string | undefined;
  /** A version that was in force somewhere, as the store keeps it; not one that is only installed. */
  readonly inForceOnce: (digest: string) => Procedure | undefined;
  /** Every version that was in force, oldest first, then those installed and not used yet. */
  readonly all: () => readonly Procedure[];
  /** What an append that puts this version in force carries as `procedures`. */
  readonly keep: (digest: string, at: number) => readonly ProcedureText[];
  /** Reads what the store keeps and is not known here yet: another process may have kept it. */
  readonly load: (store: Pick<Store, 'procedureTexts'>, org: string) => Promise<void>;
}

/** A file that cannot be used, in lines for whoever starts the server. */
export interface BadFile {
  /** The folder, which is the procedure's id. */
  readonly id: string;
  readonly lines: readonly string[];
}

/** No usable version of a procedure: the server does not start. */
export class ProcedureError extends Error {
  readonly code = 'bad-procedure';
}

const lineOf = (file: string, { line, place, found, expected }: ReadProblem): string =>
  `${file}:${line}: ${place === '' ? 'it' : place} is ${found}, expected ${expected}`;

/** Reads every `procedures/<id>/procedure.yaml`: the good ones by id, and what is wrong with the others. */
export async function readInstalled(
  folder: string,
  reading: Reading,
): Promise<{ readonly installed: readonly Version[]; readonly bad: readonly BadFile[] }> {
  const files = globSync('*/procedure.yaml', { cwd: folder })
    .toSorted()
    .map((name) => {
      const bytes = new Uint8Array(readFileSync(join(folder, name)));
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
      return { name, text, digest: sha256Hex(bytes) };
    });
  const reads = await reading(files.map(({ text, digest }) => ({ text, digest })));
  const installed: Version[] = [];
  const bad: BadFile[] = [];
  for (const [i, { name, text }] of files.entries()) {
    const file = `procedures/${name.replaceAll('\\', '/')}`;
    const id = basename(dirname(name));
    const read = reads[i] ?? { problems: [] };
    if ('problems' in read) bad.push({ id, lines: read.problems.map((problem) => lineOf(file, problem)) });
    else if (sha256Hex(utf8(text)) !== read.procedure.digest) bad.push({ id, lines: [`${file}:0: it is not UTF-8`] });
    else if (read.procedure.id !== id) bad.push({ id, lines: [`${file}: id is ${read.procedure.id}, expected ${id}`] });
    else installed.push({ procedure: read.procedure, text });
  }
  return { installed, bad };
}

/** Versions by digest: those installed, and those kept as they are loaded. `log` is told of a text that no longer reads. */
export function procedureRegistry(
  versions: readonly Version[],
  reading: Reading,
  log: (code: string) => void = () => undefined,
): Procedures {
  const installed = new Map(versions.map((version) => [version.procedure.id, version]));
  const kept = new Map<string, Version>();
  const unreadable = new Map<string, string>();
  const version = (digest: string): Version | undefined =>
    kept.get(digest) ?? versions.find(({ procedure }) => procedure.digest === digest);

  return {
    installed,
    byDigest: (digest) => version(digest)?.procedure,
    textOf: (digest) => version(digest)?.text ?? unreadable.get(digest),
    inForceOnce: (digest) => kept.get(digest)?.procedure,
    all: () => {
      const unused = versions.filter(({ procedure }) => !kept.has(procedure.digest));
      return [...kept.values(), ...unused].map(({ procedure }) => procedure);
    },
    keep: (digest, at) => {
      const found = version(digest);
      return found === undefined ? [] : [{ digest, id: found.procedure.id, text: found.text, keptAt: at }];
    },
    async load(store, org) {
      const fresh = (await store.procedureTexts(org)).filter(
        ({ digest }) => !kept.has(digest) && !unreadable.has(digest),
      );
      const unknown = fresh.filter(({ digest }) => version(digest) === undefined);
      const reads = await reading(unknown.map(({ text, digest }) => ({ text, digest, kept: true })));
      for (const { digest, text } of fresh) {
        // Somebody else may have read them meanwhile.
        if (kept.has(digest) || unreadable.has(digest)) continue;
        const read = version(digest) ?? reads[unknown.findIndex((one) => one.digest === digest)] ?? { problems: [] };
        if ('problems' in read) {
          // The language has moved on since. Nothing is guessed: the event's form is closed until it is settled anew.
          unreadable.set(digest, text);
          log('procedure-unreadable');
        } else kept.set(digest, { procedure: read.procedure, text });
      }
    },
  };
}

/**
 * What the server starts with. A bad file never replaces a good version: where one is kept, it goes on, and the lines
 * are said. Throws `ProcedureError` where none is, or where there is no procedure at all.
 */
export async function proceduresAtStart(
  folder: string,
  store: Pick<Store, 'procedureTexts' | 'organisation'>,
  {
    reading,
    say,
    log,
  }: { readonly reading: Reading; readonly say: (line: string) => void; readonly log: (code: string) => void },
): Promise<Procedures> {
  const { installed, bad } = await readInstalled(folder, reading);
  const org = (await store.organisation())?.org;
  const texts = org === undefined ? [] : await store.procedureTexts(org);
  const versions = [...installed];
  const lost: string[] = [];
  for (const { id, lines } of bad) {
    const keptOfIt = texts.filter((text) => text.id === id).toReversed();
    const reads = await reading(keptOfIt.map(({ text, digest }) => ({ text, digest, kept: true })));
    const [good] = reads.flatMap((read, i) =>
      'procedure' in read ? [{ procedure: read.procedure, text: keptOfIt[i]?.text ?? '' }] : [],
    );
    if (good !== undefined) {
      for (const line of lines) say(line);
      say(`procedures/${id} is not used; version ${good.procedure.version}, kept from before, goes on.`);
      versions.push(good);
    } else lost.push(...lines);
  }
  for (const { procedure } of installed) {
    const { id, version, digest } = procedure;
    const others = texts.filter((text) => text.id === id && text.digest !== digest);
    const reads = await reading(others.map(({ text, digest: of }) => ({ text, digest: of, kept: true })));
    if (reads.some((read) => 'procedure' in read && read.procedure.version === version))
      say(`procedures/${id}: this is not the version ${version} that was put in force before. Give it a new version.`);
  }
  if (lost.length > 0) throw new ProcedureError(lost.join('\n'));
  if (versions.length === 0) throw new ProcedureError('No procedures were found beside the program.');
  return procedureRegistry(versions, reading, log);
}

/** What a reporter's browser is given of a procedure. */
export function formOf(procedure: Procedure): FormProcedure {
  const { id, title, version, digest, gatherings, languages, roles, questions, duties, opening } = procedure;
  return { id, title, version, digest, gatherings, languages, roles, questions, duties, opening };
}

/** Stands in where an edition's version cannot be read: it promises nothing, asks nothing and lets nobody do anything. */
export function noProcedure(id: string, version: string, digest: string): Procedure {
  const nothing = { text: { en: '' }, force: 'info', source: 'default', rows: [] } as const;
  const clause = (of: string) => ({ id: of, ...nothing });
  return {
    id,
    title: { en: id },
    version,
    digest,
    gatherings: [],
    languages: ['en'],
    terms: { reported: { en: '' }, impacted: { en: '' } },
    roles: [],
    channels: [],
    questions: [],
    intake: { steps: [], nevers: [], offers: [] },
    urgency: [],
    police: { ...clause('police'), onlyIfAskedBy: [], dangerFirst: 'guide' },
    duties: [],
    standIn: { ...clause('stand-in'), rule: null },
    opening: null,
    meeting: { ...clause('meeting'), invites: [], aims: [], dueRequired: false },
    responses: { ...clause('responses'), open: false, list: [] },
    conversation: { ...clause('conversation'), prefer: [], people: 1, hearFirst: true, parts: [], prompts: [] },
    apology: { ...clause('apology'), relay: 'never' },
    appeal: { ...clause('appeal'), body: null, told: 'if-any' },
    public: {
      protects: { ...clause('protects'), people: ['reporter', 'impacted', 'reported-person', 'witness'] },
      announcing: { ...clause('announcing'), by: [], delegate: null, words: 0 },
      aware: { ...clause('aware'), violation: { en: '' }, none: { en: '' } },
      clauses: [],
    },
    briefing: [],
    debrief: null,
    retention: { ...clause('retention'), months: 0 },
    handling: [],
    attribution: [],
  };
}
