import { rule } from './rule.ts';

/** What every record has: who holds its keys, and the place the server gives to a reporter's later entries. */
export const recordKinds = {
  access: rule(
    ['report', 'incident'],
    ['mailbox', 'server', 'member'],
    ['account', 'identity', 'parties', 'internal'],
    ['compartment', 'epoch', 'members', 'prevAccess', 'recipient', 'why'],
    'past',
    'any',
  ),
  'grant-failed': rule(['report', 'incident'], ['member'], [''], ['author', 'compartment', 'epoch'], 'none', 'later'),
  fetched: rule(['audit'], ['server'], [''], ['member'], 'none', 'any'),
  'looked-up': rule(['audit'], ['server'], [''], ['member'], 'none', 'later'),
  placed: rule(['report', 'mailbox'], ['server'], [''], ['entry'], 'none', 'later'),
} as const;
