/** What opens powers in the demonstration city. Its provincial decision is called a demonstration: there is no such document. */
import type { Authorisation } from '../../domain/power-transfer/catalogue';
import type { SeedPower } from './files';

const decision = { zh: '演示省级赋权决定', en: 'demonstration provincial decision' };
const provision = { zh: '演示委托依据条款', en: 'demonstration enabling provision' };
const version = 'demonstration';

/** Two of each department: powers that may be entrusted too. */
const entrustable = new Set([
  'MR-001',
  'MR-010',
  'EE-001',
  'EE-004',
  'CU-001',
  'CU-006',
  'TR-001',
  'TR-005',
  'AG-002',
  'AG-004',
]);
/** Inspections that an entry of the decision names. */
const namedInspections = new Set(['MR-011', 'CU-008']);

/** Every penalty is opened for devolving, two inspections too; compulsion never is (行政处罚法 24, 行政强制法 17). */
export function authorisationsOf({ code, type }: Pick<SeedPower, 'code' | 'type'>): Authorisation[] {
  const opened: Authorisation[] = [];
  if (type === 'penalty') opened.push({ mode: 'devolve', title: decision, version, namesMeasure: false });
  if (namedInspections.has(code)) opened.push({ mode: 'devolve', title: decision, version, namesMeasure: true });
  if (entrustable.has(code)) opened.push({ mode: 'entrust', title: provision, version, namesMeasure: false });
  return opened;
}
