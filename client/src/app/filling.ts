import type { Checklist, DeclaredFile, Item, Task } from './protocol';
import { scansOf } from './walking';
import { t } from './words';

/** What is filled in so far: the fields of a draft by name. */
export type Filled = Record<string, unknown>;

/** Kept when a task is begun: what it asked then holds until it is handed in. */
export interface Begun {
  task: Task;
  checklist: Checklist;
  form: string | null; // time token of the pull
  at: string;
}

export interface Scan {
  tag: string;
  how: 'qr' | 'rotating_qr' | 'nfc';
}

export const text = (filled: Filled, field: string): string => String(filled[field] ?? '');
export const photos = (filled: Filled, field: string): DeclaredFile[] => (filled[field] as DeclaredFile[] | undefined) ?? [];

/** The number in a reading, typed with any keyboard; NaN when it is none. */
export function numberIn(value: string): number {
  const plain = value.normalize('NFKC').trim();
  return /^[+-]?\d+([.,]\d+)?$|^[+-]?[.,]\d+$/.test(plain) ? Number(plain.replace(',', '.')) : NaN;
}

/** Whether the answer as it stands fails. */
export function fails(item: Item, value: string): boolean {
  if (item.answer_type === 'verdict') return value === 'fail';
  if (item.answer_type === 'choice') return item.choices.some((one) => one.value === value && !one.ok);
  const number = numberIn(value);
  if (item.answer_type !== 'number' || Number.isNaN(number)) return false;
  const { minimum, maximum } = item;
  return (minimum !== null && number < Number(minimum)) || (maximum !== null && number > Number(maximum));
}

export const photoAlways = (item: Item): boolean => ['photo', 'photo_and_signature'].includes(item.evidence);
export const signatureAsked = (items: Item[]): boolean => items.some((one) => one.evidence.includes('signature'));

/** 0.2–0.4 MPa */
export function limits(item: Item): string {
  const [low, high] = [item.minimum, item.maximum].map((one) => (one === null ? '' : String(Number(one))));
  if (low && high) return `${low}–${high} ${item.unit}`;
  if (low) return `≥ ${low} ${item.unit}`;
  return high ? `≤ ${high} ${item.unit}` : item.unit;
}

const FAR = 0.3;

/**
 * Whether a reading lies so far from the last one that it may be a slip: more than half of what the
 * limits allow, or without limits on both sides more than three tenths of what it was.
 */
export function jumps(item: Item, value: string, last: string): boolean {
  const [now, before] = [numberIn(value), numberIn(last)];
  if (Number.isNaN(now) || Number.isNaN(before)) return false;
  const { minimum, maximum } = item;
  const width = minimum !== null && maximum !== null ? Number(maximum) - Number(minimum) : 0;
  const usual = width > 0 ? width / 2 : Math.abs(before) * FAR;
  return usual > 0 && Math.abs(now - before) > usual * (1 + 1e-9);
}

/** Why one item cannot be handed in yet; '' when it can. */
export function lacks(item: Item, filled: Filled): string {
  const name = { item: `${item.code} ${item.title}` };
  const value = text(filled, `answer:${item.id}`).trim();
  if (!value) return item.required ? t('needsAnswer', name) : '';
  if (item.answer_type === 'number' && Number.isNaN(numberIn(value))) return t('needsNumber', name);
  if (value === 'not_applicable') return '';
  const found = photos(filled, `photos:${item.id}`).length > 0;
  const failed = fails(item, value);
  if ((photoAlways(item) || (item.evidence === 'photo_on_fail' && failed)) && !found) return t('needsPhoto', name);
  if (!failed || filled[`right:${item.id}`] !== true || !item.on_the_spot) return '';
  return found && photos(filled, `after:${item.id}`).length > 0 ? '' : t('needsBoth', name);
}

/** Why the whole cannot be handed in yet, the first reason with the item it is about. */
export function firstLack(checklist: Checklist, filled: Filled): { item: number; why: string } | undefined {
  for (const item of checklist.items) {
    const why = lacks(item, filled);
    if (why) return { item: item.id, why };
  }
  const signed = photos(filled, 'signature').length > 0;
  return signatureAsked(checklist.items) && !signed ? { item: 0, why: t('needsSignature') } : undefined;
}

/** The verdicts that one press may pass: not answered yet, and nothing has to be shown for them. */
export function restOf(checklist: Checklist, filled: Filled): Item[] {
  if (!checklist.rest_fine) return [];
  return checklist.items.filter(
    (item) => item.answer_type === 'verdict' && ['none', 'photo_on_fail'].includes(item.evidence) && !text(filled, `answer:${item.id}`),
  );
}

/** The items that one press passed and nobody has touched since. */
export const calledFine = (checklist: Checklist, filled: Filled): Item[] =>
  checklist.items.filter((item) => filled[`rest:${item.id}`] === true && text(filled, `answer:${item.id}`) === 'pass');

/** What record.submit carries, and the files it names. */
export function submission(begun: Begun, filled: Filled): { data: Record<string, unknown>; files: DeclaredFile[] } {
  const files: DeclaredFile[] = [];
  const uuids = (field: string): string[] => {
    const found = photos(filled, field);
    files.push(...found);
    return found.map((one) => one.uuid);
  };
  const fine = new Set(calledFine(begun.checklist, filled).map((item) => item.id));
  const answers = begun.checklist.items.map((item) => {
    const value = text(filled, `answer:${item.id}`).trim();
    const [voice] = fails(item, value) ? uuids(`voice:${item.id}`) : [];
    const right = item.on_the_spot && filled[`right:${item.id}`] === true && fails(item, value);
    return {
      item: item.id,
      value: item.answer_type === 'number' && value ? value.normalize('NFKC').replace(',', '.') : value,
      note: text(filled, `note:${item.id}`).trim(),
      photos: uuids(`photos:${item.id}`),
      put_right: right,
      put_right_photos: right ? uuids(`after:${item.id}`) : [],
      ...(voice ? { voice } : {}),
      ...(fine.has(item.id) ? { at_once: true } : {}),
    };
  });
  const [signature] = uuids('signature');
  const scan = (filled['scan'] as Scan | undefined) ?? null;
  const note = text(filled, 'note').trim();
  const data = { task: begun.task.id, started_at: begun.at, note, signature: signature ?? null, answers, scan, form: begun.form, ...(begun.task.round ? { scans: scansOf(begun, filled) } : {}) };
  return { data, files };
}
