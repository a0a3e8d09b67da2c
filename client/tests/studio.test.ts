import { expect, test } from 'vitest';
import { outdated } from '../src/console/outdated.ts';

const row = (p: string, version: string) => ({ dataset: { p, version } });
const news = (p: string, v: string) => ({ dataset: { p, v } });

test('only what is shown in another version is fetched again', () => {
  const shown = [row('1', '3'), row('2', '1'), row('3', '9')];
  const found = outdated(shown, [news('1', '4'), news('2', '1'), news('7', '2')]);
  expect(found.map((one) => one.dataset.p)).toEqual(['1']);
});

test('no news, nothing to fetch', () => {
  expect(outdated([row('1', '3')], [])).toEqual([]);
});
