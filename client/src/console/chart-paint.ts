import { BarChart, GaugeChart, HeatmapChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent, VisualMapComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import type { EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { linkFor, optionFor } from './chart-options';
import type { Spec } from './chart-options';

use([
  BarChart, GaugeChart, HeatmapChart, LineChart,
  GridComponent, LegendComponent, MarkAreaComponent, TooltipComponent, VisualMapComponent, CanvasRenderer,
]);

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--pz-${name}`).trim();
}

const drawn = new Map<HTMLElement, { chart: EChartsType; spec: Spec }>();

/** Charts whose holder left the page, or lost its canvas to fresh HTML, give back what they hold. */
function forget(): void {
  for (const [holder, { chart }] of drawn) {
    if (holder.isConnected && holder.childElementCount > 0) continue;
    chart.dispose();
    drawn.delete(holder);
  }
}

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target instanceof HTMLElement) drawn.get(target)?.chart.resize();
});

/** Draw a chart into its holder; it follows the holder's width and the theme. */
export function paint(holder: HTMLElement, spec: Spec): void {
  forget();
  drawn.get(holder)?.chart.dispose();
  const chart = init(holder);
  drawn.set(holder, { chart, spec });
  chart.setOption(optionFor(spec, token), true);
  chart.on('click', ({ seriesIndex, dataIndex }) => {
    const link = linkFor(spec, seriesIndex ?? 0, dataIndex);
    if (link) location.assign(link);
  });
  holder.dataset['drawn'] = '';
  sizes.observe(holder);
}

document.addEventListener('pinzhi:theme', () => {
  for (const { chart, spec } of drawn.values()) chart.setOption(optionFor(spec, token), true);
});
