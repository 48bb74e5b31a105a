/** What is sent to change the city's catalogue, offices and people. */
import { z } from 'zod';
import { accountRoles } from '../domain/city/account-roles';
import { foldedIdNumber } from '../domain/id-number';
import { localDate } from '../domain/local-date';
import { mostPassword } from '../domain/password';
import { accountName, idNumber, personName, phoneNumber, shortCode } from '../domain/patterns';
import { editedPower, namesRequest } from './catalogue';

/** Judged by the rule of passwords, so that a refusal is recorded as well. */
const password = z.string().max(mostPassword * 5);
const personal = z.string().trim().min(1).max(60).regex(personName.regex);

/** Body of `POST /api/accounts`. */
export const newAccountRequest = z
  .strictObject({
    username: z.string().regex(accountName.regex),
    password,
    name: z.strictObject({ zh: personal, en: personal }),
    organisation: z.string().max(40),
    role: z.enum(accountRoles),
  })
  .meta({ id: 'NewAccount' });

/** Body of `PATCH /api/accounts/{username}`. */
export const accountRequest = newAccountRequest
  .omit({ username: true })
  .partial()
  .extend({ active: z.boolean().optional() })
  .meta({ id: 'AccountChange' });

/** Body of `PUT /api/me/password`. */
export const passwordRequest = z.strictObject({ current: password, new: password }).meta({ id: 'NewPassword' });

/** Body of `POST /api/officers`. */
export const newOfficerRequest = z
  .strictObject({
    id: z.string().regex(shortCode.regex).optional(),
    organisation: z.string().max(40).optional(),
    name: personal,
    fields: z.array(z.string().min(1).max(60)).min(1).max(20),
    idNumber: z.string().max(60).overwrite(foldedIdNumber).regex(idNumber.regex).optional(),
    phone: z.string().regex(phoneNumber.regex).optional(),
  })
  .meta({ id: 'NewOfficer' });

/** Body of `PATCH /api/officers/{id}`. */
export const officerRequest = newOfficerRequest
  .omit({ id: true, organisation: true })
  .partial()
  .extend({ active: z.boolean().optional() })
  .meta({ id: 'OfficerChange' });

/** Body of `POST /api/officers/{id}/certificates`. */
export const newCertificateRequest = z
  .strictObject({
    number: z.string().trim().min(1).max(60),
    validFrom: localDate(),
    validUntil: localDate(),
  })
  .refine(({ validFrom, validUntil }) => validUntil > validFrom, { path: ['validUntil'] })
  .meta({ id: 'NewCertificate' });

/** Body of `PATCH /api/officers/{id}/certificates/{number}`. */
export const certificateRequest = z.strictObject({ suspended: z.boolean() }).meta({ id: 'CertificateChange' });

/** Body of `PATCH /api/powers/{code}`: what is left out stays. */
export const powerRequest = editedPower.partial().meta({ id: 'PowerChange' });

/** Body of `POST /api/organisations`. */
export const newOrganisationRequest = z
  .strictObject({
    id: z.string().regex(shortCode.regex),
    // of the other kinds a city has one, and the procedure names it
    kind: z.enum(['sub-district', 'department']),
    name: namesRequest(100),
  })
  .meta({ id: 'NewOrganisation' });

/** Body of `PATCH /api/organisations/{id}`. */
export const organisationRequest = z.strictObject({ name: namesRequest(100) }).meta({ id: 'OrganisationChange' });

/** Query of an import; `check`: say what would be imported, and import nothing. */
export const importQuery = z.strictObject({
  check: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});
