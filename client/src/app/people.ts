import { importKey } from './crypt';
import { READABLE, type Person, type Store } from './store';

/** Whose things this phone shows, with a key that works: or nobody. */
export type Reader = Person & { key: CryptoKey };

export function canRead(person: Person | undefined): person is Reader {
  return person?.key != null;
}

/** The person whose things are open now. Keys unused for 72 hours are dropped first. */
export async function currentPerson(store: Store, now: number): Promise<Person | undefined> {
  await dropOldKeys(store, now);
  return store.people.get(await store.read('current', 0));
}

/** A clock that was put back does not lengthen the 72 hours: the latest time ever seen counts. */
export async function dropOldKeys(store: Store, now: number): Promise<void> {
  await store.transaction('rw', store.people, store.meta, async () => {
    const latest = Math.max(now, await store.read('latest', 0));
    await store.write('latest', latest);
    await store.people.toCollection().modify((person: Person) => {
      if (person.key && latest - person.seen > READABLE) person.key = null;
    });
  });
}

/** The server says that this person is signed in here: theirs opens, everybody else's closes. */
export async function enter(store: Store, id: number, secret: string, now: number): Promise<Reader> {
  const fresh = await importKey(secret);
  await store.transaction('rw', store.people, store.meta, async () => {
    await store.people.toCollection().modify((person: Person) => {
      if (person.id !== id) person.key = null;
    });
    const known = await store.people.get(id);
    const blank = { id, name: '', handover: '', cursor: '', token: '' };
    await store.people.put({ ...blank, ...known, key: known?.key ?? fresh, seen: now });
    await store.write('current', id);
  });
  return (await store.people.get(id)) as Reader;
}

/** Signed in still: the 72 hours begin anew. */
export async function seenNow(store: Store, id: number, now: number): Promise<void> {
  await store.people.update(id, { seen: now });
}

/** Close what is open; it opens again when its owner signs in here. */
export async function leave(store: Store): Promise<void> {
  await store.transaction('rw', store.people, store.meta, async () => {
    await store.people.toCollection().modify((person: Person) => {
      person.key = null;
    });
    await store.write('current', 0);
  });
}
