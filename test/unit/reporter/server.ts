import { vi } from 'vitest';
import { manifestOf } from '#domain/record/manifest.ts';
import { randomHex, sha256Hex } from '#seal/digest.ts';
import { signEntry, verifyEntry, type Signed } from '#seal/entry.ts';
import type { BirthBatch, MailboxOpened, ReplyBatch, RefusalCode } from '#wire/api.ts';
import type { SignedEntry, StoredEntry } from '#wire/entry.ts';
import { paths } from '#wire/paths.ts';
import { edition, now, procedure, type Team } from './team.ts';

/** What a test's server does to the next request of this path: refuse it, or take it and lose its answer. */
type Trouble = RefusalCode | 'offline' | 'answer-lost';

export interface FakeServer {
  team: Team;
  readonly births: readonly BirthBatch[];
  readonly replies: readonly ReplyBatch[];
  readonly asked: readonly string[];
  readonly trouble: (path: string, trouble: Trouble) => void;
  /** Rows of the one mailbox, to be changed by tests that lie. */
  mailbox: StoredEntry[];
  access: SignedEntry[];
  files: Map<string, Uint8Array>;
  /** A row by anybody, at the end of the mailbox. */
  readonly write: (entry: Signed, file: Uint8Array) => void;
}

const headerOf = (entry: SignedEntry) => {
  const read = verifyEntry(entry);
  if ('refused' in read) throw new Error(read.refused);
  return read;
};

const saysWhoReads = (entry: SignedEntry): boolean => {
  const { header } = headerOf(entry);
  return manifestOf(header) !== null || ['barred', 'unbarred'].includes(header.kind);
};

/** Answers `fetch` as the server does, as far as a reporter's scripts go; it keeps one report. */
export function fakeServer(first: Team): FakeServer {
  const births: BirthBatch[] = [];
  const replies: ReplyBatch[] = [];
  const asked: string[] = [];
  const troubles = new Map<string, Trouble[]>();
  const files = new Map<string, Uint8Array>();
  const place = () => ({ seq: server.mailbox.length, prev: sha256Hex(server.mailbox.at(-1)?.line ?? '') });
  const ofServer = (
    kind: string,
    stream: `mailbox/${string}`,
    facts: readonly (readonly [string, string])[] = [],
  ): Signed => {
    const { org, roster, hash, server: signer } = server.team;
    const head = { org, stream, ...place(), id: randomHex(16), kind, compartment: '', epoch: 0, facts } as const;
    return signEntry({ ...head, rosterVersion: roster.version, rosterHash: hash, at: now }, null, signer);
  };
  const bare = ({ line, hsig }: SignedEntry): StoredEntry => ({ line, hsig, receivedAt: now });
  const server: FakeServer = {
    team: first,
    births,
    replies,
    asked,
    trouble: (path, trouble) => troubles.set(path, [...(troubles.get(path) ?? []), trouble]),
    mailbox: [],
    access: [],
    files,
    write: (entry, file) => {
      server.mailbox.push(bare(entry));
      files.set(entry.header.file, file);
    },
  };

  const json = (body: unknown, status = 200): Response => Response.json(body, { status });
  const no = (refused: RefusalCode): Response => json({ refused }, 409);

  const keep = async (form: FormData): Promise<void> => {
    for (const [name, part] of form)
      if (typeof part !== 'string') files.set(name, new Uint8Array(await part.arrayBuffer()));
  };
  const born = async (form: FormData): Promise<Response> => {
    const batch = JSON.parse(form.get('batch') as string) as BirthBatch;
    births.push(batch);
    const stored = births.find((one) => server.mailbox[0]?.line === one.selfNote.line);
    if (stored !== undefined)
      return stored.report[0]?.line === batch.report[0]?.line ? json({ receivedAt: now }) : no('already-received');
    await keep(form);
    server.mailbox.push(bare(batch.selfNote));
    const { stream } = headerOf(batch.selfNote).header;
    server.mailbox.push(bare(ofServer('received', stream as `mailbox/${string}`)));
    server.access = batch.report.filter(saysWhoReads);
    return json({ receivedAt: now });
  };
  const replied = async (form: FormData): Promise<Response> => {
    const batch = JSON.parse(form.get('batch') as string) as ReplyBatch;
    const was = replies.some(({ report }) => report[0]?.line === batch.report[0]?.line);
    replies.push(batch);
    if (was) return json({ receivedAt: now });
    server.access = [...server.access, ...batch.report.filter(saysWhoReads)];
    await keep(form);
    for (const own of batch.mailbox) {
      const { header, hash } = headerOf(own);
      const placed = ofServer('placed', header.stream as `mailbox/${string}`, [['entry', hash]]);
      server.mailbox.push({ ...bare(placed), inside: own });
    }
    return json({ receivedAt: now });
  };
  const answer = async (path: string, body: unknown): Promise<Response> => {
    if (path === paths.api.sealing(edition.id)) return json(server.team.info());
    if (path.startsWith('/recipients/')) return new Response(server.team.recipients.get(path.slice(12)) ?? '');
    if (path === paths.api.reports(edition.id)) return born(body as FormData);
    if (path === paths.api.mailbox.reply) return replied(body as FormData);
    if (path === paths.api.mailbox.file) {
      const { hash } = JSON.parse(body as string) as { hash: string };
      return new Response(new Uint8Array(files.get(hash) ?? []));
    }
    const [selfNote] = server.mailbox;
    if (path !== paths.api.mailbox.open || selfNote === undefined) return no('not-found');
    const { id } = JSON.parse(body as string) as { id: string };
    if (headerOf(selfNote).header.stream !== `mailbox/${id}`) return no('not-found');
    const { org, root, notes } = server.team;
    return json({
      org,
      root,
      notes,
      edition,
      procedure,
      promises: [],
      paper: false,
      mailbox: server.mailbox,
      access: server.access,
      now,
    } satisfies MailboxOpened);
  };

  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const [path = ''] = url.split('?');
    asked.push(path);
    const trouble = troubles.get(path)?.shift();
    if (trouble === 'offline') throw new TypeError('Failed to fetch');
    if (trouble !== undefined && trouble !== 'answer-lost') return no(trouble);
    const response = await answer(path, init.body);
    if (trouble === 'answer-lost') throw new TypeError('Failed to fetch');
    return response;
  });
  return server;
}
