import type { Disk } from './files.ts';
import { diskInMemory } from './memory.ts';

/** The part of the origin's own file system that a Worker has; the types of pages do not know all of it. */
interface Access {
  truncate(size: number): void;
  write(bytes: Uint8Array, at: { readonly at: number }): number;
  flush(): void;
  close(): void;
}
interface FileHandle {
  getFile(): Promise<Blob>;
  createSyncAccessHandle(): Promise<Access>;
}
interface Folder {
  getFileHandle(name: string, how?: { readonly create: boolean }): Promise<FileHandle>;
  getDirectoryHandle(name: string, how: { readonly create: boolean }): Promise<Folder>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

const isMissing = (error: unknown): boolean => error instanceof DOMException && error.name === 'NotFoundError';

async function fileIn(folder: Folder, file: string): Promise<FileHandle | null> {
  try {
    return await folder.getFileHandle(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A handle of a Worker that ended a moment ago may not be gone yet. */
async function access(handle: FileHandle, tries = 10): Promise<Access> {
  try {
    return await handle.createSyncAccessHandle();
  } catch (error) {
    if (tries === 0 || !(error instanceof DOMException) || error.name !== 'NoModificationAllowedError') throw error;
    await pause(50);
    return access(handle, tries - 1);
  }
}

/** Written through one handle and flushed: what this returns from lies on the disk. */
async function written(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  const to = await access(handle);
  try {
    to.truncate(0);
    for (let at = 0; at < bytes.length;) {
      const more = to.write(bytes.subarray(at), { at });
      if (more === 0) throw new Error('no room');
      at += more;
    }
    to.flush();
  } finally {
    to.close();
  }
}

function diskIn(folder: Folder): Disk {
  return {
    async files() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
    async read(file) {
      const handle = await fileIn(folder, file);
      return handle && new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async write(file, bytes) {
      await written(await folder.getFileHandle(file, { create: true }), bytes);
    },
    async remove(file) {
      await folder.removeEntry(file).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
    async keeping() {
      return (await navigator.storage.persisted().catch(() => false)) ? 'kept' : 'may-go';
    },
  };
}

async function opened(): Promise<Disk> {
  try {
    const root = (await navigator.storage.getDirectory()) as unknown as Folder;
    const folder = await root.getDirectoryHandle('hallway', { create: true });
    // Some have the folder and no way to write in it.
    await written(await folder.getFileHandle('room', { create: true }), new Uint8Array(1));
    return diskIn(folder);
  } catch {
    return diskInMemory();
  }
}

/** Files of this site in the browser's own file system; in memory where it has none, or refuses. Opened with the first use. */
export function diskOfBrowser(): Disk {
  let disk: Promise<Disk> | null = null;
  const open = (): Promise<Disk> => (disk ??= opened());
  return {
    files: async () => (await open()).files(),
    read: async (file) => (await open()).read(file),
    async write(file, bytes) {
      try {
        await (await open()).write(file, bytes);
      } catch (error) {
        // The browser cleared it all: from here on it lies in a new folder.
        if (!isMissing(error)) throw error;
        disk = null;
        await (await open()).write(file, bytes);
      }
    },
    remove: async (file) => (await open()).remove(file),
    keeping: async () => (await open()).keeping(),
  };
}
