import { text, type RefusalText } from './text';

/** Refusals of a form. */
export const forms = {
  'effective-date-before-decision': text(
    422,
    ['早于决定', 'Before the decision'],
    ['生效日期不能早于决定日期（{decided}）。', 'The effective date cannot lie before the decision ({decided}).'],
  ),
  'cut-off-after-effective': text(
    422,
    ['截止日晚于生效日', 'Cut-off after the effective date'],
    [
      '案件（线索）划分基准日不能晚于生效日期（{effective}）。',
      'The cut-off day for cases cannot lie after the effective date ({effective}).',
    ],
  ),
  'too-little-to-carry-on': text(
    422,
    ['未达到规定', 'Too little'],
    [
      '“{field}”低于规定的 {minimum} {unit}，不能选择“{outcome}”。请核对；确实未达到的，请选择“{instead}”。',
      '“{field}” is below the {minimum} {unit} that are set: “{outcome}” cannot be answered. Check it; if it is so, answer “{instead}”.',
    ],
  ),
  'inventory-differs': text(
    422,
    ['双方清单不一致', 'The inventories differ'],
    [
      '“{field}”您填的是 {yours}，对方填的是 {theirs}。请核对；确有差异的，请在“差异说明”中写明原因，或者选择“有异议”。',
      'For “{field}” you have {yours}, the other side has {theirs}. Check it; if they do differ, say why under “why the inventories differ”, or answer “disputed”.',
    ],
  ),
  'difference-unexplained': text(
    422,
    ['双方清单不一致', 'The inventories differ'],
    [
      '双方清单不一致，没有说明（{differences}）。请写明差异原因，或者选择“退回”由双方重新确认。',
      'The inventories differ and nobody has said why ({differences}). Say why, or send them back to be confirmed anew.',
    ],
  ),
  'date-in-future': text(
    422,
    ['日期未到', 'A date to come'],
    ['日期不能晚于今天（{today}）。', 'The date cannot lie after today ({today}).'],
  ),
  'officer-unknown': text(
    422,
    ['没有该执法人员', 'Unknown officer'],
    [
      '本街道没有在岗执法人员“{officer}”，请从所列人员中选择。',
      'The sub-district has no active officer “{officer}”. Choose from those listed.',
    ],
  ),
  'officer-twice': text(
    422,
    ['人员重复', 'Officer listed twice'],
    ['“{officer}”出现了两次。', '“{officer}” is listed twice.'],
  ),
  'officers-too-few': text(
    422,
    ['执法人员不足', 'Too few officers'],
    ['领域“{field}”至少须提名 {minimum} 名执法人员。', 'Nominate at least {minimum} officers for the field “{field}”.'],
  ),
  'certificate-expired': text(
    422,
    ['执法证失效', 'Certificate not valid'],
    [
      '“{officer}”的执法证已过期或被暂扣，请先换证或另行提名。',
      'The certificate of “{officer}” has expired or is suspended. Have it renewed, or nominate another officer.',
    ],
  ),
  'procedure-missing': text(
    422,
    ['缺少法定程序', 'A statutory procedure is missing'],
    ['重大行政决策须逐项填写五项法定程序。', 'A major administrative decision needs all five statutory procedures.'],
  ),
  'file-unknown': text(
    422,
    ['没有该文件', 'Unknown file'],
    ['本单位没有文件“{file}”，请先上传。', 'Your office has no file “{file}”. Upload it first.'],
  ),
  'file-twice': text(
    422,
    ['文件重复', 'File listed twice'],
    ['文件“{file}”出现了两次，请去掉一个。', 'The file “{file}” is listed twice. Leave one out.'],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
