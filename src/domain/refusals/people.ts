import { text, type RefusalText } from './text';

/** Refusals of what would put one person's record into another's place. */
export const people = {
  'id-number-mistyped': text(
    422,
    ['身份证件号有误', 'The ID number is mistyped'],
    [
      '18 位身份证件号的最后一位（校验码）与前 17 位不符，请对照证件核对。',
      'The last character of this 18-digit ID number does not agree with the 17 before it. Compare it with the document.',
    ],
  ),
  'id-number-taken': text(
    409,
    ['身份证件号已登记', 'The ID number is recorded already'],
    [
      '该身份证件号已登记在“{name}”（人员编号 {id}）名下。如是同一人，请修改其记录（表格中填写该人员编号）；否则请核对号码。',
      'This ID number is that of “{name}” (id {id}). If it is the same person, change that record (in a table: give that id); otherwise check the number.',
    ],
  ),
  'person-ambiguous': text(
    409,
    ['同名，无法区分', 'Somebody has that name already'],
    [
      '本单位已有“{name}”（人员编号 {ids}），仅凭姓名无法区分。如是同一人，请修改其记录（表格中填写该人员编号）；如是另一人，请填写身份证件号。',
      'The office has “{name}” already (id {ids}); a name alone does not tell people apart. If it is the same person, change that record (in a table: give that id); for somebody else give the ID number.',
    ],
  ),
  'person-unnumbered': text(
    409,
    ['同名者未登记身份证件号', 'Who has that name has no ID number recorded'],
    [
      '本单位的“{name}”（人员编号 {ids}）未登记身份证件号，无法判断是否同一人。如是同一人，请修改其记录（表格中填写该人员编号）；如是另一人，请先为前者补登身份证件号。',
      'For “{name}” of the office (id {ids}) no ID number is recorded, so it cannot be told whether this is the same person. If so, change that record (in a table: give that id); if not, record the ID number of the first one before.',
    ],
  ),
  'person-twice': text(
    422,
    ['同一人或同名者出现两次', 'Listed twice, or two of one name'],
    [
      '“{name}”在第 {row} 行已经出现。如是同一人，请去掉一行；如是同名的两人，请都填写各自的“身份证件号”。',
      '“{name}” stands in row {row} already. If it is the same person, leave one row out; for two people of one name fill in the column “ID number” of both.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
