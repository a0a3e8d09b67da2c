import type { JSX } from 'preact';
import type { Begun, Filled } from './filling';
import { useView } from './model';
import { complain, Icon } from './parts';
import type { RoundStop } from './protocol';
import { moment } from './times';
import { ahead, lastPassed, passedAt, stopsOf, type Passed } from './walking';
import { t } from './words';

interface RoundProps {
  begun: Begun;
  filled: Filled;
  save: (field: string, value: unknown) => Promise<void>;
}

/** The points of a round: where to go next, large, and all of them below. */
export function Points({ begun, filled, save }: RoundProps): JSX.Element {
  const shown = useView();
  const stops = stopsOf(begun);
  const left = ahead(begun, filled);
  const next = left[0];
  const name = (stop: RoundStop): string => shown.places[stop.place]?.name ?? `#${stop.place}`;
  const tick = (stop: RoundStop): void =>
    void save(`scan:${stop.place}`, { tag: '', how: '', at: new Date().toISOString() } satisfies Passed).catch(complain);
  const free = begun.task.round?.order === 'free';
  return (
    <section class="pz-item pa-round">
      <h2>{t('pointsWalked', { n: stops.length - left.length, of: stops.length })}</h2>
      {next ? <Next stop={next} begun={begun} filled={filled} name={name(next)} free={free} tick={() => tick(next)} /> : <p class="pz-status" data-status="done">{t('allWalked')}</p>}
      <details class="pz-more">
        <summary>{t('allPoints', { n: stops.length })}</summary>
        <ol class="pa-points">
          {stops.map((stop) => {
            const passed = passedAt(filled, stop.place);
            return (
              <li key={stop.place} data-status={passed ? 'done' : stop === next && !free ? 'running' : 'due'}>
                <span>{name(stop)}</span>
                <span class="pz-muted">{passed ? `${moment(passed.at)}${passed.tag || stop.proof === 'none' ? '' : ` · ${t('byHand')}`}` : ''}</span>
              </li>
            );
          })}
        </ol>
      </details>
    </section>
  );
}

interface NextProps {
  stop: RoundStop;
  begun: Begun;
  filled: Filled;
  name: string;
  free: boolean;
  tick: () => void;
}

function Next({ stop, begun, filled, name, free, tick }: NextProps): JSX.Element {
  const last = lastPassed(begun, filled);
  const until = last && stop.most !== null ? Date.parse(last.at) + stop.most * 1000 : 0;
  return (
    <>
      <p class="pa-next"><span class="pz-muted">{t(free ? 'anyPoint' : 'nextPoint')}</span><b>{name}</b></p>
      {until > 0 && <p class={Date.now() > until ? 'pa-lack' : 'pz-muted'}>{t('until', { time: moment(until) })}</p>}
      {stop.proof === 'none' ? (
        <button type="button" class="pz-button pz-button-primary pz-button-large" onClick={tick}><Icon name="check" />{t('iAmHere')}</button>
      ) : (
        <>
          <a class="pz-button pz-button-primary pz-button-large" href={`#scan/${begun.task.id}`}><Icon name="qrcode" />{t('scanNow')}</a>
          <details class="pz-more">
            <summary>{t('cannotScan')}</summary>
            <p>{t('cannotScanWhy')}</p>
            <button type="button" class="pz-button" onClick={tick}>{t('tickByHand')}</button>
          </details>
        </>
      )}
      {last && <a class="pz-button" href="#report"><Icon name="speakerphone" />{t('reportHere')}</a>}
    </>
  );
}

/** On the page for scanning: how far the round is and where it goes on. */
export function Ahead({ begun, filled }: { begun: Begun; filled: Filled }): JSX.Element {
  const shown = useView();
  const stops = stopsOf(begun);
  const [next] = ahead(begun, filled);
  return (
    <div class="pz-item pa-round" role="status">
      <p class="pa-next">
        <span class="pz-muted">{t('pointsWalked', { n: stops.length - ahead(begun, filled).length, of: stops.length })} · {next ? t(begun.task.round?.order === 'free' ? 'anyPoint' : 'nextPoint') : t('allWalked')}</span>
        {next && <b>{shown.places[next.place]?.name ?? `#${next.place}`}</b>}
      </p>
      <p class="pz-cluster"><a class="pz-button" href={`#task/${begun.task.id}`}>{t('toTheRound')}</a><a class="pz-button" href="#report"><Icon name="speakerphone" />{t('reportHere')}</a></p>
    </div>
  );
}
