import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import type { LaunchRequest } from '../../contract/types';
import type { Context } from '../context';
import { durationOf } from '../duration';
import { Usage, words } from '../failure';
import { launchFromJson } from '../launch-file';
import { isTable, requestsOfTable } from '../launch-table';
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

async function jsonOf(context: Context, path: string): Promise<Partial<LaunchRequest>> {
  return launchFromJson(path === '-' ? await context.terminal.input() : await readFile(path, 'utf8'));
}

const choiceOf = <T extends string>(name: string, given: string | undefined, choices: readonly T[]): T | undefined => {
  if (given === undefined) return undefined;
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  throw new Usage(words(`--${name} 应为 ${choices.join(' 或 ')}`, `--${name} is ${choices.join(' or ')}`));
};

const askTitle = (context: Context): Promise<string> =>
  askText(context, context.say(words('标题', 'title')), '--title', { required: true });

/** What is still missing is asked for. */
async function ask(context: Context, request: Partial<LaunchRequest>): Promise<LaunchRequest> {
  const { say, client } = context;
  const title = request.title ?? (await askTitle(context));
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
    powers = await askChoices(context, say(words('执法事项', 'powers')), '--power', choices);
  }
  return { ...request, title, subDistrict, powers };
}

/** `launch`: from a list, a JSON file, flags, or questions; flags prevail over the file. */
export function launchCommand(making: Making): Command {
  const target = command(making, 'launch', words('发起赋权（改革协调员）', 'launch a transfer (coordinator)'))
    .argument(
      '[file]',
      making.say(
        words(
          '清单（XLSX、CSV，同网页模板）或 JSON 文件；- 为标准输入的 JSON',
          'a list (XLSX or CSV, as the page’s template) or a JSON file; - for JSON from standard input',
        ),
      ),
    )
    .addOption(option(making, '--title <title>', words('标题', 'title')))
    .addOption(option(making, '--to <sub-district>', words('承接街道的编号', "the sub-district's id")))
    .addOption(
      option(
        making,
        '--power <codes>',
        words('事项编码，可多次或以逗号分隔', 'codes of powers, several or set apart by commas'),
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
    const mode = choiceOf('mode', options.mode, ['devolve', 'entrust'] as const);
    const transition = choiceOf('transition', options.transition, ['after', 'before'] as const);
    const dayMs = options.day === undefined ? undefined : durationOf(options.day, '--day');
    const said = {
      ...(options.title === undefined ? {} : { title: options.title }),
      ...(options.to === undefined ? {} : { subDistrict: options.to }),
      ...(mode === undefined ? {} : { mode }),
      ...(transition === undefined ? {} : { transition }),
      ...(options.date === undefined ? {} : { plannedEffectiveDate: options.date }),
    };
    let requests: LaunchRequest[];
    if (path !== undefined && isTable(path)) {
      if (options.power !== undefined)
        throw new Usage(words('清单文件与 --power 只能用其一', 'a list or --power, not both'));
      const title = said.title ?? (await askTitle(context));
      requests = await requestsOfTable(context, path, { ...said, title }, options.key !== undefined);
    } else {
      const file = path === undefined ? {} : await jsonOf(context, path);
      const powers = options.power === undefined ? {} : { powers: options.power };
      requests = [await ask(context, { ...file, ...said, ...powers })];
    }
    await launchAll(context, requests, dayMs, options);
  });
}

/** Launches one after the other; what went well before something did not is told. */
async function launchAll(
  context: Context,
  requests: readonly LaunchRequest[],
  dayMs: number | undefined,
  { plan: files, key }: Options,
): Promise<void> {
  const { client, say } = context;
  // last, so that nothing is uploaded for a launch that is wrong in itself
  const plan = files === undefined ? {} : { plan: await uploadAll(context, files, key && `${key}/plan`) };
  const pace = dayMs === undefined ? {} : { dayMs };
  const done: { readonly id: string; readonly request: LaunchRequest }[] = [];
  const shown = () =>
    done
      .map(({ id, request: { title, subDistrict, powers } }) =>
        fields([
          [say(words('已发起', 'launched')), id],
          [say(words('标题', 'title')), title],
          ...(requests.length === 1 ? [] : [[say(words('街道', 'sub-district')), subDistrict] as const]),
          [
            say(words('权力', 'powers')),
            some(
              powers.map((power) => (typeof power === 'string' ? power : power.code)),
              8,
            ),
          ],
        ]),
      )
      .join('\n\n');
  try {
    for (const request of requests) {
      const own = key !== undefined && requests.length > 1 ? `${key}/${request.subDistrict}` : key;
      done.push({ id: (await client.launch({ ...request, ...plan, ...pace }, own)).id, request });
    }
  } catch (error) {
    if (done.length > 0) context.terminal.err(`${shown()}\n\n`);
    throw error;
  }
  const launches = done.map(({ id, request: { subDistrict } }) => ({ id, workflowId: id, subDistrict }));
  show(context, launches.length === 1 ? launches[0] : { launches }, shown);
}
