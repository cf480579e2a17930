/** One sealed draft as it lies on the device: names that say nothing, and bytes that only its writer opens. */
export interface Laid {
  /** Of the form. */
  readonly name: string;
  /** Of the place; several forms may be open under one. */
  readonly place: string;
  /** Of what is left when this member leaves it: an incident, for what is written in one. */
  readonly under: string;
  /** Days since 1970 on the device's clock: what may go when it is old, without opening it. */
  readonly day: number;
  /** Which of the forms under this place; random. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** Where a device keeps drafts. Rejects where it keeps none (private windows, no room left). */
export interface Shelf {
  readonly lay: (draft: Laid) => Promise<void>;
  readonly at: (place: string) => Promise<readonly Laid[]>;
  readonly drop: (name: string) => Promise<void>;
  readonly dropUnder: (under: string) => Promise<void>;
  readonly dropBefore: (day: number) => Promise<void>;
}

/** The browser cannot say which text was lost, so a text is on the disk before it counts as kept. */
const durably = { durability: 'strict' } as const;

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(new Error(request.error?.name ?? 'storage')));
  });
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('desk', 1);
  request.addEventListener('upgradeneeded', () => {
    const store = request.result.createObjectStore('laid', { keyPath: 'name' });
    for (const index of ['place', 'under', 'day']) store.createIndex(index, index);
  });
  return answered(request);
}

/** IndexedDB. Opened with the first use, and again after it failed. */
export function deviceShelf(): Shelf {
  let open: Promise<IDBDatabase> | null = null;
  const database = async (): Promise<IDBDatabase> => {
    // Async, so that a browser without IndexedDB rejects like one that refuses it.
    open ??= (async () => opened())();
    try {
      return await open;
    } catch (error) {
      open = null;
      throw error;
    }
  };
  const written = async (change: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = (await database()).transaction('laid', 'readwrite', durably);
    const whole = new Promise<void>((resolve, reject) => {
      const fails = (): void => reject(new Error(transaction.error?.name ?? 'storage'));
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', fails);
      transaction.addEventListener('error', fails);
    });
    change(transaction.objectStore('laid'));
    await whole;
  };
  const dropAll = (index: 'under' | 'day', range: IDBKeyRange | string): Promise<void> =>
    written((store) => {
      const keys = store.index(index).getAllKeys(range);
      keys.addEventListener('success', () => {
        for (const key of keys.result) store.delete(key);
      });
    });
  return {
    lay: (draft) => written((store) => store.put(draft)),
    async at(place) {
      const store = (await database()).transaction('laid', 'readonly').objectStore('laid');
      return answered(store.index('place').getAll(place) as IDBRequest<Laid[]>);
    },
    drop: (name) => written((store) => store.delete(name)),
    dropUnder: (under) => dropAll('under', under),
    dropBefore: (day) => dropAll('day', IDBKeyRange.upperBound(day, true)),
  };
}
