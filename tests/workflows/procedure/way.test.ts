import fc from 'fast-check';
import { atLeast, beside, both, firstOf, openScheduler, waitFor, type Way } from '../../../workflows/procedure/way';

/** A question that a test answers. */
function question<T>() {
  const tells: ((word: T) => void)[] = [];
  const way = (): Way<T> => waitFor((tell) => void tells.push(tell));
  return {
    way,
    asked: () => tells.length,
    answer: (word: T) => {
      for (const tell of tells) tell(word);
    },
  };
}

/** Sends a way off; `ends` is what it came to. */
function sent<T>(way: Way<T>) {
  const scheduler = openScheduler();
  const ends: T[] = [];
  scheduler.spawn(way, (end) => ends.push(end));
  scheduler.run();
  return { ends, walk: scheduler.run };
}

describe('a way', () => {
  test('goes on from wait to wait, and not before the scheduler runs', () => {
    const [first, second] = [question<string>(), question<string>()];
    const { ends, walk } = sent(
      (function* (): Way<string> {
        const one = yield* first.way();
        return one + (yield* second.way());
      })(),
    );
    first.answer('a');
    expect(second.asked()).toBe(0);
    walk();
    expect(second.asked()).toBe(1);
    second.answer('b');
    expect(ends).toEqual([]);
    walk();
    expect(ends).toEqual(['ab']);
  });

  test('hears the first word only, and one that was said while it asked', () => {
    const once = question<number>();
    const { ends, walk } = sent(once.way());
    once.answer(1);
    once.answer(2);
    walk();
    expect(ends).toEqual([1]);
    expect(sent(waitFor<string>((tell) => tell('at once'))).ends).toEqual(['at once']);
  });

  test('that is waitFor nothing waits for ever, and holds up nobody', () => {
    const scheduler = openScheduler();
    const ends: string[] = [];
    scheduler.spawn(question<string>().way(), (end) => ends.push(end));
    scheduler.spawn(
      waitFor<string>((tell) => tell('here')),
      (end) => ends.push(end),
    );
    scheduler.run();
    expect(ends).toEqual(['here']);
  });

  test('that throws is heard by whoever runs the scheduler', () => {
    const scheduler = openScheduler();
    scheduler.spawn(
      (function* (): Way<void> {
        yield* waitFor<void>((tell) => tell());
        throw new Error('a fault in the prose');
      })(),
      () => undefined,
    );
    expect(() => scheduler.run()).toThrow('a fault in the prose');
  });

  test('goes on in the order in which the words were said, one stretch at a time', () => {
    const scheduler = openScheduler();
    const trace: string[] = [];
    const asks = [question<void>(), question<void>()];
    function* stretch(name: string, ask: (typeof asks)[number]): Way<void> {
      trace.push(`${name} asks`);
      yield* ask.way();
      trace.push(`${name} goes on`);
      // what this brings about is walked after those who were told before
      yield* beside(noted(`${name}’s follower`));
      trace.push(`${name} arrives`);
    }
    function* noted(name: string): Way<void> {
      yield* waitFor<void>((tell) => tell());
      trace.push(name);
    }
    const [first, second] = asks;
    if (!first || !second) throw new Error('two asks');
    scheduler.spawn(stretch('A', first), () => undefined);
    scheduler.spawn(stretch('B', second), () => undefined);
    scheduler.run();
    second.answer();
    first.answer();
    scheduler.run();
    expect(trace).toEqual([
      ...['A asks', 'B asks', 'B goes on', 'A goes on', 'B arrives', 'A arrives', 'B’s follower', 'A’s follower'],
    ]);
  });
});

describe('several at once', () => {
  test.each([['ab'], ['ba']])('both: whoever comes first (%s), the answers stand in the order asked', (order) => {
    const asks = { a: question<string>(), b: question<string>() };
    const { ends, walk } = sent(both(asks.a.way(), asks.b.way()));
    for (const name of order) {
      expect(ends).toEqual([]);
      asks[name === 'a' ? 'a' : 'b'].answer(name);
      walk();
    }
    expect(ends).toEqual([['a', 'b']]);
  });

  test('firstOf: the first that arrives, once', () => {
    const [slow, quick] = [question<string>(), question<string>()];
    const { ends, walk } = sent(firstOf(slow.way(), quick.way()));
    quick.answer('quick');
    walk();
    slow.answer('slow');
    walk();
    expect(ends).toEqual(['quick']);
  });

  test('beside: nobody waits for it', () => {
    const late = question<void>();
    const arrived: string[] = [];
    const { ends, walk } = sent(
      (function* (): Way<string> {
        yield* beside(
          (function* (): Way<void> {
            yield* late.way();
            arrived.push('late');
          })(),
        );
        return 'gone on';
      })(),
    );
    expect(ends).toEqual(['gone on']);
    late.answer();
    walk();
    expect(arrived).toEqual(['late']);
  });

  test('atLeast: certain as early as can be, and never wrong', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), fc.array(fc.boolean(), { maxLength: 6 }), (needed, answers) => {
        const asks = answers.map(() => question<boolean>());
        const { ends, walk } = sent(
          atLeast(
            needed,
            asks.map((ask) => ask.way()),
          ),
        );
        answers.forEach((answer, i) => {
          const said = answers.slice(0, i);
          const yes = said.filter(Boolean).length;
          // more cannot be known than that enough have said yes, or that all have spoken
          expect(ends).toEqual(yes >= needed ? [true] : []);
          asks[i]?.answer(answer);
          walk();
        });
        expect(ends).toEqual([answers.filter(Boolean).length >= needed]);
      }),
    );
  });
});
