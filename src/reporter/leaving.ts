const times = 3;
const within = 5_000;

/** Whether this press of Shift is the third within five seconds. A Shift that writes a capital letter does not count. */
export function shiftCounter(now: () => number): (key: string) => boolean {
  let presses: readonly number[] = [];
  return (key) => {
    presses = key === 'Shift' ? [...presses.filter((at) => now() - at < within), now()] : [];
    return presses.length >= times;
  };
}

/** Empties every field, also for a browser that would fill it again on Back. */
export function blank(root: ParentNode): void {
  for (const form of root.querySelectorAll('form')) form.reset();
  for (const field of root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) field.checked = false;
    else if (!(field instanceof HTMLInputElement && field.type === 'hidden')) field.value = '';
  }
}

/**
 * "Leave this page": the page is blank at once, also when the network is slow, and its place in the history is taken
 * by the neutral one. It cannot clear the rest of the history, and the page says so.
 */
export function leaving(forget: () => void = () => undefined): void {
  const link = document.querySelector<HTMLAnchorElement>('a.leave');
  if (link === null) return;
  const { href } = link;
  let left = false;
  const leave = (): void => {
    left = true;
    forget();
    blank(document);
    document.body.replaceChildren();
    location.replace(href);
  };
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('a.leave, a.leave-kept') === null) return;
    event.preventDefault();
    leave();
  });
  const pressed = shiftCounter(() => performance.now());
  document.addEventListener('keydown', (event) => {
    if (!event.repeat && pressed(event.key)) leave();
  });
  // Back to a page the browser kept whole: it is blank and its script has forgotten; get a fresh one.
  window.addEventListener('pageshow', () => {
    if (left) location.reload();
  });
}
