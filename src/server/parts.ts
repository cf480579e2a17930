import type { Signer } from '#seal/entry.ts';
import type { Store } from '#store/store.ts';
import type { BearerCap } from './bearer-cap.ts';
import type { TeamChannel } from './channels/codes.ts';
import type { Post } from './post/post.ts';
import type { Procedures } from './procedures.ts';
import type { Sealer } from './sealing-pool.ts';

/** A second style sheet of a page, beside `pages.css`. */
export type Sheet = 'procedure' | 'conversation';

/** Where the built files are: URLs on this server, with a digest in the name. */
export interface Assets {
  /** URL of the reporter's style sheet (`pages.css`), or of a second one: for long pages, for what eight words open. */
  css(sheet?: Sheet): string;
  /** URL of one of the reporter's scripts. */
  script(name: 'start' | 'report' | 'mailbox'): string;
}

/** Everything pages and api stand on. `main.ts` builds it once; nothing else reads the environment. */
export interface Parts {
  readonly store: Store;
  /** ms since 1970. In a rehearsal the clock can be moved. */
  readonly now: () => number;
  readonly assets: Assets;
  /** Every version there is: those beside the program and those kept in the store. */
  readonly procedures: Procedures;
  /** Seals and derives away from the thread that answers. */
  readonly sealer: Sealer;
  /** The server's sealing key. */
  readonly signer: Signer;
  /** Shared by the words page and the api: only wrong bearers wait. */
  readonly bearers: BearerCap;
  /** `https://host[:port]` as reporters see it; absent: the request's own host counts. */
  readonly baseUrl?: string;
  /** The way out for mail; absent: none leaves. */
  readonly post?: Post;
  /** `MAIL_REPLY`, with `{token}`: where one report is answered; absent: at the event's shared address. */
  readonly mailReply?: string;
  /** The team's ways in and out that this server has; absent: none. */
  readonly channels?: readonly TeamChannel[];
  /** Whether test letters can leave and come back. */
  readonly selfTests?: boolean;
  readonly rehearsal: boolean;
  /** A code and the route's pattern; never content, addresses or ids. */
  readonly log: (code: string, where?: string) => void;
}
