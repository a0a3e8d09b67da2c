/** Every htmx request carries the page's CSRF token; empty filters stay out of the address. */
export function startRequests(): void {
  document.addEventListener('htmx:configRequest', (event) => {
    const { headers, parameters, elt } = (event as CustomEvent<{
      headers: Record<string, string>;
      parameters: Record<string, unknown>;
      elt: Element;
    }>).detail;
    const token = document.querySelector<HTMLMetaElement>('meta[name="csrf-token"]')?.content;
    if (token) headers['X-CSRFToken'] = token;
    if (!elt.closest('[data-filters]')) return;
    for (const [name, value] of Object.entries(parameters)) if (value === '') delete parameters[name];
  });
}
