import { text, type RefusalText } from './text';

/** Refusals of a launch. */
export const launches = {
  'unknown-sub-district': text(
    422,
    ['没有该街道', 'Unknown sub-district'],
    [
      '没有街道“{subDistrict}”，请从机构列表中选择。',
      'There is no sub-district “{subDistrict}”. Choose one from the list of organisations.',
    ],
  ),
  'unknown-power': text(
    422,
    ['没有该权力', 'Unknown power'],
    ['行政执法事项目录中没有“{power}”，请核对编码。', 'The catalogue has no power “{power}”. Check the code.'],
  ),
  'no-powers': text(422, ['没有权力', 'No powers'], ['请至少选择一项权力。', 'Choose at least one power.']),
  'too-many-powers': text(
    422,
    ['权力过多', 'Too many powers'],
    [
      '一次最多 {limit} 项，本次 {count} 项，请分批发起。',
      'A transfer takes at most {limit} powers; this one has {count}. Launch it in parts.',
    ],
  ),
  'power-in-transfer': text(
    409,
    ['已在流程中', 'Already in transfer'],
    [
      '权力 {power} 正在向该街道下放（“{title}”），请勿重复发起。',
      'Power {power} is already in transfer to this sub-district (“{title}”). Do not launch it again.',
    ],
  ),
  'power-held': text(
    409,
    ['已由该街道行使', 'Already held'],
    [
      '该街道已在行使权力 {power}（“{title}”），无需再次发起。',
      'This sub-district already exercises power {power} (“{title}”). It need not be launched again.',
    ],
  ),
  'powers-refused': text(
    422,
    ['部分权力不能发起', 'Some powers cannot be launched'],
    [
      '清单中有 {count} 项不能发起，全部未提交。请按所列逐项处理。',
      '{count} powers of the list cannot be launched; nothing was launched. Mend them one by one as listed.',
    ],
  ),
  'freedom-restricting': text(
    422,
    ['限制人身自由', 'Restricts personal freedom'],
    [
      '权力 {power} 涉及限制人身自由，只能由法律规定的机关行使（行政处罚法第十八条），请移出清单。',
      'Power {power} restricts personal freedom and belongs to organs named by law (Administrative Penalty Law art. 18). Remove it.',
    ],
  ),
  'compulsion-not-entrustable': text(
    422,
    ['行政强制不得委托', 'Compulsion cannot be entrusted'],
    [
      '权力 {power} 是行政强制措施，不得委托（行政强制法第十七条），请移出清单。',
      'Power {power} is a compulsory measure and cannot be entrusted (Administrative Compulsion Law art. 17). Remove it.',
    ],
  ),
  'compulsion-not-named': text(
    422,
    ['省级决定未列明该强制措施', 'The decision does not name the measure'],
    [
      '省级决定没有列明强制措施 {power}，不能下放，请移出清单。',
      'The provincial decision does not name the compulsory measure {power}, so it cannot be devolved. Remove it.',
    ],
  ),
  'inspection-not-named': text(
    422,
    ['省级决定未列明该检查', 'The decision does not name the inspection'],
    [
      '省级决定没有列明检查 {power}，不能下放，请移出清单。',
      'The provincial decision does not name the inspection {power}, so it cannot be devolved. Remove it.',
    ],
  ),
  'provincial-decision-missing': text(
    422,
    ['缺少省级决定', 'No provincial decision'],
    [
      '权力 {power} 没有省级赋权决定的条目，不能下放（行政处罚法第二十四条）。请先登记依据。',
      'No entry of a provincial decision opens power {power}, so it cannot be devolved (Administrative Penalty Law art. 24). Record the entry first.',
    ],
  ),
  'enabling-provision-missing': text(
    422,
    ['缺少委托依据', 'No enabling provision'],
    [
      '没有法律、法规、规章允许委托权力 {power}（行政处罚法第二十条）。请改为下放或先登记依据。',
      'No provision permits entrusting power {power} (Administrative Penalty Law art. 20). Devolve it, or record the provision first.',
    ],
  ),
  'period-missing': text(
    422,
    ['缺少委托期限', 'Period missing'],
    ['委托权力 {power} 须写明期限的起止日期。', 'Entrusting power {power} needs a period (period.from, period.until).'],
  ),
  'period-invalid': text(
    422,
    ['期限无效', 'Invalid period'],
    [
      '止期须晚于起期，并且不早于今天（{today}）。',
      'The period must end after it begins, and not before today ({today}).',
    ],
  ),
  'period-not-applicable': text(
    422,
    ['下放不设期限', 'No period for devolving'],
    [
      '权力 {power} 以交由行使方式办理，不设期限；如为委托，请写明方式。',
      'Power {power} is devolved and takes no period. If it is to be entrusted, say mode: entrust.',
    ],
  ),
  'effective-date-past': text(
    422,
    ['日期已过', 'The date is past'],
    ['生效日期不能早于今天（{today}）。', 'The effective date cannot lie before today ({today}).'],
  ),
  'setting-below-floor': text(
    422,
    ['低于下限', 'Below the minimum'],
    ['“{setting}”不得小于 {minimum}。', '“{setting}” must be at least {minimum}.'],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
