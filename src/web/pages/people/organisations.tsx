import { useQuery, useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useState } from 'react';
import { useAct } from '../../api/command';
import { keyOf, usePages } from '../../api/queries';
import { send } from '../../api/request';
import type { Organisation, Page } from '../../api/types';
import { useSignedIn } from '../../app/session';
import { ChangesWindow } from '../../editing/changes';
import { touchLists } from '../../editing/stale';
import { SelectRow, TextRow, Window } from '../../editing/window';
import { Filters, SearchField, SelectField, useAddress } from '../../parts/address-filters';
import { Loaded } from '../../parts/load-state';
import { PagedTable, type Column } from '../../parts/paged-table';
import { usePeoplePhrases } from './phrases';
import { RowActs } from './row-acts';

type Shown = { readonly what: 'edit' | 'history'; readonly organisation: Organisation } | { readonly what: 'add' };

/** The offices; the administrator adds and renames them. */
export function Organisations() {
  const t = usePeoplePhrases();
  const { role } = useSignedIn();
  const { value, set } = useAddress();
  const [shown, setShown] = useState<Shown>();
  const query = usePages<Organisation>('/api/organisations', { q: value('q'), kind: value('kind') });
  const close = () => setShown(undefined);
  const columns: Column<Organisation>[] = [
    { name: 'name', title: t.name, heading: true, cell: ({ name }) => name },
    { name: 'kind', title: t.kind, cell: ({ kind }) => t.kinds[kind] },
    { name: 'id', title: t.id, cell: ({ id }) => <span className="fq-mono">{id}</span> },
    {
      name: 'act',
      title: t.act,
      cell: (organisation) => (
        <RowActs
          name={organisation.name}
          edit={role === 'admin' ? () => setShown({ what: 'edit', organisation }) : undefined}
          history={() => setShown({ what: 'history', organisation })}
        />
      ),
    },
  ];
  return (
    <>
      <Filters>
        <SearchField label={t.search} hint={t.searchHint} value={value('q')} change={(q) => set({ q })} />
        <SelectField
          label={t.kind}
          all={t.all}
          value={value('kind')}
          choices={Object.entries(t.kinds).map(([id, name]) => ({ id, name }))}
          change={(kind) => set({ kind })}
        />
        {role === 'admin' && <Button onClick={() => setShown({ what: 'add' })}>{t.addOrganisation}</Button>}
      </Filters>
      <PagedTable
        query={query}
        caption={t.organisationsCaption}
        columns={columns}
        idOf={({ id }) => id}
        empty={t.emptyOrganisations}
      />
      {shown?.what === 'add' && <OrganisationForm close={close} />}
      {shown?.what === 'edit' && <Rename organisation={shown.organisation} close={close} />}
      {shown?.what === 'history' && (
        <ChangesWindow
          kind="organisation"
          subject={shown.organisation.id}
          name={shown.organisation.name}
          close={close}
        />
      )}
    </>
  );
}

/** The name in both languages is asked for in both: a list tells it in one. */
function Rename({ organisation: { id }, close }: { readonly organisation: Organisation; readonly close: () => void }) {
  const query = useQuery({
    queryKey: keyOf('zh', '/api/organisations', { id, both: true }),
    queryFn: async ({ signal }) => {
      const nameIn = async (language: 'zh' | 'en') => {
        const found = await send<Page<Organisation>>('/api/organisations', { language, query: { q: id }, signal });
        return found.items.find((one) => one.id === id)?.name ?? '';
      };
      return { zh: await nameIn('zh'), en: await nameIn('en') };
    },
  });
  return <Loaded query={query}>{(names) => <OrganisationForm id={id} names={names} close={close} />}</Loaded>;
}

function OrganisationForm({
  id: known,
  names,
  close,
}: {
  readonly id?: string;
  readonly names?: { readonly zh: string; readonly en: string };
  readonly close: () => void;
}) {
  const t = usePeoplePhrases();
  const client = useQueryClient();
  const [id, setId] = useState('');
  const [kind, setKind] = useState('sub-district');
  const [zh, setZh] = useState(names?.zh ?? '');
  const [en, setEn] = useState(names?.en ?? '');
  const act = useAct(async () => {
    await touchLists(client, '/api/organisations');
    close();
  });
  const name = { zh: zh.trim(), en: en.trim() };
  const submit = () =>
    known === undefined
      ? act.mutate({ path: '/api/organisations', body: { id: id.trim(), kind, name } })
      : act.mutate({ method: 'PATCH', path: `/api/organisations/${encodeURIComponent(known)}`, body: { name } });
  return (
    <Window
      title={known === undefined ? t.addOrganisation : t.editOf(known)}
      close={close}
      submit={submit}
      busy={act.isPending}
      error={act.error}
    >
      {known === undefined && (
        <>
          <TextRow pointer="/id" label={t.id} hint={t.idHint} value={id} change={setId} />
          <SelectRow
            pointer="/kind"
            label={t.kind}
            value={kind}
            choices={(['sub-district', 'department'] as const).map((one) => ({ id: one, name: t.kinds[one] }))}
            change={setKind}
          />
        </>
      )}
      <TextRow pointer="/name/zh" label={t.nameZh} value={zh} change={setZh} />
      <TextRow pointer="/name/en" label={t.nameEn} value={en} change={setEn} />
    </Window>
  );
}
