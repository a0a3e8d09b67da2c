import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { open, seal } from '../../src/app/crypt';
import { applyPull, readPage } from '../../src/app/day';
import { readDraft, saveField } from '../../src/app/drafts';
import { canRead, currentPerson, enter, leave, type Reader } from '../../src/app/people';
import type { Pulled } from '../../src/app/protocol';
import { READABLE, Store } from '../../src/app/store';

const secret = (n: number): string => Buffer.alloc(32, n).toString('base64');
const NOW = Date.now();
let store: Store;
let wei: Reader;

beforeEach(async () => {
  store = new Store(`test-${crypto.randomUUID()}`);
  wei = await enter(store, 7, secret(7), NOW);
});
afterEach(async () => store.delete());

function pulled(changes: Partial<Pulled>): Pulled {
  const me = { id: 7, name: 'Wei', language: 'en' };
  const answer = { protocol: 1, epoch: 'e', server_time: '', time_token: 't', me, handover: 'h' };
  return { ...answer, full: false, set: [], gone: [], cursor: 'next', more: false, ...changes };
}

it('keeps keys that cannot be read out', async () => {
  const [row] = await store.people.toArray();
  expect(row?.key?.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', wei.key)).rejects.toThrow();
});

it('opens nothing with another person’s key or in another place', async () => {
  const sealed = await seal(wei.key, 'here', { secret: 'canary' });
  expect(await open(wei.key, 'here', sealed)).toEqual({ secret: 'canary' });
  await expect(open(wei.key, 'there', sealed)).rejects.toThrow();
  const jun = await enter(store, 8, secret(8), NOW);
  await expect(open(jun.key, 'here', sealed)).rejects.toThrow();
});

it('writes nothing of a draft or the day in clear', async () => {
  await saveField(store, wei, 12, 'note:3', '金丝雀 canary');
  await applyPull(store, wei, '', pulled({ set: [{ key: 'site:1', v: 'a', id: 1, name: 'canary', time_zone: 'UTC' }] }));
  const rows = [...(await store.drafts.toArray()), ...(await store.pages.toArray())];
  const text = rows.map((row) => Buffer.from(row.sealed.data).toString('latin1')).join('');
  expect(text.includes('canary')).toBe(false);
  expect(await readDraft(store, wei, 12)).toEqual({ 'note:3': '金丝雀 canary' });
});

it('closes after 72 hours without sign-in, whatever the clock says later, and opens at the next', async () => {
  await saveField(store, wei, 12, 'note', 'kept');
  expect(canRead(await currentPerson(store, NOW + READABLE))).toBe(true);
  expect(canRead(await currentPerson(store, NOW + READABLE + 1))).toBe(false);
  expect(canRead(await currentPerson(store, NOW))).toBe(false);
  const again = await enter(store, 7, secret(7), NOW + READABLE + 2);
  expect(await readDraft(store, again, 12)).toEqual({ note: 'kept' });
});

it('closes what others have here when somebody signs in, and everything at leaving', async () => {
  await enter(store, 8, secret(8), NOW);
  expect((await store.people.toArray()).map((one) => [one.id, one.key !== null])).toEqual([[7, false], [8, true]]);
  await leave(store);
  expect((await store.people.toArray()).some((one) => one.key)).toBe(false);
});

it('takes over a difference once, with its cursor', async () => {
  const place = (id: number, name: string): Pulled['set'][number] => ({ key: `place:${id}`, v: name, id, name });
  expect(await applyPull(store, wei, '', pulled({ set: [place(1, 'hall'), place(2, 'roof')], cursor: 'a' }))).toBe(true);
  expect(await applyPull(store, wei, '', pulled({ set: [place(1, 'stale')], cursor: 'b' }))).toBe(false);
  expect(await applyPull(store, wei, 'a', pulled({ set: [place(1, 'lobby')], gone: ['place:2'], cursor: 'b' }))).toBe(true);
  expect(Object.values(await readPage(store, wei, 'place')).map((one) => one.name)).toEqual(['lobby']);
  await applyPull(store, wei, 'b', pulled({ full: true, cursor: 'c' }));
  expect(await readPage(store, wei, 'place')).toEqual({});
});
