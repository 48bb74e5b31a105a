import { text, type RefusalText } from './text';

/** Refusals about accounts: who may be what, and passwords. */
export const accounts = {
  'own-account': text(
    403,
    ['不能改自己的岗位', 'Not your own role'],
    [
      '任何人不得改变自己的岗位、停用或启用自己的账户，也不得在此为自己重置密码。岗位请由安全管理员（对其本人则由另一名安全管理员）修改；改自己的密码请用“修改密码”。',
      'Nobody changes their own role, closes or opens their own account, or resets their own password here. Ask the security officer (of whom: another one); your own password you change under “Change password”.',
    ],
  ),
  'security-officer-only': text(
    403,
    ['须由安全管理员办理', 'The security officer does this'],
    [
      '管理员、安全管理员、审计员三个岗位的变更，以及启用账户、重置他人密码，由安全管理员办理。请与安全管理员联系。',
      'Changes to and from the roles of administrator, security officer and auditor, opening an account and resetting somebody’s password are the security officer’s. Ask the security officer.',
    ],
  ),
  'no-security-officer': text(
    409,
    ['还没有安全管理员', 'There is no security officer yet'],
    [
      '此事由安全管理员办理，而系统中还没有在用的安全管理员。请在服务器本机运行 fuquan admin create 用户名 --role security，或用 fuquan admin role 指定一人。',
      'This is the security officer’s to do, and there is none. On the machine itself run fuquan admin create NAME --role security, or appoint somebody with fuquan admin role.',
    ],
  ),
  'trust-excludes': text(
    409,
    ['三员不得兼任或互转', 'The three offices of trust exclude one another'],
    [
      '管理员、安全管理员、审计员互不兼任，担任过其中一个岗位的账户不得再任另一个。请另建账户，由他人担任。',
      'Administrator, security officer and auditor exclude one another; an account that has been one of them never becomes another. Make a new account, for another person.',
    ],
  ),
  'last-of-role': text(
    409,
    ['该岗位的最后一人', 'The last of this role'],
    [
      '这是该岗位最后一个在用账户，停用或调离后无人能办理其职责。请先由另一人担任该岗位。',
      'This is the last open account of this role; without it nobody could do what it does. Have another person take the role first.',
    ],
  ),
  'password-must-change': text(
    403,
    ['请先修改密码', 'Change your password first'],
    [
      '您的密码是别人设置的，须先改成只有自己知道的密码，才能继续使用。请修改密码（PUT /api/me/password，或 fuquan password）。',
      'Your password was set by somebody else. Change it to one that only you know before you go on (PUT /api/me/password, or fuquan password).',
    ],
  ),
  'password-too-plain': text(
    422,
    ['密码过于简单', 'The password is too plain'],
    ['密码至少要有 {different} 个不同的字符。', 'A password has at least {different} different characters.'],
  ),
  'password-has-name': text(
    422,
    ['密码含有用户名', 'The password has the user name in it'],
    ['密码不能含有用户名，请换一个。', 'A password does not contain the user name. Choose another.'],
  ),
  'password-unchanged': text(
    422,
    ['新旧密码相同', 'The new password is the old one'],
    ['新密码不能与现在的密码相同，请换一个。', 'The new password is the one that you have. Choose another.'],
  ),
  'current-password-wrong': text(
    422,
    ['当前密码不正确', 'The current password is wrong'],
    [
      '当前密码不正确，没有修改。请核对后重试；忘记密码请与安全管理员联系。',
      'The current password is not right; nothing was changed. Check it and try again, or ask the security officer if it is forgotten.',
    ],
  ),
  'too-many-streams': text(
    429,
    ['打开的页面过多', 'Too many pages are open'],
    [
      '此账户已有 {limit} 个页面在接收更新，请关闭一些页面，{seconds} 秒后重试。',
      'This account has {limit} pages listening for news already. Close some and try again in {seconds} seconds.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
