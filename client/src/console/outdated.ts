interface Marked {
  dataset: DOMStringMap;
}

/** Of the passages shown those whose version the news say is another; what the news do not name is as it was. */
export function outdated<T extends Marked>(shown: readonly T[], news: readonly Marked[]): T[] {
  const now = new Map(news.map((one) => [one.dataset['p'], one.dataset['v']]));
  return shown.filter((one) => {
    const version = now.get(one.dataset['p']);
    return version !== undefined && version !== one.dataset['version'];
  });
}
