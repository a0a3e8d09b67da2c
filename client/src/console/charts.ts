import type { Spec } from './chart-options';
import { announce } from '../shared/toasts';

/** The numbers of a chart stand in the page as JSON; the drawing code comes only when a chart comes into view. */
async function draw(holder: HTMLElement): Promise<void> {
  const source = document.getElementById(holder.dataset['chart'] ?? '');
  if (!source?.textContent) return;
  const spec = JSON.parse(source.textContent) as Spec;
  const { paint } = await import('./chart-paint');
  paint(holder, spec);
}

const seen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting || !(target instanceof HTMLElement)) continue;
    seen.unobserve(target);
    draw(target).catch(() => {
      const table = target.closest('.pz-chart')?.querySelector('details');
      if (table) table.open = true;
      announce(target.getAttribute('aria-label') ?? '');
    });
  }
});

export function startCharts(): void {
  const watch = (root: ParentNode): void => {
    for (const holder of root.querySelectorAll<HTMLElement>('[data-chart]:not([data-drawn])')) seen.observe(holder);
  };
  watch(document);
  document.addEventListener('htmx:afterSettle', () => watch(document));
  document.addEventListener('pinzhi:refreshed', () => watch(document));
}
