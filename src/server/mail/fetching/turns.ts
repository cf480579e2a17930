/**
 * Things that wait, by whom they come from, coarse to fine (`['198.51.100.7', 'noor@home.example']`). Whoever sent a
 * thousand is served once, and then everybody else is. [Note: One flood holds up nobody else]
 */
export class Turns<T> {
  readonly #by = new Map<string, Turns<T>>();
  readonly #here: T[] = [];

  push([first, ...rest]: readonly string[], thing: T): void {
    if (first === undefined) {
      this.#here.push(thing);
      return;
    }
    const next = this.#by.get(first) ?? new Turns<T>();
    this.#by.set(first, next);
    next.push(rest, thing);
  }

  /** The next one; undefined when nothing waits. */
  shift(): T | undefined {
    const here = this.#here.shift();
    if (here !== undefined) return here;
    const [turn] = this.#by;
    if (turn === undefined) return undefined;
    const [name, whose] = turn;
    const thing = whose.shift();
    // To the end of the line.
    this.#by.delete(name);
    if (!whose.empty) this.#by.set(name, whose);
    return thing;
  }

  get empty(): boolean {
    return this.#here.length === 0 && this.#by.size === 0;
  }
}
