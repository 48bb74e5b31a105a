/** What a place may set, each declared once: what it is called, between which bounds, and why not less. */
import type { TransferSettings } from './launch';
import type { Step, Words } from '../procedure/step';
import { transferSteps, type StepCode } from './steps';

/** A setting that is one number; the others are the limits of steps. */
export type Figure = Exclude<keyof TransferSettings, 'limits'>;

export type SettingUnit = 'working-days' | 'months' | 'years' | 'officers' | 'times' | 'hours' | 'points';

export interface SettingDeclaration {
  readonly title: Words;
  readonly unit: SettingUnit;
  /** What a place has that has set nothing. */
  readonly usual: number;
  readonly least: number;
  /** Beyond it a number can only be a mistake: a launch's calendar knows about two years. */
  readonly most: number;
  /** What the least stands on: an article, or the reason. */
  readonly why: Words;
}

const words = (zh: string, en: string): Words => ({ zh, en });

/** The numbers. */
export const figures: { readonly [F in Figure]: SettingDeclaration } = {
  trialMonths: {
    title: words('试行期', 'Length of the trial'),
    unit: 'months',
    usual: 3,
    least: 1,
    most: 24,
    why: words('至少要有一份月报才能评估', 'An evaluation needs one monthly report at least'),
  },
  evaluationYears: {
    title: words('正式运行后的评估间隔', 'Time between evaluations once in force'),
    unit: 'years',
    usual: 1,
    least: 1,
    most: 5,
    why: words(
      '行政处罚法第24条要求定期评估，间隔按整年计',
      'Administrative Penalty Law art. 24 asks for regular evaluation; it is counted in whole years',
    ),
  },
  officersPerField: {
    title: words('每个领域的持证执法人员', 'Certified officers for each field'),
    unit: 'officers',
    usual: 2,
    least: 2,
    most: 50,
    why: words(
      '行政处罚法第42条：执法人员不得少于两人',
      'Administrative Penalty Law art. 42: no fewer than two officers enforce',
    ),
  },
  trainingAttempts: {
    title: words('一次提名中的培训次数', 'Trainings of an officer in one nomination'),
    unit: 'times',
    usual: 3,
    least: 1,
    most: 10,
    why: words('不经培训不能发证', 'Nobody is certified without training'),
  },
  trainingHours: {
    title: words('培训合格的最少学时', 'Least hours of training to pass'),
    unit: 'hours',
    usual: 24,
    least: 1,
    most: 400,
    why: words(
      '由本地自行规定；每人每年的培训时间另有规定，不按一次赋权计算',
      'The place’s own: what is prescribed for each year is not counted by transfer',
    ),
  },
  passMark: {
    title: words('培训考试的合格分数', 'Pass mark of the examination'),
    unit: 'points',
    usual: 60,
    least: 1,
    most: 100,
    why: words('由本地自行规定，满分 100', 'The place’s own, out of 100'),
  },
  renewalNoticeDays: {
    title: words('委托到期前多久征询续订', 'How long before its end an entrustment’s renewal is asked for'),
    unit: 'working-days',
    usual: 30,
    least: 1,
    most: 250,
    why: words('到期之后不能再续订', 'What has ended cannot be renewed'),
  },
};

const dayWhy = words('至少一个工作日', 'A working day at least');
const whyOfStep: { readonly [code in StepCode]?: Words } = {
  'review-legality': words(
    '重大行政决策程序暂行条例：合法性审查一般不少于七个工作日',
    'Provisional regulations on major administrative decisions (Order 713): as a rule seven working days for the legality review',
  ),
};

/** Working days of each step that has a limit, in the order of the procedure. */
export const limitDeclarations: readonly (SettingDeclaration & { readonly step: StepCode })[] = transferSteps.flatMap(
  (step: Step & { readonly code: StepCode }) =>
    step.days === null
      ? []
      : [
          {
            step: step.code,
            title: step.title,
            unit: 'working-days',
            usual: step.days,
            least: step.leastDays ?? 1,
            most: 250,
            why: whyOfStep[step.code] ?? dayWhy,
          } as const,
        ],
);
