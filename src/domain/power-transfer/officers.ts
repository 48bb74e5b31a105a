/**
 * Nominated officers as the journal keeps them: `id=validUntil` joined by `;`, the date empty where the officer holds no
 * valid certificate. The facts of the moment of nomination travel with it, so that the prose need not ask anybody.
 */
export interface NominatedOfficer {
  readonly id: string;
  readonly fields: readonly string[];
  /** `YYYY-MM-DD`, the last day of a certificate that is valid on the day of nomination. */
  readonly certifiedUntil?: string;
}

export const packOfficers = (officers: readonly NominatedOfficer[]): string =>
  officers.map(({ id, fields, certifiedUntil }) => `${id}=${certifiedUntil ?? ''}=${fields.join('+')}`).join(';');

export const unpackOfficers = (text: string): NominatedOfficer[] =>
  text === ''
    ? []
    : text.split(';').map((part) => {
        const [id = '', until = '', fields = ''] = part.split('=');
        return { id, fields: fields.split('+'), ...(until ? { certifiedUntil: until } : {}) };
      });
