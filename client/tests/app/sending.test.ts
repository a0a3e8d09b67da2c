import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepDeed, keepFile } from '../../src/app/outbox';
import { enter, type Reader } from '../../src/app/people';
import { Round } from '../../src/app/round';
import { backoff } from '../../src/app/sender';
import { KEEP_RECEIVED, Store } from '../../src/app/store';
import { BadLine, chance, Killed, type Fault } from './server';

const KEY = Buffer.alloc(32, 7).toString('base64');
let store: Store;
let reader: Reader;

beforeEach(async () => {
  store = new Store(`test-${crypto.randomUUID()}`);
  reader = await enter(store, 7, KEY, Date.now());
});
afterEach(async () => store.delete());

async function handIn(name: string, size = 0): Promise<string> {
  const content = new Uint8Array(size).map((_, n) => (n * 31 + name.length) % 251);
  const photo = new Blob([name, content]);
  const files = size ? [await keepFile(store, reader, photo, 'photo')] : [];
  return keepDeed(store, reader, { kind: 'case.comment', title: name, thing: 'case:1', data: { text: name }, files });
}

/** Rounds until nothing is left, or 400 of them; a kill forgets everything but the store. */
async function untilSent(line: BadLine): Promise<number> {
  for (let rounds = 1; rounds <= 400; rounds += 1) {
    try {
      await new Round(store, line).go();
    } catch (problem) {
      if (problem instanceof Killed) {
        const { name } = store;
        store.close();
        store = new Store(name);
      }
    }
    if ((await store.unsent(7)).length === 0) return rounds;
  }
  return Infinity;
}

const states = async (): Promise<string[]> => (await store.operations.orderBy('seq').toArray()).map((one) => one.state);

describe('the outbox and a bad line', () => {
  it('sends everything exactly once through loss, cuts, portals, shuffles, forgeries and kills', async () => {
    const dice = chance(20_260_916);
    const kinds: Fault[] = ['lost', 'cut', 'portal', 'shuffled', 'forged', 'kill'];
    const line = new BadLine(() => (dice() < 0.35 ? (kinds[Math.floor(dice() * kinds.length)] ?? 'none') : 'none'));
    const uuids: string[] = [];
    for (let n = 0; n < 40; n += 1) uuids.push(await handIn(`deed ${n}`, n % 4 === 0 ? 300_000 + n : 0));
    expect(await untilSent(line)).toBeLessThan(400);
    expect([...line.rows.keys()].sort()).toEqual([...uuids].sort());
    expect([...line.rows.values()].map((row) => row.effects)).toEqual(uuids.map(() => 1));
    expect(line.whole.size).toBe(10);
    for (const kind of kinds) expect(line.fired[kind], kind).toBeGreaterThan(3);
  });

  it('never takes a forged receipt for one', async () => {
    await handIn('photo', 10);
    const line = new BadLine((path) => (path.includes('push') ? 'forged' : 'none'));
    for (let n = 0; n < 5; n += 1) await new Round(store, line).go();
    expect(await states()).toEqual(['waiting']);
  });

  it('goes on after the last chunk that arrived', async () => {
    const size = 262_144 * 3;
    await handIn('big', size);
    let chunks = 0;
    const line = new BadLine((path) => (path.includes('?size=') && (chunks += 1) === 3 ? 'lost' : 'none'));
    await expect(new Round(store, line).go()).rejects.toThrow();
    await new Round(store, line).go();
    expect(await states()).toEqual(['received']);
    expect(line.bytes).toBe(size + 'big'.length);
  });

  it('sets aside what is refused three times and sends the rest', async () => {
    const bad = await handIn('bad');
    await handIn('good');
    const line = new BadLine();
    line.refuse.add(bad);
    for (let n = 0; n < 3; n += 1) await new Round(store, line).go();
    expect(await states()).toEqual(['aside', 'received']);
  });

  it('keeps what was received for seven days, then forgets it with its files', async () => {
    await handIn('photo', 10);
    await new Round(store, new BadLine()).go();
    expect([await store.operations.count(), await store.files.count()]).toEqual([1, 1]);
    const { forget } = (await store.operations.toArray())[0] ?? { forget: 0 };
    expect(forget - Date.now()).toBeGreaterThan(KEEP_RECEIVED - 10_000);
    await store.operations.toCollection().modify({ forget: Date.now() - 1 });
    await new Round(store, new BadLine()).go();
    expect([await store.operations.count(), await store.files.count()]).toEqual([0, 0]);
  });

  it('offers what it has kept again when the server comes out of a backup', async () => {
    await handIn('photo', 10);
    await new Round(store, new BadLine()).go();
    const restored = new BadLine();
    restored.epoch = 'second';
    await new Round(store, restored).go();
    expect(restored.rows.size).toBe(1);
    expect((await store.operations.toArray()).map((one) => one.receipt?.epoch)).toEqual(['second']);
  });

  it('hands over what a leaver left unsent, then wipes it', async () => {
    const uuid = await handIn('last deed');
    await store.people.update(7, { handover: 'h7' });
    const line = new BadLine();
    line.staff = null;
    await new Round(store, line).go();
    expect(await states()).toEqual(['waiting']);
    line.left.add('h7');
    line.staff = 8;
    await new Round(store, line).go();
    expect([await store.operations.count(), line.held.length]).toEqual([1, 0]);
    line.staff = null;
    await new Round(store, line).go();
    expect(line.held).toEqual([uuid]);
    expect([await store.operations.count(), await store.people.get(7)]).toEqual([0, undefined]);
  });

  it('sends one person’s things only in that person’s session', async () => {
    await handIn('mine');
    const line = new BadLine();
    line.staff = 8;
    await new Round(store, line).go();
    expect(line.rows.size).toBe(0);
    line.staff = 7;
    await new Round(store, line).go();
    expect(line.rows.size).toBe(1);
  });
});

it('waits longer after each failure, never past five minutes, and as long as it is asked to', () => {
  expect([1, 2, 3, 20].map((n) => backoff(n, 0, 1))).toEqual([5_000, 10_000, 20_000, 300_000]);
  expect([0, 1].map((random) => backoff(9, 90_000, random))).toEqual([90_000, 135_000]);
});
