import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { Sender } from '../../src/app/sender';
import { Store } from '../../src/app/store';
import { NoAnswer, type Wire } from '../../src/app/wire';

const DEAD: Wire = { ask: async () => Promise.reject(new NoAnswer('no line')) };

afterEach(() => vi.unstubAllGlobals());

async function wait(sender: Sender, deed: () => Promise<void>): Promise<number> {
  await deed();
  return (sender.state.nextAt - Date.now()) / 1000;
}

it('waits longer with each failure, and begins anew when there is a line', async () => {
  vi.stubGlobal('navigator', {}); // no locks: this page alone
  const store = new Store(`test-${crypto.randomUUID()}`);
  const sender = new Sender(store, DEAD, () => undefined);
  for (let n = 0; n < 5; n += 1) await sender.now();
  expect(await wait(sender, () => sender.now())).toBeGreaterThan(60);
  expect(await wait(sender, () => sender.anew())).toBeLessThanOrEqual(5);
  await sender.stop();
  await store.delete();
});
