import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { Problem } from '../../client/problem';
import type { LaunchRequest } from '../../client/types';
import type { Context } from '../context';
import { durationOf } from '../duration';
import { Usage, words } from '../failure';
import { inLines, isCsv, launchFromCsv, launchFromJson, type LaunchFile } from '../launch-file';
import { fields, show, some } from '../output';
import { askChoice, askChoices, askText } from '../prompts';
import { uploadAll } from '../upload';
import { act, command, option, several, type Making } from './command';

interface Options {
  readonly title?: string;
  readonly to?: string;
  readonly power?: string[];
  readonly mode?: string;
  readonly transition?: string;
  readonly date?: string;
  readonly plan?: string[];
  readonly day?: string;
  readonly key?: string;
}

async function fileOf(context: Context, path: string): Promise<LaunchFile> {
  const text = path === '-' ? await context.terminal.input() : await readFile(path, 'utf8');
  return isCsv(path) ? launchFromCsv(text, await context.client.powers()) : launchFromJson(text);
}

const choiceOf = <T extends string>(name: string, given: string | undefined, choices: readonly T[]): T | undefined => {
  if (given === undefined) return undefined;
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  throw new Usage(words(`--${name} 应为 ${choices.join(' 或 ')}`, `--${name} is ${choices.join(' or ')}`));
};

/** What is still missing is asked for. */
async function ask(context: Context, request: Partial<LaunchRequest>): Promise<LaunchRequest> {
  const { say, client } = context;
  const title = request.title ?? (await askText(context, say(words('标题', 'title')), '--title', { required: true }));
  let { subDistrict, powers } = request;
  if (subDistrict === undefined) {
    const places = context.terminal.interactive ? await client.organisations() : [];
    const choices = places
      .filter(({ kind }) => kind === 'sub-district')
      .map(({ id, name }) => ({ value: id, label: name }));
    subDistrict = await askChoice(context, say(words('承接街道', 'sub-district')), '--to', choices);
  }
  if (powers === undefined) {
    const known = context.terminal.interactive ? await client.powers() : [];
    const choices = known
      .filter(({ modes }) => modes.includes(request.mode ?? 'devolve'))
      .map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
    powers = await askChoices(context, say(words('权力事项', 'powers')), '--power', choices);
  }
  return { ...request, title, subDistrict, powers };
}

/** `launch`: from a JSON or CSV file, flags, or questions; flags prevail over the file. */
export function launchCommand(making: Making): Command {
  const target = command(making, 'launch', words('发起赋权（改革协调员）', 'launch a transfer (coordinator)'))
    .argument(
      '[file]',
      making.say(words('JSON 或 CSV 文件；- 为标准输入的 JSON', 'JSON or CSV file; - for JSON from standard input')),
    )
    .addOption(option(making, '--title <title>', words('标题', 'title')))
    .addOption(option(making, '--to <sub-district>', words('承接街道的编号', "the sub-district's id")))
    .addOption(
      option(
        making,
        '--power <codes>',
        words('权力编码，可多次或以逗号分隔', 'codes of powers, several or set apart by commas'),
      ).argParser(several),
    )
    .addOption(option(making, '--mode <mode>', words('devolve 下放 / entrust 委托', 'devolve or entrust')))
    .addOption(
      option(
        making,
        '--transition <when>',
        words('过渡期在交接 after 之后 / before 之前', 'trial after or before the handover'),
      ),
    )
    .addOption(option(making, '--date <date>', words('计划生效日期', 'planned effective date')))
    .addOption(
      option(
        making,
        '--plan <file>',
        words(
          '赋权工作方案文件，可多次，至多五个；先上传再发起',
          'file of the plan, up to five; uploaded, then launched',
        ),
      ).argParser((path: string, before: readonly string[] = []) => [...before, path]),
    )
    .addOption(
      option(
        making,
        '--day <duration>',
        words('一个工作日多长（仅演示），如 2s', 'length of a working day (demonstration only), such as 2s'),
      ),
    )
    .addOption(
      option(making, '--key <key>', words('幂等键：同一键只发起一次', 'idempotency key: the same key launches once')),
    );
  return act<Options>(making, target, async (context, [path], options) => {
    const file = path === undefined ? { request: {}, lines: [] } : await fileOf(context, path);
    const mode = choiceOf('mode', options.mode, ['devolve', 'entrust'] as const);
    const transition = choiceOf('transition', options.transition, ['after', 'before'] as const);
    const request = await ask(context, {
      ...file.request,
      ...(options.title === undefined ? {} : { title: options.title }),
      ...(options.to === undefined ? {} : { subDistrict: options.to }),
      ...(options.power === undefined ? {} : { powers: options.power }),
      ...(mode === undefined ? {} : { mode }),
      ...(transition === undefined ? {} : { transition }),
      ...(options.date === undefined ? {} : { plannedEffectiveDate: options.date }),
      ...(options.day === undefined ? {} : { dayMs: durationOf(options.day, '--day') }),
    });
    const lines = options.power === undefined ? file.lines : [];
    // last, so that nothing is uploaded for a launch that is wrong in itself
    const plan =
      options.plan === undefined
        ? {}
        : { plan: await uploadAll(context, options.plan, options.key && `${options.key}/plan`) };
    const launched = await context.client.launch({ ...request, ...plan }, options.key).catch((error: unknown) => {
      throw error instanceof Problem ? inLines(error, lines) : error;
    });
    show(context, launched, () =>
      fields([
        [context.say(words('已发起', 'launched')), launched.id],
        [context.say(words('标题', 'title')), request.title],
        [
          context.say(words('权力', 'powers')),
          some(
            request.powers.map((power) => (typeof power === 'string' ? power : power.code)),
            8,
          ),
        ],
      ]),
    );
  });
}
