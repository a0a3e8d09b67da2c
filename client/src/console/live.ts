import { Idiomorph } from 'idiomorph';
import htmx from 'htmx.org';
import { toast, word } from '../shared/toasts';
import { EVERYTHING, backoff, cares, readHint } from './hints';
import type { Hint } from './hints';

/** What was asked for after the page came (data-keep) is not in the fresh HTML: it stays. */
function isKept(old: Node): boolean {
  return old instanceof HTMLElement && old.dataset['keep'] !== undefined;
}

/** What the person opened or typed stays as they left it while fresh HTML comes in around it. */
function keepsOpen(name: string, element: Element): boolean {
  return name === 'open' && (element instanceof HTMLDetailsElement || element instanceof HTMLDialogElement);
}

export async function refresh(element: HTMLElement): Promise<void> {
  const url = element.dataset['liveUrl'];
  if (!url || document.hidden) return;
  const answer = await fetch(url, { headers: { 'HX-Request': 'true', 'X-Live': '1' }, credentials: 'same-origin' });
  if (!answer.ok || answer.redirected) return;
  const html = await answer.text();
  Idiomorph.morph(element, html, {
    morphStyle: element.dataset['liveSwap'] === 'inner' ? 'innerHTML' : 'outerHTML',
    ignoreActiveValue: true,
    restoreFocus: true,
    callbacks: {
      beforeNodeMorphed: (old: Node) => !isKept(old),
      beforeAttributeUpdated: (name: string, node: Element) => !keepsOpen(name, node),
    },
  });
  const fresh = element.id ? document.getElementById(element.id) : element;
  if (!fresh) return;
  htmx.process(fresh);
  fresh.dispatchEvent(new CustomEvent('pinzhi:refreshed', { bubbles: true }));
}

const waiting = new Map<HTMLElement, number>();

function schedule(element: HTMLElement): void {
  if (waiting.has(element)) return;
  const later = window.setTimeout(() => {
    waiting.delete(element);
    refresh(element).catch(() => undefined); // the next hint, or the reconnect, asks again
  }, 150 + Math.random() * 350);
  waiting.set(element, later);
}

function spread(hint: Hint): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-live-url]')) {
    if (cares(element.dataset['liveOn'] ?? '', element.dataset['liveSite'] ?? '', hint)) schedule(element);
  }
}

function show(state: 'live' | 'lost'): void {
  document.documentElement.dataset['live'] = state;
}

/**
 * One connection a page, only where something on it is alive and somebody looks: a hidden tab lets go of its own (a
 * browser grants a host six). After any break everything is fetched again.
 */
export function startLive(address: string): void {
  if (!document.querySelector('[data-live-url]')) return;
  let failures = 0;
  let source: EventSource | undefined;
  let ended = false;
  const stop = (): void => source?.close();
  const connect = (): void => {
    if (ended || document.hidden || (source && source.readyState !== EventSource.CLOSED)) return;
    source = new EventSource(address);
    source.addEventListener('open', () => {
      if (failures > 0) spread(EVERYTHING);
      failures = 0;
      show('live');
    });
    source.addEventListener('hint', (event) => spread(readHint((event as MessageEvent<string>).data)));
    source.addEventListener('resync', () => spread(EVERYTHING));
    source.addEventListener('bye', () => {
      ended = true;
      stop();
      show('lost');
      toast(word('signed-out'), 'warning');
    });
    source.addEventListener('error', () => {
      stop();
      failures += 1;
      if (failures > 1) show('lost');
      setTimeout(connect, backoff(failures));
    });
  };
  connect();
  addEventListener('pagehide', stop);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return stop();
    connect();
    spread(EVERYTHING);
  });
}
