/** ECharts, only the parts in use: this module is loaded where a chart is seen, and nowhere else. */
import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

echarts.use([BarChart, LineChart, AriaComponent, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** What a chart shows. */
export interface ChartData {
  readonly shape: 'bars' | 'lines';
  readonly categories: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
}
/** A chart that is drawn. */
export interface Drawn {
  readonly resize: () => void;
  readonly dispose: () => void;
  /** As a PNG, as a data address. */
  readonly picture: () => string;
}

// told apart in grey and by those who do not see red and green; patterns (decal) besides
const colours = ['#0f5cad', '#d9730d', '#6b7280', '#1c7c3c'];

/** Draws into an element. */
export function drawChart(place: HTMLElement, { shape, categories, series }: ChartData): Drawn {
  const chart = echarts.init(place);
  const names = { type: 'category' as const, data: [...categories], axisLabel: { color: '#1a202c' } };
  const numbers = { type: 'value' as const, minInterval: 1, axisLabel: { color: '#1a202c' } };
  chart.setOption({
    animation: false,
    color: colours,
    aria: { enabled: true, decal: { show: shape === 'bars' } },
    legend: { top: 0 },
    tooltip: { trigger: 'axis' },
    grid: { left: 8, right: 16, top: 36, bottom: 8, containLabel: true },
    // bars lie: the names of steps are long
    xAxis: shape === 'bars' ? numbers : names,
    yAxis: shape === 'bars' ? { ...names, inverse: true } : numbers,
    series: series.map(({ name, values }) => ({
      type: shape === 'bars' ? 'bar' : 'line',
      name,
      data: [...values],
      barMaxWidth: 12,
    })),
  });
  return {
    resize: () => chart.resize(),
    dispose: () => chart.dispose(),
    picture: () => chart.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: '#fff' }),
  };
}
