import { expiringDays } from '../../src/domain/power-transfer/certificates';
import { certificateState } from '../../src/web/pages/people/certificate-state';

const until = (validUntil: string, suspended = false) => ({ validFrom: '2024-01-01', validUntil, suspended });
const today = '2026-11-25';

describe('a certificate', () => {
  it.each([
    ['valid', until('2027-02-24')],
    // 90 days ahead
    ['expiring', until('2027-02-23')],
    ['expiring', until(today)],
    ['expired', until('2026-11-24')],
    ['suspended', until('2030-01-01', true)],
    ['not-yet', { validFrom: '2026-11-26', validUntil: '2030-01-01', suspended: false }],
  ] as const)('is %s: %o', (state, certificate) => {
    expect(expiringDays).toBe(90);
    expect(certificateState(certificate, today)).toBe(state);
  });
});
