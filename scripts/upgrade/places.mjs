/**
 * Where transfers are brought to before an upgrade, besides those of the demonstration city: a task of every step open,
 * every state, and what lies about a transfer. Asked of a version's own driver, so only what every version has is asked.
 */

const open = (step, transfer) => transfer.tasks.filter((task) => task.step === step);
const isOpen = (step) => (transfer) => open(step, transfer).length > 0;
const oneLeft = (step) => (transfer) => open(step, transfer).length === 1;
const inTrial = ({ powers }) => powers.every(({ state }) => state === 'trial' || state === 'in-force');
const all = (state) => (transfer) => transfer.powers.every((power) => power.state === state);

const leave = (...steps) => ({ leave: ({ step }) => steps.includes(step) });
/** Leaves a step to one office, and answers it for the other. */
const leaveTo = (step, office, ...others) => ({
  leave: (task) => (task.step === step && task.organisation === office) || others.includes(task.step),
});
const say = (step, outcome, more = {}) => ({
  outcome: (task) => (task.step === step ? { outcome, reason: '升级检查', ...more } : undefined),
});

/** A working day while a transfer is brought to its place, and while months are waited for. */
export const dayMs = 1000;
const quick = 60;
const entrusted = { mode: 'entrust', months: 3 };

/** A transfer of one power that stands where a step of the way waits. */
const stopsAt = (step) => ({ title: `${step}`, play: ({ until }) => until(isOpen(step), leave(step)) });

/** Into the trial, and on to where `arrived` holds, in days that are short. */
async function afterTrialBegan({ until, pace }, arrived, policy) {
  await until(inTrial, leave('report-month', 'renew-entrustment'));
  await pace(quick);
  await until(arrived, policy);
}

async function recall({ until, act, powers }) {
  await until(inTrial, leave('report-month'));
  await act('recall', { powers, code: 'not-coped-with', reason: '升级检查' });
}

/** Which of seven powers ends where; the sixth is withdrawn, the last goes on. */
const endings = {
  'declare-need': ['notNeeded', 0],
  'assess-capacity': ['notCapable', 1],
  'approve-transfer': ['refused', 2],
  'review-legality': ['unlawful', 3],
  decide: ['notAdopted', 4],
};

/**
 * Each: a title, how many powers (one unless said), whether they are entrusted, whether it is over then, what is done, and
 * what afterwards, when days are real again.
 */
export const places = [
  ...['assess-capacity', 'approve-transfer', 'review-legality', 'decide', 'sign-off-training'].map(stopsAt),
  ...['ready', 'see-ready', 'confirm-handover', 'witness-handover'].map(stopsAt),
  {
    title: 'certify',
    async play({ until, officers }) {
      const nominated = await officers();
      const form = ({ step }) => (step === 'declare-need' ? { officers: nominated } : undefined);
      await until(isOpen('certify'), { ...leave('certify'), form });
    },
  },
  {
    title: 'nominate-officers',
    play: ({ until }) =>
      until(isOpen('nominate-officers'), { ...leave('nominate-officers'), ...say('sign-off-training', 'notPassed') }),
  },
  {
    title: 'report-month',
    play: (stage) => afterTrialBegan(stage, isOpen('report-month'), leave('report-month')),
  },
  { title: 'evaluate', play: (stage) => afterTrialBegan(stage, isOpen('evaluate'), leave('evaluate')) },
  {
    title: 'evaluate, by one of two',
    play: (stage) => afterTrialBegan(stage, oneLeft('evaluate'), leaveTo('evaluate', stage.department)),
  },
  {
    title: 'decide-narrowing',
    play(stage) {
      const particulars = { territory: '建成区', reserved: ['跨区域案件'] };
      const policy = { ...leave('decide-narrowing'), ...say('evaluate', 'narrow', { particulars }) };
      return afterTrialBegan(stage, isOpen('decide-narrowing'), policy);
    },
  },
  {
    title: 'decide-recall',
    async play(stage) {
      await recall(stage);
      await stage.until(isOpen('decide-recall'), leave('decide-recall', 'report-month'));
    },
  },
  {
    title: 'confirm-return, by one of two',
    async play(stage) {
      await recall(stage);
      await stage.until(oneLeft('confirm-return'), leaveTo('confirm-return', stage.department, 'report-month'));
    },
  },
  {
    title: 'renew-entrustment, by one of two',
    ...entrusted,
    play: (stage) =>
      afterTrialBegan(
        stage,
        oneLeft('renew-entrustment'),
        leaveTo('renew-entrustment', stage.subDistrict, 'report-month', 'evaluate'),
      ),
  },
  {
    title: 'an entrustment that lapsed',
    over: true,
    ...entrusted,
    play: (stage) => afterTrialBegan(stage, all('expired'), leave('renew-entrustment', 'report-month', 'evaluate')),
  },
  {
    title: 'a handover that one side disputes',
    play: ({ until, subDistrict }) =>
      until(oneLeft('confirm-handover'), {
        ...leaveTo('confirm-handover', subDistrict),
        ...say('confirm-handover', 'disputed'),
      }),
  },
  {
    title: 'amended, assessed again',
    async play({ until }) {
      let amended = false;
      const outcome = ({ step }) => {
        if (step !== 'review-legality') return undefined;
        amended = true;
        return { outcome: 'amend', reason: '升级检查' };
      };
      const again = ({ step }) => amended && step === 'assess-capacity';
      await until((transfer) => amended && isOpen('assess-capacity')(transfer), { outcome, leave: again });
    },
  },
  {
    title: 'every ending',
    count: 7,
    async play({ until, act, powers }) {
      const outcome = ({ step }, power) => {
        const [said, which] = endings[step] ?? [];
        return power === powers[which] ? { outcome: said, reason: '升级检查' } : undefined;
      };
      await until(isOpen('decide'), { outcome, ...leave('decide') });
      await act('withdraw', { powers: [powers[5]], reason: '升级检查' });
      await until(isOpen('ready'), { outcome, ...leave('ready') });
    },
  },
  {
    title: 'ended before it began',
    over: true,
    play: ({ until }) => until(all('not-needed'), say('declare-need', 'notNeeded')),
  },
  {
    title: 'suspended',
    play: ({ until }) => until(isOpen('approve-transfer'), leave('approve-transfer')),
    afterwards: ({ act }) => act('suspend', { reason: '升级检查' }),
  },
  {
    title: 'with files, notes, a mention and a claim',
    plan: true,
    async play({ until, answer, note, claim, file, department, subDistrict }) {
      await until(isOpen('declare-need'), leave('declare-need'));
      await answer('declare-need', { comment: '见附件', evidence: [await file(`${subDistrict}-chief`)] });
      await until(isOpen('assess-capacity'), leave('assess-capacity'));
      await note(`${subDistrict}-office`, { code: 'question', text: '评估需要几天？' });
      await note(`${department}-assessor`, {
        code: 'answer',
        text: `@${department}-head 三天`,
        mentions: [`${department}-head`],
      });
      await claim('assess-capacity');
    },
  },
];

/** Launched last: its first limit passes while the system is stopped. */
export const limitPasses = {
  title: 'a limit that passes meanwhile',
  play: ({ until }) => until(isOpen('declare-need'), leave('declare-need')),
};
