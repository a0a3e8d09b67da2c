import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { sendAgain, sender, useView } from './model';
import { readBody } from './outbox';
import { Empty, Icon } from './parts';
import type { Operation } from './store';
import { moment } from './times';
import { t, tOr } from './words';

/** What waits, since when, why; what a person has to decide; what has arrived lately. */
export function Unsent(): JSX.Element {
  const shown = useView();
  const waiting = shown.operations.filter((one) => one.state !== 'received');
  const received = shown.operations.filter((one) => one.state === 'received').slice(-50).reverse();
  const { gap } = sender.state.outcome ?? { gap: { count: 0, items: [] } };
  const tray = shown.told.filter((one) => one.state !== 'accepted');
  return (
    <>
      <h2>{t('unsentTitle')} ({waiting.length})</h2>
      {waiting.length === 0 && <Empty icon="circle-check-filled" title={t('nothingUnsent')}><p>{t('nothingUnsentWhy')}</p></Empty>}
      <ul class="pz-rows">{waiting.map((one) => <li key={one.uuid}><Row one={one} /></li>)}</ul>
      {waiting.length > 0 && (
        <button type="button" class="pz-button pz-button-primary pz-button-large" disabled={sender.state.line === 'busy'} onClick={() => void sendAgain()}>
          <Icon name="send" />{t('sendNow')}
        </button>
      )}
      {waiting.length > 0 && sender.state.nextAt > 0 && <p class="pz-muted">{t('lastTry', { time: moment(sender.state.nextAt) })}</p>}
      {gap.count > 0 && (
        <section class="pa-warning"><strong>{t('gapTitle', { n: gap.count })}</strong><p>{t('gapWhy')}</p>
          <ul>{gap.items.map((one) => <li key={one.uuid}>{tOr(one.kind, 'unsentTitle')} {t('at', { time: moment(one.captured_at) })}</li>)}</ul>
        </section>
      )}
      {tray.length > 0 && (
        <section><h2>{t('trayTitle')}</h2>
          <ul class="pz-rows">{tray.map((one) => (
            <li key={one.uuid} class="pz-row" data-status="waiting"><b>{tOr(one.kind, 'unsentTitle')}</b><span>{tOr(`state_${one.state}`, 'state_waiting')} · {one.reason || one.text}</span><span class="pz-muted">{t('at', { time: moment(one.captured_at) })}</span></li>
          ))}</ul>
        </section>
      )}
      {received.length > 0 && (
        <section><h2>{t('receivedTitle')}</h2>
          <ul class="pz-rows">{received.map((one) => <li key={one.uuid}><Row one={one} /></li>)}</ul>
        </section>
      )}
    </>
  );
}

function Row({ one }: { one: Operation }): JSX.Element {
  const { reader } = useView();
  const [title, setTitle] = useState('');
  useEffect(() => {
    if (reader) void readBody(reader, one).then((body) => setTitle(body.title));
  }, [one.uuid, reader?.id]);
  const look = { waiting: 'waiting', aside: 'late', received: 'done' }[one.state];
  return (
    <div class="pz-row" data-status={look} data-operation={one.state}>
      <b>{t(one.kind)} · {title}</b>
      <span class="pz-muted">{t('since', { time: moment(one.made) })}{why(one)}</span>
    </div>
  );
}

function why(one: Operation): string {
  if (one.state === 'received') return one.code ? ` · ${one.text || one.code}` : '';
  const reason = one.code ? one.text || tOr(`why_${one.code}`, 'why_other', { code: one.code }) : t('waitsWhy');
  return ` · ${one.state === 'aside' ? `${t('setAside')}：` : ''}${reason}`;
}
