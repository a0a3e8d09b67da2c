import { readBody, readFile } from './outbox';
import type { Reader } from './people';
import { CHUNK, type DeclaredFile, type FileState, type OperationAnswer, type Pushed } from './protocol';
import { answerTo, covers } from './receipts';
import { KEEP_RECEIVED, type Operation, type Store } from './store';
import { NoAnswer, Problem, type Wire } from './wire';

const AT_ONCE = 50;
const BATCH = 200_000; // characters: about half a minute of the worst line
const TRIES = 3;

/** Sends what one person has waiting. Nothing is forgotten here without a receipt that covers it. */
export class Courier {
  constructor(
    private readonly store: Store,
    private readonly wire: Wire,
    private readonly reader: Reader,
    private readonly device: string,
    private readonly handover = '',
  ) {}

  /** Each operation is offered once, and once more after the files it lacked have gone. */
  async sendAll(): Promise<void> {
    const tried = new Set<string>();
    for (;;) {
      const batch = await this.nextBatch(tried);
      if (batch.length === 0) return;
      for (const { operation } of batch) tried.add(operation.uuid);
      const lacking = await this.push(batch);
      if (lacking.length === 0) continue;
      for (const { operation, missing } of lacking) await this.sendFiles(operation, missing);
      await this.push(batch.filter((one) => lacking.some((other) => other.operation.uuid === one.operation.uuid)));
    }
  }

  /** A batch that the server cannot take goes one by one, so that a single bad one stops no other. */
  private async push(batch: Packed[]): Promise<Lacking[]> {
    try {
      return await this.pushOnce(batch);
    } catch (problem) {
      if (!isTooMuch(problem)) throw problem;
      const lacking: Lacking[] = [];
      let failed = 0;
      for (const one of batch) {
        try {
          lacking.push(...(await this.pushOnce([one])));
        } catch (again) {
          if (!isTooMuch(again)) throw again;
          failed += 1;
          if (again instanceof Problem) await this.refuse(one.operation, again.code, again.message);
        }
      }
      if (failed === batch.length && problem instanceof NoAnswer) throw problem;
      return lacking;
    }
  }

  private async nextBatch(tried: Set<string>): Promise<Packed[]> {
    const waiting = await this.waiting();
    const batch: Packed[] = [];
    let size = 0;
    for (const operation of waiting.filter((one) => !tried.has(one.uuid)).slice(0, AT_ONCE)) {
      const { body } = await readBody(this.reader, operation);
      size += body.length;
      if (batch.length > 0 && size > BATCH) break;
      batch.push({ operation, body });
    }
    return batch;
  }

  private waiting(): Promise<Operation[]> {
    return this.store.operations.where('[person+state]').equals([this.reader.id, 'waiting']).sortBy('seq');
  }

  /** Gives those whose files the server still lacks. */
  private async pushOnce(batch: Packed[]): Promise<Lacking[]> {
    const operations = batch.map(({ operation, body }) => ({
      uuid: operation.uuid,
      body_hash: operation.hash,
      body,
    }));
    const json = { device: this.device, sent_at: new Date().toISOString(), operations };
    const pushed = await this.wire.ask<Pushed>('POST', '/my/sync/push/', { json, handover: this.handover });
    const lacking: Lacking[] = [];
    // in one transaction: each is written to the disk before it counts, which takes its time
    await this.store.transaction('rw', this.store.operations, async () => {
      for (const { operation } of batch) {
        const answer = answerTo(pushed.answers, operation);
        if (!answer) continue;
        await this.note(operation, answer, pushed.epoch);
        const missing = Array.isArray(answer.missing) ? answer.missing : [];
        if (missing.length > 0) lacking.push({ operation, missing });
      }
    });
    return lacking;
  }

  private async note(operation: Operation, answer: OperationAnswer, epoch: string): Promise<void> {
    const { code, text } = answer;
    const said = { code: code || (answer.answer === 'accepted' ? '' : answer.answer), text };
    if (covers(answer.receipt, operation, epoch)) {
      const forget = Date.now() + KEEP_RECEIVED;
      const clean = answer.answer === 'accepted' || answer.answer === 'had' ? { code: '', text: '' } : said;
      await this.change(operation, { ...clean, state: 'received', receipt: answer.receipt, forget });
    } else if (answer.answer === 'refused') {
      await this.refuse(operation, said.code, text);
    } else {
      await this.change(operation, said);
    }
  }

  private async refuse(operation: Operation, code: string, text: string): Promise<void> {
    const tries = operation.tries + 1;
    await this.change(operation, { code, text, tries, state: tries >= TRIES ? 'aside' : 'waiting' });
  }

  private async change(operation: Operation, changes: Partial<Operation>): Promise<void> {
    await this.store.operations.where('uuid').equals(operation.uuid).modify(changes);
  }

  /** One file after the other, from where it stopped. A file that nobody can use does not stop the rest. */
  private async sendFiles(operation: Operation, missing: string[]): Promise<void> {
    for (const sha256 of new Set(missing)) {
      const file = operation.files.find((one) => one.sha256 === sha256);
      if (file) await this.sendFile(operation, file);
    }
  }

  private async sendFile(operation: Operation, file: DeclaredFile): Promise<void> {
    const bytes = await readFile(this.store, this.reader, file.uuid);
    if (!bytes) {
      await this.change(operation, { code: 'file_lost', text: '' });
      return;
    }
    try {
      await this.sendChunks(file, bytes);
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status === 401 || problem.status === 507) throw problem;
      await this.change(operation, { code: problem.code, text: problem.message });
    }
  }

  private async sendChunks(file: DeclaredFile, bytes: ArrayBuffer): Promise<void> {
    const path = `/my/sync/files/${file.sha256}/`;
    const { handover } = this;
    const known = await this.wire.ask<FileState>('GET', path, { handover });
    if (known.here || known.refused) return;
    const here = new Set(known.chunks);
    for (let n = 0; n * CHUNK < bytes.byteLength; n += 1) {
      if (here.has(n)) continue;
      const piece = bytes.slice(n * CHUNK, (n + 1) * CHUNK);
      await this.wire.ask('PUT', `${path}${n}/?size=${bytes.byteLength}`, { bytes: piece, handover });
    }
    await this.wire.ask('POST', `${path}complete/`, { json: {}, handover });
  }
}

interface Packed {
  operation: Operation;
  body: string;
}

interface Lacking {
  operation: Operation;
  missing: string[];
}

/** The server broke over this body or would not read it: another one may well go through. */
function isTooMuch(problem: unknown): boolean {
  if (problem instanceof NoAnswer) return problem.status === 500;
  return problem instanceof Problem && [400, 413, 422].includes(problem.status);
}
