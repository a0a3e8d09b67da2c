import type { JSX } from 'preact';
import { draftsKept } from './drafts';
import { photos, text } from './filling';
import { keep, useView } from './model';
import { complain, Photos, say, useDraft } from './parts';
import { Voice, WordsField } from './telling';
import { t, type Word } from './words';

const DEPARTMENTS: Word[] = ['customer_service', 'engineering', 'security', 'environment', 'quality', 'administration'];
/** The number under which a report that is not finished lies among the drafts. */
export const REPORT = 0;

/** Photo first, words second; the place is the one scanned last. */
export function Report(): JSX.Element {
  const shown = useView();
  const [filled, save] = useDraft(REPORT);
  if (!filled) return <p role="status">…</p>;
  const set = (field: string, value: unknown): void => void save(field, value).catch(complain);
  const [taken, voice] = [photos(filled, 'photos'), photos(filled, 'voice')];
  const places = Object.values(shown.places).sort((a, b) => a.order - b.order);
  const place = shown.places[text(filled, 'place')];
  const sites = Object.values(shown.sites);
  const site = place?.site ?? (Number(text(filled, 'site')) || sites[0]?.id);
  const department = text(filled, 'department') || 'engineering';
  const send = async (): Promise<void> => {
    const title = text(filled, 'title').trim();
    if (taken.length === 0) return say(t('needPhoto'));
    if (!title && voice.length === 0) return say(t('needText'));
    if (site === undefined) return say(t('notLoaded'));
    const named = title || t('saidByVoice');
    const told = { site, title: named, text: text(filled, 'text').trim(), place: place?.id ?? null, equipment: null, department };
    await draftsKept();
    await keep({
      kind: 'finding.report', title: named, thing: '', data: { ...told, photos: taken.map((one) => one.uuid), ...(voice[0] ? { voice: voice[0].uuid } : {}) }, files: [...taken, ...voice], task: REPORT,
    });
    say(t('kept'));
    location.hash = '';
  };
  return (
    <form class="pz-stack" onSubmit={(event) => event.preventDefault()}>
      <div class="pz-item"><Photos label={t('reportFirst')} photos={taken} mark={{ lines: [place?.name ?? shown.sites[site ?? 0]?.name ?? ''], code: 'REPORT' }} change={(files) => save('photos', files)} /></div>
      <div class="pz-field">
        <label for="title">{t('reportWhat')}</label>
        <input id="title" maxLength={200} value={text(filled, 'title')} onInput={(event) => set('title', event.currentTarget.value)} />
      </div>
      <WordsField id="more" name={t('reportMore')} value={text(filled, 'text')} set={(next) => set('text', next)} />
      <Voice voice={voice} change={(files) => save('voice', files)} />
      <div class="pz-field">
        <label for="place">{t('reportWhere')}</label>
        <select id="place" value={text(filled, 'place')} onChange={(event) => set('place', event.currentTarget.value)}>
          <option value="">{t('elsewhere')}</option>
          {places.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
        {place && filled['scanned'] === place.id && <span class="pz-muted">{t('afterScan')}</span>}
      </div>
      {!place && sites.length > 1 && (
        <div class="pz-field">
          <label for="site">{t('site')}</label>
          <select id="site" value={site} onChange={(event) => set('site', event.currentTarget.value)}>
            {sites.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </div>
      )}
      <div class="pz-field">
        <label for="department">{t('department')}</label>
        <select id="department" value={department} onChange={(event) => set('department', event.currentTarget.value)}>
          {DEPARTMENTS.map((one) => <option key={one} value={one}>{t(one)}</option>)}
        </select>
      </div>
      <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => void send().catch(complain)}>{t('reportSend')}</button>
    </form>
  );
}
