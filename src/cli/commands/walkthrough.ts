import type { Command } from 'commander';
import { colours } from '../colours';
import { isProblem } from '../../client/client';
import { demonstrationPassword } from '../../database/seed/accounts';
import { gatherPeople } from '../../demo/people';
import { NothingFree, planWalkthrough, walk, type Plan } from '../../demo/power-transfer/walkthrough';
import { Trouble } from '../../runtime/trouble';
import type { Context } from '../context';
import { durationOf } from '../duration';
import { Refused, words } from '../failure';
import { fields, show, table } from '../output';
import { startLine } from '../status-line';
import type { Titles } from '../titles';
import { act, command, option, type Making } from './command';

/** One completed step, as it is told. */
interface Told {
  readonly step: string;
  readonly organisation: string;
  readonly by: string;
  readonly outcomes: Readonly<Record<string, number>>;
}

const noDemonstration = {
  zh: '此系统没有演示数据，没有可用来走流程的演示账户：请用 npm start（不加 --empty）启动演示系统',
  en: 'this system holds no demonstration data, so there are no demonstration accounts to walk with: start a demonstration with npm start (without --empty)',
};
const nothingFree = {
  zh: '各街道可供演示的权力都已用完：请撤回或收回一些，或换一个数据目录重新开始',
  en: 'no sub-district has enough free powers left: withdraw or recall some, or start anew in another data folder',
};

function planView(context: Context, plan: Plan, id: string, day: string): string {
  const { say } = context;
  const note = (code: string) =>
    code === plan.refused
      ? say(words('部门将不同意', 'its department will refuse it'))
      : code === plan.returned
        ? say(words('将退回重报一次', 'will be returned for rework once'))
        : '';
  const rows = plan.powers.map(({ code, name, department }) => [code, name, department, colours.yellow(note(code))]);
  const heads = [words('权力', 'power'), words('名称', 'name'), words('部门', 'department'), words('', '')].map(say);
  return [
    fields([
      [say(words('赋权', 'transfer')), id],
      [say(words('承接街道', 'sub-district')), plan.subDistrict],
      [say(words('一个工作日', 'a working day')), day],
    ]),
    table(heads, rows),
  ].join('\n\n');
}

function stepLine(context: Context, titles: Titles, nth: number, told: Told): string {
  const outcomes = Object.entries(told.outcomes)
    .map(([outcome, count]) => `${titles.outcome(told.step, outcome)} ${count}`)
    .join(context.language === 'zh' ? '，' : ', ');
  const number = colours.dim(String(nth).padStart(3));
  return `${colours.green('✔')} ${number}  ${titles.step(told.step)}  ${colours.dim(told.by)}  ${outcomes}\n`;
}

/** `walkthrough`: one whole transfer on a running demonstration. */
export function walkthroughCommand(making: Making): Command {
  const target = command(
    making,
    'walkthrough',
    words('演示：从发起到正式运行走完一次赋权', 'drive one whole transfer from launch to in force (demonstration)'),
  ).addOption(
    option(
      making,
      '--day <duration>',
      words('一个工作日多长，默认 1s', 'length of a working day, 1s unless given'),
    ).default('1s'),
  );
  return act<{ day: string }>(making, target, async (context, _, { day }) => {
    const dayMs = durationOf(day, '--day');
    const { terminal, language, say } = context;
    const people = await gatherPeople(context.server, demonstrationPassword, language).catch((error: unknown) => {
      if (isProblem(error, 404)) throw new Trouble(noDemonstration);
      throw error;
    });
    const { client } = await people.named('coordinator');
    const plan = await planWalkthrough(client).catch((error: unknown) => {
      if (error instanceof NothingFree) throw new Trouble(nothingFree);
      throw error;
    });
    const titles = await context.titles();
    const steps: Told[] = [];
    const started = Date.now();
    const tell = (text: string) => (context.json ? undefined : terminal.out(text));
    const line = startLine(context);
    const title = say(words('演示：全流程赋权', 'Walkthrough: one whole transfer'));
    let transfer;
    try {
      transfer = await walk(people, plan, dayMs, title, {
        launched: (id) => tell(`${planView(context, plan, id, day)}\n\n`),
        completed({ task, completion, by }) {
          const outcomes: Record<string, number> = {};
          for (const { outcome } of completion.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
          const told = { step: task.step, organisation: task.organisation, by, outcomes };
          steps.push(told);
          line.clear();
          tell(stepLine(context, titles, steps.length, told));
        },
        waiting(now) {
          const states = [...new Set(now.powers.map(({ state }) => titles.state(state)))].join(' / ');
          line.write(`${say(words('等待', 'waiting'))}: ${states}`);
        },
      });
    } finally {
      line.clear();
    }
    const verdict = await client.verification(transfer.id);
    const seconds = (Date.now() - started) / 1000;
    const summary = {
      transfer: transfer.id,
      state: transfer.state,
      powers: transfer.powers.map(({ code, state }) => ({ code, state })),
      steps,
      entries: verdict.entries,
      verdict: verdict.verdict,
      seconds,
    };
    show(context, summary, () =>
      [
        '',
        table(
          [say(words('权力', 'power')), say(words('结果', 'result'))],
          transfer.powers.map(({ code, state }) => [code, titles.state(state)]),
        ),
        '',
        fields([
          [say(words('步骤', 'steps')), `${steps.length}`],
          [
            say(words('台账', 'ledger')),
            `${verdict.entries} · ${say(verdict.verdict === 'intact' ? words('完整', 'intact') : words('已被破坏', 'broken'))}`,
          ],
          [say(words('用时', 'time')), `${seconds.toFixed(1)} s`],
          [say(words('查看', 'look at it')), `fuquan history ${transfer.id}`],
        ]),
      ].join('\n'),
    );
    if (verdict.verdict === 'broken' || transfer.state !== 'in-force') throw new Refused();
  });
}
