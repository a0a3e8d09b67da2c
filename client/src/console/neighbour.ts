/** The row link `step` away from the one in hand; stays at the ends. */
export function neighbour<T>(all: readonly T[], current: T | undefined, step: 1 | -1): T | undefined {
  const at = current === undefined ? -1 : all.indexOf(current);
  if (at < 0) return step === 1 ? all[0] : all.at(-1);
  return all[Math.min(all.length - 1, Math.max(0, at + step))];
}
