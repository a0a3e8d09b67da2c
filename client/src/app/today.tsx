import type { JSX } from 'preact';
import { shortcomings } from './browser';
import { Empty } from './parts';
import { sender, useView, type View } from './model';
import type { Case, Task } from './protocol';
import { deadline, moment } from './times';
import { t, type Word } from './words';

/** What was done to a thing on this phone and has not come back from the server yet. */
export function doneHere(shown: View, thing: string, kind: string): boolean {
  return shown.operations.some((one) => one.thing === thing && one.kind === kind && one.state !== 'aside');
}

/** All tasks there are: those of the last pull and those begun here that have gone since. */
export function allTasks(shown: View): Task[] {
  const known = new Set(shown.tasks.map((one) => one.id));
  return [...shown.tasks, ...shown.begun.map((one) => one.task).filter((one) => !known.has(one.id))];
}

export type Part = 'running' | 'late' | 'now' | 'next' | 'handedIn';

/** Where a task stands in the list. */
export function partOf(shown: View, task: Task, now: number): Part {
  if (doneHere(shown, `task:${task.id}`, 'record.submit')) return 'handedIn';
  if (task.status === 'running' || shown.begun.some((one) => one.task.id === task.id)) return 'running';
  if (Date.parse(task.closes_at) <= now) return 'late';
  return Date.parse(task.opens_at) <= now ? 'now' : 'next';
}

const LOOK: Record<Part, string> = { running: 'running', late: 'late', now: 'due', next: 'due', handedIn: 'done' };
const PARTS: Part[] = ['running', 'late', 'now', 'next', 'handedIn'];
const byRoute = (a: Task, b: Task): number => a.order - b.order || a.closes_at.localeCompare(b.closes_at) || a.id - b.id;

export function Today(): JSX.Element {
  const shown = useView();
  const now = Date.now();
  const parts = new Map<Part, Task[]>(PARTS.map((part) => [part, []]));
  for (const task of allTasks(shown).sort(byRoute)) parts.get(partOf(shown, task, now))?.push(task);
  const some = [...parts.values()].some((tasks) => tasks.length > 0) || shown.cases.length > 0;
  if (!some && !shown.reader?.cursor) return <Empty icon="refresh" title={t('notLoaded')}><p>{t('notLoadedWhy')}</p></Empty>;
  if (!some) return <Empty icon="list-check" title={t('nothingToday')}><p>{t('nothingTodayWhy')}</p></Empty>;
  return (
    <>
      {shortcomings().includes('noShell') && <a class="pa-warning" href="#me">{t('noShell')}</a>}
      {shown.used > 0.8 && <p class="pa-warning" role="status">{t('roomLow', { n: Math.round(shown.used * 100) })}</p>}
      {sender.state.outcome?.gap.count ? <a class="pa-warning" href="#unsent">{t('gapTitle', { n: sender.state.outcome.gap.count })}</a> : null}
      <Tasks shown={shown} part="running" tasks={parts.get('running')} now={now} />
      <Tasks shown={shown} part="late" tasks={parts.get('late')} now={now} />
      <Tasks shown={shown} part="now" tasks={parts.get('now')} now={now} />
      <Cases shown={shown} now={now} />
      <Tasks shown={shown} part="next" tasks={parts.get('next')} now={now} />
      <Tasks shown={shown} part="handedIn" tasks={parts.get('handedIn')} now={now} />
    </>
  );
}

interface TasksProps {
  shown: View;
  part: Part;
  tasks: Task[] | undefined;
  now: number;
}

function Tasks({ shown, part, tasks = [], now }: TasksProps): JSX.Element | null {
  if (tasks.length === 0) return null;
  return (
    <section>
      <h2>{t(part)} ({tasks.length})</h2>
      <ul class="pz-rows">
        {tasks.map((task) => (
          <li key={task.id}>
            <TaskRow shown={shown} task={task} part={part} now={now} />
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TaskRow({ shown, task, part, now }: { shown: View; task: Task; part: Part; now: number }): JSX.Element {
  const place = task.place === null ? undefined : shown.places[task.place];
  const machine = task.equipment === null ? undefined : shown.equipment[task.equipment];
  const when = part === 'next' ? t('from', { time: moment(task.opens_at, now) }) : deadline(task.closes_at, now);
  const inside = (
    <>
      <b>{task.title}</b>
      <span>{[place?.name, machine?.name].filter(Boolean).join(' · ')}</span>
      <span class="pz-muted">{part === 'handedIn' ? t('handedIn') : `${when}${task.mine ? '' : ` · ${t('nobodys')}`}`}</span>
    </>
  );
  if (part === 'handedIn') return <div class="pz-row" data-status="done">{inside}</div>;
  return <a class="pz-row" data-status={LOOK[part]} href={`#task/${task.id}`}>{inside}</a>;
}

const STEPS: [Case['can'][number], string, Word][] = [
  ['fix', 'case.fix', 'toFix'],
  ['recheck', 'case.recheck', 'toRecheck'],
  ['assign', 'case.assign', 'toAssign'],
];

/** The steps on a case that are open to me, leaving out what was done here already. */
export function stepsOf(shown: View, one: Case): Case['can'] {
  return STEPS.filter(([step, kind]) => one.can.includes(step) && !doneHere(shown, `case:${one.id}`, kind)).map(([step]) => step);
}

/** Under which heading a case stands: what I have to put right comes first. */
function headingOf(shown: View, one: Case): Case['can'][number] | undefined {
  const steps = stepsOf(shown, one);
  return steps.find((step) => step !== 'fix' || one.mine) ?? steps[0];
}

function Cases({ shown, now }: { shown: View; now: number }): JSX.Element {
  const due = (one: Case): string => one.due_at ?? '9';
  const open = [...shown.cases].sort((a, b) => due(a).localeCompare(due(b)));
  return (
    <>
      {STEPS.map(([step, , title]) => {
        const cases = open.filter((one) => headingOf(shown, one) === step);
        if (cases.length === 0) return null;
        return (
          <section key={step}>
            <h2>{t(title)} ({cases.length})</h2>
            <ul class="pz-rows">{cases.map((one) => <li key={one.id}><CaseRow one={one} shown={shown} now={now} /></li>)}</ul>
          </section>
        );
      })}
    </>
  );
}

export function CaseRow({ one, shown, now }: { one: Case; shown: View; now: number }): JSX.Element {
  const place = one.place === null ? undefined : shown.places[one.place];
  const late = one.due_at !== null && Date.parse(one.due_at) < now;
  return (
    <a class="pz-row" data-status={late ? 'late' : 'waiting'} href={`#case/${one.id}`}>
      <b>{one.title}</b>
      {place && <span>{place.name}</span>}
      <span class="pz-muted">{[one.due_at && deadline(one.due_at, now), one.owner?.name].filter(Boolean).join(' · ')}</span>
    </a>
  );
}
