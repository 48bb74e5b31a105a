/** The demonstration city's transfers: what each is about and how far its people bring it. */
import type { LaunchRequest, Transfer } from '../../contract/types';
import { addDays, addMonths } from '../../domain/procedure/calendar';
import { allIn, isOpen, type Policy, type Verdict } from '../driver';

/** What a scenario may do with its transfer. */
export interface Stage {
  /** Today in Shanghai. */
  readonly today: string;
  /** Drives on until the condition holds. */
  readonly until: (arrived: (transfer: Transfer) => boolean, policy?: Policy) => Promise<Transfer>;
  readonly pace: (dayMs: number) => Promise<void>;
  readonly recall: (powers: readonly string[], code: string, reason: string) => Promise<void>;
  readonly note: (username: string, note: Readonly<Record<string, unknown>>) => Promise<void>;
}

/** One transfer of the demonstration. */
export interface Scenario {
  readonly title: string;
  readonly subDistrict: string;
  readonly powers: readonly string[];
  /** Length of a working day in ms while it is brought to its place (1000 unless said); a real day afterwards. */
  readonly dayMs?: number;
  /** More of the launch, seen from today. */
  readonly launch?: (today: string) => Partial<Pick<LaunchRequest, 'transition' | 'plannedEffectiveDate' | 'powers'>>;
  readonly play: (stage: Stage) => Promise<unknown>;
  /** What the coordinator does when the days are real again. */
  readonly afterwards?: { readonly act: 'suspend' | 'withdraw'; readonly reason: string };
}

/** A policy that says something of these powers at a step, and lets the rest go on. */
const sayOf = (step: string, powers: readonly string[], verdict: Verdict): Policy => ({
  outcome: (task, power) => (task.step === step && powers.includes(power) ? verdict : undefined),
});
const reached =
  (step: string) =>
  (transfer: Transfer): boolean =>
    isOpen(transfer, step);
// "or further": who carries on after an interruption finds that time went on meanwhile
const inTrial = (transfer: Transfer) => allIn(transfer, 'trial', 'in-force');
const underWay = (transfer: Transfer) => !transfer.powers.some(({ state }) => state === 'in-progress');
const leaveReports: Policy = { leave: ({ step }) => step === 'report-month' };
const codes = (prefix: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => `${prefix}-${String(from + i).padStart(3, '0')}`);
/** At 1 s a working day nobody is late while the people of a demonstration are quick; waiting is done faster. */
const trialPace = 60;
const yearPace = 40;

