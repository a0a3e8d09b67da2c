import { afterEach, expect, it, vi } from 'vitest';
import { BrowserWire, NoAnswer, Problem } from '../../src/app/wire';

const GOOD = { protocol: 1, epoch: 'e', server_time: '', time_token: 't' };
afterEach(() => vi.unstubAllGlobals());

function answer(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

function line(...answers: (Response | Error)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (path: string, how: RequestInit) => {
    asked.push(`${how.method} ${path} ${new Headers(how.headers).get('X-CSRFToken') ?? ''}`.trim());
    const next = answers.shift() ?? new Error('nobody there');
    if (next instanceof Error) throw next;
    return next;
  });
  return asked;
}

const ask = (): Promise<unknown> => new BrowserWire().ask('POST', '/my/sync/push/', { json: {} });

it.each([
  ['a captive portal', answer('<html>Welcome</html>', 200, { 'Content-Type': 'text/html' })],
  ['a portal that says 511', answer('<html/>', 511, { 'Content-Type': 'text/html' })],
  ['cut JSON', answer('{"protocol": 1, "epo')],
  ['another protocol', answer({ ...GOOD, protocol: 2 })],
  ['no epoch', answer({ ...GOOD, epoch: '' })],
  ['no time', answer({ ...GOOD, time_token: undefined })],
  ['a list', answer([GOOD])],
  ['a number', answer('1')],
  ['an empty body', answer('')],
  ['a success that is none', answer(GOOD, 202)],
  ['an error without a code', answer({ protocol: 1 }, 422)],
  ['busy', answer({ ...GOOD, code: 'busy' }, 503)],
  ['a cut line', new Error('network')],
])('draws no conclusion from %s', async (_name, response) => {
  line(response);
  await expect(ask()).rejects.toBeInstanceOf(NoAnswer);
});

it('obeys the wish for a pause', async () => {
  line(answer(GOOD, 429, { 'Retry-After': '30' }));
  await expect(ask()).rejects.toMatchObject({ wait: 30_000 });
});

it('takes an answer and a refusal at their word', async () => {
  line(answer({ ...GOOD, answers: [] }), answer({ protocol: 1, code: 'sign_in_first', detail: 'Sign in' }, 401));
  expect(await ask()).toMatchObject({ answers: [] });
  const problem = await ask().catch((told: unknown) => told);
  expect(problem).toBeInstanceOf(Problem);
  expect(problem).toMatchObject({ status: 401, code: 'sign_in_first', message: 'Sign in' });
});

it('knows that something is to be set up first, though that is said before the protocol', async () => {
  line(answer({ code: 'password_first', detail: '' }, 403));
  await expect(ask()).rejects.toMatchObject({ status: 403, code: 'password_first' });
});

it('fetches a new token when the old one is stale, once', async () => {
  const stale = (): Response => answer('<html>CSRF</html>', 403, { 'Content-Type': 'text/html' });
  const asked = line(stale(), answer({ ...GOOD, csrf: 'new' }), answer(GOOD));
  await ask();
  expect(asked).toEqual(['POST /my/sync/push/', 'GET /my/sync/hello/', 'POST /my/sync/push/ new']);
  line(stale(), answer({ ...GOOD, csrf: 'new' }), stale());
  await expect(ask()).rejects.toBeInstanceOf(NoAnswer);
});

it('packs what is long, and leaves short words as they are', async () => {
  const sent: { body: BodyInit | null | undefined; packed: string | null }[] = [];
  vi.stubGlobal('fetch', async (_path: string, how: RequestInit) => {
    sent.push({ body: how.body, packed: new Headers(how.headers).get('Content-Encoding') });
    return answer(GOOD);
  });
  const wire = new BrowserWire();
  const long = { body: '合格'.repeat(5_000) };
  await wire.ask('POST', '/my/sync/push/', { json: { short: true } });
  await wire.ask('POST', '/my/sync/push/', { json: long });
  expect(sent[0]).toEqual({ body: '{"short":true}', packed: null });
  const bytes = sent[1]?.body as ArrayBuffer;
  expect([sent[1]?.packed, bytes.byteLength < 500]).toEqual(['gzip', true]);
  const unpacked = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip')));
  expect(await unpacked.json()).toEqual(long);
});

it('waits no longer for the rest of an answer than for its beginning', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (_path: string, how: RequestInit) => {
    const silent = new ReadableStream({
      start(body) {
        body.enqueue(new TextEncoder().encode('{"protocol": 1'));
        how.signal?.addEventListener('abort', () => body.error(new Error('aborted')));
      },
    });
    return new Response(silent, { headers: { 'Content-Type': 'application/json' } });
  });
  const told = ask().catch((problem: unknown) => problem);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(await told).toBeInstanceOf(NoAnswer);
  vi.useRealTimers();
});
