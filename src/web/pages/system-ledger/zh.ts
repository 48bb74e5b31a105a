/** The system's ledger. */
export const zh = {
  title: '系统台账',
  about:
    '对系统本身做过什么：登录与被拒的登录、账户与岗位、目录与设置的修改、密钥。每条与前一条以哈希相连，核验时一并重算。',
  caption: '系统台账，最新的在前',
  empty: '没有符合条件的记录。',
  when: '时间',
  what: '事项',
  told: '内容',
  who: '谁',
  entry: '条目',
  kind: '事项',
  by: '用户名',
  byHint: '谁做的，或涉及谁的账户',
  from: '从',
  until: '到',
  all: '全部',
};
