import { timesNow } from './clock';
import { open, openBytes, seal, sealBytes, sha256 } from './crypt';
import type { Reader } from './people';
import type { DeclaredFile, FileKind, OperationKind } from './protocol';
import type { Operation, Store } from './store';

/** One deed as the pages give it. Its files have been kept before with keepFile. */
export interface Deed {
  kind: OperationKind;
  title: string;
  thing: string;
  data: Record<string, unknown>;
  files: DeclaredFile[];
  base?: string | null;
  parent?: string | null;
  task?: number; // the draft of this task is done with
}

const bodyAt = (person: number, uuid: string): string => `operation:${person}:${uuid}`;
const fileAt = (person: number, uuid: string): string => `file:${person}:${uuid}`;

/** Keep a picture or voice note, sealed. It belongs to no operation yet. */
export async function keepFile(
  store: Store,
  reader: Reader,
  blob: Blob,
  kind: FileKind,
): Promise<DeclaredFile> {
  const uuid = crypto.randomUUID();
  const bytes = await blob.arrayBuffer();
  const sealed = await sealBytes(reader.key, fileAt(reader.id, uuid), bytes);
  await store.files.put({ uuid, person: reader.id, operation: '', sealed });
  return { uuid, sha256: await sha256(bytes), size: bytes.byteLength, kind, captured_at: new Date().toISOString() };
}

export async function readFile(store: Store, reader: Reader, uuid: string): Promise<ArrayBuffer | undefined> {
  const kept = await store.files.get(uuid);
  return kept && openBytes(reader.key, fileAt(reader.id, uuid), kept.sealed);
}

/**
 * Put a deed into the outbox: one strict transaction with its files and the end of its draft, read
 * back and compared before it counts. Resolves to the operation's uuid. Rejects when it is not kept.
 */
export async function keepDeed(store: Store, reader: Reader, deed: Deed): Promise<string> {
  const uuid = crypto.randomUUID();
  const body = JSON.stringify({
    kind: deed.kind,
    author: reader.id,
    ...timesNow(reader.token),
    base_version: deed.base ?? null,
    parent: deed.parent ?? null,
    files: deed.files,
    data: deed.data,
  });
  const operation: Operation = {
    uuid,
    person: reader.id,
    kind: deed.kind,
    thing: deed.thing,
    made: Date.now(),
    state: 'waiting',
    tries: 0,
    code: '',
    text: '',
    hash: await sha256(new TextEncoder().encode(body)),
    files: deed.files,
    receipt: null,
    forget: 0,
    sealed: await seal(reader.key, bodyAt(reader.id, uuid), { body, title: deed.title }),
  };
  await commit(store, reader, operation, deed.task);
  await readBack(store, reader, operation);
  return uuid;
}

async function commit(store: Store, reader: Reader, operation: Operation, task?: number): Promise<void> {
  await store.transaction('rw', store.operations, store.files, store.drafts, async () => {
    await store.operations.add(operation);
    for (const file of operation.files) {
      const kept = await store.files.update(file.uuid, { operation: operation.uuid });
      if (!kept) throw new Error(`file ${file.uuid} is not here`);
    }
    if (task !== undefined) await store.drafts.where('[person+task]').equals([reader.id, task]).delete();
  });
}

async function readBack(store: Store, reader: Reader, operation: Operation): Promise<void> {
  const kept = await store.operations.where('uuid').equals(operation.uuid).first();
  const { body } = kept ? await readBody(reader, kept) : { body: '' };
  if ((await sha256(new TextEncoder().encode(body))) !== operation.hash) throw new Error('not kept as it was');
}

export async function readBody(reader: Reader, operation: Operation): Promise<{ body: string; title: string }> {
  return open(reader.key, bodyAt(operation.person, operation.uuid), operation.sealed);
}
