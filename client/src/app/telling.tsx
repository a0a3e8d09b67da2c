import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { canDictate, dictate } from './dictating';
import { store, view } from './model';
import { keepFile } from './outbox';
import { complain, Icon, say, useKept } from './parts';
import type { DeclaredFile } from './protocol';
import { canRecord, LONGEST, record } from './recording';
import { language, t } from './words';

interface WordsProps {
  id: string;
  name: string;
  value: string;
  most?: number;
  set: (text: string) => void;
}

/** A field for words, typed or dictated. */
export function WordsField({ id, name, value, most = 1000, set }: WordsProps): JSX.Element {
  const [stop, setStop] = useState<AbortController>();
  useEffect(() => () => stop?.abort(), [stop]);
  const listen = (): void => {
    const wanted = new AbortController();
    setStop(wanted);
    dictate(language() === 'zh' ? 'zh-CN' : 'en-GB', wanted.signal)
      .then((heard) => heard && set(`${value}${heard}`.slice(0, most)), () => say(t('notHeard')))
      .finally(() => setStop(undefined));
  };
  return (
    <div class="pz-field">
      <label for={id}>{name}</label>
      <textarea id={id} rows={2} maxLength={most} value={value} onInput={(event) => set(event.currentTarget.value)} />
      {canDictate() && navigator.onLine && (
        <button type="button" class="pz-button" title={t('dictateWhy')} aria-pressed={stop !== undefined} onClick={() => (stop ? stop.abort() : listen())}>
          <Icon name="messages" />{t(stop ? 'listening' : 'dictate')}
        </button>
      )}
    </div>
  );
}

interface VoiceProps {
  voice: DeclaredFile[];
  change: (files: DeclaredFile[]) => Promise<void>;
}

/** One voice note: recorded, kept at once, played back, taken again. */
export function Voice({ voice, change }: VoiceProps): JSX.Element | null {
  const [stop, setStop] = useState<AbortController>();
  useEffect(() => () => stop?.abort(), [stop]);
  const [note] = voice;
  if (note) return <Note note={note} remove={() => void forget(note, change).catch(complain)} />;
  if (!canRecord()) return null;
  const start = (): void => {
    const wanted = new AbortController();
    setStop(wanted);
    take(wanted.signal, change).catch(refusedOr).finally(() => setStop(undefined));
  };
  const word = stop ? t('stopVoice', { n: LONGEST / 1000 }) : t('voice');
  return (
    <button type="button" class={`pz-button${stop ? ' pz-button-primary' : ''}`} onClick={() => (stop ? stop.abort() : start())}>
      <Icon name={stop ? 'check' : 'microphone'} />{word}
    </button>
  );
}

async function take(stop: AbortSignal, change: VoiceProps['change']): Promise<void> {
  const { reader } = view;
  const sound = await record(stop);
  if (reader && sound.size > 0) await change([await keepFile(store, reader, sound, 'voice')]);
}

async function forget(note: DeclaredFile, change: VoiceProps['change']): Promise<void> {
  await change([]);
  await store.files.delete(note.uuid);
}

function refusedOr(problem: unknown): void {
  const refused = problem instanceof DOMException && ['NotAllowedError', 'NotFoundError'].includes(problem.name);
  if (refused) say(t('noMicrophone'));
  else complain(problem);
}

function Note({ note, remove }: { note: DeclaredFile; remove: () => void }): JSX.Element {
  const address = useKept(note.uuid);
  return (
    <div class="pa-voice">
      {address && <audio controls src={address} aria-label={t('voiceNote')} />}
      <button type="button" class="pz-button" aria-label={t('removeVoice')} onClick={remove}><Icon name="trash" /></button>
    </div>
  );
}
