import { Usage, words } from './failure';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of `500ms`, `2s`, `1.5m`, `1h`. @throws Usage naming the option where it is none of these. */
export function durationOf(text: string, option: string): number {
  const [, count, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * (units[unit] ?? Number.NaN);
  if (ms > 0) return ms;
  throw new Usage(
    words(`${option} 应如 500ms、2s、1m，不是 ${text}`, `${option} is something like 500ms, 2s, 1m, not ${text}`),
  );
}
