import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { draftsKept } from './drafts';
import { photos as photosIn, text as textIn, type Filled } from './filling';
import { keep, useView, type View } from './model';
import { complain, Empty, Photos, say, useDraft, type Mark } from './parts';
import type { Case, DeclaredFile, OperationKind, Said } from './protocol';
import { Voice, WordsField } from './telling';
import { doneHere, stepsOf } from './today';
import { deadline, moment } from './times';
import { t, type Word } from './words';

export function CasePage({ id }: { id: number }): JSX.Element {
  const shown = useView();
  const one = shown.cases.find((found) => found.id === id);
  if (!one) return <Empty icon="tool" title={t('notFound')}><p>{t('notFoundWhy')}</p></Empty>;
  const place = one.place === null ? undefined : shown.places[one.place];
  const steps = stepsOf(shown, one);
  const mark: Mark = { lines: [place?.name ?? shown.sites[one.site]?.name ?? '', t('caseWord')], code: `CASE-${one.id}` };
  return (
    <>
      <h2>{one.title}</h2>
      <dl class="pa-facts">
        {place && <Fact name={t('reportWhere')}>{place.name}</Fact>}
        {one.owner && <Fact name={t('owner')}>{one.owner.name}</Fact>}
        {one.due_at && <Fact name={t('due')}>{deadline(one.due_at, Date.now())}</Fact>}
        {one.round > 1 && <Fact name={t('again')}>{t('round', { n: one.round })}</Fact>}
      </dl>
      {one.report && <Story title={t('before')} said={one.report} />}
      {one.fix && <Story title={t('after')} said={one.fix} />}
      {one.comments?.map((said, n) => <Story key={n} title={t('comment')} said={said} />)}
      {doneHere(shown, `case:${id}`, 'case.fix') && <p class="pz-status" data-status="done">{t('keptSent')}</p>}
      {steps.includes('fix') && <Fix key={`fix${id}`} one={one} mark={mark} />}
      {steps.includes('recheck') && <Recheck key={`recheck${id}`} one={one} mark={mark} />}
      {steps.includes('assign') && <Assign key={`assign${id}`} one={one} shown={shown} />}
      <Comment key={`comment${id}`} one={one} mark={mark} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: string }): JSX.Element {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Story({ title, said }: { title: string; said: Said }): JSX.Element {
  const { text, photos, voice } = said;
  return (
    <section class="pz-item">
      <h3>{title}</h3>
      {text && <p class="pz-pre">{text}</p>}
      <p class="pz-muted">{said.by}{said.at && ` · ${moment(said.at)}`}</p>
      {voice && navigator.onLine && <audio controls preload="none" src={`/files/${voice}/`} aria-label={t('voiceNote')} />}
      {photos.length > 0 && navigator.onLine && (
        <div class="pz-cluster">{photos.map((uuid, n) => <a key={uuid} class="pa-photo" href={`/files/${uuid}/`}><img src={`/files/${uuid}/`} alt={t('photoN', { n: n + 1 })} loading="lazy" /></a>)}</div>
      )}
      {(photos.length > 0 || voice) && !navigator.onLine && <p class="pz-muted">{t('photosOnline')}</p>}
    </section>
  );
}

/** Keep one deed on a case and go back to the list. */
async function deed(one: Case, kind: OperationKind, data: Record<string, unknown>, files: DeclaredFile[] = [], draft?: number): Promise<void> {
  await draftsKept();
  const all = { case: one.id, ...data };
  await keep({ kind, title: one.title, thing: `case:${one.id}`, data: all, files, base: one.version, ...(draft === undefined ? {} : { task: draft }) });
  say(t('kept'));
}

/** Under which number a case's unfinished step lies among the drafts. */
const draftOf = (one: Case, step: 0 | 1 | 2): number => -(one.id * 3 + step);

/** What was written, photographed and said in a draft so far. */
const given = (filled: Filled): { text: string; photos: DeclaredFile[]; voice: DeclaredFile[] } => ({
  text: textIn(filled, 'text').trim(),
  photos: photosIn(filled, 'photos'),
  voice: photosIn(filled, 'voice'),
});

/** The same as an operation tells it. */
function told(filled: Filled): Record<string, unknown> {
  const { text, photos, voice } = given(filled);
  return { text, photos: photos.map((file) => file.uuid), ...(voice[0] ? { voice: voice[0].uuid } : {}) };
}

function Fix({ one, mark }: { one: Case; mark: Mark }): JSX.Element {
  const [filled, save] = useDraft(draftOf(one, 0));
  if (!filled) return <p role="status">…</p>;
  const { text, photos, voice } = given(filled);
  const send = async (): Promise<void> => {
    if (!text && voice.length === 0) return say(t('needText'));
    if (photos.length === 0) return say(t('needPhoto'));
    return deed(one, 'case.fix', told(filled), [...photos, ...voice], draftOf(one, 0));
  };
  return (
    <section class="pz-item">
      <h3>{t('fixIt')}</h3>
      <Photos label={t('fixPhoto')} photos={photos} mark={mark} change={(files) => save('photos', files)} />
      <WordsField id="fix" name={t('fixText')} value={textIn(filled, 'text')} set={(next) => void save('text', next).catch(complain)} />
      <Voice voice={voice} change={(files) => save('voice', files)} />
      <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => void send().catch(complain)}>{t('fixIt')}</button>
    </section>
  );
}

