/** [Note: What is logged] The only keys there are: no content, no names, no addresses, no ids. */
export interface Logged {
  readonly code: string;
  /** A route's pattern or a room's name. */
  readonly where?: string;
  readonly count?: number;
  readonly ms?: number;
}

export type Logger = (line: Logged) => void;

/** A line of JSON to `write`, with a code that is made of letters and dashes only. */
export function logger(write: (line: string) => void): Logger {
  return ({ code, where, count, ms }) => {
    const known = /^[a-z0-9-]{1,60}$/iu.test(code) ? code : 'unnamed';
    write(
      `${JSON.stringify({
        code: known,
        ...(where !== undefined && { where }),
        ...(count !== undefined && { count }),
        ...(ms !== undefined && { ms }),
      })}\n`,
    );
  };
}
