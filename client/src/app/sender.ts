import { Round, type Outcome } from './round';
import type { Store } from './store';
import { NoAnswer, Problem, SET_UP, type Wire } from './wire';

export type Line = 'idle' | 'busy' | 'unreachable' | 'sign_in' | 'set_up' | 'error';

export interface LineState {
  line: Line;
  outcome: Outcome | undefined;
  code: string;
  nextAt: number;
}

const LOCK = 'pinzhi-sender';
const FIRST = 5_000;
const LONGEST = 300_000;
const REST = 60_000;

/**
 * How long to wait after `failures` rounds in a row: doubling, half of it by chance. A server that is
 * there and asks for a time gets that and up to half of it more: it knows when there will be room.
 */
export function backoff(failures: number, asked: number, random = Math.random()): number {
  if (asked > 0) return asked * (1 + random / 2);
  const step = Math.min(FIRST * 2 ** Math.max(0, failures - 1), LONGEST);
  return step / 2 + (step / 2) * random;
}

/** Keeps rounds going: one at a time over all pages of this browser, patiently when the line is bad. */
export class Sender {
  state: LineState = { line: 'idle', outcome: undefined, code: '', nextAt: 0 };
  private failures = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private stopped = false;

  constructor(
    private readonly store: Store,
    private readonly wire: Wire,
    private readonly changed: () => void,
  ) {}

  /** Now, or right after the round that is under way. */
  async now(): Promise<void> {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return this.running;
    }
    clearTimeout(this.timer);
    this.running = this.alone().finally(() => {
      this.running = undefined;
      this.plan();
    });
    return this.running;
  }

  /** There is a line again, or somebody looks: what failed without one says nothing about this one. */
  async anew(): Promise<void> {
    this.failures = 0;
    return this.now();
  }

  /** No further round begins; the one under way is waited for. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private plan(): void {
    clearTimeout(this.timer);
    if (this.stopped) return;
    const wait = this.again ? 0 : Math.max(0, this.state.nextAt - Date.now());
    this.again = false;
    this.timer = setTimeout(() => void this.now(), wait);
  }

  private async alone(): Promise<void> {
    if (!('locks' in navigator)) return this.round();
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock) await this.round();
      else this.become({ line: 'idle', nextAt: Date.now() + FIRST });
    });
  }

  private async round(): Promise<void> {
    this.become({ line: 'busy' });
    try {
      const outcome = await new Round(this.store, this.wire).go();
      this.failures = 0;
      const line = outcome.signedIn ? 'idle' : 'sign_in';
      this.become({ line, outcome, code: '', nextAt: Date.now() + REST });
    } catch (problem) {
      this.failures += 1;
      const asked = problem instanceof NoAnswer ? problem.wait : 0;
      this.become({ ...lineOf(problem), nextAt: Date.now() + backoff(this.failures, asked) });
    }
  }

  private become(changes: Partial<LineState>): void {
    this.state = { ...this.state, ...changes };
    this.changed();
  }
}

function lineOf(problem: unknown): { line: Line; code: string } {
  if (problem instanceof NoAnswer) return { line: 'unreachable', code: '' };
  if (!(problem instanceof Problem)) return { line: 'error', code: String(problem) };
  if (problem.status === 401) return { line: 'sign_in', code: problem.code };
  return { line: SET_UP.has(problem.code) ? 'set_up' : 'error', code: problem.code };
}
