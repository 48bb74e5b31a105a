import { text, type RefusalText } from './text';

/** Refusals of what people without an account say to something that lies open. */
export const contributions = {
  'not-laid-open': text(
    409,
    ['不在征求意见期内', 'Not open for contributions'],
    [
      '该事项现在不征求意见，或者期限已过，意见没有收下。',
      'Nothing of this lies open now, or its time is over. Your contribution was not taken.',
    ],
  ),
  'several-laid-open': text(
    422,
    ['请选择对哪一项提意见', 'Say what it is about'],
    [
      '同时有 {count} 项在征求意见，请选择其中一项后重新提交。',
      'There are {count} that lie open. Choose one of them and send it again.',
    ],
  ),
  'form-unknown': text(
    422,
    ['表单无效', 'The form is not valid'],
    [
      '这张表单不是本页面发出的，意见没有收下。请重新打开页面填写。',
      'This form was not given out here; your contribution was not taken. Open the page again and write it there.',
    ],
  ),
  'form-expired': text(
    409,
    ['表单已过期', 'The form has expired'],
    [
      '这张表单打开得太久，意见没有收下。请重新打开页面后提交（请先复制已写的内容）。',
      'This form was open for too long; your contribution was not taken. Copy what you wrote, open the page again and send it.',
    ],
  ),
  'form-used': text(
    409,
    ['表单已用过', 'The form was used'],
    [
      '这张表单已经提交过一条意见。要再提一条，请重新打开页面。',
      'A contribution was sent on this form already. Open the page again to send another.',
    ],
  ),
  'many-contributions': text(
    429,
    ['提交过多', 'Too many at once'],
    [
      '此刻提交意见的人太多，您的意见没有收下。请在 {seconds} 秒后重试。',
      'Too many are sending contributions to this just now; yours was not taken. Try again in {seconds} seconds.',
    ],
  ),
  'contributions-under-way': text(
    409,
    ['尚在征求意见', 'Contributions are still coming in'],
    [
      '期满之前谁都不能查看意见；期满后由承办单位先看，汇总办结后其他有关单位才能查看。',
      'Nobody reads contributions before their time is over; then the office that sums them up, and others who see the matter when it has.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
