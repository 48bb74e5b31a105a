/** The one way to write JSON down that a hash can stand on: RFC 8785, JSON Canonicalization Scheme. */
import canonicalize from 'canonicalize';

/**
 * A value as canonical JSON (RFC 8785). Properties that are `undefined` are left out.
 *
 * @throws Error where there is no JSON for it: `undefined` itself, a function, a number that is not finite.
 */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('no canonical JSON for this value');
  return text;
}

/** Whether text is JSON in its canonical form: parsed and written again it is the same. Never throws. */
export function isCanonical(text: string): boolean {
  try {
    return canonical(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