/** A transfer that has been in force for a year comes first: it takes longest. */
export const scenarios: readonly Scenario[] = [
  {
    title: '开化街道农业农村与文化事项赋权（已运行一年）',
    subDistrict: 'kaihua',
    powers: [...codes('AG', 1, 3), ...codes('CU', 1, 2)],
    async play({ until, pace }) {
      const { state } = await until(inTrial, leaveReports);
      if (state !== 'in-force') await pace(trialPace);
      await until((transfer) => transfer.state === 'in-force');
      await pace(yearPace);
      await until(reached('evaluate'), { leave: ({ step }) => step === 'evaluate' });
      // each department's powers come due at a moment of their own, and two offices evaluate each power
      const heard = new Map<string, Set<string>>();
      const byBoth = (code: string) => (heard.get(code)?.size ?? 0) >= 2;
      const listen: Policy = {
        outcome: ({ step, organisation }, power) => {
          if (step === 'evaluate') heard.set(power, (heard.get(power) ?? new Set()).add(organisation));
          return undefined;
        },
      };
      await until(({ state, powers }) => state === 'in-force' && powers.every(({ code }) => byBoth(code)), listen);
    },
  },
  {
    title: '卧龙街道交通与农业事项赋权（试运行）',
    subDistrict: 'wolong',
    powers: [...codes('TR', 1, 3), ...codes('AG', 1, 2)],
    async play({ until, pace, note }) {
      await until(inTrial, leaveReports);
      await note('wolong-office', { code: 'question', text: '货车遗洒轻微、当场清理的，是否可以不予处罚？' });
      await note('transport-head', {
        code: 'answer',
        text: '违法行为轻微并及时改正、没有造成危害后果的，不予处罚；请全过程记录并归档。',
      });
      await note('transport-assessor', {
        code: 'guidance-visit',
        text: '跟班指导路面巡查一次，示范现场检查笔录和证据固定。',
      });
      await pace(trialPace);
      let reports = 0;
      await until((transfer) => (reports >= 2 && !isOpen(transfer, 'report-month')) || isOpen(transfer, 'evaluate'), {
        form: (task) => {
          if (task.step === 'report-month') reports += 1;
          return undefined;
        },
        leave: ({ step }) => step === 'evaluate',
      });
    },
  },
  {
    title: '卧龙街道文化市场事项赋权（一项收回）',
    subDistrict: 'wolong',
    powers: codes('CU', 3, 6),
    async play({ until, recall }) {
      const recalled = 'CU-005';
      const held = (state: string) => state === 'trial' || state === 'in-force';
      const transfer = await until(
        (now) => now.powers.every(({ code, state }) => held(state) || (code === recalled && state === 'recalled')),
        leaveReports,
      );
      const power = transfer.powers.find(({ code }) => code === recalled);
      if (power && held(power.state) && !isOpen(transfer, 'decide-recall') && !isOpen(transfer, 'confirm-return')) {
        await recall([recalled], 'too-specialised', '旅行社业务监管专业性强，街道缺少相应力量，建议收回。');
      }
      await until((now) => now.powers.some(({ state }) => state === 'recalled'), leaveReports);
    },
  },
  {
    title: '开化街道文化与农业事项委托',
    subDistrict: 'kaihua',
    powers: [],
    launch: (today) => ({ powers: entrusted(today) }),
    play: ({ until }) => until(inTrial, leaveReports),
  },
  {
    title: '新平街道农业农村事项赋权（先过渡后交接）',
    subDistrict: 'xinping',
    powers: codes('AG', 4, 6),
    launch: () => ({ transition: 'before' }),
    play: ({ until }) => until(underWay, leaveReports),
  },
  {
    title: '卧龙街道农业农村事项赋权（待生效）',
    subDistrict: 'wolong',
    powers: codes('AG', 3, 5),
    launch: (today) => ({ plannedEffectiveDate: addDays(today, 45) }),
    play: ({ until }) => until(underWay, leaveReports),
  },
  {
    title: '开化街道生态环境事项赋权（交接中）',
    subDistrict: 'kaihua',
    powers: codes('EE', 1, 4),
    play: ({ until }) =>
      until(({ tasks }) => tasks.length === 1 && tasks[0]?.step === 'confirm-handover', {
        leave: ({ step, organisation }) => step === 'confirm-handover' && organisation === 'kaihua',
      }),
  },
  {
    title: '新平街道市场监管与农业事项赋权（培训中）',
    subDistrict: 'xinping',
    powers: [...codes('MR', 1, 5), ...codes('AG', 1, 2)],
    play: ({ until }) => until(reached('sign-off-training'), { leave: ({ step }) => step === 'sign-off-training' }),
  },
  {
    title: '新平街道生态环境事项赋权（一项不同意）',
    subDistrict: 'xinping',
    powers: codes('EE', 1, 5),
    play: ({ until }) =>
      until(
        reached('decide'),
        sayOf('approve-transfer', ['EE-005'], {
          outcome: 'refused',
          reason: '扬尘防治涉及多部门联合执法，暂由市级统一行使。',
        }),
      ),
  },
  {
    title: '新平街道交通运输事项赋权（已中止）',
    subDistrict: 'xinping',
    powers: codes('TR', 1, 4),
    play: ({ until }) => until(reached('review-legality')),
    afterwards: { act: 'suspend', reason: '省级赋权目录正在调整，待新目录公布后继续。' },
  },
  {
    title: '新平街道文化市场事项赋权（合法性审查）',
    subDistrict: 'xinping',
    powers: codes('CU', 1, 4),
    play: ({ until }) => until(reached('review-legality')),
  },
  {
    title: '卧龙街道生态环境事项赋权（退回重报）',
    subDistrict: 'wolong',
    powers: codes('EE', 1, 4),
    async play({ until }) {
      const returned = ['EE-003', 'EE-004'];
      await until(
        ({ tasks }) => tasks.some(({ step, powers }) => step === 'declare-need' && powers.length === returned.length),
        {
          ...sayOf('approve-transfer', returned, {
            outcome: 'returned',
            reason: '油烟和烧烤类案件的检测设备未落实，请补充说明后重新申报。',
          }),
          leave: ({ step }) => step === 'review-legality',
        },
      );
    },
  },
  {
    title: '卧龙街道市场监管与文化事项赋权（部门审批）',
    subDistrict: 'wolong',
    powers: [...codes('MR', 1, 4), ...codes('CU', 1, 2)],
    play: ({ until }) =>
      until(({ tasks }) => tasks.length > 0 && tasks.every(({ step }) => step === 'approve-transfer'), {
        leave: ({ step }) => step === 'approve-transfer',
      }),
  },
  {
    title: '开化街道交通运输事项赋权（已逾期）',
    subDistrict: 'kaihua',
    powers: codes('TR', 1, 3),
    dayMs: 50,
    play: ({ until }) => until(({ tasks }) => tasks.some(({ overdue }) => overdue), { leave: () => true }),
  },
  {
    title: '卧龙街道食品小作坊等事项赋权（已撤回）',
    subDistrict: 'wolong',
    powers: ['MR-005', 'MR-007'],
    play: ({ until }) => until(reached('declare-need'), { leave: () => true }),
    afterwards: { act: 'withdraw', reason: '与下一批次合并办理，本次撤回。' },
  },
  {
    title: '开化街道市场监管事项赋权（新发起）',
    subDistrict: 'kaihua',
    powers: codes('MR', 1, 5),
    play: ({ until }) => until(reached('declare-need'), { leave: () => true }),
  },
];

/** What is entrusted for a year from today, with a territory and what stays with the department. */
function entrusted(today: string): LaunchRequest['powers'] {
  const period = { from: today, until: addMonths(today, 12) };
  const scope = { territory: '开化街道建成区', reserved: ['跨街道案件', '重大疑难案件'] };
  return entrustedPowers.map((code) => ({ code, mode: 'entrust', period, scope }));
}
/** Of the ten that have a provision permitting entrusting. */
export const entrustedPowers: readonly string[] = ['CU-006', 'AG-004'];
