import type { ComponentChildren, JSX, TargetedEvent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { stamp, watermarked } from './camera';
import { readDraft, saveField } from './drafts';
import type { Filled } from './filling';
import { keepFile, readFile } from './outbox';
import { store, view } from './model';
import type { DeclaredFile } from './protocol';
import { t } from './words';

const root = document.documentElement;

export function Icon({ name }: { name: string }): JSX.Element {
  return (
    <svg class="pz-icon" aria-hidden="true">
      <use href={`${root.dataset['icons'] ?? ''}#${name}`} />
    </svg>
  );
}

export function Empty(props: { icon: string; title: string; children?: ComponentChildren }): JSX.Element {
  return (
    <div class="pz-empty">
      <Icon name={props.icon} />
      <strong>{props.title}</strong>
      {props.children}
    </div>
  );
}

/** A sentence at the foot of the page that goes away by itself. */
let tell: (text: string) => void = () => undefined;
export const say = (text: string): void => tell(text);

export function Notice(): JSX.Element {
  const [text, setText] = useState('');
  useEffect(() => {
    tell = setText;
  }, []);
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => setText(''), 8000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="pa-notice" role="status" hidden={!text}>
      {text}
    </div>
  );
}

/** What to say when something was not kept. */
export function complain(problem: unknown): void {
  const full = problem instanceof Error && /quota/i.test(`${problem.name} ${problem.message}`);
  say(t(full ? 'noRoom' : 'notKept'));
}

/** What a photo is of: lines drawn in beside time and person, and the code of the task or case. */
export interface Mark {
  lines: string[];
  code: string;
}

interface PhotosProps {
  label: string;
  photos: DeclaredFile[];
  mark: Mark;
  change: (photos: DeclaredFile[]) => Promise<void>;
}

const MOST = 10;

/** Takes photos with the camera; each is kept before it shows. */
export function Photos({ label, photos, mark, change }: PhotosProps): JSX.Element {
  const [busy, setBusy] = useState(false);
  const take = async (event: TargetedEvent<HTMLInputElement>): Promise<void> => {
    const input = event.currentTarget;
    const [file] = input.files ?? [];
    const { reader } = view;
    if (!file || !reader) return;
    setBusy(true);
    try {
      const picture = await watermarked(file, [stamp(), ...mark.lines, mark.code, reader.name], mark.code);
      await change([...photos, await keepFile(store, reader, picture, 'photo')]);
    } catch (problem) {
      complain(problem);
    }
    input.value = '';
    setBusy(false);
  };
  const remove = async (gone: DeclaredFile): Promise<void> => {
    await change(photos.filter((one) => one.uuid !== gone.uuid));
    await store.files.delete(gone.uuid);
  };
  return (
    <div class="pa-photos">
      <span class="pz-strong">{label}</span>
      <div class="pz-cluster">
        {photos.map((photo, n) => (
          <Shown key={photo.uuid} photo={photo} n={n + 1} remove={() => void remove(photo).catch(complain)} />
        ))}
      </div>
      {photos.length < MOST && (
        <label class="pz-button pa-take" aria-busy={busy}>
          <Icon name="camera" />
          {t('takePhoto')}
          <input type="file" accept="image/*" capture="environment" aria-label={`${t('takePhoto')} ${label}`} disabled={busy} onChange={(event) => void take(event)} />
        </label>
      )}
    </div>
  );
}

function Shown({ photo, n, remove }: { photo: DeclaredFile; n: number; remove: () => void }): JSX.Element {
  const address = useKept(photo.uuid);
  return (
    <span class="pa-photo">
      {address && <img src={address} alt={t('photoN', { n })} />}
      <button type="button" class="pz-button" aria-label={`${t('removePhoto')} ${n}`} onClick={remove}>
        <Icon name="trash" />
      </button>
    </span>
  );
}

/** An address under which a kept file can be shown or played while the page shows it. */
export function useKept(uuid: string): string {
  const [address, setAddress] = useState('');
  useEffect(() => {
    let made = '';
    const { reader } = view;
    if (reader) {
      void readFile(store, reader, uuid).then((bytes) => {
        if (bytes) setAddress((made = URL.createObjectURL(new Blob([bytes]))));
      });
    }
    return () => URL.revokeObjectURL(made);
  }, [uuid]);
  return address;
}

/** What is being filled in under this number, kept field by field; undefined until it has been read. */
export function useDraft(number: number): [Filled | undefined, (field: string, value: unknown) => Promise<void>] {
  const [filled, setFilled] = useState<Filled>();
  const reader = view.reader;
  useEffect(() => {
    if (reader) void readDraft(store, reader, number).then(setFilled);
  }, [number, reader?.id]);
  const save = async (field: string, value: unknown): Promise<void> => {
    setFilled((old) => ({ ...old, [field]: value }));
    if (reader) await saveField(store, reader, number, field, value);
  };
  return [filled, save];
}
