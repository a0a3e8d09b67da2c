import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { dictate } from '../../src/app/dictating';
import { canRecord, LONGEST, record } from '../../src/app/recording';

/** What a browser records with: it gives its one piece when it is stopped. */
class Recorder extends EventTarget {
  static isTypeSupported = (kind: string): boolean => kind.startsWith('audio/mp4');
  static last: Recorder;
  state = 'inactive';
  mimeType: string;
  constructor(readonly stream: unknown, options: { mimeType?: string }) {
    super();
    this.mimeType = options.mimeType ?? 'none';
    Recorder.last = this;
  }
  start(): void {
    this.state = 'recording';
  }
  stop(): void {
    this.state = 'inactive';
    this.dispatchEvent(Object.assign(new Event('dataavailable'), { data: new Blob(['sound']) }));
    this.dispatchEvent(new Event('stop'));
  }
}

const page = new EventTarget() as EventTarget & { visibilityState: string };
let released = 0;

beforeEach(() => {
  released = 0;
  page.visibilityState = 'visible';
  vi.useFakeTimers();
  vi.stubGlobal('document', page);
  vi.stubGlobal('MediaRecorder', Recorder);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [{ stop: () => (released += 1) }] }) } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function recording(): Promise<{ stop: AbortController; sound: Promise<Blob> }> {
  const stop = new AbortController();
  const sound = record(stop.signal);
  await vi.advanceTimersByTimeAsync(1);
  return { stop, sound };
}

describe('a voice note', () => {
  it('ends when it is told to, in what the browser can record, and lets the microphone go', async () => {
    const { stop, sound } = await recording();
    expect(Recorder.last.state).toBe('recording');
    stop.abort();
    expect([(await sound).size, (await sound).type, released]).toEqual([5, 'audio/mp4', 1]);
  });

  it('ends after a minute', async () => {
    const { sound } = await recording();
    await vi.advanceTimersByTimeAsync(LONGEST - 2);
    expect(Recorder.last.state).toBe('recording');
    await vi.advanceTimersByTimeAsync(2);
    expect((await sound).size).toBe(5);
  });

  it('is kept when a call covers the page', async () => {
    const { sound } = await recording();
    page.visibilityState = 'hidden';
    page.dispatchEvent(new Event('visibilitychange'));
    expect((await sound).size).toBe(5);
  });

  it('is not offered without a recorder', () => {
    expect(canRecord()).toBe(true);
    vi.stubGlobal('MediaRecorder', undefined);
    expect(canRecord()).toBe(false);
  });
});

describe('dictation', () => {
  class Recognition extends EventTarget {
    static last: Recognition;
    lang = '';
    start(): void {
      Recognition.last = this;
    }
    abort(): void {
      this.dispatchEvent(Object.assign(new Event('error'), { error: 'aborted' }));
      this.dispatchEvent(new Event('end'));
    }
    hear(...words: string[]): void {
      this.dispatchEvent(Object.assign(new Event('result'), { results: words.map((transcript) => [{ transcript }]) }));
    }
  }

  it('gives what was understood', async () => {
    vi.stubGlobal('webkitSpeechRecognition', Recognition);
    const heard = dictate('zh-CN', new AbortController().signal);
    Recognition.last.hear('灯不', '亮 ');
    Recognition.last.dispatchEvent(new Event('end'));
    expect([Recognition.last.lang, await heard]).toEqual(['zh-CN', '灯不亮']);
  });

  it('gives nothing when it is called off, and fails when it may not listen', async () => {
    vi.stubGlobal('SpeechRecognition', Recognition);
    const stop = new AbortController();
    const off = dictate('en-GB', stop.signal);
    stop.abort();
    expect(await off).toBe('');
    const refused = dictate('en-GB', new AbortController().signal);
    Recognition.last.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' }));
    await expect(refused).rejects.toThrow('not-allowed');
  });
});
