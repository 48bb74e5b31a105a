import { text, type RefusalText } from './text';

/** Refusals of spreadsheets. */
export const sheets = {
  'file-unreadable': text(
    422,
    ['文件无法读取', 'The file cannot be read'],
    [
      '文件不是可读取的 XLSX 或 CSV，请另存为其中一种后重新上传。',
      'The file is no readable XLSX or CSV. Save it as one of them and upload it again.',
    ],
  ),
  'import-refused': text(
    422,
    ['导入内容有误', 'The import is refused'],
    [
      '文件有 {count} 处错误，全部未导入。请按所列行号修改后重新上传。',
      'The file has {count} errors; nothing was imported. Correct the rows listed and upload it again.',
    ],
  ),
  'column-missing': text(
    422,
    ['缺少列', 'Column missing'],
    ['缺少“{column}”列。', 'The column “{column}” is missing.'],
  ),
  'column-unknown': text(
    422,
    ['无法识别的列', 'Unknown column'],
    [
      '没有“{column}”这一列，请删除或按模板修改列名。',
      'There is no column “{column}”. Remove it, or name it as in the template.',
    ],
  ),
  'row-twice': text(
    422,
    ['重复的行', 'Row listed twice'],
    [
      '“{value}”在第 {row} 行已经出现，请去掉其中一行。',
      '“{value}” stands in row {row} already. Leave one of the two out.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
