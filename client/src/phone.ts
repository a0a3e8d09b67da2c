import './styles/phone.css';
import { armToasts } from './shared/toasts';
import { startTheme } from './shared/theme-choice';
import { startPhotos } from './shared/photos';
import { startEvidenceForms } from './shared/photo-fields';
import { startFill } from './phone/fill';

const root = document.documentElement;

/** The bar says when the network is gone; what is on the page stays. */
function showNetwork(): void {
  root.dataset['network'] = navigator.onLine ? 'online' : 'offline';
}

startTheme();
startPhotos();
startEvidenceForms();
startFill();
armToasts();
showNetwork();
addEventListener('online', showNetwork);
addEventListener('offline', showNetwork);
