// Made from locales/ by `npm run words`. Do not edit.
import type { Onduty } from '../shape.ts';

export const onduty: Onduty = {
  onDuty: () => "On duty now",
  until: (a) => a.names + ", until " + a.time,
  nobody: () => "Nobody is on duty now.",
};
