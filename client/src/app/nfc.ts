/** NFC tags by Web NFC (Chrome on Android); elsewhere the QR code beside the tag does the same. */
interface Message {
  records: readonly { recordType: string; data?: DataView; encoding?: string }[];
}
interface Reading extends Event {
  message: Message;
}
interface Reader extends EventTarget {
  scan(options: { signal: AbortSignal }): Promise<void>;
}
type ReaderClass = new () => Reader;

const READABLE = new Set(['url', 'absolute-url', 'text']);
const own = (): ReaderClass | undefined => (globalThis as { NDEFReader?: ReaderClass }).NDEFReader;

/** Whether this browser can read tags at all. It may still be switched off, or not allowed. */
export const hasNfc = (): boolean => own() !== undefined;

/**
 * Wait for one tag and give the address written on it (`…/t/<uuid>/`). A tag that holds no text is
 * passed over. Rejects when `stop` ends the wait, when NFC is off, or when the person does not allow it.
 * Call it from a press: browsers ask only then.
 */
export async function readTag(stop: AbortSignal): Promise<string> {
  const Own = own();
  if (!Own) throw new DOMException('no NFC here', 'NotSupportedError');
  const reader = new Own();
  const done = new AbortController();
  try {
    return await new Promise<string>((found, failed) => {
      stop.addEventListener('abort', () => failed(new DOMException('no longer wanted', 'AbortError')), { signal: done.signal });
      reader.addEventListener('reading', (event) => {
        const text = textOf((event as Reading).message);
        if (text) found(text);
      }, { signal: done.signal });
      const started = stop.aborted ? Promise.reject(stop.reason as Error) : reader.scan({ signal: done.signal });
      started.catch(failed);
    });
  } finally {
    done.abort();
  }
}

function textOf(message: Message): string {
  const record = message.records.find((one) => READABLE.has(one.recordType) && one.data);
  return record ? new TextDecoder(record.encoding ?? 'utf-8').decode(record.data) : '';
}
