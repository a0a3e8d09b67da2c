import type { Word } from './words';

/** What this browser cannot do that a worker should know of, as words to show. */
export function shortcomings(agent = navigator.userAgent, keepsShell = 'serviceWorker' in navigator): Word[] {
  const found: Word[] = [];
  if (!keepsShell) found.push('noShell');
  if (/MicroMessenger/i.test(agent)) found.push('inWeChat');
  return found;
}
