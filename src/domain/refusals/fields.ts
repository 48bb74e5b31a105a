import { text, type RefusalText } from './text';

/** What can be wrong with one field, by kind; they stand in `errors`, never as the refusal itself. */
export const fields = {
  required: text(422, ['必填', 'Required'], ['此项必填。', 'This field is required.']),
  'wrong-type': text(422, ['类型不符', 'Wrong type'], ['此项应为{expected}。', 'This must be {expected}.']),
  'too-small': text(422, ['数值过小', 'Too small'], ['不得小于 {minimum}。', 'This must be at least {minimum}.']),
  'too-big': text(422, ['数值过大', 'Too big'], ['不得大于 {maximum}。', 'This must be at most {maximum}.']),
  'too-short': text(422, ['内容过短', 'Too short'], ['至少 {minimum} 个字。', 'At least {minimum} character(s).']),
  'too-long': text(422, ['内容过长', 'Too long'], ['最多 {maximum} 个字。', 'At most {maximum} character(s).']),
  'too-few': text(422, ['数量过少', 'Too few'], ['至少 {minimum} 项。', 'List at least {minimum}.']),
  'too-many': text(422, ['数量过多', 'Too many'], ['最多 {maximum} 项。', 'List at most {maximum}.']),
  'wrong-format': text(
    422,
    ['格式不符', 'Wrong format'],
    ['格式不符，应为 {format}。', 'This has not the right format ({format}).'],
  ),
  'not-allowed': text(
    422,
    ['不在可选范围', 'Not one of the choices'],
    ['只能是：{values}。', 'This must be one of: {values}.'],
  ),
  'unknown-field': text(
    422,
    ['多余的字段', 'Unknown field'],
    ['没有字段“{name}”，请去掉。', 'There is no field “{name}”. Leave it out.'],
  ),
  'not-keepable': text(
    422,
    ['含有无法保存的字符', 'A character that cannot be kept'],
    [
      '第 {place} 个字符（{sign}）看不见或不完整，无法保存。请删去，或重新输入这一处。',
      'Character {place} ({sign}) is invisible or half of one and cannot be kept. Delete it, or type that place again.',
    ],
  ),
  invisible: text(
    422,
    ['只有看不见的字符', 'Nothing but invisible characters'],
    [
      '这里只有看不见的字符（如零宽空格），等于没有填写。请填写文字，或清空。',
      'There is nothing here but characters that do not show, such as zero-width spaces. Write something, or leave it empty.',
    ],
  ),
  'not-utf8': text(
    422,
    ['不是 UTF-8 编码', 'Not in UTF-8'],
    [
      '这里的文字不是按 UTF-8 编码的，无法辨认。请用 UTF-8 重新发送。',
      'This text is not encoded in UTF-8 and cannot be read. Send it in UTF-8.',
    ],
  ),
  'too-deep': text(
    422,
    ['层次过深', 'Nested too deep'],
    ['内容嵌套超过 {maximum} 层，请核对格式。', 'This is nested more than {maximum} levels deep. Check its structure.'],
  ),
  invalid: text(422, ['无效', 'Invalid'], ['此项无效，请修改。', 'This is not valid. Correct it.']),
} as const satisfies { readonly [code: string]: RefusalText };
