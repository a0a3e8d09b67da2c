import { word } from './words';

export type Tone = 'info' | 'success' | 'warning' | 'error';

/** Tell people something without moving what they look at. Errors stay until closed, what can be undone 30 s, the rest 8 s. */
export function toast(text: string, tone: Tone = 'info'): void {
  const place = document.querySelector('#pz-toasts');
  const pattern = document.querySelector<HTMLTemplateElement>('#pz-toast');
  const made = pattern?.content.firstElementChild?.cloneNode(true);
  if (!place || !(made instanceof HTMLElement)) return;
  made.dataset['tone'] = tone;
  const body = made.querySelector('[data-toast-text]');
  if (body) body.textContent = text;
  place.append(made);
  arm(made);
}

/** Say it to a screen reader only. */
export function announce(text: string): void {
  const region = document.querySelector('#pz-live');
  if (region) region.textContent = text;
}

function arm(item: HTMLElement): void {
  item.querySelector('[data-toast-close]')?.addEventListener('click', () => item.remove());
  if (item.dataset['tone'] === 'error') return;
  const seconds = item.querySelector('form') ? 30 : 8;
  const leave = (): void => {
    if (item.matches(':hover, :focus-within')) setTimeout(leave, 2000);
    else item.remove();
  };
  setTimeout(leave, seconds * 1000);
}

/** Give the toasts that the server sent along their close buttons; call it again after each swap. */
export function armToasts(root: ParentNode = document): void {
  for (const item of root.querySelectorAll<HTMLElement>('#pz-toasts > [data-tone]:not([data-armed])')) {
    item.dataset['armed'] = '';
    arm(item);
  }
}

export { word };
