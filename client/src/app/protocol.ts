/** What travels between phone and server (protocol number 1). Ids are numbers, times ISO text, decimals text. */
export const PROTOCOL = 1;
export const CHUNK = 262_144;

export interface Answered {
  protocol: number;
  epoch: string;
  server_time: string;
  time_token: string;
}

export interface Hello extends Answered {
  csrf: string;
  staff: number | null;
  left: boolean;
}

export interface Site {
  id: number;
  name: string;
  time_zone: string;
}

export interface Place {
  id: number;
  site: number;
  kind: string;
  code: string;
  name: string;
  floor: string;
  order: number;
  proof: '' | 'qr' | 'rotating_qr' | 'nfc';
  tag_hash: string;
}

export interface Equipment {
  id: number;
  site: number;
  code: string;
  name: string;
  system: string;
  place: number | null;
  tag_hash: string;
}

export interface Choice {
  value: string;
  label: string;
  ok: boolean;
}

export interface Item {
  id: number;
  code: string;
  title: string;
  hint: string;
  methods: string[];
  answer_type: 'verdict' | 'number' | 'choice' | 'text';
  unit: string;
  minimum: string | null;
  maximum: string | null;
  choices: Choice[];
  evidence: 'none' | 'photo' | 'photo_on_fail' | 'signature' | 'photo_and_signature';
  required: boolean;
  on_the_spot: boolean;
  deduction: string;
  clause: number;
  adjusted: boolean;
}

export interface Clause {
  id: number;
  number: string;
  title: string;
  text: string;
}

export interface Checklist {
  id: number;
  site: number;
  edition: string;
  code: string;
  title: string;
  note: string;
  purpose: string;
  rest_fine?: boolean;
  clauses: Clause[];
  items: Item[];
}

/** One point of a round; at least and at most so many seconds after the one before. */
export interface RoundStop {
  place: number;
  least: number | null;
  most: number | null;
  proof: 'either' | 'nfc' | 'qr' | 'none';
}

export interface Task {
  id: number;
  site: number;
  title: string;
  checklist: string;
  place: number | null;
  equipment: number | null;
  department: string;
  status: string;
  opens_at: string;
  closes_at: string;
  lost_at: string;
  started_at: string | null;
  mine: boolean;
  order: number;
  version: string;
  round?: { order: 'ordered' | 'free' | 'shuffled'; stops: RoundStop[] } | null; // in the order drawn for this task
  last?: { at: string; values: Record<string, string> } | null; // readings by item
}

/** What somebody said, wrote and showed. */
export interface Said {
  text: string;
  by: string;
  at?: string;
  photos: string[];
  voice?: string | null;
}

export interface Case {
  id: number;
  site: number;
  title: string;
  department: string;
  place: number | null;
  equipment: number | null;
  status: string;
  owner: { id: number; name: string } | null;
  opened_at: string;
  due_at: string | null;
  round: number;
  version: string;
  mine: boolean;
  can: ('fix' | 'recheck' | 'assign')[];
  report: Said | null;
  fix: Said | null;
  comments?: Said[];
}

export interface Colleague {
  id: number;
  site: number;
  name: string;
  department: string;
}

export interface Told {
  uuid: string;
  kind: string;
  state: 'waiting' | 'held' | 'conflict' | 'accepted' | 'discarded';
  code: string;
  text: string;
  missing: string[];
  captured_at: string;
  decided_at: string | null;
  reason: string;
}

/** Everything one person needs, by kind and by what follows the colon in the key. */
export interface Kinds {
  site: Site;
  place: Place;
  equipment: Equipment;
  checklist: Checklist;
  task: Task;
  case: Case;
  person: Colleague;
  operation: Told;
}
export type Kind = keyof Kinds;
export const KINDS: readonly Kind[] = [
  'site',
  'place',
  'equipment',
  'checklist',
  'task',
  'case',
  'person',
  'operation',
];
export type Page<K extends Kind> = Record<string, Kinds[K]>;

export interface Pulled extends Answered {
  me: { id: number; name: string; language: string };
  handover: string;
  full: boolean;
  set: ({ key: string; v: string } & Record<string, unknown>)[];
  gone: string[];
  cursor: string;
  more: boolean;
}

export type OperationKind =
  | 'task.start'
  | 'record.submit'
  | 'finding.report'
  | 'case.assign'
  | 'case.fix'
  | 'case.recheck'
  | 'case.comment'
  | 'task.note';

export type FileKind = 'photo' | 'signature' | 'voice';

export interface DeclaredFile {
  uuid: string;
  sha256: string;
  size: number;
  kind: FileKind;
  captured_at: string;
}

export interface Receipt {
  uuid: string;
  body_hash: string;
  files: string[];
  epoch: string;
  received_at: string;
}

export interface OperationAnswer {
  uuid: string;
  body_hash: string;
  answer: 'accepted' | 'had' | 'conflict' | 'held' | 'waiting' | 'refused';
  status: number;
  code: string;
  text: string;
  missing: string[];
  receipt: Receipt | null;
}

export interface Pushed extends Answered {
  answers: OperationAnswer[];
}

export interface FileState extends Answered {
  sha256: string;
  here: boolean;
  chunks: number[];
  refused: string;
}

export interface Gap {
  count: number;
  items: { uuid: string; kind: string; captured_at: string }[];
}

export interface Reported extends Answered {
  gap: Gap;
}
