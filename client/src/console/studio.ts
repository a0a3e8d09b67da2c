import htmx from 'htmx.org';
import { neighbour } from './neighbour';
import { outdated } from './outdated';

/**
 * The studio by keyboard: j and k walk what was understood, a letter does what the button of that letter does.
 * After a deed the walk goes on from where it was, also though the passage came in anew.
 */

const asks = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-studio] [data-ask]')];

function here(): HTMLElement | undefined {
  return document.activeElement?.closest<HTMLElement>('[data-ask]') ?? undefined;
}

function go(ask: HTMLElement | undefined): void {
  ask?.focus({ preventScroll: true });
  ask?.scrollIntoView({ block: 'nearest' });
}

function isOpen(ask: HTMLElement): boolean {
  return ask.dataset['status'] === 'suggested' && !ask.closest('[data-reviewed]');
}

function nextUnsure(): void {
  const all = asks();
  const current = here();
  const after = current ? all.slice(all.indexOf(current) + 1) : all;
  go([...after, ...all].find((ask) => isOpen(ask) && ask.dataset['unsure'] !== undefined));
}

let waiting: { id: string; next: string } | undefined;

/** Press the button of a key, in the requirement in hand or in its passage; afterwards the walk goes on. */
function press(key: string): boolean {
  const ask = here() ?? asks().find(isOpen);
  if (!ask) return false;
  const button =
    ask.querySelector<HTMLElement>(`[data-do="${key}"]`) ?? ask.closest('[data-p]')?.querySelector<HTMLElement>(`[data-do="${key}"]`);
  if (!button) return false;
  const moves = ['a', 'x', 'A', 'r'].includes(key);
  waiting = { id: ask.id, next: moves ? (neighbour(asks(), ask, 1)?.id ?? ask.id) : ask.id };
  button.click();
  return true;
}

let edited = { id: '', at: -1 };

/** The unsure part or the first; pressed again in the same requirement, the one after. */
function edit(): void {
  const ask = here() ?? asks().find(isOpen);
  const chips = [...(ask?.querySelectorAll<HTMLElement>('.st-chips > .st-chip') ?? [])];
  const unsure = chips.find((chip) => chip.dataset['unsure'] !== undefined || chip.dataset['wrong'] !== undefined);
  const again = ask?.id === edited.id;
  const chip = again ? chips[(edited.at + 1) % chips.length] : (unsure ?? chips[0]);
  if (!ask || !chip) return;
  edited = { id: ask.id, at: chips.indexOf(chip) };
  waiting = { id: ask.id, next: ask.id };
  chip.click();
}

function leave(form: HTMLElement): void {
  const ask = form.closest<HTMLElement>('[data-ask]');
  form.remove();
  go(ask ?? undefined);
}

const MEANINGS: Record<string, () => void> = {
  j: () => go(neighbour(asks(), here(), 1)),
  k: () => go(neighbour(asks(), here(), -1)),
  n: nextUnsure,
  e: edit,
  u: () => document.querySelector<HTMLFormElement>('[data-undo]')?.requestSubmit(),
  '?': () => document.querySelector<HTMLDialogElement>('#st-help')?.showModal(),
};
for (const key of ['a', 'x', 's', 'm', 'A', 'r', '+']) MEANINGS[key] = () => press(key);

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/** What came in with a form gets the first field; what came in anew gets the focus back. */
function settle(event: Event): void {
  const target = event.target as HTMLElement;
  const form = target.querySelector<HTMLElement>('[data-editing]');
  if (form) {
    form.querySelector<HTMLElement>('input:not([type=hidden]), select, .st-chip')?.focus();
    return;
  }
  if (!waiting) return;
  const { id, next } = waiting;
  waiting = undefined;
  go(document.getElementById(next) ?? document.getElementById(id) ?? undefined);
}

/** What others changed comes in by itself, except where somebody is writing: there the server will say so. */
function catchUp(): void {
  const shown = [...document.querySelectorAll<HTMLElement>('[data-studio] [data-p]')];
  const news = [...document.querySelectorAll<HTMLElement>('#st-news [data-p]')];
  for (const row of outdated(shown, news)) {
    if (row.querySelector('[data-editing]')) continue;
    const inside = row.contains(document.activeElement) ? (here()?.id ?? '') : '';
    if (inside) waiting = { id: inside, next: inside };
    void htmx.ajax('get', row.dataset['url'] ?? '', { target: row, swap: 'outerHTML' });
  }
}

export function startStudio(): void {
  // The card as the other person left it comes with the refusal, and is shown.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const detail = (event as CustomEvent<{ xhr: XMLHttpRequest; shouldSwap: boolean }>).detail;
    if (detail.xhr.getResponseHeader('X-Studio-Card')) detail.shouldSwap = true;
  });
  if (!document.querySelector('[data-studio]')) return;
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const form = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-editing]') : null;
    if (event.key === 'Escape' && form) return leave(form);
    if (typing(event.target) || document.querySelector('dialog[open]')) return;
    const deed = MEANINGS[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    deed();
  });
  document.addEventListener('click', (event) => {
    const cancel = event.target instanceof Element ? event.target.closest('[data-cancel]') : null;
    const form = cancel?.closest<HTMLElement>('[data-editing]');
    if (form) leave(form);
  });
  document.addEventListener('htmx:afterSettle', settle);
  document.addEventListener('pinzhi:refreshed', (event) => {
    if ((event.target as HTMLElement).id === 'st-news') catchUp();
  });
}
