/** One's own password. */
export const zh = {
  title: '修改密码',
  about: '改好以后，您在其他电脑和浏览器上的登录都会退出。',
  mustTitle: '请先修改密码',
  must: '您的密码是别人设置的。为了让您的操作只能由您本人作出，请先改成只有您自己知道的密码，再开始办理。',
  current: '现在的密码',
  next: '新密码',
  hint: (least: number) => `至少 ${least} 个字符，不含用户名；一句好记的话比一串符号更好`,
  again: '再输入一次新密码',
  enterCurrent: '请输入现在的密码',
  enterNext: '请输入新密码',
  differs: '两次输入的新密码不一样',
  save: '修改密码',
  done: '密码已修改，其他登录已全部退出。',
};
