import type { Command } from 'commander';
import type { Task } from '../../contract/types';
import { colours } from '../colours';
import type { Context } from '../context';
import { words } from '../failure';
import { fields, show, when } from '../output';
import { act, command, needed, option, type Making } from './command';

const idOf = (given: string | undefined): string => needed(given, words('请给出任务的编号', 'give the id of a task'));

/** Who takes care of a task; where that was said long ago, since when. */
export const claimer = (context: Context, { claimedBy, claimedSince, claimOld }: Task): string => {
  if (claimedBy == null) return '-';
  const name = `${claimedBy.name} (${claimedBy.username})`;
  return claimOld ? `${name} ${colours.yellow(context.say(words('自', 'since')))} ${when(claimedSince)}` : name;
};

/** Who takes care of a task: `claim`, `release`. */
export function claimCommands(making: Making): Command[] {
  const claim = command(making, 'claim', words('认领任务，让同事知道由您办理', 'say that you take care of a task'))
    .argument('[task]')
    .addOption(
      option(making, '--take-over', words('接手同事已认领的任务', 'also where a colleague has said so before you')),
    );
  act<{ takeOver?: true }>(making, claim, async (context, [given], { takeOver = false }) => {
    const { say } = context;
    const claimed = await context.client.claim(idOf(given), takeOver);
    const from = claimed.takenFrom;
    show(context, claimed, () =>
      fields([
        [say(words('任务', 'task')), claimed.task],
        [say(words('由您办理，自', 'yours since')), when(claimed.claimedSince)],
        ...(from ? [[say(words('此前由', 'before that of')), `${from.name} (${from.username})`] as const] : []),
      ]),
    );
  });

  const release = command(
    making,
    'release',
    words('放弃认领，让同事可以办理', 'say that you do not take care of a task any more'),
  ).argument('[task]');
  act(making, release, async (context, [given]) => {
    const { say } = context;
    const released = await context.client.release(idOf(given));
    show(context, released, () =>
      fields([[say(words('任务', 'task')), `${released.task}  ${say(words('无人认领', 'nobody takes care of it'))}`]]),
    );
  });
  return [claim, release];
}
