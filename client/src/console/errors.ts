import { toast, word } from '../shared/toasts';

/** Which sentence fits an answer of the server. */
export function sentenceFor(status: number): string {
  if (status === 403) return 'error-403';
  if (status === 404) return 'error-404';
  if (status === 409) return 'error-409';
  if (status === 413) return 'error-413';
  if (status === 429) return 'error-429';
  return status >= 500 ? 'error-5xx' : 'error-4xx';
}

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
