/** From so many bytes on something is in memory several times over while it is read and sealed. */
export const large = 4_000_000;

/** Runs `act`, which keeps `bytes` in hand. */
export type InTurn = <T>(bytes: number, act: () => Promise<T>) => Promise<T>;

/** What is large one after the other, by whichever way it came, so that memory has a bound; what is short waits for none. */
export function largeInTurn(from = large): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(bytes: number, act: () => Promise<T>): Promise<T> => {
    if (bytes < from) return act();
    const done = last.then(act);
    last = done.catch(() => undefined);
    return done;
  };
}

/** Buffers that are large and all these bytes': they are handed to another thread, not copied. The giver has them no more. */
export function handedOver(files: readonly { readonly bytes: Uint8Array }[]): readonly ArrayBuffer[] {
  const whole = files.flatMap(({ bytes: { buffer, byteLength } }) =>
    buffer instanceof ArrayBuffer && buffer.byteLength === byteLength && byteLength > 100_000 ? [buffer] : [],
  );
  return [...new Set(whole)];
}
