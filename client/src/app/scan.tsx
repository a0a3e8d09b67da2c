import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { readDraft, saveField } from './drafts';
import type { Begun, Filled, Scan } from './filling';
import { findByCode, type Found } from './finding';
import { store, useView, type View } from './model';
import { hasNfc, readTag } from './nfc';
import { complain, Empty, Icon, say } from './parts';
import { codeReader } from './reading';
import { REPORT } from './report';
import { Ahead } from './rounds';
import { allTasks, CaseRow, doneHere, partOf, TaskRow } from './today';
import { ahead, pass, stopsOf } from './walking';
import { t } from './words';

/** Scan for one task (`task`) or to see what is here (0). */
export function ScanPage({ task }: { task: number }): JSX.Element {
  const shown = useView();
  const [typed, setTyped] = useState('');
  const begun = shown.begun.find((one) => one.task.id === task && stopsOf(one).length > 0);
  const [filled, setFilled] = useState<Filled>({});
  const reread = async (): Promise<void> => {
    if (begun && shown.reader) setFilled(await readDraft(store, shown.reader, task));
  };
  useEffect(() => void reread().catch(complain), [begun === undefined]);
  const heard = async (code: string, near: boolean): Promise<void> => {
    const found = await findByCode(code, shown.places, shown.equipment);
    if (found) await go(shown, found, task, near);
    else say(t('unknownCode'));
    await reread();
    if (found) setTyped('');
  };
  const hear = (code: string, near = false): void => void heard(code, near).catch(complain);
  return (
    <>
      <h2>{t('scanTitle')}</h2>
      {begun && <Ahead begun={begun} filled={filled} />}
      <Tag asked={Object.values(shown.places).some((one) => one.proof === 'nfc')} heard={(code) => hear(code, true)} />
      <Camera heard={hear} />
      <p class="pz-muted">{t('scanHelp')}</p>
      <form class="pz-item" onSubmit={(event) => { event.preventDefault(); hear(typed); }}>
        <div class="pz-field">
          <label for="code">{t('typeCode')}</label>
          <input id="code" autocomplete="off" autocapitalize="characters" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} />
        </div>
        <button class="pz-button pz-button-large">{t('find')}</button>
      </form>
    </>
  );
}

/** The task this scan proves; else the one task that is open here; else the place. `near`: read by NFC. */
async function go(shown: View, found: Found, wanted: number, near: boolean): Promise<void> {
  const { reader } = shown;
  if (!reader) return;
  const { place, machine, tag } = found;
  const here = allTasks(shown).filter((one) => (machine ? one.equipment === machine.id : one.place === place?.id));
  const open = here.filter((one) => ['running', 'late', 'now'].includes(partOf(shown, one, Date.now())));
  if (place) {
    await saveField(store, reader, REPORT, 'place', String(place.id));
    await saveField(store, reader, REPORT, 'scanned', place.id);
  }
  const round = roundHere(shown, wanted, place?.id ?? 0);
  if (round) return walk(shown, round, found, near);
  if (wanted && !allTasks(shown).some((one) => one.id === wanted && (one.place === place?.id || one.equipment === machine?.id))) {
    say(t('wrongPlace'));
    return;
  }
  const task = wanted || (open.length === 1 ? open[0]?.id : 0) || 0;
  const how = near ? 'nfc' : place?.proof === 'rotating_qr' ? 'rotating_qr' : 'qr';
  if (task && tag) await saveField(store, reader, task, 'scan', { tag, how } satisfies Scan);
  if (task) location.hash = `task/${task}`;
  else location.hash = place ? `place/${place.id}` : '';
}

/** The round that is being walked: the one asked for, else the only one that has this point. */
function roundHere(shown: View, wanted: number, place: number): Begun | undefined {
  const rounds = shown.begun.filter((one) => stopsOf(one).length > 0 && !doneHere(shown, `task:${one.task.id}`, 'record.submit'));
  if (wanted) return rounds.find((one) => one.task.id === wanted);
  const here = rounds.filter((one) => stopsOf(one).some((stop) => stop.place === place));
  return here.length === 1 ? here[0] : undefined;
}

