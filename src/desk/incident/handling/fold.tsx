import { useState, type ReactNode } from 'react';

/** A form that is one tap away, or open from the start; what was typed stays in it when it is folded. */
export function Fold({
  title,
  open = false,
  children,
}: {
  title: string;
  /** Opens it when it becomes so; it is never closed by anybody but who reads. */
  open?: boolean;
  children: ReactNode;
}): ReactNode {
  const [unfolded, setUnfolded] = useState(open);
  const [before, setBefore] = useState(open);
  if (open !== before) {
    setBefore(open);
    if (open) setUnfolded(true);
  }
  return (
    <details className="card fold" open={unfolded} onToggle={(event) => setUnfolded(event.currentTarget.open)}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
