import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../api/command';
import { useWholeList } from '../../api/queries';
import type { Field, Officer, Organisation } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { touchLists } from '../../editing/stale';
import { CheckRow, SelectRow, TextRow, Window } from '../../editing/window';
import { fieldId } from '../../parts/error-summary';
import { usePeoplePhrases } from './phrases';

/** An officer, new or changed. What is personal is never shown here: it is written anew or stays. */
export function OfficerForm({
  officer,
  fields,
  close,
}: {
  readonly officer?: Officer;
  readonly fields: readonly Field[];
  readonly close: () => void;
}) {
  const t = usePeoplePhrases();
  const client = useQueryClient();
  const { role, organisation: own } = useSignedIn();
  const organisations = useWholeList<Organisation>('/api/organisations', { kind: 'sub-district' });
  const [name, setName] = useState(officer?.name ?? '');
  const [organisation, setOrganisation] = useState(officer?.organisation ?? (role === 'admin' ? '' : own));
  const [chosen, setChosen] = useState<readonly string[]>(officer?.fields ?? []);
  const [idNumber, setIdNumber] = useState('');
  const [phone, setPhone] = useState('');
  const [active, setActive] = useState(officer?.active ?? true);
  const act = useAct(async () => {
    await touchLists(client, '/api/officers');
    close();
  });
  const body = {
    name: name.trim(),
    fields: chosen,
    ...(idNumber.trim() === '' ? {} : { idNumber: idNumber.trim() }),
    ...(phone.trim() === '' ? {} : { phone: phone.trim() }),
  };
  const submit = () =>
    officer
      ? act.mutate({
          method: 'PATCH',
          path: `/api/officers/${encodeURIComponent(officer.id)}`,
          body: { ...body, active },
        })
      : act.mutate({ path: '/api/officers', body: { ...body, organisation } });
  const keep = officer ? { hint: t.keep } : {};
  return (
    <Window
      title={officer ? t.editOf(officer.name) : t.addOfficer}
      close={close}
      submit={submit}
      busy={act.isPending}
      error={act.error}
    >
      <TextRow pointer="/name" label={t.officer} value={name} change={setName} />
      {!officer && role === 'admin' && (
        <SelectRow
          pointer="/organisation"
          label={t.organisation}
          value={organisation}
          choices={organisations.data ?? []}
          change={setOrganisation}
        />
      )}
      <fieldset className="fq-field" id={fieldId('/fields')}>
        <legend>{t.fields}</legend>
        <div className="fq-choices">
          {fields.map(({ code, name: title }) => (
            <label key={code}>
              <input
                type="checkbox"
                checked={chosen.includes(code)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, code] : chosen.filter((one) => one !== code))
                }
              />{' '}
              {title}
            </label>
          ))}
        </div>
      </fieldset>
      <TextRow pointer="/idNumber" label={t.idNumber} {...keep} value={idNumber} change={setIdNumber} />
      <TextRow pointer="/phone" label={t.phone} {...keep} type="tel" value={phone} change={setPhone} />
      {officer && <CheckRow pointer="/active" label={t.active} value={active} change={setActive} />}
    </Window>
  );
}
