import { afterEach, describe, expect, it, vi } from 'vitest';
import { hasNfc, readTag } from '../../src/app/nfc';

/** A reader as browsers have it, with a tag held to it by the test. */
class Reader extends EventTarget {
  static last: Reader;
  static refused: Error | undefined;
  signal: AbortSignal | undefined;
  async scan({ signal }: { signal: AbortSignal }): Promise<void> {
    Reader.last = this;
    this.signal = signal;
    if (Reader.refused) throw Reader.refused;
  }
  hold(recordType: string, text: string): void {
    const data = new DataView(new TextEncoder().encode(text).buffer);
    this.dispatchEvent(Object.assign(new Event('reading'), { message: { records: [{ recordType, data }] } }));
  }
}

const ADDRESS = 'https://pinzhi.example/t/0b6c2c1e-7d55-4a43-9a0e-0f4f3c0c9d11/';

afterEach(() => {
  vi.unstubAllGlobals();
  Reader.refused = undefined;
});

describe('tags', () => {
  it('are not read where the browser cannot', async () => {
    expect(hasNfc()).toBe(false);
    await expect(readTag(new AbortController().signal)).rejects.toThrow('no NFC here');
  });

  it('give the address on the first one that holds one, and the reader is let go', async () => {
    vi.stubGlobal('NDEFReader', Reader);
    const read = readTag(new AbortController().signal);
    Reader.last.hold('mime', 'image');
    Reader.last.hold('url', ADDRESS);
    expect(await read).toBe(ADDRESS);
    expect(Reader.last.signal?.aborted).toBe(true);
  });

  it('are waited for only as long as somebody wants them', async () => {
    vi.stubGlobal('NDEFReader', Reader);
    const stop = new AbortController();
    const read = readTag(stop.signal);
    stop.abort();
    await expect(read).rejects.toThrow('no longer wanted');
    expect(Reader.last.signal?.aborted).toBe(true);
  });

  it('say so when NFC is off', async () => {
    vi.stubGlobal('NDEFReader', Reader);
    Reader.refused = new DOMException('off', 'NotSupportedError');
    await expect(readTag(new AbortController().signal)).rejects.toThrow('off');
  });
});
