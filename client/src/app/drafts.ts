import { open, seal } from './crypt';
import type { Reader } from './people';
import type { Store } from './store';

const where = (person: number, task: number, field: string): string => `draft:${person}:${task}:${field}`;

let last: Promise<unknown> = Promise.resolve();

/** Keep one field of what is being filled in, at once and in order. Task 0 is a report, below 0 are cases. */
export function saveField(store: Store, reader: Reader, task: number, field: string, value: unknown): Promise<void> {
  const saved = last.then(async () => {
    const sealed = await seal(reader.key, where(reader.id, task, field), value);
    await store.drafts.put({ person: reader.id, task, field, sealed });
  });
  last = saved.catch(() => undefined);
  return saved;
}

/** When all that was typed is kept: nothing of a draft is written after it was handed in. */
export const draftsKept = (): Promise<unknown> => last;

export async function readDraft(store: Store, reader: Reader, task: number): Promise<Record<string, unknown>> {
  const rows = await store.drafts.where('[person+task]').equals([reader.id, task]).toArray();
  const fields: Record<string, unknown> = {};
  for (const row of rows) fields[row.field] = await open(reader.key, where(reader.id, task, row.field), row.sealed);
  return fields;
}

/** The tasks this person has begun to fill in. */
export async function tasksBegun(store: Store, reader: Reader): Promise<number[]> {
  const rows = await store.drafts.where('person').equals(reader.id).primaryKeys();
  return [...new Set(rows.map(([, task]) => task))].filter((task) => task > 0);
}
