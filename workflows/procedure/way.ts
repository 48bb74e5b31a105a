/**
 * How prose waits: a way is a generator, and `yield*` goes on when what it waits for has come.
 *
 * Ways know nothing of the engine, nor of promises: they are walked on a road, which tells when all of them have come to
 * a wait. So what an entry brings about is known at once, and costs the engine nothing to find out.
 */

/** A way to an end. It does nothing until somebody walks it: `yield*` of another way, or a road. */
export type Way<T> = Generator<Stop, T, void>;

/** What a way does where it stops: it sees to it that somebody lets it go on. */
type Stop = (walker: { readonly goOn: () => void; readonly send: Send }) => void;

/** Walks a way of its own, beside the others. */
export type Send = <T>(way: Way<T>, arrived: (end: T) => void) => void;

export interface Road {
  readonly send: Send;
  /** Walks until every way has come to a wait or to its end. Throws what prose throws. */
  readonly walk: () => void;
}

/** Ways go on in the order in which they were told to, one stretch at a time: nobody runs in the middle of another's. */
export function openRoad(): Road {
  const next: (() => void)[] = [];
  const send: Send = (way, arrived) => {
    const goOn = () => void next.push(stretch);
    const stretch = () => {
      const step = way.next();
      if (step.done) arrived(step.value);
      else step.value({ goOn, send });
    };
    goOn();
  };
  return {
    send,
    walk() {
      // more are added while it runs
      for (const stretch of next) stretch();
      next.length = 0;
    },
  };
}

/** Waits until it is told; the first word counts. */
export function* told<T>(listen: (tell: (word: T) => void, send: Send) => void): Way<T> {
  const words: T[] = [];
  yield ({ goOn, send }) =>
    listen((word) => {
      if (words.push(word) === 1) goOn();
    }, send);
  for (const word of words) return word;
  throw new Error('a way went on and nobody had told it anything');
}

/** Two at once; goes on when both have arrived. */
export const both = <T>(one: Way<T>, other: Way<T>): Way<readonly [T, T]> =>
  told((tell, send) => {
    let first: readonly T[] = [];
    let second: readonly T[] = [];
    const look = () => {
      for (const a of first) for (const b of second) tell([a, b]);
    };
    send(one, (end) => {
      first = [end];
      look();
    });
    send(other, (end) => {
      second = [end];
      look();
    });
  });

/** All at once; goes on with the end of the one that arrives first. */
export const firstOf = <T>(...ways: readonly Way<T>[]): Way<T> =>
  told((tell, send) => {
    for (const way of ways) send(way, tell);
  });

/** All at once; whether at least so many come out true, as soon as that is certain. */
export const atLeast = (needed: number, ways: readonly Way<boolean>[]): Way<boolean> =>
  told((tell, send) => {
    let right = 0;
    let left = ways.length;
    const look = () => {
      if (right >= needed) tell(true);
      else if (left === 0) tell(false);
    };
    look();
    for (const way of ways)
      send(way, (end) => {
        left--;
        if (end) right++;
        look();
      });
  });

/** Sends a way off and goes on at once: nobody waits for it. */
export const beside = (way: Way<unknown>): Way<void> =>
  told((tell, send) => {
    send(way, () => undefined);
    tell();
  });
