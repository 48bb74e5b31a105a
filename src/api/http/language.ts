import type { Language } from '../../domain/refusal';

/**
 * The reader's language by `Accept-Language` (RFC 9110, 12.5.4): Chinese unless English is preferred.
 *
 * @param header the header as it came, or undefined
 */
export function languageOf(header: string | undefined): Language {
  if (!header) return 'zh';
  let best: Language = 'zh';
  let weight = 0;
  for (const part of header.split(',')) {
    const [range = '', ...parameters] = part.trim().toLowerCase().split(';');
    const q = parameters
      .map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1])
      .find((found) => found !== undefined);
    const value = q === undefined ? 1 : Number(q);
    const primary = range.trim().split('-')[0];
    if ((primary === 'zh' || primary === 'en') && value > weight) {
      best = primary;
      weight = value;
    }
  }
  return best;
}
