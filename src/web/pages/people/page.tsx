/** Offices and people: `people`, `people/officers`, `people/accounts`, `people/changes`. */
import { useParams } from 'react-router';
import { useSignedIn } from '../../app/session';
import { Changes, readsHistory } from '../../editing/changes';
import { PageHeader } from '../../parts/page-header';
import { SectionNav } from '../../parts/section-nav';
import { Troubles } from '../../parts/troubles';
import { Accounts } from './accounts';
import { Officers } from './officers';
import { Organisations } from './organisations';
import './people.css';
import { usePeoplePhrases } from './phrases';

const all = ['organisations', 'officers', 'accounts', 'changes'] as const;
type Section = (typeof all)[number];

export function Component() {
  const t = usePeoplePhrases();
  const { role } = useSignedIn();
  const { '*': rest = '' } = useParams();
  const may: { readonly [section in Section]: boolean } = {
    organisations: true,
    officers: true,
    accounts: role === 'admin' || role === 'security',
    changes: readsHistory(role),
  };
  const sections = all.filter((section) => may[section]);
  const section = sections.find((one) => one === rest) ?? 'organisations';
  return (
    <>
      <PageHeader title={`${t.title}: ${t.sections[section]}`} about={t.about[section]} />
      {role === 'admin' && <Troubles />}
      <SectionNav label={t.sectionsLabel} page="/people" sections={sections} titles={t.sections} />
      {section === 'organisations' && <Organisations />}
      {section === 'officers' && <Officers />}
      {section === 'accounts' && <Accounts />}
      {section === 'changes' && <Changes />}
    </>
  );
}
