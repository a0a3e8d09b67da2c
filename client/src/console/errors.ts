import { toast, word } from '../shared/toasts';
import { sentenceFor } from './sentences';

/** A refusal explains itself in the page that comes with it. */
function refusal(request: XMLHttpRequest): string | undefined {
  if (!request.getResponseHeader('X-Refusal')) return undefined;
  const page = new DOMParser().parseFromString(request.responseText, 'text/html');
  return page.querySelector('[data-refusal]')?.textContent?.trim() || undefined;
}

export function startErrors(): void {
  document.addEventListener('htmx:responseError', (event) => {
    const { xhr } = (event as CustomEvent<{ xhr: XMLHttpRequest }>).detail;
    toast(refusal(xhr) ?? word(sentenceFor(xhr.status)), xhr.status === 409 ? 'warning' : 'error');
  });
  document.addEventListener('htmx:sendError', () => toast(word('error-offline'), 'error'));
  document.addEventListener('htmx:timeout', () => toast(word('error-timeout'), 'error'));
  addEventListener('offline', () => (document.documentElement.dataset['network'] = 'offline'));
  addEventListener('online', () => delete document.documentElement.dataset['network']);
}