const OUTCOMES: { value: Word; status: string }[] = [
  { value: 'put_right', status: 'done' },
  { value: 'again', status: 'late' },
  { value: 'deducted', status: 'stopped' },
];

function Recheck({ one, mark }: { one: Case; mark: Mark }): JSX.Element {
  const [filled, save] = useDraft(draftOf(one, 1));
  if (!filled) return <p role="status">…</p>;
  const outcome = textIn(filled, 'outcome');
  const { text, photos, voice } = given(filled);
  const send = async (): Promise<void> => {
    if (!outcome) return say(t('needChoice'));
    if (outcome !== 'put_right' && !text && voice.length === 0) return say(t('needReason'));
    return deed(one, 'case.recheck', { outcome, ...told(filled) }, [...photos, ...voice], draftOf(one, 1));
  };
  return (
    <section class="pz-item">
      <h3>{t('recheck')}</h3>
      <div class="pz-keys" role="radiogroup" aria-label={t('recheck')}>
        {OUTCOMES.map(({ value, status }) => (
          <label key={value} data-status={status}>
            <input type="radio" name="outcome" value={value} checked={outcome === value} onChange={() => void save('outcome', value).catch(complain)} />
            {t(value)}
          </label>
        ))}
      </div>
      <Photos label={t('photoAfter')} photos={photos} mark={mark} change={(files) => save('photos', files)} />
      <WordsField id="recheck" name={t('reason')} value={textIn(filled, 'text')} set={(next) => void save('text', next).catch(complain)} />
      <Voice voice={voice} change={(files) => save('voice', files)} />
      <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => void send().catch(complain)}>{t('recheck')}</button>
    </section>
  );
}

function Assign({ one, shown }: { one: Case; shown: View }): JSX.Element {
  const [to, setTo] = useState('');
  const people = shown.people.filter((person) => person.site === one.site);
  const near = [...people].sort((a, b) => Number(b.department === one.department) - Number(a.department === one.department));
  const send = async (): Promise<void> => (to ? deed(one, 'case.assign', { to: Number(to) }) : say(t('needChoice')));
  return (
    <section class="pz-item">
      <div class="pz-field">
        <label for="to">{t('assignTo')}</label>
        <select id="to" value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="">{t('choose')}</option>
          {near.map((person) => <option key={person.id} value={person.id}>{person.name}</option>)}
        </select>
      </div>
      <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => void send().catch(complain)}>{t('assign')}</button>
    </section>
  );
}

function Comment({ one, mark }: { one: Case; mark: Mark }): JSX.Element {
  const [filled, save] = useDraft(draftOf(one, 2));
  if (!filled) return <p role="status">…</p>;
  const { text, photos, voice } = given(filled);
  const send = async (): Promise<void> => {
    if (!text && photos.length + voice.length === 0) return say(t('needText'));
    await deed(one, 'case.comment', told(filled), [...photos, ...voice]);
    await Promise.all([save('text', ''), save('photos', []), save('voice', [])]);
  };
  return (
    <section class="pz-item">
      <WordsField id="comment" name={t('comment')} value={textIn(filled, 'text')} set={(next) => void save('text', next).catch(complain)} />
      <Voice voice={voice} change={(files) => save('voice', files)} />
      <Photos label={t('photoMore')} photos={photos} mark={mark} change={(files) => save('photos', files)} />
      <button type="button" class="pz-button" onClick={() => void send().catch(complain)}>{t('addComment')}</button>
    </section>
  );
}
