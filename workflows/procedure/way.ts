/**
 * How prose waits: a way is a generator, and `yield*` goes on when what it waits for has come.
 *
 * Ways know nothing of the engine, nor of promises: a scheduler walks them, and tells when all of them have come to a
 * wait. What happens to ways that nobody needs any more: docs/procedure-kit.md. So what an entry brings about is known at once, and costs the engine nothing to find out.
 */

/** A way to an end. It does nothing until somebody walks it: `yield*` in another way, or a scheduler. */
export type Way<T> = Generator<Pause, T, void>;

/** What a way does where it stops: it sees to it that somebody lets it go on. */
type Pause = (walker: { readonly resume: () => void; readonly spawn: Spawn }) => void;

/** Walks a way of its own, beside the others. */
export type Spawn = <T>(way: Way<T>, arrived: (end: T) => void) => void;

export interface Scheduler {
  readonly spawn: Spawn;
  /** Walks until every way has come to a wait or to its end. Throws what prose throws. */
  readonly run: () => void;
}

/** Ways go on in the order in which they were told to, one stretch at a time: nobody runs in the middle of another's. */
export function openScheduler(): Scheduler {
  const next: (() => void)[] = [];
  const spawn: Spawn = (way, arrived) => {
    const resume = () => void next.push(stretch);
    const stretch = () => {
      const step = way.next();
      if (step.done) arrived(step.value);
      else step.value({ resume, spawn });
    };
    resume();
  };
  return {
    spawn,
    run() {
      // more are added while it runs
      for (const stretch of next) stretch();
      next.length = 0;
    },
  };
}

/** Waits until `tell` is called; the first word counts. */
export function* waitFor<T>(listen: (tell: (word: T) => void, spawn: Spawn) => void): Way<T> {
  const words: T[] = [];
  yield ({ resume, spawn }) =>
    listen((word) => {
      if (words.push(word) === 1) resume();
    }, spawn);
  for (const word of words) return word;
  throw new Error('a way went on and nobody had told it anything');
}

/** Two at once; goes on when both have arrived. */
export const both = <T>(one: Way<T>, other: Way<T>): Way<readonly [T, T]> =>
  waitFor((tell, spawn) => {
    let first: readonly T[] = [];
    let second: readonly T[] = [];
    const look = () => {
      for (const a of first) for (const b of second) tell([a, b]);
    };
    spawn(one, (end) => {
      first = [end];
      look();
    });
    spawn(other, (end) => {
      second = [end];
      look();
    });
  });

/** All at once; goes on with the end of the one that arrives first. */
export const firstOf = <T>(...ways: readonly Way<T>[]): Way<T> =>
  waitFor((tell, spawn) => {
    for (const way of ways) spawn(way, tell);
  });

/** All at once; whether at least so many come out true, as soon as that is certain. */
export const atLeast = (needed: number, ways: readonly Way<boolean>[]): Way<boolean> =>
  waitFor((tell, spawn) => {
    let right = 0;
    let left = ways.length;
    const look = () => {
      if (right >= needed) tell(true);
      else if (left === 0) tell(false);
    };
    look();
    for (const way of ways)
      spawn(way, (end) => {
        left--;
        if (end) right++;
        look();
      });
  });

/** Sends a way off and goes on at once: nobody waits for it. */
export const beside = (way: Way<unknown>): Way<void> =>
  waitFor((tell, spawn) => {
    spawn(way, () => undefined);
    tell();
  });
