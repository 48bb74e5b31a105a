/** Administrator, security officer and auditor: nobody alone passes from one to another, and none of them is lost. */
import fc from 'fast-check';
import { accountRoles, isOfTrust, officesOfTrust, type AccountRole } from '../../../src/domain/city/account-roles';
import {
  checkChange,
  type Circumstances,
  type Holder,
  type HolderChange,
} from '../../../src/domain/power-transfer/offices-of-trust';
import { Refusal } from '../../../src/domain/refusal';

const usual: Circumstances = { held: [], hasSecurityOfficer: true, othersOfRole: 1 };
const holder = (role: AccountRole, username = 'somebody'): Holder => ({
  username,
  role,
  organisation: 'x',
  active: true,
});
const admin = { username: 'the-admin', role: 'admin' } as const;
const security = { username: 'the-security', role: 'security' } as const;

function codeOf(
  by: { readonly username: string; readonly role: AccountRole },
  before: Holder,
  change: HolderChange,
  more: Partial<Circumstances> = {},
): string {
  try {
    checkChange(by, before, change, { ...usual, ...more });
    return 'allowed';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const anyRole = fc.constantFrom(...accountRoles);
const anyTrust = fc.constantFrom(...officesOfTrust);

test('nobody changes their own role, closes or opens themselves, whoever they are', () => {
  fc.assert(
    fc.property(anyTrust, anyRole, (role, wanted) => {
      const self = { username: 'self', role };
      if (wanted !== role) expect(codeOf(self, holder(role, 'self'), { role: wanted })).toBe('own-account');
      expect(codeOf(self, holder(role, 'self'), { active: false })).toBe('own-account');
      expect(codeOf(self, holder(role, 'self'), { password: 'x' })).toBe('own-account');
    }),
  );
});

test('the administrator gives and takes no office of trust, opens nobody and sets no password', () => {
  fc.assert(
    fc.property(anyRole, anyRole, (from, to) => {
      fc.pre(from !== to && (isOfTrust(from) || isOfTrust(to)));
      expect(codeOf(admin, holder(from), { role: to })).toBe('security-officer-only');
    }),
  );
  expect(codeOf(admin, holder('chief'), { password: 'x' })).toBe('security-officer-only');
  expect(codeOf(admin, { ...holder('chief'), active: false }, { active: true })).toBe('security-officer-only');
  expect(codeOf(admin, holder('auditor'), { active: false })).toBe('security-officer-only');
  expect(codeOf(admin, holder('chief'), { password: 'x' }, { hasSecurityOfficer: false })).toBe('no-security-officer');
});

test('the administrator keeps people in order: names, places, ordinary roles, who leaves', () => {
  expect(codeOf(admin, holder('chief'), { role: 'office', name: {}, organisation: 'y' })).toBe('allowed');
  expect(codeOf(admin, holder('chief'), { active: false })).toBe('allowed');
  expect(codeOf(admin, holder('auditor'), { name: {} })).toBe('allowed');
});

test('who has held an office of trust never gets another, not even by way of an ordinary role', () => {
  fc.assert(
    fc.property(anyTrust, anyTrust, fc.constantFrom<AccountRole>('coordinator', 'chief'), (had, wanted, between) => {
      fc.pre(had !== wanted);
      expect(codeOf(security, holder(had), { role: wanted })).toBe('trust-excludes');
      expect(codeOf(security, holder(between), { role: wanted }, { held: [had] })).toBe('trust-excludes');
      expect(codeOf(security, holder(between), { role: had }, { held: [had] })).toBe('allowed');
    }),
  );
});

test('the last of an office of trust is neither closed nor moved', () => {
  fc.assert(
    fc.property(anyTrust, (role) => {
      expect(codeOf(security, holder(role), { active: false }, { othersOfRole: 0 })).toBe('last-of-role');
      expect(codeOf(security, holder(role), { role: 'coordinator' }, { othersOfRole: 0 })).toBe('last-of-role');
      expect(codeOf(security, holder(role), { role: 'coordinator' })).toBe('allowed');
    }),
  );
});

test('the security officer changes no names', () => {
  expect(codeOf(security, holder('chief'), { name: {} })).toBe('not-your-role');
  expect(codeOf(security, holder('chief'), { password: 'x', active: false })).toBe('allowed');
});
