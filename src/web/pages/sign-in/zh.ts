/** The sign-in. */
export const zh = {
  title: '登录',
  username: '用户名',
  password: '密码',
  submit: '登录',
  enterUsername: '请输入用户名',
  enterPassword: '请输入密码',
  demonstration: '演示账户',
  demonstrationText: '这是演示环境。点一个角色即可登录，不需要密码。',
  expired: '登录已失效，请重新登录。您填写的内容已保存在本机。',
  publicText: '不登录也可以查询：哪个单位行使哪项执法权、从何时起、依据哪项决定。',
  publicLink: '查询赋权事项公示',
  coordinating: '统筹与监督',
  asOf: (role: string, office: string) => `以${office}${role}身份登录`,
};
