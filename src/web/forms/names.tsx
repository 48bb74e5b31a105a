import { useMemo } from 'react';
import { useWholeList } from '../api/queries';
import type { JsonSchema, Officer, Power } from '../api/types';
import { usePhrases } from '../i18n/language';

const words = {
  zh: {
    certified: '持证',
    uncertified: '未持证',
    all: (name: string, about: string) => `${name}（${about}）`,
    comma: '、',
  },
  en: {
    certified: 'certified',
    uncertified: 'no certificate',
    all: (name: string, about: string) => `${name} (${about})`,
    comma: ', ',
  },
};

const chooses = (schema: JsonSchema): boolean => Object.hasOwn(schema.properties ?? {}, 'officers');

/** Names of the officers that a form lets one choose: with their fields, and whether they hold a certificate. */
export function useChoiceNames(schema: JsonSchema): ReadonlyMap<string, string> {
  const t = usePhrases(words);
  const officers = useWholeList<Officer>('/api/officers', {}, chooses(schema));
  const powers = useWholeList<Power>('/api/powers', {}, chooses(schema));
  return useMemo(() => {
    const fields = new Map(powers.data?.map(({ field, fieldName }) => [field, fieldName]));
    return new Map(
      officers.data?.map((officer) => {
        const certificate = officer.certificates.some(({ valid }) => valid) ? t.certified : t.uncertified;
        const about = [...officer.fields.map((field) => fields.get(field) ?? field), certificate].join(t.comma);
        return [officer.id, t.all(officer.name, about)];
      }),
    );
  }, [officers.data, powers.data, t]);
}
