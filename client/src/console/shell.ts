import { announce } from '../shared/toasts';
import { word } from '../shared/words';

const root = document.documentElement;

/** The drawer of the narrow screen: opens by its button, closes by Escape, the veil or a choice. */
function startDrawer(): void {
  const set = (open: boolean): void => {
    root.dataset['drawer'] = open ? 'open' : 'closed';
    for (const button of document.querySelectorAll('[data-drawer-toggle]')) button.setAttribute('aria-expanded', String(open));
    if (open) document.querySelector<HTMLElement>('#pz-nav a')?.focus();
  };
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    if (event.target.closest('[data-drawer-toggle]')) set(root.dataset['drawer'] !== 'open');
    else if (event.target.closest('[data-drawer-close]')) set(false);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && root.dataset['drawer'] === 'open') {
      set(false);
      document.querySelector<HTMLElement>('[data-drawer-toggle]')?.focus();
    }
  });
}

/** Menus are <details>: one open at a time, closed by Escape or a click elsewhere. */
function startMenus(): void {
  const open = (): NodeListOf<HTMLDetailsElement> => document.querySelectorAll('details[data-menu][open]');
  document.addEventListener('click', (event) => {
    for (const menu of open()) if (!(event.target instanceof Node && menu.contains(event.target))) menu.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });
}

/** A menu of checkboxes says on its outside what is chosen inside. */
function sayChoices(menu: HTMLElement): void {
  const shown = menu.querySelector<HTMLElement>('[data-choices]');
  const chosen = [...menu.querySelectorAll<HTMLInputElement>('input:checked')];
  if (shown) shown.textContent = chosen.map((box) => box.closest('label')?.textContent?.trim()).join(', ') || shown.dataset['choices'] || '';
}

/** Selects marked data-submit send their form on change; data-close buttons close their dialog. */
function startSmallThings(): void {
  document.addEventListener('change', (event) => {
    const field = event.target;
    const menu = field instanceof HTMLInputElement ? field.closest<HTMLElement>('.pz-choices') : null;
    if (menu) sayChoices(menu);
    if (field instanceof HTMLSelectElement && field.dataset['submit'] !== undefined) field.form?.requestSubmit();
  });
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const opener = target?.closest<HTMLElement>('[data-dialog]');
    if (opener) document.querySelector<HTMLDialogElement>(`#${opener.dataset['dialog'] ?? ''}`)?.showModal();
    const filters = target?.closest('[data-filters-toggle]');
    if (filters) filters.setAttribute('aria-expanded', String(filters.closest('form')?.toggleAttribute('data-open') ?? false));
    if (target?.closest('[data-close]')) target.closest('dialog')?.close();
    if (target?.closest('[data-print]')) print();
  });
}

/** What takes longer than 300 ms shows that it works. */
function startWorking(): void {
  let open = 0;
  let timer = 0;
  document.addEventListener('htmx:beforeRequest', () => {
    open += 1;
    if (open === 1) timer = window.setTimeout(() => {
      root.dataset['working'] = '';
      announce(word('working'));
    }, 300);
  });
  document.addEventListener('htmx:afterRequest', () => {
    open = Math.max(0, open - 1);
    if (open > 0) return;
    clearTimeout(timer);
    delete root.dataset['working'];
  });
}

export function startShell(): void {
  startDrawer();
  startMenus();
  startSmallThings();
  startWorking();
}
