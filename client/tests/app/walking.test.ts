import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { readDraft } from '../../src/app/drafts';
import { submission, type Begun } from '../../src/app/filling';
import type { Found } from '../../src/app/finding';
import type { Reader } from '../../src/app/people';
import type { Checklist, Place, Task } from '../../src/app/protocol';
import { Store } from '../../src/app/store';
import { ahead, lastPassed, pass, scansOf } from '../../src/app/walking';

const checklist: Checklist = { id: 3, site: 1, edition: 'e', code: 'R', title: 'Round', note: '', purpose: '', clauses: [], items: [] };
const stops = [1, 2, 3].map((place) => ({ place, least: null, most: null, proof: 'qr' as const }));
const walk = (order: 'ordered' | 'free'): Begun => ({
  task: { id: 7, round: { order, stops } } as unknown as Task, checklist, form: null, at: '2026-09-16T10:00:00Z',
});
const at = (id: number, tag = `tag-${id}`, proof: Place['proof'] = 'qr'): Found => ({ place: { id, proof } as Place, machine: undefined, tag });

let store: Store;
let reader: Reader;
beforeEach(async () => {
  store = new Store(`walk-${Math.random()}`);
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  reader = { id: 5, key } as unknown as Reader;
});

describe('a round', () => {
  it('keeps each point once, says when another was next, and goes on with the first left', async () => {
    const round = walk('ordered');
    expect(await pass(store, reader, round, at(1), false)).toBe('kept');
    expect(await pass(store, reader, round, at(1), false)).toBe('again');
    expect(await pass(store, reader, round, at(3, 'tag-3', 'rotating_qr'), false)).toBe('turn');
    expect(await pass(store, reader, round, at(9), false)).toBe('elsewhere');
    const filled = await readDraft(store, reader, 7);
    expect(ahead(round, filled).map((one) => one.place)).toEqual([2]);
    expect(lastPassed(round, filled)?.place).toBe(3);
    expect(scansOf(round, filled).map((one) => [one['tag'], one['how']])).toEqual([['tag-1', 'qr'], ['tag-3', 'rotating_qr']]);
  });

  it('lets a scan take the place of a tick, never the other way', async () => {
    const round = walk('free');
    expect(await pass(store, reader, round, at(2, ''), false)).toBe('kept');
    expect(await pass(store, reader, round, at(2, ''), false)).toBe('again');
    expect(await pass(store, reader, round, at(2), true)).toBe('kept');
    expect(await pass(store, reader, round, at(2, ''), false)).toBe('again');
    const [scan] = scansOf(round, await readDraft(store, reader, 7));
    expect(scan?.['how']).toBe('nfc');
  });

  it('hands in what was walked, a tick by the number of its place', async () => {
    const round = walk('free');
    await pass(store, reader, round, at(2, ''), false);
    const { data } = submission(round, await readDraft(store, reader, 7));
    expect(data['scans']).toEqual([{ place: 2, at: expect.any(String) as string }]);
    expect('scans' in submission({ ...round, task: { id: 7 } as Task }, {}).data).toBe(false);
  });
});
