import { sha256 } from './crypt';
import type { Equipment, Page, Place } from './protocol';

const TAG = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

export interface Found {
  place: Place | undefined;
  machine: Equipment | undefined;
  tag: string; // '' when the number was typed
}

/** What a scanned address, or a number typed from under the code, stands for on this phone. */
export async function findByCode(code: string, places: Page<'place'>, machines: Page<'equipment'>): Promise<Found | undefined> {
  const tag = TAG.exec(code)?.[0].toLowerCase() ?? '';
  const hash = tag ? (await sha256(new TextEncoder().encode(tag))).slice(0, 32) : '';
  const typed = code.normalize('NFKC').trim().toLowerCase();
  const meant = (one: Place | Equipment): boolean => (tag ? one.tag_hash === hash : one.code.toLowerCase() === typed);
  if (!tag && !typed) return undefined;
  const machine = Object.values(machines).find(meant);
  const place = Object.values(places).find(meant) ?? (machine?.place == null ? undefined : places[machine.place]);
  return place || machine ? { place, machine, tag } : undefined;
}
