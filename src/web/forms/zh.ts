import type { Lack } from './schema';

/** Forms and answers. */
export const zh = {
  optional: '（选填）',
  example: (value: string) => `例如：${value}`,
  yes: '是',
  no: '否',
  choose: '请选择',
  chosen: (count: number) => `已选 ${count} 人`,
  certified: '持证',
  uncertified: '未持证',
  officer: (name: string, about: string) => `${name}（${about}）`,
  separator: '、',
  otherTabMerged: '同一份草稿在另一个标签页里也改过，两边的内容已合并。',
  otherTabClash: (what: string) =>
    `这份草稿在另一个标签页里也改过，以下内容两边写得不同，本页保留的是本页所写，请核对：${what}。`,
  propose: '采用系统建议的人选',
  fixedDate: '对方已确认的日期，双方须一致',
  addRow: '增加一行',
  removeRow: (line: number) => `删除第 ${line} 行`,
  remove: '删除',
  row: (line: number) => `第 ${line} 行`,
  noRows: '还没有填写。没有的，可以不填。',
  importRows: '粘贴表格或导入 CSV',
  importTitle: '从表格粘贴，或选择 CSV 文件',
  importHint: (columns: string) => `在 Excel 或 WPS 表格中选中并复制，再粘贴到下面。列：${columns}。第一行可以是标题。`,
  importFile: '选择 CSV 文件',
  importFound: (count: number) => `读到 ${count} 行`,
  importUnknown: (lines: string) => `无法识别的行：${lines}。请核对编号和结果的写法。`,
  importUse: (count: number) => `采用这 ${count} 行`,
  cancel: '取消',
  upload: '拖放文件到这里，或点击选择',
  uploadHint: '可以上传 PDF、图片、Word、Excel、OFD、CSV、ZIP、音视频，每个不超过 20 MB。',
  uploading: (name: string) => `正在上传 ${name}…`,
  digest: '摘要',
  digestHint: '文件内容的 SHA-256 摘要，用来证明文件此后没有改动',
  doubtful: '请核对',
  readAs: (amount: string) => `读作 ${amount}`,
  doubtsLead: '以下数字与系统掌握的情况不大相符，请再看一眼：',
  because: (why: string) => `（${why}）`,
  sure: '以上数字核对无误，确实如此',
  sureFirst: '请核对上面的数字，有误的请返回修改；无误的请勾选确认',
  none: '未填写',
  nothing: '无',
  differs: '与对方不一致',
  otherSide: (value: string) => `对方填报：${value}`,
  mismatch: '不符',
  scans: { clean: '已查毒', none: '未查毒' },
  tooLarge: (name: string) => `${name} 超过 20 MB，没有上传`,
  emptyFile: (name: string) => `${name} 是空文件，没有上传`,
  wrongType: (name: string) => `${name} 的类型不能上传`,
  failedUpload: (name: string, why: string) => `${name} 没有上传成功：${why}`,
  lacks: (title: string, lack: Lack): string => {
    switch (lack.code) {
      case 'required':
        return `请填写“${title}”`;
      case 'confirm':
        return `请确认“${title}”；不能确认的，请选择其他结果`;
      case 'number':
        return `“${title}”请填数字，您填的是“${lack.typed}”`;
      case 'explain':
        return `与对方不一致（${lack.fields.join('、')}）：请填写“${title}”；不认可对方数字的，请选择其他结果`;
      case 'carries':
        return `“${title}”低于规定的 ${lack.limit}，不能选择这个结果；确实未达到的，请选择其他结果`;
      case 'whole':
        return `“${title}”应为整数`;
      case 'date':
        return `请填写“${title}”的日期`;
      case 'choice':
        return `请选择“${title}”`;
      case 'least':
        return `“${title}”不能小于 ${lack.limit}`;
      case 'most':
        return `“${title}”不能大于 ${lack.limit}`;
      case 'longest':
        return `“${title}”不能超过 ${lack.limit} 字`;
      case 'fewest':
        return `“${title}”至少选择或填写 ${lack.limit} 项`;
      case 'atMost':
        return `“${title}”最多 ${lack.limit} 项`;
    }
  },
  reason: '理由',
  conditions: '条件',
  reasonHint: '对方会看到这段文字',
  reasonMissing: (power: string) => `${power}：请写明理由`,
  conditionsMissing: (power: string) => `${power}：请写明条件`,
  particularFault: (power: string, text: string) => `${power}：${text}`,
  particulars: '该事项的补充数据',
  outcome: '结果',
  powerCode: '事项编号',
  allAs: (outcome: string) => `其余全部“${outcome}”`,
  alsoAll: '全部照此办理',
  clearAll: '清除全部结果',
  answeredOf: (count: number, of: number) => `已选择结果 ${count} 项，共 ${of} 项`,
  onlyOpen: '只看未选择的',
  search: '按编号或名称查找',
  noMatch: '没有符合的事项。',
  basis: '法律依据',
  ends: '结束该事项的赋权流程',
  page: (from: number, to: number, of: number) => `第 ${from}–${to} 项，共 ${of} 项`,
  previous: '上一页',
  next: '下一页',
};
