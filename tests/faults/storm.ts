/** The storm: people answer at random and in part, take back, suspend, send twice and give up, while processes die. */
import { addMonths, dateAt } from '../../src/domain/procedure/calendar';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import type { AddNote, CompleteStep, RecallPowers } from '../../src/domain/procedure/message';
import { pack, unpack } from '../../src/domain/procedure/ranges';
import type { Task } from '../../src/domain/procedure/record';
import { freshKey, stepOf } from '../builders/answers';
import { command, coordinator, openTasks, type City } from './city';
import { chance, pause, some } from './dice';
import { peopleOf, type People } from './people';

/** A transfer in the storm. */
export interface Storming {
  readonly launch: TransferLaunch;
  readonly people: People;
}

const pick = <T>(from: readonly T[]): T | undefined => from[some(from.length)];

/** Outcomes for a part of a task's powers; most carry the procedure on. Empty where nobody said anything. */
function answerAtRandom(launch: TransferLaunch, task: Task): CompleteStep | undefined {
  const names = Object.keys(stepOf(task.step).outcomes);
  const outcomes: { [outcome: string]: number[] } = {};
  const partly = chance(0.4);
  for (const power of unpack(task.powers)) {
    if (partly && chance(0.5)) continue;
    const outcome = (chance(0.9) ? names[0] : pick(names)) ?? '';
    (outcomes[outcome] ??= []).push(power);
  }
  if (Object.keys(outcomes).length === 0) return undefined;
  return command(launch, task, { outcomes, by: `p${some(40)}` });
}

const signed = () => ({ key: freshKey(), digest: 'digest', person: coordinator, detail: { reason: '风暴' } });
const anyPowers = ({ count }: TransferLaunch): string => pack(Array.from({ length: 1 + some(3) }, () => some(count)));

/** One of the coordinator's acts, or a note. */
async function actAtRandom({ launch, people }: Storming): Promise<void> {
  const powers = anyPowers(launch);
  switch (some(6)) {
    case 0:
      await people.send('withdrawPowers', { ...signed(), powers });
      break;
    case 1:
    case 2: {
      const recall: RecallPowers = { ...signed(), powers, code: 'other' };
      await people.send('recallPowers', recall);
      break;
    }
    case 3: {
      const detail = { form: { text: '请说明' } };
      const note: AddNote = { ...signed(), detail, powers, code: 'question' };
      await people.send('addNote', note);
      break;
    }
    case 4:
      await people.send('setPace', { ...signed(), dayMs: 20 + some(60) });
      break;
    default:
      await people.send('suspendTransfer', signed());
      await pause(some(200));
      for (let resumed = false; !resumed;) {
        const told = await people.send('resumeTransfer', signed());
        resumed = told !== 'gave-up';
      }
  }
}

/** A command, perhaps sent twice; sometimes its sender goes away before it is answered. */
async function answerSomething(city: City, { launch, people }: Storming, crowd: Promise<unknown>): Promise<void> {
  const task = pick(await openTasks(city.database, launch.transfer).catch(() => []));
  const answer = task && answerAtRandom(launch, task);
  if (!answer) return pause(10);
  if (chance(0.2)) {
    await people.sendOnce('completeStep', answer, Promise.race([crowd, pause(some(1_000))]));
    return;
  }
  const told = await people.send('completeStep', answer);
  if (chance(0.2) && typeof told === 'object' && 'receipt' in told) await people.send('completeStep', answer);
}

/** Clerks at work until it is over; `crowd` resolves when something died and many lose patience. */
export async function clerk(
  city: City,
  transfers: readonly Storming[],
  over: () => boolean,
  crowd: () => Promise<unknown>,
): Promise<void> {
  while (!over()) {
    const transfer = pick(transfers);
    if (!transfer) return;
    if (chance(0.06)) await actAtRandom(transfer);
    else await answerSomething(city, transfer, crowd());
  }
}

/** Transfers of different sizes, modes and lengths of run. */
export async function launchForStorm(city: City, count: number, dayMs: number, linesPerRun: number): Promise<Storming> {
  const market = { department: 'market', field: 'market-regulation' } as const;
  const culture = { department: 'culture', field: 'culture' } as const;
  const launch = await city.launch({
    count,
    dayMs,
    linesPerRun,
    transition: chance(0.3) ? 'before' : 'after',
    groups: [
      { ...market, mode: 'devolve' },
      { ...culture, mode: 'devolve' },
      { ...market, mode: 'entrust', until: addMonths(dateAt(Date.now()), 6) },
    ],
  });
  return { launch, people: peopleOf(city.client, city.engine, launch.transfer) };
}
