import { text, type RefusalText } from './text';

/** Refusals of what a place sets for itself. */
export const settings = {
  'settings-changed': text(
    409,
    ['设置已被修改', 'The settings have changed'],
    [
      '您打开之后，{by} 修改了设置（现为第 {version} 版）。请重新打开，核对后再保存。',
      '{by} changed the settings after you opened them (version {version} now). Open them again, check and save.',
    ],
  ),
  'setting-above-ceiling': text(
    422,
    ['数值过大', 'Too large'],
    ['“{setting}”不得大于 {maximum}。', '“{setting}” must be at most {maximum}.'],
  ),
  'local-day-past': text(
    422,
    ['日期已过', 'The day is past'],
    [
      '{date} 已过，期限已按当时的日历计算，不能增删。请选择今天（{today}）或以后的日期。',
      '{date} is past, and limits were counted over it. Choose today ({today}) or a later day.',
    ],
  ),
  'local-day-too-far': text(
    422,
    ['日期过远', 'Too far ahead'],
    [
      '工作日历只到 {until}，请选择更早的日期，以后再设 {date}。',
      'The calendar reaches to {until}. Choose an earlier day and set {date} later.',
    ],
  ),
  'local-day-idle': text(
    422,
    ['无需设置', 'Nothing to set'],
    [
      '{date} 本来就是{state}，无需设置。请核对日期。',
      '{date} is {state} already; there is nothing to set. Check the date.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
