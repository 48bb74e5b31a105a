/** How a certificate stands. Pure. */

/** Days before its end from which a certificate is marked: training and issue of a new one take about that long. */
export const expiringDays = 90;

export type CertificateState = 'valid' | 'expiring' | 'expired' | 'suspended' | 'not-yet';

/** Whole days from one date to another (`YYYY-MM-DD`). */
export const daysBetween = (from: string, until: string): number =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

/** The state of a certificate on a day; it is valid on its last day. */
export function certificateState(
  certificate: { readonly validFrom: string; readonly validUntil: string; readonly suspended: boolean },
  today: string,
): CertificateState {
  if (certificate.suspended) return 'suspended';
  if (certificate.validUntil < today) return 'expired';
  if (certificate.validFrom > today) return 'not-yet';
  return daysBetween(today, certificate.validUntil) <= expiringDays ? 'expiring' : 'valid';
}

/** Whether somebody should look after an officer's certificates: none is valid for longer than the mark. */
export const needsCare = (certificates: readonly Parameters<typeof certificateState>[0][], today: string): boolean =>
  certificates.every((one) => certificateState(one, today) !== 'valid');
