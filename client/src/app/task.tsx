import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { readPage } from './day';
import { draftsKept } from './drafts';
import { calledFine, fails, firstLack, jumps, lacks, limits, photoAlways, photos, restOf, signatureAsked, submission, text, type Begun, type Filled } from './filling';
import { beginTask, keep, store, useView, view } from './model';
import { complain, Empty, Icon, Photos, say, useDraft, type Mark } from './parts';
import type { Checklist, DeclaredFile, Item, Task } from './protocol';
import { Points } from './rounds';
import { Signature } from './signature';
import { Voice, WordsField } from './telling';
import { allTasks, doneHere } from './today';
import { deadline, moment } from './times';
import { ahead, lastPassed } from './walking';
import { t, type Word } from './words';

export function TaskPage({ id }: { id: number }): JSX.Element {
  const shown = useView();
  const task = allTasks(shown).find((one) => one.id === id);
  const [filled, save] = useDraft(id);
  if (!task || doneHere(shown, `task:${id}`, 'record.submit')) {
    return <Empty icon="list-check" title={t('notFound')}><p>{t('notFoundWhy')}</p></Empty>;
  }
  if (!filled) return <p role="status">…</p>;
  const begun = filled['begun'] as Begun | undefined;
  if (!begun) return <><Before task={task} begun={(one) => save('begun', one)} /><Memo task={task} filled={filled} save={save} /></>;
  return <Form key={id} begun={begun} filled={filled} save={save} />;
}

function Where({ task }: { task: Task }): JSX.Element {
  const shown = useView();
  const place = task.place === null ? undefined : shown.places[task.place];
  const machine = task.equipment === null ? undefined : shown.equipment[task.equipment];
  const names = [place?.name, machine?.name].filter(Boolean).join(' · ');
  return <p><strong>{names}</strong> {deadline(task.closes_at, Date.now())}</p>;
}

function Before({ task, begun }: { task: Task; begun: (one: Begun) => Promise<void> }): JSX.Element {
  const [checklist, setChecklist] = useState<Checklist>();
  useEffect(() => {
    if (view.reader) void readPage(store, view.reader, 'checklist').then((page) => setChecklist(page[task.checklist]));
  }, [task.checklist]);
  const early = Date.parse(task.opens_at) > Date.now();
  const start = async (): Promise<void> => {
    const one = await beginTask(task);
    if (one) await begun(one);
    else say(t('notFound'));
  };
  return (
    <>
      <h2>{task.title}</h2>
      <Where task={task} />
      {checklist?.note && <p>{checklist.note}</p>}
      {task.round && <p><strong>{t('pointsOfRound', { n: task.round.stops.length })}</strong> {task.round.order === 'shuffled' && t('orderDrawn')}</p>}
      {checklist && (
        <section>
          <h3>{t('itemsToCheck', { n: checklist.items.length })}</h3>
          <ol class="pz-list">{checklist.items.map((one) => <li key={one.id}>{one.title}</li>)}</ol>
        </section>
      )}
      <button type="button" class="pz-button pz-button-primary pz-button-large" disabled={early} onClick={() => void start().catch(complain)}>
        {early ? t('from', { time: new Date(task.opens_at).toLocaleTimeString() }) : t('begin')}
      </button>
    </>
  );
}

interface FormProps {
  begun: Begun;
  filled: Filled;
  save: (field: string, value: unknown) => Promise<void>;
}

