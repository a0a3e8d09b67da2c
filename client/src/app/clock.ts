/** The last time the server told, and how long ago that was by a clock nobody can set. */
let seen: { token: string; at: number } | undefined;

export function noteTime(token: string): void {
  seen = { token, at: performance.now() };
}

/** What an operation says about when it was made. After a restart the offset is unknown. */
export function timesNow(kept: string): { captured_at: string; seen: string; monotonic_ms: number | null } {
  const captured_at = new Date().toISOString();
  if (!seen) return { captured_at, seen: kept, monotonic_ms: null };
  return { captured_at, seen: seen.token, monotonic_ms: Math.round((performance.now() - seen.at) * 10) / 10 };
}
