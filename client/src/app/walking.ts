import { readDraft, saveField } from './drafts';
import type { Begun, Filled } from './filling';
import type { Found } from './finding';
import type { Reader } from './people';
import type { RoundStop } from './protocol';
import type { Store } from './store';

/** A point that was passed: what was read there, or that it was ticked by hand. */
export interface Passed {
  tag: string; // '' by hand
  how: '' | 'qr' | 'rotating_qr' | 'nfc';
  at: string;
}

export const stopsOf = (begun: Begun | undefined): RoundStop[] => begun?.task.round?.stops ?? [];
const field = (place: number): string => `scan:${place}`;
export const passedAt = (filled: Filled, place: number): Passed | undefined => filled[field(place)] as Passed | undefined;

/** The points still to be walked, the next one first. */
export const ahead = (begun: Begun | undefined, filled: Filled): RoundStop[] =>
  stopsOf(begun).filter((stop) => !passedAt(filled, stop.place));

/** When the last point was passed; '' before the first. */
export const lastPassed = (begun: Begun, filled: Filled): { place: number; at: string } | undefined =>
  stopsOf(begun)
    .map((stop) => ({ place: stop.place, at: passedAt(filled, stop.place)?.at ?? '' }))
    .filter((one) => one.at)
    .sort((a, b) => b.at.localeCompare(a.at))[0];

/** What the handing in of a round carries, in the order it was walked. */
export function scansOf(begun: Begun, filled: Filled): Record<string, unknown>[] {
  return stopsOf(begun)
    .flatMap((stop) => {
      const one = passedAt(filled, stop.place);
      if (!one) return [];
      return [one.tag ? { tag: one.tag, how: one.how, at: one.at } : { place: stop.place, at: one.at }];
    })
    .sort((a, b) => a.at.localeCompare(b.at));
}

export type Step = 'kept' | 'again' | 'elsewhere' | 'turn';

/**
 * Keep that a point was passed, once; a scan counts more than a tick. `turn`: kept, but another one
 * was next. `elsewhere`: it is no point of this round.
 */
export async function pass(store: Store, reader: Reader, begun: Begun, found: Found, near: boolean): Promise<Step> {
  const { place, tag } = found;
  const stop = stopsOf(begun).find((one) => one.place === place?.id);
  if (!place || !stop) return 'elsewhere';
  const filled = await readDraft(store, reader, begun.task.id);
  const before = passedAt(filled, stop.place);
  if (before && (before.tag || !tag)) return 'again';
  const next = ahead(begun, filled)[0];
  const how = !tag ? '' : near ? 'nfc' : place.proof === 'rotating_qr' ? 'rotating_qr' : 'qr';
  await saveField(store, reader, begun.task.id, field(stop.place), { tag, how, at: new Date().toISOString() } satisfies Passed);
  const inTurn = before || begun.task.round?.order === 'free' || next?.place === stop.place;
  return inTurn ? 'kept' : 'turn';
}
