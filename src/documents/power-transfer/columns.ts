/** The columns of the tables that people exchange with the system: the same for export, template and import. */
import type { Words } from '../../domain/procedure/step';
import type { TableColumn } from '../tables/table';

const words = (zh: string, en: string): Words => ({ zh, en });

export const launchColumns = [
  { key: 'code', title: words('事项编码', 'Code'), aliases: ['power', '编码', '权力编码'], required: true },
  { key: 'subDistrict', title: words('街道', 'Sub-district') },
  { key: 'mode', title: words('方式', 'Mode') },
  { key: 'territory', title: words('地域范围', 'Territory'), width: 30 },
  { key: 'reserved', title: words('由原部门继续管辖的情形', 'Reserved'), aliases: ['保留情形'], width: 40 },
  { key: 'authorisation', title: words('赋权或委托依据', 'Authorisation'), aliases: ['依据'], width: 40 },
  { key: 'from', title: words('起期', 'From') },
  { key: 'until', title: words('止期', 'Until') },
] as const satisfies readonly TableColumn[];
export type LaunchColumn = (typeof launchColumns)[number]['key'];

export const powerColumns = [
  { key: 'code', title: words('事项编码', 'Code'), aliases: ['编码', '权力编码'], required: true },
  {
    key: 'nameZh',
    title: words('事项名称', 'Name (Chinese)'),
    aliases: ['name_zh', '名称'],
    required: true,
    width: 50,
  },
  { key: 'nameEn', title: words('英文名称', 'Name (English)'), aliases: ['name_en'], width: 40 },
  { key: 'type', title: words('类型', 'Type'), required: true },
  { key: 'field', title: words('领域', 'Field'), required: true },
  { key: 'department', title: words('部门', 'Department'), required: true, width: 26 },
  { key: 'legalBasis', title: words('法律依据', 'Legal basis'), aliases: ['legal_basis'], required: true, width: 40 },
  { key: 'confidence', title: words('依据可信度', 'Confidence') },
  { key: 'restrictsFreedom', title: words('限制人身自由', 'Restricts personal freedom') },
  { key: 'holderAboveCounty', title: words('实施主体非县级部门', 'Holder above county'), aliases: ['由上级机关行使'] },
  { key: 'devolve', title: words('赋权依据', 'Entry of the provincial decision'), width: 30 },
  { key: 'devolveVersion', title: words('赋权依据版本', 'Version of the decision') },
  { key: 'namesMeasure', title: words('赋权依据列明该措施', 'The entry names the measure') },
  { key: 'entrust', title: words('委托依据', 'Enabling provision'), width: 30 },
  { key: 'entrustVersion', title: words('委托依据版本', 'Version of the provision') },
] as const satisfies readonly TableColumn[];
export type PowerColumn = (typeof powerColumns)[number]['key'];

export const officerColumns = [
  { key: 'id', title: words('人员编号', 'Id'), aliases: ['编号'] },
  { key: 'organisation', title: words('单位', 'Organisation'), width: 26 },
  { key: 'name', title: words('姓名', 'Name'), required: true },
  { key: 'fields', title: words('执法领域', 'Fields'), aliases: ['领域'], required: true, width: 30 },
  { key: 'idNumber', title: words('身份证件号', 'ID number'), aliases: ['id_number'], width: 24 },
  { key: 'phone', title: words('电话', 'Phone') },
  { key: 'active', title: words('在岗', 'Active') },
  { key: 'certificate', title: words('执法证号', 'Certificate'), exported: true, width: 24 },
  { key: 'validUntil', title: words('有效期至', 'Valid until'), exported: true },
  { key: 'certificateState', title: words('执法证状态', 'State of the certificate'), exported: true },
] as const satisfies readonly TableColumn[];
export type OfficerColumn = (typeof officerColumns)[number]['key'];
