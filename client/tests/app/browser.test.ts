import { expect, it } from 'vitest';
import { shortcomings } from '../../src/app/browser';

const WECHAT = 'Mozilla/5.0 (Linux; Android 13) Chrome/116.0 Mobile Safari/537.36 XWEB/1160 MicroMessenger/8.0.42';
const CHROME = 'Mozilla/5.0 (Linux; Android 13) Chrome/126.0 Mobile Safari/537.36';

it.each([
  [CHROME, true, []],
  [CHROME, false, ['noShell']],
  [WECHAT, true, ['inWeChat']],
  [WECHAT, false, ['noShell', 'inWeChat']],
])('says what %s cannot do (keeps the shell: %s)', (agent, keeps, words) => {
  expect(shortcomings(agent, keeps)).toEqual(words);
});
