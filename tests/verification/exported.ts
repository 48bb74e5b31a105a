/** An export of one transfer as the API writes it: its launch and everybody's acts signed, its entries by the procedure itself. */
import type { KeyObject } from 'node:crypto';
import type { RecordLine } from '../../src/domain/procedure/record';
import { messages } from '../../src/domain/procedure/message';
import { unpack } from '../../src/domain/procedure/ranges';
import { chain } from '../../src/ledger/chain';
import type { Checkpoint } from '../../src/ledger/checkpoint';
import { signCommand, signLaunch } from '../../src/ledger/command-signature';
import { exportLines, type ExportOf } from '../../src/ledger/export';
import type { StoredItem } from '../../src/ledger/stored';
import { anAnswer } from '../builders/answers';
import { aLaunch, cultureGroup, marketGroup } from '../builders/launch';
import { walkOf } from '../workflows/procedure/walk';

const transfer = 'tx-export';
const start = Date.UTC(2026, 5, 1);

/** The lines of a transfer up to its decision, each act signed; `sent` in the second that its entry has. */
export function signedLines(signingKey: KeyObject): RecordLine[] {
  const launch = aLaunch({ count: 4, groups: [marketGroup, cultureGroup], transfer, linesPerRun: 100 });
  const walk = walkOf(launch, start);
  const { edition, settings, calendar, dayMs, offices, linesPerRun, transition } = launch;
  const document = {
    ...{ transfer, title: transfer, subDistrict: { id: launch.subDistrict }, transition },
    powers: launch.groups.flatMap(({ powers, department, field, mode, until }) =>
      unpack(powers).map((position) => ({ position, department, field, mode, periodUntil: until ?? null })),
    ),
    ...{ edition, settings, calendar, dayMs, offices, linesPerRun },
  };
  const commands = new Map<string, unknown>([['launch', signLaunch(transfer, document, start, signingKey)]]);
  for (let task = walk.tasks()[0]; task && task.step !== 'decide'; task = walk.tasks()[0]) {
    const command = signCommand(transfer, messages.completeStep, anAnswer(launch, task), walk.now(), signingKey);
    commands.set(command.key, { person: command.person, ...command.detail });
    const judgement = walk.answer(command);
    if (judgement) throw new Error(`refused: ${JSON.stringify(judgement)}`);
  }
  return walk.entries.map((entry, i) => {
    const change = walk.changes[i];
    if (!change) throw new Error(`no change ${i}`);
    const command = commands.get(entry.kind === 'launch' ? 'launch' : entry.key);
    return { entry, ...(command === undefined ? {} : { command }), ...change };
  });
}

/** These lines as an export, their chain computed. */
export async function exported(
  lines: readonly RecordLine[],
  checkpoints: readonly Checkpoint[] = [],
  of: ExportOf = {},
): Promise<string> {
  const rows = chain({ transfer, seq: 0, hash: '' }, lines, start);
  async function* items(): AsyncGenerator<StoredItem> {
    for (const row of rows) yield { kind: 'entry', row: { ...row, run: '', written: new Date(start).toISOString() } };
    const { seq = 0, hash = '' } = rows.at(-1) ?? {};
    yield await Promise.resolve({ kind: 'head', head: { transfer, seq, hash } });
  }
  let text = '';
  for await (const line of exportLines(items(), checkpoints, new Date(start), of)) text += line;
  return text;
}

/** Where the chain of these lines stands. */
export const headOf = (lines: readonly RecordLine[]) => {
  const { seq = 0, hash = '' } = chain({ transfer, seq: 0, hash: '' }, lines, start).at(-1) ?? {};
  return { transfer, seq, hash };
};
