/** The translated sentence that the page brought along under `name`, with {placeholders} filled. */
export function word(name: string, values: Record<string, string | number> = {}): string {
  const holder = document.querySelector<HTMLTemplateElement>('#pz-words');
  const text = holder?.content.querySelector(`[data-word="${name}"]`)?.textContent?.trim() ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole));
}
