/** A chart beside its table: the table says all; the chart comes when it is seen, and can be saved as a picture. */
import Button from 'antd/es/button';
import { useEffect, useRef, useState } from 'react';
import { useOverviewPhrases } from './phrases';
import type { drawChart, ChartData, Drawn } from './draw';

/** The chart. Nothing is loaded before it comes near the window; printed it stays. */
export function Chart({ name, ...data }: ChartData & { readonly name: string }) {
  const t = useOverviewPhrases();
  const place = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn>(undefined);
  const [draw, setDraw] = useState<{ readonly with: typeof drawChart }>();
  useEffect(() => {
    if (!place.current) return undefined;
    const seen = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        seen.disconnect();
        // without it the table beside still says everything
        import('./draw').then((module) => setDraw({ with: module.drawChart }), console.error);
      },
      { rootMargin: '200px' },
    );
    seen.observe(place.current);
    return () => seen.disconnect();
  }, []);
  const text = JSON.stringify(data);
  useEffect(() => {
    if (!draw || !place.current) return undefined;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- read as it was written above
    const data: ChartData = JSON.parse(text);
    const chart = draw.with(place.current, data);
    drawn.current = chart;
    const resize = new ResizeObserver(() => chart.resize());
    resize.observe(place.current);
    return () => {
      resize.disconnect();
      chart.dispose();
    };
  }, [draw, text]);
  const save = () => {
    const link = document.createElement('a');
    link.href = drawn.current?.picture() ?? '';
    link.download = `${name}.png`;
    link.click();
  };
  return (
    <figure className="fq-chart">
      <div
        ref={place}
        className="fq-chart-place"
        style={{ height: data.shape === 'bars' ? 60 + data.categories.length * 15 * data.series.length + 60 : 300 }}
        aria-hidden="true"
      />
      <p className="fq-no-print">
        <Button size="small" disabled={!draw} onClick={save} aria-label={`${name}: ${t.png}`}>
          {t.png}
        </Button>
      </p>
    </figure>
  );
}
