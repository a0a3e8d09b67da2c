import { describe, expect, test } from 'vitest';
import { backoff, cares, readHint } from '../src/console/hints.ts';

describe('a hint', () => {
  test('names the site and the kinds of things', () => {
    expect(readHint('{"site": 5, "topics": ["case", "task"]}')).toEqual({ site: 5, topics: ['case', 'task'] });
  });
  test.each(['', 'nonsense', '{}', '{"site": "5", "topics": []}', 'null', '[]'])('%s is read as: everything may have changed', (data) => {
    expect(readHint(data)).toEqual({ site: null, topics: [] });
  });
});

describe('an element', () => {
  const hint = { site: 5, topics: ['case'] };
  test.each([
    ['', '', true], // follows everything
    ['case task', '', true],
    ['task', '', false],
    ['cases', '', false], // no half words
    ['case', '5', true],
    ['case', '6', false],
  ])('that follows "%s" at "%s" cares: %s', (topics, site, expected) => {
    expect(cares(topics, site, hint)).toBe(expected);
  });
  test('cares about everything after a break', () => {
    expect(cares('task', '6', { site: null, topics: [] })).toBe(true);
  });
});

test('the pause doubles from one second to a minute and is spread over its second half', () => {
  const longest = [1, 2, 3, 4, 5, 6, 7, 20].map((failures) => backoff(failures, () => 1));
  expect(longest).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000]);
  expect(backoff(3, () => 0)).toBe(2000);
});
