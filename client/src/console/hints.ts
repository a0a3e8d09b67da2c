/** What the server whispers: at which site something was done, to which kinds of things. Never the thing itself. */
export interface Hint {
  site: number | null;
  topics: string[];
}
export const EVERYTHING: Hint = { site: null, topics: [] };

/** Read a hint; what cannot be read means "look at everything again". */
export function readHint(data: string): Hint {
  try {
    const { site, topics } = JSON.parse(data) as { site?: unknown; topics?: unknown };
    if (typeof site !== 'number' || !Array.isArray(topics)) return EVERYTHING;
    return { site, topics: topics.filter((topic) => typeof topic === 'string') };
  } catch {
    return EVERYTHING;
  }
}

/** Does an element that follows `topics` ("task case", empty for all) at `site` (empty for all) care? */
export function cares(topics: string, site: string, hint: Hint): boolean {
  if (hint.site === null) return true;
  if (site && Number(site) !== hint.site) return false;
  const wanted = topics.split(/[\s,]+/).filter(Boolean);
  return wanted.length === 0 || hint.topics.some((topic) => wanted.includes(topic));
}

/** Pause before the next try, in ms: doubles from one second to a minute, spread so that a restart is not a stampede. */
export function backoff(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(60_000, 1000 * 2 ** Math.max(0, failures - 1));
  return Math.round(ceiling / 2 + (ceiling / 2) * random());
}
