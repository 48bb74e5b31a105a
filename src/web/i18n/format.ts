/** Dates and numbers in the reader's way; always in Shanghai's time, wherever the reader's machine believes to be. */
import { lastDayOf } from '../../domain/procedure/calendar';
import type { Language } from '../../domain/refusal';

const timeZone = 'Asia/Shanghai';
const localeOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(localeOf(language), { timeZone, ...options })));
  return format;
}

/** A day: 2026年11月25日, 25 November 2026. Takes an RFC 3339 instant or `YYYY-MM-DD`. */
export function formatDay(at: string, language: Language): string {
  // noon in Shanghai of a plain date is that date
  const date = new Date(at.length === 10 ? `${at}T12:00:00+08:00` : at);
  return formatOf(language, 'day', { year: 'numeric', month: 'long', day: 'numeric' }).format(date);
}

/** A day with its time of day. */
export const formatInstant = (at: string, language: Language): string =>
  formatOf(language, 'instant', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at));

/** A limit by its last day; with the time of day where it ends within one. Takes the instant at which it has passed. */
export function formatLimit(due: string, language: Language): string {
  const last = lastDayOf(Date.parse(due));
  return last === undefined ? formatInstant(due, language) : formatDay(last, language);
}

/** A number with its separators. */
export const formatNumber = (value: number, language: Language): string =>
  // every decimal that is there: what is shown is what is recorded
  new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 20 }).format(value);

/** A number with what it counts: 200,000 元. */
export const formatAmount = (value: number, unit: string | undefined, language: Language): string =>
  unit === undefined ? formatNumber(value, language) : `${formatNumber(value, language)} ${unit}`;

/** Bytes as people say them. */
export function formatBytes(bytes: number, language: Language): string {
  if (bytes < 1024) return `${formatNumber(bytes, language)} B`;
  const units = ['KB', 'MB', 'GB'];
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(value)} ${units[unit] ?? ''}`;
}
