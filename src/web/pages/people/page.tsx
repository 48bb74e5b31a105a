/** Offices and people: `people`, `people/officers`, `people/accounts`, `people/changes`. */
import { NavLink, useParams } from 'react-router';
import { useSignedIn } from '../../app/session';
import { Changes, readsHistory } from '../../editing/changes';
import { PageHeader } from '../../parts/page-header';
import { Accounts } from './accounts';
import { Officers } from './officers';
import { Organisations } from './organisations';
import './people.css';
import { usePeoplePhrases } from './phrases';

const all = ['organisations', 'officers', 'accounts', 'changes'] as const;
type Section = (typeof all)[number];

const addressOf = (section: Section): string => (section === 'organisations' ? '/people' : `/people/${section}`);

export function Component() {
  const t = usePeoplePhrases();
  const { role } = useSignedIn();
  const { '*': rest = '' } = useParams();
  const may: { readonly [section in Section]: boolean } = {
    organisations: true,
    officers: true,
    accounts: role === 'admin',
    changes: readsHistory(role),
  };
  const sections = all.filter((section) => may[section]);
  const section = sections.find((one) => one === rest) ?? 'organisations';
  return (
    <>
      <PageHeader title={`${t.title}: ${t.sections[section]}`} about={t.about[section]} />
      <nav className="fq-sections fq-no-print" aria-label={t.sectionsLabel}>
        {sections.map((one) => (
          <NavLink key={one} to={addressOf(one)} end>
            {t.sections[one]}
          </NavLink>
        ))}
      </nav>
      {section === 'organisations' && <Organisations />}
      {section === 'officers' && <Officers />}
      {section === 'accounts' && <Accounts />}
      {section === 'changes' && <Changes />}
    </>
  );
}
