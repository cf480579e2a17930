import { placeIn } from './poster.ts';

/**
 * The form begins with the place of the poster it was opened from (FLD-05): there to see and to change like any answer,
 * and it was in no request. A file of its own, fetched where there is a place.
 */
function beginAt(root: ParentNode, place: string): void {
  const section = root.querySelector<HTMLElement>('section[data-place]');
  const line = section?.querySelector<HTMLInputElement>('input[type="text"], textarea');
  if (place === '' || !section || !line) return;
  const ticks = [...section.querySelectorAll<HTMLInputElement>('input[type="radio"], input[type="checkbox"]')];
  // What somebody has answered already is theirs.
  if (line.value !== '' || ticks.some(({ checked }) => checked)) return;
  const option = ticks.find(({ value }) => value === section.dataset['place']);
  if (option !== undefined) option.checked = true;
  line.value = place;
}

beginAt(document, placeIn(location.hash));
