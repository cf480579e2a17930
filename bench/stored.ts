import type { Stream } from '#domain/record/header.ts';
import { event } from '#rehearsal/cast.ts';
import { randomBytes, randomHex, sha256Hex } from '#seal/digest.ts';
import { openStore } from '#store/open.ts';

/**
 * Fills a rehearsal's SQLite with `count` reports of realistic size, straight through the store: random bytes where
 * sealed files would be (they cannot be told apart), so that ten thousand take seconds, not minutes.
 */
export async function fill(folder: string, count: number): Promise<void> {
  const store = await openStore({ dataDir: folder, rehearsal: true });
  try {
    const org = (await store.organisation())?.org ?? '';
    const readers = ['rosa', 'tomasz', 'amina', 'kenji'];
    const one = async (i: number): Promise<void> => {
      const [report, incident] = [randomHex(16), randomHex(16)];
      const stream: Stream = `report/${report}`;
      const files = [4_700, 2_900, 2_900, 2_900, 2_900, 4_700].map((size) => {
        const bytes = randomBytes(size);
        return { hash: sha256Hex(bytes), bytes };
      });
      const row = (seq: number) => ({
        line: randomHex(400),
        hsig: randomHex(64),
        hash: randomHex(32),
        id: randomHex(16),
        receivedAt: i,
        seq,
      });
      await store.append({
        org,
        streams: [
          { stream, expect: '', entries: [row(0), row(1)] },
          { stream: `incident/${incident}`, expect: '', entries: [row(0)] },
        ],
        files,
        grants: readers.map((member, at) => {
          return { stream, compartment: 'account', epoch: 1, member, hash: files[at + 1]?.hash ?? '' };
        }),
        access: [{ stream, compartment: 'account', epoch: 1, members: readers }],
        rows: [
          {
            incident,
            edition: event,
            codeName: `stored ${i}`,
            report,
            channel: 'web',
            receivedAt: i,
            owed: 'acknowledge',
            due: i,
            ongoing: 'no',
            procedure: '',
            partOf: '',
            closed: 'no',
            waits: 'no',
          },
        ],
      });
    };
    for (let done = 0; done < count; done += 50)
      await Promise.all(Array.from({ length: Math.min(50, count - done) }, (_, i) => one(done + i)));
  } finally {
    await store.close();
  }
}
