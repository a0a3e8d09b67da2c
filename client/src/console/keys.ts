import { neighbour } from './neighbour';

/** Keys: "/" searches, "?" explains, "g" then a letter goes where the menu says, j and k walk the rows. */

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function walk(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-rows] [data-row-link]')];
  const here = links.find((link) => link === document.activeElement);
  neighbour(links, here, step)?.focus();
}

const MEANINGS: Record<string, () => void> = {
  '/': () => document.querySelector<HTMLElement>('#pz-search')?.focus(),
  '?': () => document.querySelector<HTMLDialogElement>('#pz-help')?.showModal(),
  j: () => walk(1),
  k: () => walk(-1),
};

export function startKeys(): void {
  let goUntil = 0;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const going = performance.now() < goUntil;
    goUntil = event.key === 'g' && !going ? performance.now() + 1500 : 0;
    if (goUntil) return;
    const link = going ? document.querySelector<HTMLElement>(`[data-go="${CSS.escape(event.key)}"]`) : null;
    const deed = link ? () => link.click() : MEANINGS[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
}
