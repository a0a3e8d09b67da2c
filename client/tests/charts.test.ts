import { expect, test } from 'vitest';
import { linkFor, optionFor } from '../src/console/chart-options.ts';
import type { Spec } from '../src/console/chart-options.ts';

const paint = (name: string): string => `<${name}>`;
const bars: Spec = { kind: 'bar', categories: ['a', 'b'], series: [{ name: 's', values: [1, null], links: ['/1', null] }] };
const heat: Spec = {
  kind: 'heatmap',
  categories: ['w1', 'w2'],
  series: [
    { name: 'r1', values: [1, 2], links: ['/11', '/12'] },
    { name: 'r2', values: [3, null], links: ['/21', '/22'] },
  ],
};

test('a bar leads to the rows it counts', () => {
  expect([linkFor(bars, 0, 0), linkFor(bars, 0, 1), linkFor(bars, 3, 0)]).toEqual(['/1', undefined, undefined]);
});

test('a cell of the heat map leads to its row and column', () => {
  expect([0, 1, 2, 3].map((cell) => linkFor(heat, 0, cell))).toEqual(['/11', '/12', '/21', '/22']);
});

test('the heat map lays every value at its column and row, the unknown as nothing', () => {
  expect((optionFor(heat, paint) as { series: { data: unknown }[] }).series[0]?.data).toEqual([
    [0, 0, 1],
    [1, 0, 2],
    [0, 1, 3],
    [1, 1, '-'],
  ]);
});

test('counts of one status deepen in its colour, nought is grey', () => {
  const failed = { ...heat, maximum: 3, series: heat.series.map((series) => ({ ...series, status: 'late' })) };
  expect(optionFor(failed, paint)).toMatchObject({
    visualMap: { min: 0, max: 3, inRange: { color: ['<due-tint>', '<late-tint>', '<late-solid>'] } },
  });
});

test('a series with a status takes its colour', () => {
  const spec: Spec = { kind: 'strip', categories: ['x'], series: [{ name: 'late', values: [1], status: 'late' }] };
  const { series } = optionFor(spec, paint) as { series: { itemStyle: { color: string }; stack: string }[] };
  expect([series[0]?.itemStyle.color, series[0]?.stack]).toEqual(['<late-solid>', 'all']);
});

test('the gauge changes colour exactly at the band edges', () => {
  const spec: Spec = {
    kind: 'gauge',
    categories: [],
    minimum: 60,
    maximum: 100,
    series: [{ name: 's', values: [87.5] }],
    bands: [
      { from: 60, to: 80, name: 'C', status: 'late' },
      { from: 80, to: 91, name: 'B', status: 'waiting' },
      { from: 91, to: 100, name: 'A', status: 'done' },
    ],
  };
  const { series } = optionFor(spec, paint) as { series: { axisLine: { lineStyle: { color: unknown } } }[] };
  expect(series[0]?.axisLine.lineStyle.color).toEqual([[0.5, '<late-solid>'], [0.775, '<waiting-solid>'], [1, '<done-solid>']]);
});

test('tooltips are drawn, not written as HTML: the page forbids style attributes', () => {
  expect(optionFor(bars, paint)).toMatchObject({ tooltip: { renderMode: 'richText' } });
});
