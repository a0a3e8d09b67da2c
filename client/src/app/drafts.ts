import { open, seal } from './crypt';
import type { Reader } from './people';
import type { Store } from './store';

const where = (person: number, task: number, field: string): string => `draft:${person}:${task}:${field}`;

/** Keep one field of what is being filled in, at once. Task 0 is what is being reported. */
export async function saveField(store: Store, reader: Reader, task: number, field: string, value: unknown): Promise<void> {
  const sealed = await seal(reader.key, where(reader.id, task, field), value);
  await store.drafts.put({ person: reader.id, task, field, sealed });
}

export async function readDraft(store: Store, reader: Reader, task: number): Promise<Record<string, unknown>> {
  const rows = await store.drafts.where('[person+task]').equals([reader.id, task]).toArray();
  const fields: Record<string, unknown> = {};
  for (const row of rows) fields[row.field] = await open(reader.key, where(reader.id, task, row.field), row.sealed);
  return fields;
}

/** The tasks this person has begun to fill in. */
export async function tasksBegun(store: Store, reader: Reader): Promise<number[]> {
  const rows = await store.drafts.where('person').equals(reader.id).primaryKeys();
  return [...new Set(rows.map(([, task]) => task))].filter((task) => task !== 0);
}
