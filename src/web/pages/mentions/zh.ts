/** Where one is mentioned. */
export const zh = {
  title: '提到我的',
  about: '同事在提问、答复、备注中用 @ 提到您的地方，未读的排在前面。',
  unreadOnly: '只看未读',
  unread: '未读',
  read: '标为已读',
  readOf: (title: string) => `标为已读：${title}`,
  readAll: (count: number) => `将所示 ${count} 条未读标为已读`,
  empty: '还没有人提到您。',
  emptyUnread: '没有未读的。',
  caption: '提到我的列表',
  writtenBy: (office: string, by: string, at: string) => `${office} · ${by} · ${at}`,
};
