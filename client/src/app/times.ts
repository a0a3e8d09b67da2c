import { language, t } from './words';

const MINUTE = 60_000;

/** 3 hours, 18 minutes: as people say how long something is. */
export function span(ms: number): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / MINUTE));
  if (minutes < 60) return t('minutes', { n: minutes });
  if (minutes < 48 * 60) return t('hours', { n: Math.round(minutes / 60) });
  return t('days', { n: Math.round(minutes / 1440) });
}

/** 09:30, with the day when it is not today. */
export function moment(at: string | number, now = Date.now()): string {
  const when = new Date(at);
  const place = language() === 'zh' ? 'zh-CN' : 'en-GB';
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };
  const sameDay = when.toDateString() === new Date(now).toDateString();
  return when.toLocaleString(place, sameDay ? time : { month: 'numeric', day: 'numeric', ...time });
}

/** What a deadline means now. */
export function deadline(due: string, now: number): string {
  const left = new Date(due).getTime() - now;
  return left < 0 ? t('lateBy', { time: span(left) }) : t('remaining', { time: span(left) });
}
