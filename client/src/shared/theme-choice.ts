const KEY = 'pinzhi.theme';
const CHOICES = ['light', 'dark', 'auto'] as const;
type Choice = (typeof CHOICES)[number];

const system = matchMedia('(prefers-color-scheme: dark)');

function isChoice(value: unknown): value is Choice {
  return CHOICES.some((choice) => choice === value);
}

export function isDark(): boolean {
  return document.documentElement.dataset['bsTheme'] === 'dark';
}

function apply(choice: Choice): void {
  const dark = choice === 'dark' || (choice === 'auto' && system.matches);
  document.documentElement.dataset['bsTheme'] = dark ? 'dark' : 'light';
  document.documentElement.dataset['themeChoice'] = choice;
  for (const button of document.querySelectorAll<HTMLElement>('[data-theme-set]')) {
    button.setAttribute('aria-pressed', String(button.dataset['themeSet'] === choice));
  }
  document.dispatchEvent(new CustomEvent('pinzhi:theme'));
}

function chosen(): Choice {
  const kept = localStorage.getItem(KEY);
  return isChoice(kept) ? kept : 'auto';
}

/** Buttons marked data-theme-set="light|dark|auto" choose; the choice stays in this browser. */
export function startTheme(): void {
  apply(chosen());
  system.addEventListener('change', () => apply(chosen()));
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-theme-set]') : null;
    const choice = button?.dataset['themeSet'];
    if (!isChoice(choice)) return;
    localStorage.setItem(KEY, choice);
    apply(choice);
  });
}
