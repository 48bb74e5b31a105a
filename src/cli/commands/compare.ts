import type { Command } from 'commander';
import type { Comparison } from '../../contract/types';
import { colours } from '../colours';
import type { Context } from '../context';
import { Refused, Usage, words } from '../failure';
import { fields, show, table, when } from '../output';
import { act, command, needed, option, type Making } from './command';

/** What accuses nobody. */
const fine: ReadonlySet<Comparison['verdict']> = new Set(['agree', 'history-gone']);

function comparisonView({ say }: Context, found: Comparison): string {
  const { verdict, title, words: meaning, entries, extras, runs, rebuilds } = found;
  const parts = [
    fields([
      [say(words('结论', 'verdict')), fine.has(verdict) ? colours.green(title) : colours.red(title)],
      [say(words('说明', 'meaning')), meaning],
      [say(words('条目', 'entries')), `${entries.length}`],
      [say(words('引擎的运行', 'runs of the engine')), `${runs.filter((run) => run.found).length} / ${runs.length}`],
    ]),
  ];
  // what is witnessed needs no words of its own
  const told = entries.filter(({ status }) => status !== 'witnessed');
  if (told.length > 0)
    parts.push(
      table(
        [words('序号', 'no.'), words('引擎所知', 'what the engine knows'), words('运行', 'run')].map(say),
        told.map((entry) => [
          `${entry.seq}`,
          entry.why === undefined ? entry.words : colours.red(entry.words),
          `${entry.run}${entry.record === null ? '' : ` #${entry.accepted ?? entry.record}`}`,
        ]),
      ),
    );
  if (extras.length > 0)
    parts.push(
      table(
        [words('台账缺', 'not in the ledger'), words('操作键', 'key'), words('运行', 'run')].map(say),
        extras.map(({ seq, key, run, event }) => [
          colours.red(seq === null ? '?' : `${seq}`),
          key ?? '',
          `${run} #${event}`,
        ]),
      ),
    );
  if (rebuilds.length > 0)
    parts.push(
      table(
        [
          words('从台账重建', 'started anew from the ledger'),
          words('结束的运行', 'run that was ended'),
          words('原因', 'why'),
        ].map(say),
        rebuilds.map(({ begun, run, why }) => [when(begun), run ?? '-', why]),
      ),
    );
  return parts.join('\n\n');
}

/** `compare`: a transfer's ledger, or all, held against the engine's own history. */
export function compareCommand(making: Making): Command {
  const target = command(
    making,
    'compare',
    words('把台账与流程引擎自己的历史核对', "hold a ledger against the engine's own history"),
  )
    .argument('[transfer]')
    .addOption(option(making, '--all', words('核对全部流程', 'compare all transfers')));
  return act<{ readonly all?: true }>(making, target, async (context, [given], { all }) => {
    if (all) return compareAll(context, given);
    const id = needed(given, words('请给出赋权的编号，或 --all', 'give the id of a transfer, or --all'));
    const found = await context.client.comparison(id);
    show(context, found, () => comparisonView(context, found));
    if (!fine.has(found.verdict)) throw new Refused();
  });
}

async function compareAll(context: Context, given: string | undefined): Promise<void> {
  if (given !== undefined) throw new Usage(words('--all 不与流程编号同用', '--all goes without a transfer'));
  const { say, client } = context;
  const found = await client.comparisonOfAll();
  const { verdict, title, compared, items } = found;
  const lines: [string, string][] = [
    [say(words('结论', 'verdict')), fine.has(verdict) ? colours.green(title) : colours.red(title)],
    [say(words('说明', 'meaning')), found.words],
    [say(words('已核对的流程', 'transfers compared')), `${compared}`],
    [say(words('须留意的', 'not simply agreeing')), `${items.length}`],
  ];
  const head = [words('流程', 'transfer'), words('名称', 'title'), words('结论', 'verdict')].map(say);
  const rows = items.map((item) => [item.transfer, item.title, item.words]);
  show(context, found, () => [fields(lines), ...(rows.length > 0 ? [table(head, rows)] : [])].join('\n\n'));
  if (!fine.has(verdict)) throw new Refused();
}
