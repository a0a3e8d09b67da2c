import { Idiomorph } from 'idiomorph';
import htmx from 'htmx.org';

/** What the server whispers: which kind of thing changed. Never the thing itself. */
export interface Hint {
  topics: string[];
  resync: boolean;
}

/** Read a hint from an event's data: JSON with kind/topic/topics, or words; nothing readable means "look again". */
export function readHint(data: string): Hint {
  try {
    const told: unknown = JSON.parse(data);
    if (typeof told === 'object' && told !== null) {
      const { kind, topic, topics } = told as { kind?: unknown; topic?: unknown; topics?: unknown };
      const all = [kind, topic, ...(Array.isArray(topics) ? topics : [])].filter((one) => typeof one === 'string');
      return { topics: all, resync: all.length === 0 };
    }
  } catch {
    // not JSON: plain words
  }
  const topics = data.split(/[\s,]+/).filter(Boolean);
  return { topics, resync: topics.length === 0 };
}

/** Does an element listening to `wanted` ("task case") care? A topic also matches what begins with it: task, task.done, task:12. */
export function cares(wanted: string, hint: Hint): boolean {
  const names = wanted.split(/[\s,]+/).filter(Boolean);
  if (hint.resync || names.length === 0) return true;
  return hint.topics.some((topic) => names.some((name) => topic === name || new RegExp(`^${name}[.:/]`).test(topic)));
}

/** Pause before the next try, in ms: doubles from one second to a minute, spread so that a restart is not a stampede. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
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
    callbacks: { beforeAttributeUpdated: (name: string, node: Element) => !keepsOpen(name, node) },
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
    if (cares(element.dataset['liveOn'] ?? '', hint)) schedule(element);
  }
}

function show(state: 'live' | 'lost'): void {
  document.documentElement.dataset['live'] = state;
}

/** One connection a page, only where something on it is alive; after any break everything is fetched again. */
export function startLive(address: string): void {
  let failures = 0;
  let lost = false;
  const everything: Hint = { topics: [], resync: true };
  const connect = (): void => {
    const source = new EventSource(address);
    source.addEventListener('open', () => {
      failures = 0;
      show('live');
      if (lost) spread(everything);
      lost = false;
    });
    for (const name of ['message', 'hint']) {
      source.addEventListener(name, (event) => spread(readHint((event as MessageEvent<string>).data)));
    }
    source.addEventListener('resync', () => spread(everything));
    source.addEventListener('error', () => {
      source.close();
      lost = true;
      failures += 1;
      if (failures > 1) show('lost');
      setTimeout(connect, backoff(failures));
    });
    addEventListener('pagehide', () => source.close(), { once: true });
  };
  if (document.querySelector('[data-live-url]')) connect();
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) spread(everything);
  });
}
