/** A photo field shows what was taken: <input type=file data-photo-input> inside .pz-photo-field with an <output>. */
export function startPhotos(): void {
  document.addEventListener('change', (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.dataset['photoInput'] === undefined) return;
    const shown = input.closest('.pz-photo-field')?.querySelector('output');
    if (shown) shown.replaceChildren(...[...(input.files ?? [])].map(thumbnail));
  });
}

function thumbnail(file: File): HTMLImageElement {
  const image = new Image();
  image.alt = file.name;
  image.src = URL.createObjectURL(file);
  image.addEventListener('load', () => URL.revokeObjectURL(image.src), { once: true });
  return image;
}
