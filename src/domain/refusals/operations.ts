import { text, type RefusalText } from './text';

/** Refusals because of how the system stands: each says what is the matter, never merely that something is away. */
export const operations = {
  'engine-unavailable': text(
    503,
    ['流程引擎没有答复', 'The procedure engine does not answer'],
    [
      '流程引擎没有在时限内答复，您的操作尚未确认。请用同一幂等键稍后重试。',
      'The procedure engine gave no answer in time; your act is not confirmed. Try again shortly with the same idempotency key.',
    ],
  ),
  'engine-lost': text(
    503,
    ['流程引擎中没有此流程', 'The engine does not have this transfer'],
    [
      '流程引擎中没有此流程（其存储可能已丢失），台账完好，您的操作没有记录。请通知系统管理员重建（fuquan rebuild），之后再办理。',
      'The engine does not have this transfer (its store may be lost); the ledger is whole, and your act is not recorded. Tell the system administrator to rebuild it (fuquan rebuild), then act again.',
    ],
  ),
  'ledger-behind': text(
    503,
    ['台账落后，暂停办理', 'The ledger is behind; nothing is taken'],
    [
      '数据库缺少本流程已有的记录（可能从旧备份恢复），为免写错，暂停办理，您的操作尚未确认。请通知系统管理员；处理后用同一幂等键重试。',
      'The database lacks entries that this transfer has (an older backup may have been restored). So that nothing wrong is written, nothing is taken; your act is not confirmed. Tell the system administrator, and try again with the same idempotency key when it is mended.',
    ],
  ),
  'not-as-recorded': text(
    503,
    ['流程引擎或台账可能被改动，暂停办理', 'Engine or ledger may have been altered; nothing is taken'],
    [
      '本流程在流程引擎中的运行或其台账与系统所记不符，为免写错，暂停办理，您的操作尚未确认。已提醒系统管理员；请用同一幂等键稍后重试。',
      'This transfer’s run in the engine, or its ledger, is not what the system recorded. So that nothing wrong is written, nothing is taken; your act is not confirmed. The system administrator has been told. Try again later with the same idempotency key.',
    ],
  ),
  'record-waits': text(
    503,
    ['记录尚未写入', 'The record has not been written yet'],
    [
      '数据库还没有接受本流程的记录，系统正在重试，您的操作尚未确认。请用同一幂等键稍后重试；仍不成功请告知管理员。',
      'The database has not taken this transfer’s record yet and is asked again; your act is not confirmed. Try again shortly with the same idempotency key, and tell the administrator if it goes on.',
    ],
  ),
  'database-unavailable': text(
    503,
    ['数据库暂不可用', 'The database is unavailable'],
    [
      '数据库暂时不可用，您的操作尚未确认。请用同一幂等键稍后重试。',
      'The database cannot be reached; your act is not confirmed. Try again shortly with the same idempotency key.',
    ],
  ),
  'database-busy': text(
    503,
    ['数据库繁忙', 'The database is busy'],
    [
      '数据库没有在时限内办完，您的操作尚未确认。请用同一幂等键稍后重试。',
      'The database did not finish in time; your act is not confirmed. Try again shortly with the same idempotency key.',
    ],
  ),
  'storage-full': text(
    503,
    ['存储空间不足', 'The storage is full'],
    [
      '服务器的存储空间不足，没有保存。请通知系统管理员腾出空间，然后用同一幂等键重试。',
      'The server has no room left, so nothing was kept. Tell the system administrator to make room, then try again with the same idempotency key.',
    ],
  ),
  'quota-of-person': text(
    422,
    ['个人上传空间已满', 'Your upload space is used up'],
    [
      '您上传后尚未被任何办理引用的文件共 {used}，加上此文件（{size}）超过每人 {limit} 的上限。请先用已上传的文件提交办理，或等 {days} 天后系统清除未引用的文件。',
      'Your files that no act cites yet come to {used}; with this one ({size}) that is over the limit of {limit} a person. Submit what cites them first, or wait: what is cited nowhere is removed {days} days after its upload.',
    ],
  ),
  'quota-of-office': text(
    422,
    ['单位上传空间已满', 'Your office’s upload space is used up'],
    [
      '本单位上传后尚未被任何办理引用的文件共 {used}，加上此文件（{size}）超过每单位 {limit} 的上限。请先用已上传的文件提交办理，或等 {days} 天后系统清除未引用的文件。',
      'Your office’s files that no act cites yet come to {used}; with this one ({size}) that is over the limit of {limit} an office. Submit what cites them first, or wait: what is cited nowhere is removed {days} days after its upload.',
    ],
  ),
  'one-file-only': text(
    422,
    ['一次只能上传一个文件', 'One file at a time'],
    [
      '请求中有不止一个文件，没有保存任何一个。请逐个上传。',
      'The request has more than one file; none was kept. Upload them one by one.',
    ],
  ),
  'upload-incomplete': text(
    400,
    ['上传不完整', 'The upload is incomplete'],
    [
      '上传的内容不完整或格式有误（multipart/form-data），没有保存。请重新上传。',
      'What was uploaded is cut off or no valid multipart/form-data; nothing was kept. Upload it again.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
