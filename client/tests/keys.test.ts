import { expect, test } from 'vitest';
import { neighbour } from '../src/console/neighbour.ts';
import { sentenceFor } from '../src/console/sentences.ts';

test.each([
  [undefined, 1, 'a'],
  [undefined, -1, 'c'],
  ['a', 1, 'b'],
  ['c', 1, 'c'], // stays at the end
  ['a', -1, 'a'],
] as const)('from %s by %d rows leads to %s', (current, step, expected) => {
  expect(neighbour(['a', 'b', 'c'], current, step)).toBe(expected);
});

test('an empty list leads nowhere', () => {
  expect(neighbour([], undefined, 1)).toBeUndefined();
});

test.each([
  [403, 'error-403'],
  [404, 'error-404'],
  [409, 'error-409'],
  [413, 'error-413'],
  [429, 'error-429'],
  [400, 'error-4xx'],
  [500, 'error-5xx'],
  [503, 'error-5xx'],
])('an answer %d is explained by %s', (status, sentence) => {
  expect(sentenceFor(status)).toBe(sentence);
});
