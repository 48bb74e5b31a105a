import { useMemo } from 'react';
import { useWholeList } from '../api/queries';
import type { JsonSchema, Officer, Power } from '../api/types';
import { useFormPhrases } from './phrases';

const chooses = (schema: JsonSchema): boolean => Object.hasOwn(schema.properties ?? {}, 'officers');

/** Names of the officers that a form lets one choose: with their fields, and whether they hold a certificate. */
export function useChoiceNames(schema: JsonSchema): ReadonlyMap<string, string> {
  const t = useFormPhrases();
  const officers = useWholeList<Officer>('/api/officers', {}, chooses(schema));
  const powers = useWholeList<Power>('/api/powers', {}, chooses(schema));
  return useMemo(() => {
    const fields = new Map(powers.data?.map(({ field, fieldName }) => [field, fieldName]));
    return new Map(
      officers.data?.map((officer) => {
        const certificate = officer.certificates.some(({ valid }) => valid) ? t.certified : t.uncertified;
        const about = [...officer.fields.map((field) => fields.get(field) ?? field), certificate].join(t.separator);
        return [officer.id, t.officer(officer.name, about)];
      }),
    );
  }, [officers.data, powers.data, t]);
}
