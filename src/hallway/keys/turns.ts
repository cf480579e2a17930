/** One thing at a time, in the order it was asked for; what failed stops nothing behind it. */
export function turns(): <T>(act: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.catch(() => undefined).then(act);
    last = turn.catch(() => undefined);
    return turn;
  };
}
