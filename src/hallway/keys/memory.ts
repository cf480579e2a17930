import type { Disk } from './files.ts';

/** Where a browser keeps nothing: as long as the Worker lives, and no longer. */
export function diskInMemory(): Disk {
  const files = new Map<string, Uint8Array>();
  return {
    files: async () => [...files.keys()],
    read: async (file) => files.get(file) ?? null,
    write: async (file, bytes) => {
      files.set(file, bytes.slice());
    },
    remove: async (file) => {
      files.delete(file);
    },
    keeping: async () => 'none',
  };
}
