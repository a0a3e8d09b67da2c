import { render } from 'preact';
import './app.css';
import { showSunlight } from './me';
import { startModel } from './model';
import { Shell } from './shell';
import { startWorker } from './update';
import { language } from './words';

document.documentElement.lang = language() === 'zh' ? 'zh-Hans' : 'en';
showSunlight();
const place = document.getElementById('app');
if (place) {
  place.replaceChildren();
  render(<Shell />, place);
}
if (globalThis.crypto?.subtle) startModel();
void startWorker();
