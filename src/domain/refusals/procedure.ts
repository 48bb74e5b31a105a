import { text, type RefusalText } from './text';

/** Refusals of the procedure itself; the codes are those of `procedure/message.ts`. */
export const procedure = {
  'unknown-procedure': text(
    404,
    ['没有这个流程', 'Unknown procedure'],
    [
      '没有代码为“{procedure}”的流程。有哪些流程，见 GET /api/procedures。',
      'There is no procedure with the code “{procedure}”. GET /api/procedures lists those that there are.',
    ],
  ),
  'not-open': text(
    409,
    ['步骤未到或已结束', 'Not open'],
    ['此任务当前不在办理中，请刷新待办列表。', 'This task is not open now. Reload your list of tasks.'],
  ),
  'already-completed': text(
    409,
    ['已办理', 'Already completed'],
    ['此任务已由 {by} 办理，无需重复提交。', 'This was already completed by {by}; nothing more is needed.'],
  ),
  'not-yours': text(
    404,
    ['未找到', 'Not found'],
    ['没有这个任务，或者它不属于您的单位。', "There is no such task, or it is not your office's."],
  ),
  // of steps, settings, lists, others' records and whole ledgers alike: the words must fit each
  'not-your-role': text(
    403,
    ['岗位不符', 'Not your role'],
    [
      '此事不属于您的岗位或单位，您不能办理或查看。请转交有权限的人员。',
      'This belongs to another role or office: you cannot do or see it. Hand it to somebody who may.',
    ],
  ),
  'four-eyes': text(
    403,
    ['须由他人办理', 'Four eyes'],
    [
      '办理过关联步骤的人（{by}）不得办理本步骤，请由本单位其他人员办理。',
      'Who completed the related step ({by}) may not complete this one. Ask a colleague.',
    ],
  ),
  suspended: text(
    409,
    ['流程已中止', 'Suspended'],
    [
      '该流程已中止，恢复后方可办理。请联系改革协调员。',
      'The transfer is suspended and must be resumed first. Ask the reform coordinator.',
    ],
  ),
  'not-suspended': text(
    409,
    ['流程未中止', 'Not suspended'],
    ['该流程没有中止，无需恢复。', 'The transfer is not suspended; there is nothing to resume.'],
  ),
  closed: text(
    409,
    ['流程已结束', 'Closed'],
    ['该流程已经结束，不能再办理。', 'The transfer has ended and takes no further acts.'],
  ),
  'unknown-outcome': text(
    422,
    ['结果选项无效', 'Unknown outcome'],
    [
      '本步骤没有结果“{outcome}”，请从任务所列结果中选择。',
      'This step has no outcome “{outcome}”. Choose one that the task lists.',
    ],
  ),
  'outcome-missing': text(
    422,
    ['缺少结果', 'Outcome missing'],
    ['请至少为一项权力选择结果。', 'Give an outcome for at least one power.'],
  ),
  'power-not-in-task': text(
    422,
    ['权力不在本任务中', 'Power not in this task'],
    ['权力 {powers} 不在本任务中，请去掉后重试。', 'Power {powers} is not in this task. Leave it out and try again.'],
  ),
  'power-twice': text(
    422,
    ['权力重复', 'Power listed twice'],
    ['权力 {powers} 出现了两次，每项只能填写一次。', 'Power {powers} is listed twice. List each one once.'],
  ),
  'reason-missing': text(
    422,
    ['缺少理由', 'Reason missing'],
    ['选择“{outcome}”时须写明理由。', 'Give a reason for the outcome “{outcome}”.'],
  ),
  'conditions-missing': text(
    422,
    ['缺少条件', 'Conditions missing'],
    ['选择“{outcome}”时须写明条件。', 'State the conditions for the outcome “{outcome}”.'],
  ),
  'particulars-missing': text(
    422,
    ['缺少明细', 'Particulars missing'],
    ['选择“{outcome}”时须填写该权力的明细。', 'Give the particulars of the power for the outcome “{outcome}”.'],
  ),
  'kept-missing': text(422, ['缺少必填项', 'Field missing'], ['请填写 {field}。', 'Fill in {field}.']),
  'effective-date-differs': text(
    422,
    ['日期与对方不一致', 'The dates differ'],
    [
      '对方已确认的“{field}”为 {expected}，双方须一致。如不同意，请选择“{instead}”并说明理由。',
      'The other side has confirmed {expected} for “{field}”; both must give the same. If you do not agree, answer “{instead}” with a reason.',
    ],
  ),
  'handed-over': text(
    409,
    ['已交接，应使用收回', 'Handed over: recall instead'],
    [
      '权力 {powers} 已经交接，不能撤回，请使用“收回”。',
      'Power {powers} has been handed over and cannot be withdrawn. Use recall.',
    ],
  ),
  'not-handed-over': text(
    409,
    ['尚未交接，应使用撤回', 'Not handed over: withdraw instead'],
    [
      '权力 {powers} 尚未交接，不能收回，请使用“撤回”。',
      'Power {powers} has not been handed over and cannot be recalled. Use withdraw.',
    ],
  ),
  'recall-under-way': text(
    409,
    ['正在收回', 'Recall under way'],
    ['权力 {powers} 正在收回过程中，请等待决定。', 'Power {powers} is being recalled already. Wait for the decision.'],
  ),
  'power-ended': text(
    409,
    ['该权力已终结', 'The power has ended'],
    [
      '权力 {powers} 在本流程中已经终结，不能再办理。',
      'Power {powers} has ended in this transfer and takes no further acts.',
    ],
  ),
  'no-way-back': text(
    409,
    ['本程序没有收回', 'Nothing is taken back here'],
    ['本程序的事项办结后不能收回。', 'Items of this procedure cannot be taken back.'],
  ),
  'still-open': text(
    409,
    ['期限未满', 'Not yet'],
    ['本任务须开放至 {until}，期满后才能办结。', 'This task stays open until {until}; complete it after that.'],
  ),
  'assembles-nothing': text(
    422,
    ['该步骤不汇总', 'This step assembles nothing'],
    [
      '步骤 {step} 不把事项汇总成一批，请检查步骤编码。',
      'Step {step} does not gather items into a list. Check its code.',
    ],
  ),
  'nothing-to-assemble': text(
    409,
    ['没有可汇总的事项', 'Nothing to assemble'],
    [
      '目前没有事项在等待汇总，请等待事项到达后再试。',
      'No item is waiting for the list. Try again when some have come.',
    ],
  ),
  'list-changed': text(
    409,
    ['待汇总的事项已变化', 'The list has changed'],
    ['现在等待汇总的是 {powers}，请核对后重新提交。', 'Those that wait now are {powers}. Look at them and send again.'],
  ),
  'calls-nothing': text(
    422,
    ['该步骤不启动其他程序', 'This step calls no other matter'],
    ['步骤 {step} 不由其他程序的结果答复。', 'Step {step} is not answered by the ending of another matter.'],
  ),
  'unknown-action': text(
    422,
    ['没有这种处理', 'No such action'],
    [
      '其他程序的决定不能在本程序中作“{action}”处理，请检查编码。',
      'Decisions of other matters do not act here as “{action}”. Check the code.',
    ],
  ),
  'action-does-not-fit': text(
    409,
    ['当前状态不适用', 'Not where it stands'],
    [
      '事项 {powers} 的当前状态不适用该决定，请核对后重新作出决定。',
      'The decision does not fit where {powers} stands now. Look at it and decide anew.',
    ],
  ),
  'carried-out-already': text(
    409,
    ['已有决定待生效', 'Another decision takes effect'],
    [
      '事项 {powers} 已有其他决定将按其生效日执行。',
      'Another decision on {powers} is carried out on its own day already.',
    ],
  ),
  'idempotency-key-reused': text(
    422,
    ['幂等键重复使用', 'Idempotency key reused'],
    ['同一幂等键已用于其他内容，请换一个新的键。', 'This idempotency key was used with other content. Send a new key.'],
  ),
  'cannot-be-stored': text(
    422,
    ['内容无法保存', 'Cannot be stored'],
    [
      '数据库无法保存您提交的内容（代码 {sqlstate}），本次没有记录任何内容，流程照常进行。请检查特殊符号（如残缺的表情）、过大的数字、前后矛盾的日期，改正后重新提交；仍然不行的，请将代码告知系统管理员。',
      'The database cannot store what you sent (code {sqlstate}). Nothing of it was recorded, and the transfer goes on. Look for unusual characters (half an emoji), numbers that are too large, dates that contradict each other; mend them and send it anew. If that does not help, tell the system administrator the code.',
    ],
  ),
  'not-sent-by-api': text(
    503,
    ['系统签名未被接受', 'The system’s signature was not accepted'],
    [
      '系统为您的操作所加的签名未被接受（{fault}），没有记录任何内容。通常是签名密钥刚更换而接口尚未重新启动。已提醒系统管理员；请稍后重试。',
      'The signature that the system put on your act was not accepted ({fault}), and nothing was recorded. Mostly the key was replaced and the server has not been started again yet. Its administrator has been told; try again later.',
    ],
  ),
  'command-too-old': text(
    409,
    ['提交已过时', 'Sent too long ago'],
    [
      '此操作在一天以前提交，当时没有送达，现已不再受理，没有记录任何内容。请查看现在的办理情况；仍要办理的，请重新提交（勿用原幂等键）。',
      'This was sent more than a day ago and did not get through then. It is not taken any more, and nothing was recorded. See how things stand now; if it is still to be done, send it anew, with another idempotency key.',
    ],
  ),
  'transfer-needs-repair': text(
    503,
    ['流程待修复', 'The transfer needs repair'],
    [
      '系统自己的一条记录未能写入（代码 {sqlstate}），本流程在修复前不能办理，您的操作没有记录，其他流程不受影响。系统会自动重试，并已提醒管理员；请稍后用同一幂等键重试。',
      'A record of the system’s own could not be written (code {sqlstate}). Until that is repaired this transfer takes no acts, and yours was not recorded; other transfers go on. The system tries again by itself and has told its administrator. Try again later with the same idempotency key.',
    ],
  ),
  continuing: text(
    503,
    ['流程正在切换', 'The procedure is moving on'],
    [
      '流程正在切换，请用同一幂等键立即重试。',
      'The procedure is moving to a new run. Try again at once with the same idempotency key.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
