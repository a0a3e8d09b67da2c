/** Voice notes: recorded by the browser, a minute at most, in what it can record. */
export const LONGEST = 60_000;
const BITS = 32_000; // a minute takes 240 kB
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'];

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && typeof navigator.mediaDevices?.getUserMedia === 'function';

/**
 * Record until `stop` says so, the minute is over, or the page goes out of sight (a call comes in).
 * Rejects when the microphone is not allowed or there is none.
 */
export async function record(stop: AbortSignal): Promise<Blob> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const done = new AbortController();
  try {
    return await new Promise<Blob>((kept, failed) => {
      const recorder = recorderOf(stream);
      const pieces: Blob[] = [];
      const end = (): void => {
        if (recorder.state !== 'inactive') recorder.stop();
      };
      recorder.addEventListener('dataavailable', ({ data }) => pieces.push(data));
      recorder.addEventListener('stop', () => kept(new Blob(pieces, { type: recorder.mimeType })));
      recorder.addEventListener('error', () => failed(new DOMException('not recorded', 'OperationError')));
      recorder.start();
      stop.addEventListener('abort', end, { signal: done.signal });
      document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && end(), { signal: done.signal });
      const timer = setTimeout(end, LONGEST);
      done.signal.addEventListener('abort', () => clearTimeout(timer));
      if (stop.aborted) end();
    });
  } finally {
    done.abort();
    for (const track of stream.getTracks()) track.stop();
  }
}

function recorderOf(stream: MediaStream): MediaRecorder {
  const mimeType = KINDS.find((one) => MediaRecorder.isTypeSupported(one));
  return new MediaRecorder(stream, { audioBitsPerSecond: BITS, ...(mimeType ? { mimeType } : {}) });
}
