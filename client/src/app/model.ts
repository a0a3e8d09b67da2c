import { useEffect, useState } from 'preact/hooks';
import { readPage } from './day';
import { saveField, tasksBegun, readDraft } from './drafts';
import type { Begun } from './filling';
import { keepDeed, type Deed } from './outbox';
import { canRead, currentPerson, leave, type Reader } from './people';
import type { Case, Colleague, Page, Task, Told } from './protocol';
import { Sender } from './sender';
import { Store, type Operation, type Person } from './store';
import { BrowserWire } from './wire';

/** What the pages show. */
export interface View {
  ready: boolean;
  person: Person | undefined;
  reader: Reader | undefined;
  sites: Page<'site'>;
  places: Page<'place'>;
  equipment: Page<'equipment'>;
  tasks: Task[];
  cases: Case[];
  people: Colleague[];
  told: Told[];
  begun: Begun[];
  operations: Operation[];
  used: number; // share of the room for storage, 0 to 1
}

const NOTHING: View = {
  ready: false, person: undefined, reader: undefined, sites: {}, places: {}, equipment: {}, tasks: [], cases: [],
  people: [], told: [], begun: [], operations: [], used: 0,
};

export const store = new Store();
export let view: View = NOTHING;
const wire = new BrowserWire();
export const sender = new Sender(store, wire, () => void sent());
const listeners = new Set<() => void>();
const here = new BroadcastChannel('pinzhi-app');

function changed(): void {
  for (const one of listeners) one();
}

/** Draw again whenever what is shown has changed. */
export function useView(): View {
  const [, again] = useState(0);
  useEffect(() => {
    const one = (): void => again((n) => n + 1);
    listeners.add(one);
    return () => void listeners.delete(one);
  }, []);
  return view;
}

export const redraw = changed;

let round = '';
/** After a round the day may be another; between, only the line's state has changed. */
async function sent(): Promise<void> {
  const { line } = sender.state;
  const before = round;
  round = line;
  if (before === 'busy' && line !== 'busy') await refresh();
  else changed();
}

/** Read everything anew from the store. */
export async function refresh(): Promise<void> {
  const person = await currentPerson(store, Date.now());
  view = canRead(person) ? await read(person) : { ...NOTHING, ready: true, person };
  changed();
}

async function read(reader: Reader): Promise<View> {
  const [sites, places, equipment, tasks, cases, people, told] = await Promise.all([
    readPage(store, reader, 'site'),
    readPage(store, reader, 'place'),
    readPage(store, reader, 'equipment'),
    readPage(store, reader, 'task'),
    readPage(store, reader, 'case'),
    readPage(store, reader, 'person'),
    readPage(store, reader, 'operation'),
  ]);
  return {
    ready: true, person: reader, reader, sites, places, equipment,
    tasks: Object.values(tasks),
    cases: Object.values(cases),
    people: Object.values(people),
    told: Object.values(told),
    begun: await begunTasks(reader),
    operations: await store.operations.where('person').equals(reader.id).sortBy('seq'),
    used: await usedShare(),
  };
}

async function begunTasks(reader: Reader): Promise<Begun[]> {
  const drafts = await Promise.all((await tasksBegun(store, reader)).map((task) => readDraft(store, reader, task)));
  return drafts.flatMap((draft) => (draft['begun'] ? [draft['begun'] as Begun] : []));
}

async function usedShare(): Promise<number> {
  const room = await navigator.storage?.estimate?.();
  return room?.quota ? (room.usage ?? 0) / room.quota : 0;
}

/** Begin a task: what it asks is kept with the draft, and the server is told. */
export async function beginTask(task: Task): Promise<Begun | undefined> {
  const { reader } = view;
  if (!reader) return undefined;
  const checklist = (await readPage(store, reader, 'checklist'))[task.checklist];
  if (!checklist) return undefined;
  const fresh = await store.people.get(reader.id);
  const at = task.started_at ?? new Date().toISOString();
  const begun: Begun = { task, checklist, form: fresh?.token || null, at };
  await saveField(store, reader, task.id, 'begun', begun);
  if (task.status === 'due') {
    const data = { task: task.id };
    await keep({ kind: 'task.start', title: task.title, thing: `task:${task.id}`, data, files: [], base: task.version });
  }
  await refresh();
  return begun;
}

/** Keep a deed and send when there is a line. Rejects when it was not kept. */
export async function keep(deed: Deed): Promise<string> {
  const { reader } = view;
  if (!reader) throw new Error('nobody is signed in');
  const fresh = await store.people.get(reader.id);
  const uuid = await keepDeed(store, { ...reader, token: fresh?.token ?? reader.token }, deed);
  await refresh();
  here.postMessage('kept');
  void sender.now();
  return uuid;
}

/** Lock everything, then sign out; nothing may unlock it in between. Rejects when there is no line. */
export async function switchUser(): Promise<void> {
  await wire.ask('GET', '/my/sync/hello/');
  await sender.stop();
  await leave(store);
  const { signOut = '', page = '' } = document.documentElement.dataset;
  const form = document.createElement('form');
  form.method = 'post';
  form.action = signOut;
  for (const [name, value] of [['csrfmiddlewaretoken', wire.csrf], ['next', page]] as const) {
    const field = document.createElement('input');
    Object.assign(field, { type: 'hidden', name, value });
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

/** Send again what the server would not take. */
export async function sendAgain(): Promise<void> {
  const { reader } = view;
  if (!reader) return;
  await store.operations.where('[person+state]').equals([reader.id, 'aside']).modify({ state: 'waiting', tries: 0 });
  await sender.now();
}

export function startModel(): void {
  here.addEventListener('message', () => void refresh());
  addEventListener('online', () => void sender.anew());
  addEventListener('offline', changed);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void refresh().then(() => sender.anew());
  });
  setInterval(() => void currentPerson(store, Date.now()).then((one) => (canRead(one) ? undefined : refresh())), 60_000);
  void refresh().then(() => sender.now());
  void navigator.storage?.persist?.().catch(() => false);
}
