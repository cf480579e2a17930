// Made from locales/ by `npm run words`. Do not edit.
import type { Onduty } from '../shape.ts';

export const onduty: Onduty = {
  onDuty: () => "De turno ahora",
  until: (a) => a.names + ", hasta " + a.time,
  nobody: () => "Ahora no hay nadie de turno.",
};
