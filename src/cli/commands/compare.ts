import type { Command } from 'commander';
import type { Comparison } from '../../client/comparison';
import { colours } from '../colours';
import type { Context } from '../context';
import { Refused, words } from '../failure';
import { fields, show, table, when } from '../output';
import { act, command, needed, type Making } from './command';

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

/** `compare`: a transfer's ledger held against the engine's own history. */
export function compareCommand(making: Making): Command {
  const target = command(
    making,
    'compare',
    words('把一次赋权的台账与流程引擎自己的历史核对', "hold a transfer's ledger against the engine's own history"),
  ).argument('[transfer]');
  return act(making, target, async (context, [given]) => {
    const id = needed(given, words('请给出赋权的编号', 'give the id of a transfer'));
    const found = await context.client.comparison(id);
    show(context, found, () => comparisonView(context, found));
    if (!fine.has(found.verdict)) throw new Refused();
  });
}
