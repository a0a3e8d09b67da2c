import { startSignature } from './signature';

/** The form of a checklist: a failure opens photo and note at once. */
export function startFill(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-fill]');
  if (!form) return;
  startSignature(form);
  for (const question of form.querySelectorAll<HTMLElement>('[data-question]')) show(question);
  form.addEventListener('input', (event) => {
    const question = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-question]') : null;
    if (question) show(question);
  });
  document.querySelector<HTMLElement>('[data-focus]')?.focus();
}

function show(question: HTMLElement): void {
  const bad = fails(question);
  const more = question.querySelector<HTMLElement>('[data-more]');
  const always = more?.dataset['more'] === 'always';
  if (more) more.hidden = !bad && !always;
  for (const part of question.querySelectorAll<HTMLElement>('[data-failed-only]')) part.hidden = !bad;
  const right = question.querySelector<HTMLInputElement>('[data-right]');
  if (right && !bad) right.checked = false;
  const after = question.querySelector<HTMLElement>('[data-right-photos]');
  if (after) after.hidden = !right?.checked;
}

/** Whether the answer as it stands fails: a failing key, or a reading outside its limits. */
export function fails(question: HTMLElement): boolean {
  if (question.querySelector('[data-fails]:checked')) return true;
  const reading = question.querySelector<HTMLInputElement>('input[inputmode="decimal"]');
  const text = reading?.value.normalize('NFKC').trim() ?? '';
  if (!reading || text === '' || Number.isNaN(Number(text))) return false;
  const { min, max } = reading.dataset;
  const value = Number(text);
  return (min !== undefined && value < Number(min)) || (max !== undefined && value > Number(max));
}
