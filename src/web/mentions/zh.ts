/** Mentioning somebody. */
export const zh = {
  hint: '输入 @ 可以提及能查看本流程的人员。',
  offered: (count: number) => `可提及 ${count} 人，用上下键选择，回车确定`,
  nobody: '没有符合的人员',
  people: '可提及的人员',
};