function Form({ begun, filled, save }: FormProps): JSX.Element {
  const { task, checklist } = begun;
  const shown = useView();
  const [asked, setAsked] = useState(false);
  const place = task.place === null ? undefined : shown.places[task.place];
  const points = ahead(begun, filled).length;
  const spot = shown.places[lastPassed(begun, filled)?.place ?? 0] ?? place;
  const mark: Mark = { lines: [spot?.name ?? shown.sites[task.site]?.name ?? '', task.title], code: `${checklist.code}-${task.id}` };
  const lack = firstLack(checklist, filled);
  const left = checklist.items.filter((item) => lacks(item, filled)).length;
  const handIn = async (): Promise<void> => {
    setAsked(true);
    if (lack) {
      say(lack.why);
      document.getElementById(`item-${lack.item}`)?.scrollIntoView({ block: 'center' });
      return;
    }
    if (points > 0 && !text(filled, 'note').trim()) {
      say(t('pointsLeft', { n: points }));
      document.getElementById('note')?.focus();
      return;
    }
    const { data, files } = submission(begun, filled);
    await draftsKept();
    await keep({ kind: 'record.submit', title: task.title, thing: `task:${task.id}`, data, files, base: task.version, task: task.id });
    say(t('kept'));
    location.hash = '';
  };
  return (
    <>
      <h2>{task.title}</h2>
      <Where task={task} />
      {!shown.tasks.some((one) => one.id === task.id) && <p class="pa-warning">{t('taskGone')}</p>}
      {task.round && <Points begun={begun} filled={filled} save={save} />}
      {place?.proof && !task.round && <Proof done={filled['scan'] !== undefined} task={task.id} />}
      <form class="pz-stack" onSubmit={(event) => event.preventDefault()}>
        {checklist.items.map((item) => (
          <Question key={item.id} item={item} checklist={checklist} last={task.last} filled={filled} mark={mark} save={save} asked={asked} />
        ))}
        <WordsField id="note" name={t('remark')} most={2000} value={text(filled, 'note')} set={(next) => void save('note', next).catch(complain)} />
        <Rest checklist={checklist} filled={filled} save={save} scanned={task.round ? points === 0 : !place?.proof || filled['scan'] !== undefined} />
        {signatureAsked(checklist.items) && (
          <div id="item-0"><Signature signed={photos(filled, 'signature')} change={(files) => save('signature', files)} /></div>
        )}
        <Memo task={task} filled={filled} save={save} />
      </form>
      <div class="pz-foot-action">
        <p class="pz-muted" role="status">{left ? t('itemsLeft', { n: left }) : ''}</p>
        <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={() => void handIn().catch(complain)}>{t('handIn')}</button>
      </div>
    </>
  );
}

interface RestProps extends Omit<FormProps, 'begun'> {
  checklist: Checklist;
  scanned: boolean;
}

/** One press passes what was not answered, where the checklist allows it; the record will say so. */
function Rest({ checklist, filled, save, scanned }: RestProps): JSX.Element | null {
  const [rest, fine] = [restOf(checklist, filled), calledFine(checklist, filled)];
  const answer = async (items: Item[], value: string): Promise<void> => {
    await Promise.all(items.flatMap(({ id }) => [save(`answer:${id}`, value), save(`rest:${id}`, value !== '')]));
  };
  if (rest.length === 0 && fine.length === 0) return null;
  return (
    <div class="pz-item">
      {rest.length > 0 && (
        <button type="button" class="pz-button pz-button-large" disabled={!scanned} onClick={() => void answer(rest, 'pass').catch(complain)}>
          <Icon name="checks" />{scanned ? t('restFine', { n: rest.length }) : t('restScan')}
        </button>
      )}
      {fine.length > 0 && (
        <p class="pz-cluster"><span class="pz-muted">{t('restSaid', { n: fine.length })}</span> <button type="button" class="pz-button" onClick={() => void answer(fine, '').catch(complain)}>{t('undo')}</button></p>
      )}
    </div>
  );
}

/** A word for whoever leads: why it cannot be done, what is in the way. The task stays as it is. */
function Memo({ task, filled, save }: Omit<FormProps, 'begun'> & { task: Task }): JSX.Element {
  const words = text(filled, 'memo');
  const send = async (): Promise<void> => {
    if (!words.trim()) return say(t('needText'));
    await draftsKept();
    await keep({ kind: 'task.note', title: task.title, thing: `task:${task.id}`, data: { task: task.id, text: words.trim() }, files: [] });
    await save('memo', '');
    say(t('kept'));
  };
  return (
    <details class="pz-more">
      <summary>{t('memo')}</summary>
      <WordsField id="memo" name={t('memoWhat')} value={words} set={(next) => void save('memo', next).catch(complain)} />
      <button type="button" class="pz-button" onClick={() => void send().catch(complain)}><Icon name="send" />{t('memoSend')}</button>
    </details>
  );
}

function Proof({ done, task }: { done: boolean; task: number }): JSX.Element {
  if (done) return <p class="pz-status" data-status="done">{t('scanned')}</p>;
  return <p><a class="pz-button" href={`#scan/${task}`}><Icon name="qrcode" />{t('needsScan')}</a></p>;
}

interface QuestionProps {
  item: Item;
  checklist: Checklist;
  last: Task['last'];
  filled: Filled;
  mark: Mark;
  asked: boolean;
  save: (field: string, value: unknown) => Promise<void>;
}

