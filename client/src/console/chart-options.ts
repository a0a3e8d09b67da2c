/** What the server says about a chart: a row of names, and one or more rows of numbers under them. */
export interface Series {
  name: string;
  values: (number | null)[];
  status?: string;
  links?: (string | null)[];
}
export interface Band {
  from: number;
  to: number;
  name: string;
  status: string;
}
export interface Spec {
  kind: 'bar' | 'line' | 'heatmap' | 'strip' | 'gauge';
  categories: string[];
  series: Series[];
  unit?: string;
  bands?: Band[];
  minimum?: number;
  maximum?: number;
}

export type Paint = (name: string) => string;
type Option = Record<string, unknown>;

/** Colours in order of use where a series has no status of its own. */
const ORDER = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6'];

function colour(series: Series, at: number, paint: Paint): string {
  return paint(series.status ? `${series.status}-solid` : (ORDER[at % ORDER.length] ?? 'chart-1'));
}

function common(spec: Spec, paint: Paint): Option {
  return {
    animation: false,
    textStyle: { fontFamily: paint('font'), color: paint('ink-2') },
    grid: { left: 8, right: 16, top: spec.series.length > 1 ? 32 : 16, bottom: 4, containLabel: true },
    legend: spec.series.length > 1 && spec.kind !== 'heatmap'
      ? { top: 0, left: 0, itemWidth: 12, itemHeight: 8, textStyle: { color: paint('ink-2') } }
      : { show: false },
    // drawn on the canvas: the HTML tooltip carries style attributes, which the page's policy refuses
    tooltip: {
      renderMode: 'richText',
      confine: true,
      backgroundColor: paint('raised'),
      borderColor: paint('line-strong'),
      textStyle: { color: paint('ink'), fontSize: 12 },
      valueFormatter: (value: unknown) => (value === null || value === undefined ? '–' : `${String(value)}${spec.unit ?? ''}`),
    },
  };
}

function names(spec: Spec, paint: Paint): Option {
  return {
    type: 'category',
    data: spec.categories,
    axisLine: { lineStyle: { color: paint('line-strong') } },
    axisTick: { show: false },
    axisLabel: { color: paint('ink-2'), fontSize: 12, hideOverlap: true },
  };
}

function numbers(spec: Spec, paint: Paint): Option {
  return {
    type: 'value',
    ...(spec.minimum === undefined ? {} : { min: spec.minimum }),
    ...(spec.maximum === undefined ? {} : { max: spec.maximum }),
    minInterval: 1,
    splitLine: { lineStyle: { color: paint('line') } },
    axisLabel: { color: paint('ink-2'), fontSize: 12, formatter: `{value}${spec.unit ?? ''}` },
  };
}

function bandArea(spec: Spec, paint: Paint): Option {
  const bands = spec.bands ?? [];
  if (bands.length === 0) return {};
  const data = bands.map((band) => [
    {
      name: band.name,
      yAxis: band.from,
      itemStyle: { color: paint(`${band.status}-tint`) },
      label: { color: paint('ink-2'), fontSize: 11, position: 'insideLeft' },
    },
    { yAxis: band.to },
  ]);
  return { markArea: { silent: true, data } };
}

function bars(spec: Spec, paint: Paint, stacked: boolean): Option {
  return {
    series: spec.series.map((series, at) => ({
      type: 'bar',
      name: series.name,
      data: series.values,
      barMaxWidth: 28,
      itemStyle: { color: colour(series, at, paint), ...(stacked ? { borderColor: paint('raised'), borderWidth: 1 } : {}) },
      ...(stacked ? { stack: 'all' } : {}),
    })),
  };
}

function line(spec: Spec, paint: Paint): Option {
  return {
    series: spec.series.map((series, at) => ({
      type: 'line',
      name: series.name,
      data: series.values,
      symbolSize: 7,
      lineStyle: { width: 2 },
      itemStyle: { color: colour(series, at, paint) },
      ...(at === 0 ? bandArea(spec, paint) : {}),
    })),
  };
}

function heatmap(spec: Spec, paint: Paint): Option {
  const data = spec.series.flatMap((series, row) => series.values.map((value, column) => [column, row, value ?? '-']));
  const status = spec.series[0]?.status; // numbers of one status deepen in its colour; scores go from late to done
  const color = status
    ? [paint('due-tint'), paint(`${status}-tint`), paint(`${status}-solid`)]
    : [paint('late-solid'), paint('waiting-solid'), paint('waiting-tint'), paint('done-tint'), paint('done-solid')];
  return {
    xAxis: names(spec, paint),
    yAxis: {
      ...names(spec, paint),
      data: spec.series.map((series) => series.name),
      inverse: true,
      axisLabel: { color: paint('ink-2'), fontSize: 12, interval: 0 }, // each row is looked for by its name
    },
    visualMap: {
      min: spec.minimum ?? 0,
      max: spec.maximum ?? 100,
      show: false,
      inRange: { color },
    },
    series: [{ type: 'heatmap', data, itemStyle: { borderColor: paint('raised'), borderWidth: 2 } }],
  };
}

function gauge(spec: Spec, paint: Paint): Option {
  const low = spec.minimum ?? 0;
  const high = spec.maximum ?? 100;
  const stops = (spec.bands ?? []).map((band) => [(band.to - low) / (high - low), paint(`${band.status}-solid`)]);
  const value = spec.series[0]?.values[0] ?? null;
  return {
    series: [
      {
        type: 'gauge',
        min: low,
        max: high,
        startAngle: 200,
        endAngle: -20,
        radius: '98%',
        center: ['50%', '64%'],
        axisLine: { lineStyle: { width: 14, color: stops.length > 0 ? stops : [[1, paint('chart-1')]] } },
        axisTick: { show: false },
        splitLine: { show: false },
        axisLabel: { show: false },
        pointer: { length: '62%', width: 5, itemStyle: { color: paint('ink') } },
        anchor: { show: true, size: 10, itemStyle: { color: paint('ink') } },
        detail: { formatter: `{value}${spec.unit ?? ''}`, color: paint('ink'), fontSize: 26, offsetCenter: [0, '42%'] },
        data: value === null ? [] : [{ value }],
      },
    ],
  };
}

/** The ECharts option for a chart of ours; `paint` gives the value of a design token of the present theme. */
export function optionFor(spec: Spec, paint: Paint): Option {
  const base = common(spec, paint);
  switch (spec.kind) {
    case 'gauge':
      return { ...base, ...gauge(spec, paint) };
    case 'heatmap':
      return { ...base, ...heatmap(spec, paint) };
    case 'line':
      return { ...base, xAxis: names(spec, paint), yAxis: numbers(spec, paint), ...line(spec, paint) };
    case 'strip':
      return { ...base, xAxis: numbers(spec, paint), yAxis: { ...names(spec, paint), inverse: true }, ...bars(spec, paint, true) };
    case 'bar':
      return { ...base, xAxis: names(spec, paint), yAxis: numbers(spec, paint), ...bars(spec, paint, false) };
  }
}

/** Where a click on a drawn value leads: every number is a link to the rows it counts. */
export function linkFor(spec: Spec, seriesAt: number, dataAt: number): string | undefined {
  if (spec.kind !== 'heatmap') return spec.series[seriesAt]?.links?.[dataAt] ?? undefined;
  const wide = spec.categories.length;
  return spec.series[Math.floor(dataAt / wide)]?.links?.[dataAt % wide] ?? undefined;
}
