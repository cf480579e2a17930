import type { RotaDoubt } from '#domain/edition/doubts.ts';
import type { Rota } from '#words/made/shape.ts';
import { timeOf, type Clock } from '../frame/times.ts';

/** A gap in words; `nameOf` a member's name. */
export function gapIn(t: Rota, gap: RotaDoubt, clock: Clock, nameOf: (member: string) => string): string {
  const dayIn = (day: string): string =>
    new Intl.DateTimeFormat(clock.language, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }).format(Date.parse(day));
  switch (gap.what) {
    case 'rota-missing':
      return t.noRota();
    case 'nobody':
      return t.gapNobody({ day: dayIn(gap.day) });
    case 'hole':
      return t.gapHole({ day: dayIn(gap.day), from: timeOf(gap.from, clock), to: timeOf(gap.to, clock) });
    case 'alone':
      return t.gapAlone({ day: dayIn(gap.day), who: nameOf(gap.member) });
    case 'unable': {
      const who = nameOf(gap.member) || gap.member;
      switch (gap.why) {
        case 'gone':
          return t.gapGone({ who });
        case 'suspended':
          return t.gapSuspended({ who });
        case 'no-role':
          return t.gapRole({ who });
      }
    }
  }
}
