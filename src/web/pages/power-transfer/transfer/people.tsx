import { useOrganisations, useWholeList } from '../../../api/queries';
import type { HistoryEntry, Transfer, TransferPerson } from '../../../api/types';
import { useRoleName } from '../../../app/phrases';
import { useSignedIn } from '../../../app/session';
import { formatDay } from '../../../i18n/format';
import { useLanguage } from '../../../i18n/language';
import { PlainTable, type Column } from '../../../parts/paged-table';
import { takingPart, type PartTaken } from './taking-part';
import { useTransferPhrases } from './phrases';

/** Those who may see a transfer, the reader first. */
function usePeople(transfer: string): readonly TransferPerson[] {
  const nameOf = useOrganisations();
  const me = useSignedIn();
  const others = useWholeList<TransferPerson>(`/api/transfers/${encodeURIComponent(transfer)}/people`);
  return [{ ...me, organisationName: nameOf(me.organisation) }, ...(others.data ?? [])];
}

/** Who has taken part, and who else can. */
export function People({
  transfer,
  entries,
}: {
  readonly transfer: Transfer;
  readonly entries: readonly HistoryEntry[];
}) {
  const t = useTransferPhrases();
  const language = useLanguage();
  const roleName = useRoleName();
  const { took, rest } = takingPart(usePeople(transfer.id), entries, transfer.launchedBy);
  const columns: Column<PartTaken>[] = [
    { name: 'name', title: t.person, heading: true, cell: ({ person }) => person.name },
    {
      name: 'office',
      title: t.office,
      cell: ({ person }) => t.roleAt(person.organisationName, roleName(person.role)),
    },
    { name: 'acts', title: t.actsTaken, cell: ({ acts }) => acts },
    { name: 'last', title: t.lastAct, cell: ({ last }) => formatDay(last, language) },
  ];
  return (
    <section>
      <h2>{t.people}</h2>
      {took.length > 0 ? (
        <PlainTable caption={t.people} columns={columns} rows={took} idOf={({ person }) => person.username} />
      ) : (
        <p className="fq-muted">{t.nobodyYet}</p>
      )}
      {rest.length > 0 && (
        <details>
          <summary>{t.othersWho(rest.length)}</summary>
          <ul>
            {rest.map(({ username, name, organisationName, role }) => (
              <li key={username}>
                {name} <span className="fq-muted">{t.roleAt(organisationName, roleName(role))}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
