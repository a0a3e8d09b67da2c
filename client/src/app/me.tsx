import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { startTheme } from '../shared/theme-choice';
import { shortcomings } from './browser';
import { redraw, switchUser, useView } from './model';
import { Icon, say } from './parts';
import { chooseLanguage, language, t, type Language } from './words';

const root = document.documentElement;
const SUN = 'pinzhi.sunlight';

/** High contrast for sunlight stays chosen on this phone. */
export function showSunlight(): void {
  const on = localStorage.getItem(SUN) === 'on';
  root.dataset['contrast'] = on ? 'more' : '';
  if (on) root.dataset['bsTheme'] = 'light';
}

export function Me(): JSX.Element {
  const shown = useView();
  const unsent = shown.operations.filter((one) => one.state !== 'received').length;
  const leaving = (): void => void switchUser().catch(() => say(t('onlineToSwitch')));
  return (
    <>
      <h2>{shown.person?.name}</h2>
      <a class="pz-button pz-button-large" href="#unsent"><Icon name="send" />{unsent ? t('unsent', { n: unsent }) : t('allSent')}</a>
      {shortcomings().map((word) => <p key={word} class="pa-warning">{t(word)}</p>)}
      <Looks />
      <Storage />
      <a class="pz-button pz-button-large" href={root.dataset['online'] ?? ''}><Icon name="external-link" />{t('onlinePages')}</a>
      <section class="pz-item">
        <p>{unsent ? t('switchWhy', { n: unsent }) : t('switchWhyNone')}</p>
        <button type="button" class="pz-button pz-button-large" disabled={!navigator.onLine} onClick={leaving}>
          <Icon name="logout" />{navigator.onLine ? t('switchUser') : t('onlineToSwitch')}
        </button>
      </section>
    </>
  );
}

function Looks(): JSX.Element {
  const [sun, setSun] = useState(localStorage.getItem(SUN) === 'on');
  useEffect(() => {
    startTheme();
    showSunlight();
  }, []);
  const choose = (wanted: Language): void => {
    chooseLanguage(wanted);
    root.lang = wanted === 'zh' ? 'zh-Hans' : 'en';
    redraw();
  };
  const shine = (on: boolean): void => {
    localStorage.setItem(SUN, on ? 'on' : 'off');
    setSun(on);
    startTheme();
    showSunlight();
  };
  return (
    <section class="pz-item">
      <div class="pz-keys pa-two" role="group" aria-label={t('language')}>
        <button type="button" class="pz-button" lang="zh-Hans" aria-pressed={language() === 'zh'} onClick={() => choose('zh')}>中文</button>
        <button type="button" class="pz-button" lang="en" aria-pressed={language() === 'en'} onClick={() => choose('en')}>English</button>
      </div>
      <div class="pz-keys" role="group" aria-label={t('appearance')}>
        <button type="button" class="pz-button" data-theme-set="light">{t('light')}</button>
        <button type="button" class="pz-button" data-theme-set="dark">{t('dark')}</button>
        <button type="button" class="pz-button" data-theme-set="auto">{t('auto')}</button>
      </div>
      <label class="pz-check"><input type="checkbox" checked={sun} onChange={(event) => shine(event.currentTarget.checked)} /> {t('sunlight')}</label>
    </section>
  );
}

function Storage(): JSX.Element {
  const shown = useView();
  const [kept, setKept] = useState(false);
  useEffect(() => {
    void navigator.storage?.persisted?.().then(setKept);
  }, []);
  const used = Math.max(shown.used * 100, 0).toFixed(1);
  return <p class="pz-muted">{t('storage')} · {t('stored', { n: used })} · {t(kept ? 'persisted' : 'notPersisted')}</p>;
}
