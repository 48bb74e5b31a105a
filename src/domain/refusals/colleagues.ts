import { text, type RefusalText } from './text';

/** Refusals of what colleagues arrange among themselves, beside the procedure. */
export const colleagues = {
  'claimed-by-another': text(
    409,
    ['他人正在办理', 'Somebody else takes care of it'],
    [
      '{name}（{by}）已认领此任务。如需由您办理，请先接手再提交。',
      '{name} ({by}) takes care of this task. If it is yours to do, take it over first, then send again.',
    ],
  ),
  'cannot-be-mentioned': text(
    422,
    ['不能提及此人', 'This person cannot be mentioned'],
    [
      '没有用户“{person}”，或者其无权查看本流程，请从候选名单中选择。',
      'There is no “{person}” who may see this transfer. Choose somebody from the list that is offered.',
    ],
  ),
} as const satisfies { readonly [code: string]: RefusalText };
