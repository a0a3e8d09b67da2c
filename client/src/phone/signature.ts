import { draw } from '../shared/drawing';
import { complain, sendEvidence } from '../shared/evidence';
import { busy } from '../shared/photo-fields';

/** A canvas that is signed with finger, pen or mouse; each stroke renews what will be handed in. */
export function startSignature(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLElement>('[data-signature-field]');
  const canvas = field?.querySelector('canvas');
  const pen = canvas?.getContext('2d');
  const hidden = field?.querySelector<HTMLInputElement>('input[name="signature"]');
  const state = field?.querySelector<HTMLElement>('[data-signature-state]');
  if (!field || !canvas || !pen || !hidden || !state) return;
  const clear = (): void => {
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    hidden.value = '';
    state.textContent = '';
  };
  const finish = async (): Promise<void> => {
    busy(form, 1);
    try {
      const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
      if (drawn) hidden.value = await sendEvidence(form.dataset['evidence'] ?? '', drawn, 'signature');
      state.textContent = '✓';
    } catch (problem) {
      complain(problem);
    } finally {
      busy(form, -1);
    }
  };
  if (!hidden.value) clear();
  draw(canvas, pen, () => void finish());
  field.querySelector('[data-signature-clear]')?.addEventListener('click', clear);
}
