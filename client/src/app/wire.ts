import { PROTOCOL, type Answered } from './protocol';

/** No conclusion can be drawn: a captive portal, a cut line, a busy server. `wait` is in ms. */
export class NoAnswer extends Error {
  constructor(
    why: string,
    readonly wait = 0,
    readonly status = 0,
  ) {
    super(why);
  }
}

/** The server said no, in the words of the protocol. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

export interface Sending {
  json?: unknown;
  bytes?: ArrayBuffer;
  handover?: string;
}

/** The line to the server, so that tests can put a bad one in its place. */
export interface Wire {
  ask<T extends Answered>(method: 'GET' | 'POST' | 'PUT', path: string, sending?: Sending): Promise<T>;
}

const BUSY = new Set([429, 502, 503, 504, 500]);
export const SET_UP: ReadonlySet<string> = new Set(['password_first', 'second_factor_first']);
const WORTH_PACKING = 2_000;
const PATIENCE = 120_000; // a chunk over 50 kbit/s takes 42 s

/** Speaks with the server this page came from, in the session of the browser. */
export class BrowserWire implements Wire {
  csrf = ''; // as the last hello told it

  async ask<T extends Answered>(method: 'GET' | 'POST' | 'PUT', path: string, sending: Sending = {}): Promise<T> {
    try {
      return await this.once<T>(method, path, sending);
    } catch (problem) {
      if (!(problem instanceof StaleToken)) throw problem;
      await this.once('GET', '/my/sync/hello/', {});
      return this.once<T>(method, path, sending);
    }
  }

  private async once<T extends Answered>(method: string, path: string, sending: Sending): Promise<T> {
    const headers: Record<string, string> = { Accept: 'application/json' };
    if (method !== 'GET') headers['X-CSRFToken'] = this.csrf;
    if (sending.handover) headers['X-Pinzhi-Handover'] = sending.handover;
    if (sending.json !== undefined) headers['Content-Type'] = 'application/json';
    if (sending.bytes) headers['Content-Type'] = 'application/octet-stream';
    let body: BodyInit | null = sending.bytes ?? (sending.json === undefined ? null : JSON.stringify(sending.json));
    if (typeof body === 'string' && body.length >= WORTH_PACKING && typeof CompressionStream !== 'undefined') {
      body = await packed(body);
      headers['Content-Encoding'] = 'gzip';
    }
    const cut = new AbortController();
    const timer = setTimeout(() => cut.abort(), PATIENCE); // until the last byte: a line can fall silent half-way
    try {
      const told = await read<T>(await send(path, { method, headers, body, signal: cut.signal }), method);
      if ('csrf' in told) this.csrf = String(told.csrf);
      return told;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** A push of many records shrinks to a tenth of itself, which a bad line feels. */
async function packed(text: string): Promise<ArrayBuffer> {
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
}

class StaleToken extends NoAnswer {}

async function send(path: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...how, cache: 'no-store', redirect: 'error' });
  } catch (problem) {
    throw new NoAnswer(String(problem));
  }
}

async function read<T extends Answered>(response: Response, method: string): Promise<T> {
  if (BUSY.has(response.status)) {
    throw new NoAnswer(`status ${response.status}`, waitOf(response), response.status);
  }
  if (!response.headers.get('Content-Type')?.startsWith('application/json')) {
    if (response.status === 403 && method !== 'GET') throw new StaleToken('not our words');
    throw new NoAnswer('not our words');
  }
  const told = await parsed(response);
  // said before the protocol is reached: a password or second factor is to be set up on a page
  if (response.status === 403 && SET_UP.has(String(told.code))) throw new Problem(403, String(told.code), '');
  if (told.protocol !== PROTOCOL) throw new NoAnswer('another protocol');
  if (response.status === 200 && isText(told.epoch) && isText(told.time_token)) return told as T;
  if (response.status >= 400 && isText(told.code)) {
    throw new Problem(response.status, told.code, isText(told.detail) ? told.detail : '');
  }
  throw new NoAnswer(`status ${response.status}`);
}

type Loose = Partial<Answered> & { code?: unknown; detail?: unknown };

async function parsed(response: Response): Promise<Loose> {
  try {
    const told: unknown = await response.json();
    if (typeof told === 'object' && told !== null) return told as Loose;
  } catch (problem) {
    throw new NoAnswer(String(problem));
  }
  throw new NoAnswer('not an object');
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function waitOf(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds, 3600) * 1000 : 0;
}
