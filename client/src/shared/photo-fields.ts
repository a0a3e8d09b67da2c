import { complain, sendEvidence } from './evidence';

/**
 * Forms marked data-evidence="<where pictures go>": each photo is sent as it is taken, and what the
 * form hands in is its uid. Fields marked data-now take the device's time as it is handed in.
 */
export function startEvidenceForms(): void {
  document.addEventListener('change', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.type !== 'file') return;
    const field = input.closest<HTMLElement>('[data-photos]');
    const form = input.form;
    if (!field || form?.dataset['evidence'] === undefined) return;
    for (const file of input.files ?? []) void keep(form, field, file);
    input.value = '';
  });
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['evidence'] === undefined) return;
    for (const field of form.querySelectorAll<HTMLInputElement>('[data-now]')) field.value = new Date().toISOString();
  });
}

async function keep(form: HTMLFormElement, field: HTMLElement, file: File): Promise<void> {
  const shown = document.createElement('span');
  const image = new Image();
  image.alt = field.querySelector('label')?.textContent?.trim() ?? '';
  image.src = URL.createObjectURL(file);
  shown.dataset['sending'] = '';
  shown.append(image);
  field.querySelector('output')?.append(shown);
  busy(form, 1);
  try {
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = field.dataset['photos'] ?? '';
    hidden.value = await sendEvidence(form.dataset['evidence'] ?? '', file, 'photo');
    shown.append(hidden);
    delete shown.dataset['sending'];
    shown.dataset['kept'] = '';
  } catch (problem) {
    shown.remove();
    complain(problem);
  } finally {
    busy(form, -1);
  }
}

/** While something is being sent the form cannot be handed in. */
export function busy(form: HTMLFormElement, change: 1 | -1): void {
  const waiting = Number(form.dataset['waiting'] ?? 0) + change;
  form.dataset['waiting'] = String(waiting);
  for (const button of form.elements) {
    if (!(button instanceof HTMLButtonElement) || button.dataset['handIn'] === undefined) continue;
    button.disabled = waiting > 0;
    button.setAttribute('aria-busy', String(waiting > 0));
  }
}
