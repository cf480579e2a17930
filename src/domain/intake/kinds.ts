import { rule } from '../record/rule.ts';

/** A report arrives and grows: entries of `report/<id>` and of the reporter's `mailbox/<id>`. */
export const intakeKinds = {
  reported: rule(
    ['report'],
    ['mailbox', 'server'],
    ['account'],
    ['channel', 'narrow?', 'ongoing', 'reachable'],
    'sealed',
    'first',
  ),
  barred: rule(['report'], ['mailbox', 'server'], [''], ['member'], 'none', 'any'),
  unbarred: rule(['report'], ['member'], ['account'], ['member'], 'sealed', 'later'),
  added: rule(['report'], ['mailbox', 'server'], ['account', 'identity', 'parties'], [], 'sealed', 'any'),
  attached: rule(['report'], ['mailbox', 'server'], ['account', 'identity'], [], 'sealed', 'any'),
  'mailbox-moved': rule(
    ['report'],
    ['mailbox', 'server'],
    [''],
    ['from', 'key', 'proof', 'recipient', 'to'],
    'none',
    'later',
  ),
  receipted: rule(['report'], ['server'], [''], ['channel'], 'none', 'later'),
  'self-note': rule(['mailbox'], ['mailbox'], ['mailbox'], [], 'sealed', 'first'),
  received: rule(['mailbox'], ['server'], [''], [], 'none', 'later'),
  message: rule(['mailbox'], ['mailbox', 'server', 'member'], ['mailbox'], [], 'sealed', 'later'),
  rekey: rule(['mailbox'], ['member'], ['mailbox'], [], 'sealed', 'later'),
} as const;
