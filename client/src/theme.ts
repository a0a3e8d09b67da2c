// Runs before the first paint, as a plain script, so that a dark page never flashes white.
(() => {
  const wanted = localStorage.getItem('pinzhi.theme') ?? 'auto';
  const dark = wanted === 'dark' || (wanted === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['bsTheme'] = dark ? 'dark' : 'light';
  document.documentElement.dataset['themeChoice'] = wanted;
})();
