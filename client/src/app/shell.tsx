import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { CasePage } from './caseview';
import { Me } from './me';
import { sender, useView, type View } from './model';
import { Empty, Icon, Notice } from './parts';
import { Report } from './report';
import { PlacePage, ScanPage } from './scan';
import { TaskPage } from './task';
import { Today } from './today';
import { Unsent } from './unsent';
import { useUpdate } from './update';
import { t, type Word } from './words';

const root = document.documentElement;

function useRoute(): [string, number] {
  const read = (): string => location.hash.slice(1);
  const [route, setRoute] = useState(read());
  useEffect(() => {
    const moved = (): void => {
      setRoute(read());
      scrollTo(0, 0);
      document.getElementById('main')?.focus();
    };
    addEventListener('hashchange', moved);
    return () => removeEventListener('hashchange', moved);
  }, []);
  const [name = '', number = '0'] = route.split('/');
  return [name, Number(number)];
}

const TITLES: Record<string, Word> = {
  '': 'today', scan: 'scan', report: 'report', me: 'mine', unsent: 'unsentTitle', task: 'today', case: 'caseWord', place: 'here',
};
const DEEP = new Set(['task', 'case', 'place', 'unsent']);

export function Shell(): JSX.Element {
  const shown = useView();
  const [name, number] = useRoute();
  const title = t(TITLES[name] ?? 'today');
  useEffect(() => {
    document.title = title;
  }, [title]);
  return (
    <>
      <header class="pz-phone-top">
        {DEEP.has(name) && <a class="pz-back" href="#" aria-label={t('back')}><Icon name="chevron-left" /></a>}
        <h1>{title}</h1>
        <Line shown={shown} />
      </header>
      <main class="pz-phone-main" id="main" tabIndex={-1}>
        <Update />
        {shown.ready && <Entrance shown={shown}><Page name={name} number={number} /></Entrance>}
      </main>
      <Notice />
      <Bar name={name} />
    </>
  );
}

function Page({ name, number }: { name: string; number: number }): JSX.Element {
  if (name === 'task') return <TaskPage key={number} id={number} />;
  if (name === 'case') return <CasePage key={number} id={number} />;
  if (name === 'place') return <PlacePage key={number} id={number} />;
  if (name === 'scan') return <ScanPage key={number} task={number} />;
  if (name === 'report') return <Report />;
  if (name === 'unsent') return <Unsent />;
  return name === 'me' ? <Me /> : <Today />;
}

/** Network and number not yet sent: always in sight. */
function Line({ shown }: { shown: View }): JSX.Element {
  const unsent = shown.operations.filter((one) => one.state !== 'received').length;
  const off = !navigator.onLine;
  const { line } = sender.state;
  const word: Word = off ? 'offline' : line === 'busy' && unsent > 0 ? 'sending' : line === 'unreachable' ? 'unreachable' : 'online';
  root.dataset['network'] = off || line === 'unreachable' ? 'offline' : 'online';
  return (
    <a class="pz-network pa-line" href="#unsent" data-unsent={unsent}>
      <span role="status">{t(word)} {unsent > 0 && <b>{t('unsent', { n: unsent })}</b>}</span>
    </a>
  );
}

const BAR: [string, Word, string][] = [['', 'today', 'sun-high'], ['scan', 'scan', 'qrcode'], ['report', 'report', 'speakerphone'], ['me', 'mine', 'user']];

function Bar({ name }: { name: string }): JSX.Element {
  const now = DEEP.has(name) ? (name === 'unsent' ? 'me' : '') : name;
  return (
    <nav class="pz-phone-bar" aria-label={t('mainMenu')}>
      {BAR.map(([to, word, icon]) => (
        <a key={to} href={`#${to}`} {...(now === to ? { 'aria-current': 'page' as const } : {})}><Icon name={icon} />{t(word)}</a>
      ))}
    </nav>
  );
}

/** Nobody, somebody whose things are locked, or the page itself with what the line has to say. */
function Entrance({ shown, children }: { shown: View; children: JSX.Element }): JSX.Element {
  const signIn = `${root.dataset['signIn'] ?? ''}?next=${root.dataset['page'] ?? ''}`;
  const key = <a class="pz-button pz-button-primary pz-button-large" href={signIn}>{t('signIn')}</a>;
  if (!globalThis.crypto?.subtle) {
    return <Empty icon="shield-lock" title={t('noCrypto')}><p>{t('noCryptoWhy')}</p><a class="pz-button pz-button-primary pz-button-large" href={root.dataset['online'] ?? ''}>{t('onlinePages')}</a></Empty>;
  }
  const { line } = sender.state;
  if (!shown.reader && line === 'busy') return <p role="status">…</p>;
  if (!shown.reader && line === 'set_up') return <SetUp />;
  if (!shown.reader && shown.person) return <Empty icon="shield-lock" title={t('locked')}><p>{t('lockedWhy', { name: shown.person.name })}</p>{key}</Empty>;
  if (!shown.reader) return <Empty icon="user" title={t('signInFirst')}><p>{t('signInWhy')}</p>{key}</Empty>;
  return (
    <>
      {line === 'sign_in' && <p class="pa-warning"><a href={signIn}>{t('signInToSend')}</a></p>}
      {line === 'set_up' && <SetUp />}
      {children}
    </>
  );
}

function SetUp(): JSX.Element {
  return <p class="pa-warning">{t('setUp')} <a href={root.dataset['online'] ?? ''}>{t('openPage')}</a></p>;
}

function Update(): JSX.Element | null {
  const take = useUpdate();
  if (!take) return null;
  return <p class="pa-warning">{t('version')} <button type="button" class="pz-button" onClick={take}>{t('useVersion')}</button></p>;
}
