import { text, type RefusalText } from './text';

/** Refusals that any request can meet. */
export const requests = {
  'malformed-json': text(
    400,
    ['请求格式错误', 'Malformed request'],
    [
      '请求内容不是有效的 JSON，请检查后重新提交。',
      'The request body is not valid JSON. Correct it and send it again.',
    ],
  ),
  'invalid-content': text(
    422,
    ['填写内容有误', 'Invalid content'],
    [
      '部分内容不符合要求，请按所列字段逐项修改后重新提交。',
      'Some of the content is not acceptable. Correct the fields listed and send it again.',
    ],
  ),
  unauthenticated: text(
    401,
    ['尚未登录', 'Not signed in'],
    ['请先登录，再重试此操作。', 'Sign in first, then try again.'],
  ),
  'session-expired': text(
    401,
    ['登录已过期', 'Session expired'],
    ['登录已过期，请重新登录。', 'Your session has expired. Sign in again.'],
  ),
  'wrong-credentials': text(
    401,
    ['用户名或密码错误', 'Wrong user name or password'],
    ['用户名或密码不正确，请核对后重试。', 'The user name or the password is not right. Check both and try again.'],
  ),
  forbidden: text(
    403,
    ['无权操作', 'Not permitted'],
    ['您的岗位不能进行此操作，请由有权限的人员办理。', 'Your role may not do this. Ask someone whose role it is.'],
  ),
  'not-found': text(
    404,
    ['未找到', 'Not found'],
    [
      '没有这条记录，或者它不属于您的单位。请核对编号。',
      "There is no such record, or it is not your office's. Check its id.",
    ],
  ),
  'method-not-allowed': text(
    405,
    ['不支持此方法', 'Method not allowed'],
    ['此地址只接受 {methods}，没有办理。', 'This address takes {methods} only; nothing was done.'],
  ),
  'too-large': text(
    413,
    ['内容过大', 'Too large'],
    [
      '提交的内容超过上限 {limit}，请缩小或分次提交。',
      'What you sent is over the limit of {limit}. Make it smaller or send it in parts.',
    ],
  ),
  'rate-limited': text(
    429,
    ['请求过于频繁', 'Too many requests'],
    ['请求过于频繁，请在 {seconds} 秒后重试。', 'Too many requests. Try again in {seconds} seconds.'],
  ),
  'unsupported-media-type': text(
    415,
    ['不支持的内容类型', 'Unsupported media type'],
    [
      '请以 application/json（上传文件用 multipart/form-data）提交。',
      'Send application/json (multipart/form-data for files).',
    ],
  ),
  'file-empty': text(
    422,
    ['文件是空的', 'The file is empty'],
    [
      '文件没有内容（0 字节），没有保存。请核对后上传正确的文件。',
      'The file has no content (0 bytes) and was not kept. Check it and upload the right one.',
    ],
  ),
  'file-name-unreadable': text(
    422,
    ['文件名无法辨认', 'The file’s name cannot be read'],
    [
      '文件名没有按 UTF-8 发送，已成乱码，文件没有保存。请改用支持 UTF-8 的软件上传，或先把文件名改为英文字母和数字。',
      'The file’s name was not sent in UTF-8 and has become unreadable; the file was not kept. Upload it with a program that sends UTF-8, or give it a name of plain letters and digits first.',
    ],
  ),
  'file-infected': text(
    422,
    ['文件含有病毒', 'The file is infected'],
    [
      '查毒发现该文件有问题（{finding}），没有保存。请清除病毒或换用干净的文件后重新上传，并告知管理员。',
      'The virus scanner found something in the file ({finding}); it was not kept. Clean it or use another file, upload it again, and tell the administrator.',
    ],
  ),
  'scanner-unavailable': text(
    503,
    ['查毒暂不可用', 'The virus scanner is unavailable'],
    [
      '查毒程序暂时没有给出结果，文件没有保存。请稍后重新上传；仍不成功请告知管理员。',
      'The virus scanner gave no answer, so the file was not kept. Upload it again shortly, and tell the administrator if it goes on.',
    ],
  ),
  'demonstration-only': text(
    422,
    ['仅限演示环境', 'Demonstration only'],
    [
      '此项只能在演示数据环境中使用，请去掉后重试。',
      'This is possible with demonstration data only. Leave it out and try again.',
    ],
  ),
  'csv-invalid': text(
    422,
    ['CSV 内容有误', 'Invalid CSV'],
    [
      'CSV 第 {row} 行有误：{problem}。全部未提交，请修改后重新提交。',
      'Row {row} of the CSV is wrong: {problem}. Nothing was sent. Correct it and send it again.',
    ],
  ),
  duplicate: text(
    409,
    ['已存在', 'Already there'],
    ['“{value}”已经存在，请换一个。', '“{value}” is there already. Choose another.'],
  ),
  'request-timeout': text(
    408,
    ['请求超时', 'Request timed out'],
    ['请求没有在时限内传完，请重试。', 'The request did not arrive in time. Send it again.'],
  ),
  internal: text(
    500,
    ['系统内部错误', 'Internal error'],
    [
      '系统内部出错，已经记录。请稍后重试；仍不成功请将请求编号 {request} 告知管理员。',
      'Something went wrong on our side; it has been logged. Try again later, and tell the administrator the request id {request} if it goes on.',
    ],
  ),
  'cursor-invalid': text(
    422,
    ['翻页标记无效', 'Invalid cursor'],
    ['翻页标记无效，请从第一页重新开始。', 'The cursor is not valid. Start again from the first page.'],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
