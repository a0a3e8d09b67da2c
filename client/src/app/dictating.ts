/** Dictation where the browser brings it. It may ask its maker's server: the page says so. */
interface Heard extends Event {
  results: ArrayLike<ArrayLike<{ transcript: string }>>;
}
interface Recognition extends EventTarget {
  lang: string;
  start(): void;
  abort(): void;
}
type RecognitionClass = new () => Recognition;

function own(): RecognitionClass | undefined {
  const found = globalThis as { SpeechRecognition?: RecognitionClass; webkitSpeechRecognition?: RecognitionClass };
  return found.SpeechRecognition ?? found.webkitSpeechRecognition;
}

export const canDictate = (): boolean => own() !== undefined;

/** One sentence, as the browser understood it; '' when nothing was said. Rejects when it cannot listen. */
export async function dictate(language: string, stop: AbortSignal): Promise<string> {
  const Own = own();
  if (!Own) throw new DOMException('no dictation here', 'NotSupportedError');
  const recognition = new Own();
  recognition.lang = language;
  return new Promise<string>((done, failed) => {
    let text = '';
    recognition.addEventListener('result', (event) => {
      text = [...Array.from((event as Heard).results)].map((one) => one[0]?.transcript ?? '').join('');
    });
    recognition.addEventListener('error', (event) => {
      const { error = '' } = event as Event & { error?: string };
      if (error !== 'no-speech' && error !== 'aborted') failed(new DOMException(error, 'NotAllowedError'));
    });
    recognition.addEventListener('end', () => done(text.trim()));
    stop.addEventListener('abort', () => recognition.abort(), { once: true });
    recognition.start();
  });
}
