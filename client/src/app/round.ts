import { noteTime } from './clock';
import { importKey } from './crypt';
import { applyPull } from './day';
import { canRead, enter, seenNow, type Reader } from './people';
import type { Answered, Gap, Hello, Pulled, Reported } from './protocol';
import { Courier } from './sending';
import type { Person, Store } from './store';
import type { Wire } from './wire';

/** What a round of sending and fetching ended with. */
export interface Outcome {
  signedIn: number; // 0: nobody
  gap: Gap;
}

interface KeyTold extends Answered {
  key: string;
}

/** One round: who am I, send, fetch, tell what is left, forget what may be forgotten. */
export class Round {
  constructor(
    private readonly store: Store,
    private readonly wire: Wire,
  ) {}

  async go(): Promise<Outcome> {
    const device = await this.store.device();
    const hello = await this.wire.ask<Hello>('GET', '/my/sync/hello/');
    noteTime(hello.time_token);
    await this.offerAgain(hello.epoch);
    await this.partFromLeavers(device, hello.staff);
    if (hello.staff === null) return { signedIn: 0, gap: { count: 0, items: [] } };
    const reader = await this.reader(hello.staff);
    await new Courier(this.store, this.wire, reader, device).sendAll();
    await this.pull(reader, device);
    await this.forget();
    return { signedIn: reader.id, gap: await this.report(reader, device) };
  }

  /** Whoever signs in gets their things open; what others have here closes. */
  private async reader(id: number): Promise<Reader> {
    const known = await this.store.people.get(id);
    const current = await this.store.read('current', 0);
    if (canRead(known) && current === id) {
      await seenNow(this.store, id, Date.now());
      return known;
    }
    const { key } = await this.wire.ask<KeyTold>('POST', '/app/key/', { json: {} });
    return enter(this.store, id, key, Date.now());
  }

  /** A server that came out of a backup may have lost what it had confirmed. */
  private async offerAgain(epoch: string): Promise<void> {
    const received = this.store.operations.filter((one) => one.state === 'received' && one.receipt?.epoch !== epoch);
    await received.modify({ state: 'waiting', receipt: null, forget: 0, tries: 0 });
  }

  private async pull(reader: Reader, device: string): Promise<void> {
    for (let more = true; more; ) {
      const { cursor } = (await this.store.people.get(reader.id)) ?? { cursor: '' };
      const query = new URLSearchParams({ device, cursor });
      const pulled = await this.wire.ask<Pulled>('GET', `/my/sync/pull/?${query}`);
      noteTime(pulled.time_token);
      const kept = await applyPull(this.store, reader, cursor, pulled);
      more = kept && pulled.more && pulled.cursor !== cursor;
    }
  }

  private async report(reader: Reader, device: string): Promise<Gap> {
    const left = (await this.store.unsent(reader.id)).slice(0, 5000);
    const outbox = left.map(({ uuid, kind, made }) => ({ uuid, kind, captured_at: new Date(made).toISOString() }));
    const fresh = !(await this.store.read(`reported:${reader.id}`, false));
    const told = await this.wire.ask<Reported>('POST', '/my/sync/status/', { json: { device, fresh, outbox } });
    await this.store.write(`reported:${reader.id}`, true);
    return told.gap;
  }

  /** What was received seven days ago goes, with its files, in one transaction. */
  private async forget(): Promise<void> {
    const { store } = this;
    await store.transaction('rw', store.operations, store.files, async () => {
      const done = await store.operations.filter((one) => one.state === 'received' && one.forget < Date.now()).toArray();
      await store.files.where('operation').anyOf(done.map((one) => one.uuid)).delete();
      await store.operations.where('uuid').anyOf(done.map((one) => one.uuid)).delete();
    });
  }

  /**
   * For each other person on this phone: when they have left, hand over what waits, then wipe it.
   * That way in is open only while nobody is signed in; until then what waits stays sealed.
   */
  private async partFromLeavers(device: string, signedIn: number | null): Promise<void> {
    for (const person of await this.store.people.toArray()) {
      if (person.id === signedIn || !person.handover) continue;
      const { handover } = person;
      const { left } = await this.wire.ask<Hello>('GET', '/my/sync/hello/', { handover });
      if (left !== true) continue;
      await this.store.wipeDay(person.id);
      if (signedIn === null) await this.handOver(person, device);
      const waits = (await this.store.unsent(person.id)).some((one) => one.state === 'waiting');
      if (!waits) await this.store.wipe(person.id);
    }
  }

  private async handOver(person: Person, device: string): Promise<void> {
    const { handover } = person;
    if ((await this.store.unsent(person.id)).length === 0) return;
    const { key } = await this.wire.ask<KeyTold>('POST', '/app/key/', { json: {}, handover });
    const reader = { ...person, key: await importKey(key) };
    await new Courier(this.store, this.wire, reader, device, handover).sendAll();
  }
}
