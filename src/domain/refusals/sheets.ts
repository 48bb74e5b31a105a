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
  'file-kind': text(
    422,
    ['不支持的文件类型', 'This kind of file is not read'],
    [
      '这是{kind}，系统不能读取。请用 WPS 或 Excel 打开，另存为“Excel 工作簿（*.xlsx）”后重新上传。',
      'This is {kind}, which cannot be read. Open it with WPS or Excel, save it as an Excel workbook (*.xlsx) and upload that.',
    ],
  ),
  'file-password': text(
    422,
    ['文件设有密码', 'The file has a password'],
    [
      '文件设有打开密码，系统不能读取。请用 WPS 或 Excel 打开，取消密码，另存为“Excel 工作簿（*.xlsx）”后重新上传。',
      'The file asks for a password and cannot be read. Open it with WPS or Excel, remove the password, save it as an Excel workbook (*.xlsx) and upload that.',
    ],
  ),
  'sheet-too-large': text(
    413,
    ['表格过大', 'The table is too large'],
    [
      '表格内容过多，系统不能读取。请把要导入的行和列复制到新的工作簿（不带图片和其他工作表），保存后重新上传。',
      'There is too much in the file to read it. Copy the rows and columns to be imported into a new workbook, without pictures and other sheets, save it and upload that.',
    ],
  ),
  'sheet-too-slow': text(
    422,
    ['表格读取超时', 'Reading the table takes too long'],
    [
      '表格在 {seconds} 秒内没有读完，已经停止。请把要导入的行和列复制到新的工作簿，保存后重新上传。',
      'The table could not be read within {seconds} seconds, so reading was ended. Copy the rows and columns to be imported into a new workbook, save it and upload that.',
    ],
  ),
  'sheets-busy': text(
    503,
    ['正在读取其他表格', 'Other tables are being read'],
    [
      '正在读取的表格太多，您的文件没有读取。请稍后重新上传。',
      'Too many tables are being read; yours was not. Upload it again shortly.',
    ],
  ),
  'headings-missing': text(
    422,
    ['没有找到表头', 'No headings found'],
    [
      '在可见工作表的前 {depth} 行中没有找到表头，其中应有“{columns}”列。请按模板填写表头后重新上传。',
      'There are no headings in the first {depth} rows of any visible sheet; “{columns}” must be among them. Name the columns as in the template and upload it again.',
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
  'column-twice': text(
    422,
    ['列重复', 'Column twice'],
    ['“{column}”列出现了两次，请只保留一列。', 'The column “{column}” comes twice. Keep one of them.'],
  ),
  'cell-without-result': text(
    422,
    ['公式没有结果', 'Formula without a result'],
    [
      '“{column}”是公式（{shown}），文件中没有它的结果。请用 WPS 或 Excel 打开文件并保存，或者改填公式的结果。',
      '“{column}” is a formula ({shown}) whose result is not in the file. Open the file with WPS or Excel and save it, or fill in the result instead.',
    ],
  ),
  'cell-error': text(
    422,
    ['单元格是错误值', 'The cell is an error'],
    [
      '“{column}”是错误值 {shown}，请改正公式或改填内容。',
      '“{column}” is the error {shown}. Correct the formula or fill in what is meant.',
    ],
  ),
  'cell-number-long': text(
    422,
    ['数字过长', 'Number too long for a cell'],
    [
      '“{column}”是超过 15 位的数字，表格软件会把第 15 位以后的数字变成 0。请先把该列设为“文本”格式，再重新填写完整号码。',
      '“{column}” is a number of more than 15 digits; spreadsheets turn the digits after the fifteenth into zeros. Format the column as text first, then type the whole number again.',
    ],
  ),
  'code-sign': text(
    422,
    ['编码中有特殊字符', 'Odd sign in a code'],
    [
      '“{code}”中的“{sign}”（{name}）不是编码所用的字符，请改用字母、数字和连字符“-”。',
      'The sign “{sign}” ({name}) in “{code}” is not one that codes are made of. Use letters, digits and the hyphen “-”.',
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
