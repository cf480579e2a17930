import type { ActSent } from '#desk/keys/protocol.ts';

const hour = 3_600_000;
type Handled = 'takeLead' | 'measure' | 'callMeeting' | 'resolve' | 'decide' | 'file';

/** What a team does in an incident, in one batch. `who`: the author, and whom it is also about. `now`: ms. */
export function handled(does: Handled, who: readonly [string, string], now: number): readonly ActSent[] {
  switch (does) {
    case 'takeLead':
      return [{ kind: 'lead-taken', facts: {}, body: null }];
    case 'file':
      return [{ kind: 'filed', facts: { as: 'appeal' }, body: null }];
    case 'measure': {
      const body = { v: 1, response: '', what: 'sat between them', why: 'he asked', person: '', at: now } as const;
      return [{ kind: 'measure-taken', facts: { alone: 'no' }, body }];
    }
    case 'callMeeting': {
      const invited = [...new Set(who)];
      return [
        { kind: 'meeting-called', facts: { due: now + hour, invited }, body: { v: 1, place: 'Room 2', note: '' } },
      ];
    }
    case 'resolve': {
      const body = { v: 1, verdict: 'violation', rule: 'the code', reasons: 'heard by two', pattern: false } as const;
      return [{ kind: 'resolved', facts: { none: 'no' }, body }];
    }
    case 'decide': {
      const said = { v: 1, response: '', text: 'no stand next year', person: '', protects: '', data: {} } as const;
      return [
        {
          kind: 'consequence-decided',
          facts: { owner: who[1], due: now + hour },
          body: { ...said, ends: 'never', until: null },
        },
      ];
    }
  }
}
