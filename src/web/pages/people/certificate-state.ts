/** How a certificate stands. Pure. */
import { expiringDays } from '../../../domain/power-transfer/certificates';

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
