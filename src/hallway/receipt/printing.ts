/** Prints what is inside this element and nothing else (receipt.css): no title, no address of the page. */
export function printAlone(element: HTMLElement | null): void {
  if (element === null) return;
  const { title } = document;
  element.dataset['print'] = '';
  // Browsers print the title above the page.
  document.title = ' ';
  try {
    window.print();
  } finally {
    document.title = title;
    delete element.dataset['print'];
  }
}
