/** The command `fuquan`, put together. */
import { Command, CommanderError } from 'commander';
import { colours } from './colours';
import type { Words } from '../domain/procedure/step';
import { actCommands } from './commands/acts';
import { adminCommand } from './commands/admin';
import type { Making } from './commands/command';
import { checkpointCommand } from './commands/checkpoint';
import { compareCommand } from './commands/compare';
import { claimCommands } from './commands/claims';
import { completeCommand } from './commands/complete';
import { launchCommand } from './commands/launch';
import { mattersCommand } from './commands/matters';
import { exportCommand, verifyCommand } from './commands/ledger';
import { readingCommands } from './commands/reading';
import { rebuildCommand } from './commands/rebuild';
import { sessionCommands } from './commands/session';
import { settingsCommand } from './commands/settings';
import { systemLedgerCommand } from './commands/system-ledger';
import { walkthroughCommand } from './commands/walkthrough';
import { defaultServer, languageOf, type Language, type Terminal } from './context';
import { exits, reportOf, words, type Report } from './failure';
import { BrokenOff } from './prompts';

const headings: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Arguments:': '参数：',
  'Options:': '选项：',
  'Global Options:': '通用选项：',
  'Commands:': '命令：',
};

const mistakes: Readonly<Record<string, Words>> = {
  'commander.help': words('请给出子命令', 'give a subcommand'),
  'commander.unknownOption': words('不认识的选项', 'unknown option'),
  'commander.unknownCommand': words('不认识的命令', 'unknown command'),
  'commander.optionMissingArgument': words('选项缺少值', 'an option lacks its value'),
  'commander.missingArgument': words('缺少参数', 'an argument is missing'),
  'commander.excessArguments': words('参数过多', 'too many arguments'),
  'commander.invalidArgument': words('值不在可选范围内', 'a value is none of the choices'),
};

const exitText = words(
  `退出码：0 成功 · 1 被拒绝或台账已被破坏 · 2 用法有误 · 3 无法连接 · 70 程序故障
环境变量：FUQUAN_SERVER 服务地址 · FUQUAN_TOKEN 令牌 · FUQUAN_PASSWORD 口令 · NO_COLOR 不用颜色`,
  `Exit codes: 0 done · 1 refused, or the ledger is broken · 2 wrong usage · 3 unreachable · 70 a fault of the program
Environment: FUQUAN_SERVER address · FUQUAN_TOKEN token · FUQUAN_PASSWORD password · NO_COLOR without colours`,
);

/** Settings that subcommands do not take over from their parent by themselves. */
function prepare(command: Command, making: Making): void {
  const { language, terminal } = making;
  command
    .exitOverride()
    .helpOption('-h, --help', making.say(words('显示帮助', 'show help')))
    .allowExcessArguments(false)
    .showHelpAfterError(false)
    .configureOutput({ writeOut: terminal.out, writeErr: () => undefined })
    .configureHelp({
      styleTitle: (title) => colours.bold(language === 'zh' ? (headings[title] ?? title) : title),
      showGlobalOptions: true,
    });
  for (const child of command.commands) prepare(child, making);
}

/** The program with all its commands. */
export function createProgram(terminal: Terminal, language: Language): Command {
  const say = (text: Words) => text[language];
  const making: Making = { terminal, language, say };
  const program = new Command('fuquan')
    .description(
      say(
        words(
          '赋权：行政执法权下放的发起、办理、核验',
          'Fuquan: launch, complete and verify transfers of enforcement powers',
        ),
      ),
    )
    .option(
      '--server <url>',
      say(words(`服务地址（默认 ${defaultServer}）`, `address of the server (${defaultServer} unless given)`)),
    )
    .option('--token <token>', say(words('令牌（默认为 login 保存的）', 'token (that of login unless given)')))
    .option(
      '--lang <language>',
      say(words('语言 zh 或 en（默认看 LANG）', 'language, zh or en (by LANG unless given)')),
    )
    .option('--json', say(words('输出 JSON', 'print JSON')))
    .helpCommand(false)
    .addHelpText('after', `\n${say(exitText)}`);
  const commands = [
    ...sessionCommands(making),
    launchCommand(making),
    ...readingCommands(making),
    mattersCommand(making),
    completeCommand(making),
    ...claimCommands(making),
    ...actCommands(making),
    verifyCommand(making),
    compareCommand(making),
    exportCommand(making),
    systemLedgerCommand(making),
    walkthroughCommand(making),
    checkpointCommand(making),
    rebuildCommand(making),
    settingsCommand(making),
    adminCommand(making),
  ];
  for (const command of commands) program.addCommand(command);
  prepare(program, making);
  return program;
}

function tell(report: Report, terminal: Terminal, json: boolean): void {
  const { code, message, lines } = report;
  if (json) return terminal.err(`${JSON.stringify({ code, message, errors: lines })}\n`);
  if (message !== '') terminal.err(`${colours.red('✖')} ${message}\n`);
  for (const { field, message: text } of lines)
    terminal.err(`  ${field === '' ? '' : `${colours.bold(field)}  `}${text}\n`);
}

/**
 * Runs one command line.
 *
 * @param argv the words after `fuquan`
 * @returns the exit code ({@link exits})
 */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const language = languageOf(argv, terminal.environment);
  const json = argv.includes('--json');
  const program = createProgram(terminal, language);
  try {
    if (argv.length === 0) {
      terminal.err(`${program.helpInformation()}\n${exitText[language]}\n`);
      return exits.usage;
    }
    await program.parseAsync([...argv], { from: 'user' });
    return exits.ok;
  } catch (error) {
    if (error instanceof BrokenOff) return exits.usage;
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exits.ok;
      const mistake = mistakes[error.code];
      const what = error.message.replace(/^error: /, '');
      const message = mistake && language === 'zh' ? `${mistake.zh}：${what}` : what;
      tell({ exit: exits.usage, code: error.code.replace('commander.', ''), message, lines: [] }, terminal, json);
      return exits.usage;
    }
    const report = reportOf(error, language);
    tell(report, terminal, json);
    return report.exit;
  }
}
