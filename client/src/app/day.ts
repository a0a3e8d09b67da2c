import { open, seal, type Sealed } from './crypt';
import type { Reader } from './people';
import { KINDS, type Kind, type Kinds, type Page, type Pulled } from './protocol';
import type { Store } from './store';

const where = (person: number, kind: string): string => `page:${person}:${kind}`;

/** All objects of one kind; empty when there are none. */
export async function readPage<K extends Kind>(store: Store, reader: Reader, kind: K): Promise<Page<K>> {
  const kept = await store.pages.get([reader.id, kind]);
  return kept ? open<Page<K>>(reader.key, where(reader.id, kind), kept.sealed) : {};
}

/**
 * Take over what the server sent, and its cursor, in one transaction. False when another page was
 * faster (the cursor is no longer the one that was asked with): then nothing has changed.
 */
export async function applyPull(store: Store, reader: Reader, asked: string, pulled: Pulled): Promise<boolean> {
  const pages = await changedPages(store, reader, pulled);
  const sealed: [Kind, Sealed][] = [];
  for (const [kind, page] of pages) sealed.push([kind, await seal(reader.key, where(reader.id, kind), page)]);
  return store.transaction('rw', store.people, store.pages, async () => {
    const person = await store.people.get(reader.id);
    if (!person || person.cursor !== asked) return false;
    for (const [kind, value] of sealed) await store.pages.put({ person: reader.id, kind, sealed: value });
    await store.people.update(reader.id, {
      name: pulled.me.name,
      handover: pulled.handover,
      cursor: pulled.cursor,
      token: pulled.time_token,
    });
    return true;
  });
}

async function changedPages(store: Store, reader: Reader, pulled: Pulled): Promise<Map<Kind, Page<Kind>>> {
  const pages = new Map<Kind, Page<Kind>>();
  const page = async (kind: Kind): Promise<Page<Kind>> => {
    const known = pages.get(kind) ?? (pulled.full ? {} : await readPage(store, reader, kind));
    pages.set(kind, known);
    return known;
  };
  if (pulled.full) for (const kind of KINDS) await page(kind);
  for (const { key, v: _version, ...object } of pulled.set) {
    const [kind, id] = split(key);
    if (kind) (await page(kind))[id] = object as unknown as Kinds[Kind];
  }
  for (const key of pulled.gone) {
    const [kind, id] = split(key);
    if (kind) delete (await page(kind))[id];
  }
  return pages;
}

/** Kinds that this version does not know are passed over. */
function split(key: string): [Kind | undefined, string] {
  const at = key.indexOf(':');
  const kind = KINDS.find((one) => one === key.slice(0, at));
  return [kind, key.slice(at + 1)];
}
