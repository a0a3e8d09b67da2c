import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The icons the pages use; each becomes one symbol of icons.svg under its own name. */
const OUTLINE = [
  'adjustments-horizontal', 'alert-triangle', 'arrow-back-up', 'arrow-down', 'arrow-up', 'arrows-sort', 'bell',
  'book-2', 'building', 'building-bank', 'building-community', 'calendar-week', 'camera', 'chart-bar', 'check', 'checks',
  'chevron-down', 'chevron-left', 'chevron-right', 'circle', 'circle-dashed', 'circle-half-2', 'clipboard-check',
  'clock-exclamation', 'clock-hour-4', 'device-desktop', 'device-floppy', 'dots', 'download', 'engine',
  'external-link', 'eye', 'file-text', 'filter', 'flag', 'gauge', 'hammer', 'help-circle', 'history', 'home',
  'hourglass', 'info-circle', 'keyboard', 'language', 'link', 'list-check', 'logout', 'map-2', 'menu-2', 'messages', 'microphone',
  'minus', 'moon', 'pencil', 'phone', 'photo', 'player-pause', 'player-play', 'plus', 'printer', 'qrcode', 'refresh',
  'nfc', 'scan', 'search', 'send', 'settings', 'shield-lock', 'signature', 'sitemap', 'speakerphone', 'stack-2', 'star',
  'sun-high', 'tool', 'trash', 'upload', 'user', 'user-question', 'users', 'wifi-off', 'x', 'alert-octagon',
];
const FILLED = ['alert-triangle', 'circle-check', 'circle-x', 'hourglass', 'player-pause', 'square-x'];

function symbol(kind: 'outline' | 'filled', name: string): string {
  const path = new URL(`node_modules/@tabler/icons/icons/${kind}/${name}.svg`, import.meta.url);
  const body = readFileSync(fileURLToPath(path), 'utf8').replace(/^[\s\S]*?<svg[^>]*>/, '').replace('</svg>', '');
  const drawn = body.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', '').replace(/\s*\n\s*/g, '');
  const paint =
    kind === 'filled'
      ? 'fill="currentColor" stroke="none"'
      : 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  const id = kind === 'filled' ? `${name}-filled` : name;
  return `<symbol id="${id}" viewBox="0 0 24 24" ${paint}>${drawn}</symbol>`;
}

/** One SVG holding every icon as a symbol. */
export function sprite(): string {
  const symbols = [...OUTLINE.map((name) => symbol('outline', name)), ...FILLED.map((name) => symbol('filled', name))];
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}
