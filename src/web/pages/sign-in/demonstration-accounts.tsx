import { useFramePhrases, useRoleName } from '../../app/phrases';
import { useOrganisations } from '../../api/queries';
import type { DemonstrationAccount } from '../../api/types';
import { usePhrases } from '../../i18n/language';
import { en } from './en';
import { zh } from './zh';

/** The demonstration's people by office: a click signs in. */
export function DemonstrationAccounts({
  accounts,
  busy,
  choose,
}: {
  readonly accounts: readonly DemonstrationAccount[];
  readonly busy: boolean;
  readonly choose: (username: string) => void;
}) {
  const t = usePhrases({ zh, en });
  const { city } = useFramePhrases();
  const roleName = useRoleName();
  const nameOf = useOrganisations();
  const offices = new Map<string, DemonstrationAccount[]>();
  for (const account of accounts)
    offices.set(account.organisation, [...(offices.get(account.organisation) ?? []), account]);
  return (
    <section className="fq-card" aria-label={`${city} ${t.demonstration}`}>
      <h2>{t.demonstration}</h2>
      <p className="fq-muted">{t.demonstrationText}</p>
      <dl className="fq-accounts">
        {[...offices].map(([office, people]) => (
          <div key={office}>
            <dt>{nameOf(office)}</dt>
            <dd>
              {people.map(({ username, role }) => (
                <button
                  key={username}
                  type="button"
                  disabled={busy}
                  data-account={username}
                  aria-label={t.asOf(roleName(role), nameOf(office))}
                  onClick={() => choose(username)}
                >
                  {roleName(role)}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
