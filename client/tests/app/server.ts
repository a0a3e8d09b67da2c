import { createHash } from 'node:crypto';
import type { Wire, Sending } from '../../src/app/wire';
import { NoAnswer, Problem } from '../../src/app/wire';
import { CHUNK } from '../../src/app/protocol';

export const hash = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** What the line does to one request. */
export type Fault = 'none' | 'lost' | 'cut' | 'portal' | 'shuffled' | 'forged' | 'kill';
export class Killed extends Error {}

interface Row {
  body_hash: string;
  body: string;
  effects: number;
}

/** A server of the protocol in memory, behind a line that misbehaves as it is told. */
export class BadLine implements Wire {
  rows = new Map<string, Row>();
  files = new Map<string, Map<number, Uint8Array>>();
  whole = new Set<string>();
  epoch = 'first';
  staff: number | null = 7;
  left = new Set<string>();
  pulled: { set: unknown[]; gone: string[]; full: boolean } = { set: [], gone: [], full: false };
  refuse = new Set<string>();
  fired: Record<string, number> = {};
  bytes = 0;
  held: string[] = [];

  constructor(private readonly fault: (path: string) => Fault = () => 'none') {}

  async ask<T>(method: string, path: string, sending: Sending = {}): Promise<T> {
    const fault = this.fault(path);
    this.fired[fault] = (this.fired[fault] ?? 0) + 1;
    if (fault === 'lost' || fault === 'portal') throw new NoAnswer(fault);
    const told = { protocol: 1, epoch: this.epoch, server_time: '', time_token: 't', ...this.serve(method, path, sending) };
    if (fault === 'cut') throw new NoAnswer('cut after the deed');
    if (fault === 'kill') throw new Killed();
    return JSON.parse(JSON.stringify(this.disturbed(told, fault))) as T;
  }

  private disturbed(told: object, fault: Fault): object {
    if (!('answers' in told)) return told;
    const answers = told.answers as { receipt: { files: string[] } | null }[];
    if (fault === 'shuffled') return { ...told, answers: [...answers, ...answers].reverse() };
    if (fault !== 'forged') return told;
    const forged = answers.map((one) => ({ ...one, receipt: one.receipt && { ...one.receipt, files: ['0'.repeat(64)] } }));
    return { ...told, answers: forged };
  }

  private serve(method: string, path: string, sending: Sending): object {
    if (path === '/my/sync/hello/') {
      return { csrf: 'c', staff: this.staff, left: this.left.has(sending.handover ?? '') };
    }
    if (path === '/app/key/') return { key: Buffer.alloc(32, this.staff ?? Number(sending.handover?.slice(1))).toString('base64') };
    if (path.startsWith('/my/sync/pull/')) {
      return { me: { id: this.staff, name: 'Wei', language: 'en' }, handover: `h${this.staff}`, ...this.pulled, cursor: 'c1', more: false };
    }
    if (path === '/my/sync/status/') return { gap: { count: 0, items: [] } };
    if (path === '/my/sync/push/') return this.push(sending);
    return this.file(method, path, sending);
  }

  private push(sending: Sending): object {
    const { operations } = sending.json as { operations: { uuid: string; body_hash: string; body: string }[] };
    if (sending.handover) this.held.push(...operations.map((one) => one.uuid));
    return { answers: operations.map((one) => this.take(one)) };
  }

  private take({ uuid, body_hash, body }: { uuid: string; body_hash: string; body: string }): object {
    const blank = { uuid, body_hash, code: '', text: '', missing: [], receipt: null };
    if (hash(body) !== body_hash) return { ...blank, answer: 'refused', status: 422, code: 'wrong_hash' };
    if (this.refuse.has(uuid)) return { ...blank, answer: 'refused', status: 422, code: 'unknown_thing' };
    const wanted = (JSON.parse(body) as { files: { sha256: string }[] }).files.map((file) => file.sha256);
    const row = this.rows.get(uuid) ?? { body_hash, body, effects: 0 };
    this.rows.set(uuid, row);
    const missing = wanted.filter((one) => !this.whole.has(one));
    if (missing.length > 0) return { ...blank, answer: 'waiting', status: 202, code: 'files_missing', missing };
    const answer = row.effects > 0 ? 'had' : 'accepted';
    if (answer === 'accepted') row.effects += 1;
    const receipt = { uuid, body_hash, files: wanted, epoch: this.epoch, received_at: '' };
    return { ...blank, answer, status: 200, receipt };
  }

  private file(method: string, path: string, sending: Sending): object {
    const [, sha = '', last = ''] = /files\/([0-9a-f]{64})\/(\w*)/.exec(path) ?? [];
    const chunks = this.files.get(sha) ?? new Map<number, Uint8Array>();
    this.files.set(sha, chunks);
    if (method === 'PUT' && sending.bytes) {
      this.bytes += sending.bytes.byteLength;
      if (sending.bytes.byteLength > CHUNK) throw new Problem(413, 'too_large', '');
      chunks.set(Number(last), new Uint8Array(sending.bytes));
    }
    if (last === 'complete') this.complete(sha, chunks);
    return { sha256: sha, here: this.whole.has(sha), chunks: [...chunks.keys()], refused: '' };
  }

  private complete(sha: string, chunks: Map<number, Uint8Array>): void {
    const bytes = Buffer.concat([...chunks.entries()].sort(([a], [b]) => a - b).map(([, piece]) => piece));
    if (hash(bytes) !== sha) throw new Problem(422, 'wrong_hash', '');
    this.whole.add(sha);
  }
}

/** Numbers by chance that are the same each time. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