/** One point of a round: kept, and on to the next without leaving this page. */
async function walk(shown: View, begun: Begun, found: Found, near: boolean): Promise<void> {
  const { reader } = shown;
  if (!reader) return;
  const next = ahead(begun, await readDraft(store, reader, begun.task.id))[0];
  const step = await pass(store, reader, begun, found, near);
  const names = { name: found.place?.name ?? '', next: shown.places[next?.place ?? 0]?.name ?? '' };
  say(t(({ kept: 'pointKept', again: 'pointAgain', elsewhere: 'pointElsewhere', turn: 'pointTurn' } as const)[step], names));
  const left = ahead(begun, await readDraft(store, reader, begun.task.id));
  location.hash = left.length === 0 && step !== 'elsewhere' ? `task/${begun.task.id}` : `scan/${begun.task.id}`;
}

/** Waits for a tag while it is on; where the browser cannot, the QR code stays. */
function Tag({ asked, heard }: { asked: boolean; heard: (code: string) => void }): JSX.Element | null {
  const [stop, setStop] = useState<AbortController>();
  useEffect(() => () => stop?.abort(), [stop]);
  if (!hasNfc()) return asked ? <p class="pz-muted">{t('noNfc')}</p> : null;
  const read = (): void => {
    const wanted = new AbortController();
    setStop(wanted);
    readTag(wanted.signal)
      .then(heard, () => (wanted.signal.aborted ? undefined : say(t('nfcOff'))))
      .finally(() => setStop(undefined));
  };
  if (stop) return <p class="pa-warning" role="status">{t('holdToTag')}</p>;
  return <button type="button" class="pz-button pz-button-large" onClick={read}><Icon name="nfc" />{t('readNfc')}</button>;
}

function Camera({ heard }: { heard: (code: string) => void }): JSX.Element {
  const video = useRef<HTMLVideoElement>(null);
  const [on, setOn] = useState(false);
  const [failed, setFailed] = useState(!navigator.mediaDevices?.getUserMedia);
  useEffect(() => {
    if (!on) return undefined;
    const stop = { now: false };
    watch(video.current, stop, heard).catch(() => setFailed(true));
    return () => {
      stop.now = true;
    };
  }, [on]);
  if (failed) return <p class="pa-warning">{t('noCamera')}</p>;
  return (
    <>
      <video ref={video} class="pa-camera" hidden={!on} muted playsInline />
      {!on && <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => setOn(true)}><Icon name="scan" />{t('startCamera')}</button>}
    </>
  );
}

const EVERY = 200;

/** Looks at what the camera shows until there is a code or nobody looks any more. */
async function watch(video: HTMLVideoElement | null, stop: { now: boolean }, heard: (code: string) => void): Promise<void> {
  if (!video) return;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
  try {
    video.srcObject = stream;
    await video.play();
    const read = await codeReader();
    let last = '';
    while (!stop.now) {
      const code = await read(video);
      if (code && code !== last) heard(code);
      last = code;
      await new Promise((done) => setTimeout(done, EVERY));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}

/** A place with everything about it that is on this phone. */
export function PlacePage({ id }: { id: number }): JSX.Element {
  const shown = useView();
  const place = shown.places[id];
  if (!place) return <Empty icon="map-2" title={t('unknownCode')} />;
  const now = Date.now();
  const tasks = allTasks(shown).filter((one) => one.place === id);
  const cases = shown.cases.filter((one) => one.place === id);
  return (
    <>
      <h2>{place.name}</h2>
      <p class="pz-muted">{t('here')} · {place.code}</p>
      {tasks.length + cases.length === 0 && <p>{t('nothingHere')}</p>}
      {tasks.length > 0 && <section><h3>{t('tasksHere')}</h3><ul class="pz-rows">{tasks.map((one) => <li key={one.id}><TaskRow shown={shown} task={one} part={partOf(shown, one, now)} now={now} /></li>)}</ul></section>}
      {cases.length > 0 && <section><h3>{t('casesHere')}</h3><ul class="pz-rows">{cases.map((one) => <li key={one.id}><CaseRow one={one} shown={shown} now={now} /></li>)}</ul></section>}
      <a class="pz-button pz-button-large" href="#report"><Icon name="speakerphone" />{t('reportHere')}</a>
    </>
  );
}
