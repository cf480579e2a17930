/** Jobs come in handfuls: those that ask while an answer is on its way share it. */
export function inFlight<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () =>
    (running ??= read().finally(() => {
      running = null;
    }));
}
