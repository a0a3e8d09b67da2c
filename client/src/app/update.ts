import { useEffect, useState } from 'preact/hooks';

let waiting: ServiceWorker | undefined;
let tell: () => void = () => undefined;

/** Keep the shell on the phone. A newer one waits until somebody takes it over, so no page is cut off. */
export async function startWorker(): Promise<void> {
  const { worker, page } = document.documentElement.dataset;
  if (!('serviceWorker' in navigator) || !worker || !page) return;
  const kept = await navigator.serviceWorker.register(worker, { scope: page, updateViaCache: 'none' });
  const look = (): void => {
    if (!kept.waiting || !navigator.serviceWorker.controller) return;
    waiting = kept.waiting;
    tell();
  };
  look();
  kept.addEventListener('updatefound', () => kept.installing?.addEventListener('statechange', look));
}

/** What takes the waiting version over; undefined while there is none. */
export function useUpdate(): (() => void) | undefined {
  const [, again] = useState(0);
  useEffect(() => {
    tell = () => again((n) => n + 1);
  }, []);
  return waiting && take;
}

function take(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take-over');
}
