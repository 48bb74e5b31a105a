/** What the public said to something that lay open: the answer that closed its time says how much, and by which root. */
import type { ClientBase } from 'pg';
import type { NumberedLine } from '../../activities/line';
import { allStubs, tasksWithContributions } from '../database/contribution-repository';
import { startTally, tallyIn, type Tally } from '../ledger/contributions';
import { atEntry, type Findings } from './findings';

interface Answered {
  readonly matter: string;
  readonly seq: number;
  readonly task: string;
  /** What it counted; undefined: nothing. */
  readonly counted: Tally | undefined;
}

/** Holds what answers counted against what is kept. */
export function openContributions(client: ClientBase, findings: Findings) {
  let waiting: Answered[] = [];
  async function tallyOf({ matter, task }: Answered): Promise<Tally> {
    const counting = startTally();
    for await (const stub of allStubs(client, matter, task)) counting.add(stub);
    return counting.tally();
  }
  return {
    answered(matter: string, { seq, entry, command }: NumberedLine): void {
      if (entry.kind === 'complete') waiting.push({ matter, seq, task: entry.task, counted: tallyIn(command) });
    },
    async compare(): Promise<void> {
      const answers = waiting;
      waiting = [];
      const name = ({ matter, task }: { readonly matter: string; readonly task: string }) =>
        JSON.stringify([matter, task]);
      const matters = new Set(answers.map(({ matter }) => matter));
      const said = new Set((await tasksWithContributions(client, [...matters])).map(name));
      for (const answer of answers) {
        const { matter, seq, counted } = answer;
        if (!counted) {
          if (said.has(name(answer)))
            findings.broken('contributions', atEntry(matter, seq, 'contributions-not-counted'));
          continue;
        }
        const { count, root } = await tallyOf(answer);
        findings.looked('contributions', count);
        if (count !== counted.count || root !== counted.root)
          findings.broken('contributions', atEntry(matter, seq, 'contributions-differ', `${count}, ${counted.count}`));
      }
    },
  };
}