function Question({ item, checklist, last, filled, mark, save, asked }: QuestionProps): JSX.Element {
  const value = text(filled, `answer:${item.id}`);
  const failed = fails(item, value);
  const clause = checklist.clauses.find((one) => one.id === item.clause);
  const set = (field: string, next: unknown): void => void save(`${field}:${item.id}`, next).catch(complain);
  const taken = (field: string) => ({
    photos: photos(filled, `${field}:${item.id}`),
    change: (files: DeclaredFile[]) => save(`${field}:${item.id}`, files),
    mark,
  });
  const why = asked ? lacks(item, filled) : '';
  const right = filled[`right:${item.id}`] === true;
  return (
    <fieldset class="pz-item" id={`item-${item.id}`}>
      <legend class="pz-legend">{item.code} {item.title} {!item.required && <span class="pz-muted">{t('optional')}</span>}</legend>
      {item.hint && <p class="pz-muted">{item.hint}</p>}
      {item.adjusted && <p><strong>{t('siteValue')}</strong></p>}
      <Answer item={item} value={value} last={last} failed={failed} set={(next) => { set('answer', next); if (filled[`rest:${item.id}`] === true) set('rest', false); }} />
      {why && <p class="pa-lack">{why}</p>}
      {(photoAlways(item) || failed) && <Photos label={t('photoFound')} {...taken('photos')} />}
      {failed && (
        <>
          <WordsField id={`note-${item.id}`} name={t('whatIsWrong')} most={500} value={text(filled, `note:${item.id}`)} set={(next) => set('note', next)} />
          <Voice voice={photos(filled, `voice:${item.id}`)} change={(files) => save(`voice:${item.id}`, files)} />
        </>
      )}
      {failed && item.on_the_spot && (
        <label class="pz-check"><input type="checkbox" checked={right} onChange={(event) => set('right', event.currentTarget.checked)} /> {t('putRight')}</label>
      )}
      {failed && right && <Photos label={t('photoAfter')} {...taken('after')} />}
      {clause?.text && (
        <details class="pz-more"><summary>{t('clause')} {clause.number}</summary><p class="pz-pre">{clause.text}</p></details>
      )}
    </fieldset>
  );
}

const VERDICTS: { value: Word; status: string }[] = [
  { value: 'pass', status: 'done' },
  { value: 'fail', status: 'late' },
  { value: 'not_applicable', status: 'stopped' },
];

interface AnswerProps {
  item: Item;
  value: string;
  last: Task['last'];
  failed: boolean;
  set: (value: string) => void;
}

function ReadingField({ item, value, last, failed, set }: AnswerProps): JSX.Element {
  const id = `answer-${item.id}`;
  const before = last?.values[item.id] ?? '';
  const jump = before !== '' && jumps(item, value, before);
  return (
    <div class="pz-field">
      <label for={id}>{t('reading')} <span class="pz-muted">{item.minimum || item.maximum ? t('limits', { text: limits(item) }) : item.unit}</span></label>
      <div class="pa-beside">
        <input id={id} class="pa-reading" inputMode="decimal" autocomplete="off" value={value} aria-describedby={`${id}-said`} onInput={(event) => set(event.currentTarget.value)} />
        {last && before && <span class="pz-muted">{t('lastTime')} <b>{before} {item.unit}</b><br />{moment(last.at)}</span>}
      </div>
      <span id={`${id}-said`} role="status">
        {failed && <span class="pa-lack">{t('outside')}</span>}
        {jump && <span class="pa-warning">{t('farOff', { last: `${before} ${item.unit}`.trim() })}</span>}
      </span>
    </div>
  );
}

function Answer({ item, value, last, failed, set }: AnswerProps): JSX.Element {
  const id = `answer-${item.id}`;
  if (item.answer_type === 'number') return <ReadingField item={item} value={value} last={last} failed={failed} set={set} />;
  if (item.answer_type === 'text') {
    return (
      <div class="pz-field">
        <label for={id}>{t('answer')}</label>
        <textarea id={id} rows={2} maxLength={2000} value={value} onInput={(event) => set(event.currentTarget.value)} />
      </div>
    );
  }
  const keys = item.answer_type === 'verdict'
    ? VERDICTS.map((one) => ({ ...one, word: t(one.value) }))
    : item.choices.map((one) => ({ value: one.value, word: one.label, status: one.ok ? 'done' : 'late' }));
  return (
    <div class="pz-keys">
      {keys.map((key) => (
        <label key={key.value} data-status={key.status}>
          <input type="radio" name={id} value={key.value} checked={value === key.value} onChange={() => set(key.value)} />
          {key.word}
        </label>
      ))}
    </div>
  );
}
