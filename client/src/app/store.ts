import Dexie, { type Table } from 'dexie';
import type { Sealed } from './crypt';
import type { DeclaredFile, OperationKind, Receipt } from './protocol';

export const HOUR = 3_600_000;
export const READABLE = 72 * HOUR;
export const KEEP_RECEIVED = 7 * 24 * HOUR;

/** Somebody who has used this phone. Without a key what is theirs cannot be read here. */
export interface Person {
  id: number;
  name: string;
  key: CryptoKey | null;
  seen: number; // when the server last said that they are signed in here
  handover: string;
  cursor: string;
  token: string; // time token of the last pull
}

export interface KeptPage {
  person: number;
  kind: string;
  sealed: Sealed;
}

export interface Draft {
  person: number;
  task: number;
  field: string;
  sealed: Sealed;
}

export interface KeptFile {
  uuid: string;
  person: number;
  operation: string; // '' while it belongs to a draft only
  sealed: Sealed;
}

/** waiting: to be sent. aside: refused three times. received: a receipt is here. */
export type OperationState = 'waiting' | 'aside' | 'received';

export interface Operation {
  seq?: number;
  uuid: string;
  person: number;
  kind: OperationKind;
  thing: string; // 'task:12', 'case:3' or ''
  made: number;
  state: OperationState;
  tries: number;
  code: string;
  text: string;
  hash: string;
  files: DeclaredFile[];
  receipt: Receipt | null;
  forget: number; // when a received one may be deleted
  sealed: Sealed; // { body, title }
}

/** Everything on this phone. Each transaction is on the disk before it counts as done. */
export class Store extends Dexie {
  declare people: Table<Person, number>;
  declare pages: Table<KeptPage, [number, string]>;
  declare drafts: Table<Draft, [number, number, string]>;
  declare files: Table<KeptFile, string>;
  declare operations: Table<Operation, number>;
  declare meta: Table<{ name: string; value: unknown }, string>;

  constructor(name = 'pinzhi') {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      people: 'id',
      pages: '[person+kind], person',
      drafts: '[person+task+field], [person+task], person',
      files: 'uuid, person, operation',
      operations: '++seq, &uuid, person, [person+state]',
      meta: 'name',
    });
  }

  async read<T>(name: string, otherwise: T): Promise<T> {
    return ((await this.meta.get(name))?.value as T | undefined) ?? otherwise;
  }

  async write(name: string, value: unknown): Promise<void> {
    await this.meta.put({ name, value });
  }

  /** This installation's own number: made once, forgotten with the data. */
  async device(): Promise<string> {
    return this.transaction('rw', this.meta, async () => {
      const known = await this.read('device', '');
      if (known) return known;
      const made = crypto.randomUUID();
      await this.write('device', made);
      return made;
    });
  }

  /** Forget what one person was to do, and close the rest. What they did stays until it is handed over. */
  async wipeDay(person: number): Promise<void> {
    await this.transaction('rw', this.people, this.pages, this.drafts, async () => {
      await this.pages.where('person').equals(person).delete();
      await this.drafts.where('person').equals(person).delete();
      await this.people.update(person, { key: null, cursor: '' });
    });
  }

  /** Forget everything of one person. */
  async wipe(person: number): Promise<void> {
    await this.transaction('rw', this.tables, async () => {
      for (const table of [this.pages, this.drafts, this.files, this.operations]) {
        await table.where('person').equals(person).delete();
      }
      await this.people.delete(person);
      if ((await this.read('current', 0)) === person) await this.write('current', 0);
    });
  }

  unsent(person: number): Promise<Operation[]> {
    return this.operations.where('person').equals(person).and((one) => one.state !== 'received').sortBy('seq');
  }
}
