import type { ReactNode } from 'react';
import { openCard } from '#domain/intake/taking.ts';
import type { Scene } from './scene.ts';

/** One card back. The first card has none: leaving it is "Stop here". */
function Back({ scene: { t, cards, form, go } }: { scene: Scene }): ReactNode {
  if (openCard(cards, form) === 0) return null;
  return (
    <button type="button" className="btn quiet" onClick={() => go(-1)}>
      {t.back()}
    </button>
  );
}

/** What a card ends in, at the bottom of the screen: back on one side, what comes next on the other. */
export function Thumb({ scene, children }: { scene: Scene; children?: ReactNode }): ReactNode {
  const { t, go } = scene;
  return (
    <p className="thumb">
      <Back scene={scene} />
      {children ?? (
        <button type="button" className="btn" onClick={() => go(1)}>
          {t.continue()}
        </button>
      )}
    </p>
  );
}

interface Choice {
  readonly label: string;
  readonly chosen: boolean;
  readonly choose: () => void;
}

interface Choosing {
  readonly scene: Scene;
  /** What is chosen, for who does not see the card. */
  readonly name: string;
  readonly choices: readonly Choice[];
  /** Passing it over; only while nothing is chosen. */
  readonly skip?: () => void;
}

/**
 * Answers that are one tap each. They stand below what the card says and never lie over it: a number or a way to call
 * somebody must be seen. What was chosen before is pressed, and then there is a way on.
 */
export function Choices({ scene, name, choices, skip }: Choosing): ReactNode {
  const { t, go } = scene;
  const chosen = choices.some((one) => one.chosen);
  return (
    <>
      <fieldset className="choices">
        <legend className="hidden">{name}</legend>
        {choices.map(({ label, chosen: pressed, choose }) => (
          <button key={label} type="button" className="btn quiet big" aria-pressed={pressed} onClick={choose}>
            {label}
          </button>
        ))}
      </fieldset>
      <p className="thumb">
        <Back scene={scene} />
        {chosen ? (
          <button type="button" className="btn" onClick={() => go(1)}>
            {t.continue()}
          </button>
        ) : (
          skip && (
            <button type="button" className="btn quiet" onClick={skip}>
              {t.skip()}
            </button>
          )
        )}
      </p>
    </>
  );
}
