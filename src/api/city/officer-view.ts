/** Officers in the words of the interface: who sees whom, and how much of their personal data. */
import type { Pool } from 'pg';
import type { z } from 'zod';
import type { Account } from '../../database/account-repository';
import { officerById, type Officer } from '../../database/officer-repository';
import { raiseTrouble } from '../../database/trouble-repository';
import { dateAt } from '../../domain/procedure/calendar';
import { unturned } from '../../domain/kept-text';
import { Refusal } from '../../domain/refusal';
import { maskIdNumber, maskPhone, open, type Place } from '../../runtime/personal-data';
import type { officerAnswer } from '../../contract/city';

/** Sub-districts see their own officers; whoever trains, certifies, coordinates or audits sees all. */
const sees = (account: Account, organisation: string): boolean =>
  account.organisationKind !== 'sub-district' || account.organisation === organisation;

/** Who needs the number itself: whoever keeps the officer's record or issues the certificate. */
export const needsPersonalData = (account: Account, organisation: string): boolean =>
  account.role === 'certifier' || (account.role === 'chief' && account.organisation === organisation);

const minute = 60_000;
const memberOf = { id_number: 'idNumber', phone: 'phone' } as const;

/** Reads and shows officers; a number that cannot be opened is named and hides no other. */
export function createOfficerView({
  database,
  key,
  now,
}: {
  readonly database: Pool;
  readonly key: Buffer;
  readonly now: () => number;
}) {
  let told = 0;
  /** Says that something cannot be read, at most once a minute; who asked is answered all the same. */
  function tell(): void {
    if (now() - told < minute) return;
    told = now();
    raiseTrouble(database, { kind: 'personal-data-unreadable', code: 'sealed' }).catch(() => undefined);
  }

  /** `plain`: with personal data unmasked. */
  function show(officer: Officer, plain: boolean): z.output<typeof officerAnswer> {
    const today = dateAt(now());
    const unreadable: Place['column'][] = [];
    const shown = (sealed: Buffer | null, column: Place['column'], masked: (text: string) => string) => {
      if (sealed === null) return null;
      const text = open(key, sealed, { officer: officer.id, column });
      if (text === undefined) {
        unreadable.push(column);
        tell();
        return null;
      }
      return plain ? text : masked(text);
    };
    const idNumber = shown(officer.idNumber, 'id_number', maskIdNumber);
    const phone = shown(officer.phone, 'phone', maskPhone);
    return {
      id: officer.id,
      organisation: officer.organisation,
      name: unturned(officer.name),
      fields: [...officer.fields],
      active: officer.active,
      idNumber,
      phone,
      ...(unreadable.length > 0 ? { unreadable: unreadable.map((column) => memberOf[column]) } : {}),
      certificates: officer.certificates.map((certificate) => ({
        ...certificate,
        valid: !certificate.suspended && certificate.validFrom <= today && today <= certificate.validUntil,
      })),
    };
  }

  /** An officer whom the account sees. Throws Refusal `not-found`. */
  async function officerOf(account: Account, id: string): Promise<Officer> {
    const officer = await officerById(database, id);
    if (!officer || !sees(account, officer.organisation)) throw new Refusal('not-found');
    return officer;
  }

  return { show, officerOf };
}
