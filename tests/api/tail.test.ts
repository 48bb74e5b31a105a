import { createTail } from '../../src/api/matters/tail';

interface Row {
  readonly name: string;
  readonly written: Date;
}

/** A table in memory and what was heard of it. */
function tailed() {
  const table: Row[] = [];
  const heard: string[] = [];
  const tail = createTail<Row>({
    newest: async () => Promise.resolve(new Date(Math.max(0, ...table.map(({ written }) => written.getTime())))),
    since: async (from, limit) =>
      Promise.resolve(
        table
          .filter(({ written }) => written >= from)
          .toSorted((a, b) => a.written.getTime() - b.written.getTime())
          .slice(0, limit),
      ),
    nameOf: ({ name }) => name,
  });
  const write = (name: string, ms: number) => table.push({ name, written: new Date(ms) });
  return { tail, write, heard, look: () => tail.look(({ name }) => heard.push(name)) };
}

describe('the end of a table', () => {
  test('tells what came after the first look, each once', async () => {
    const { write, heard, look } = tailed();
    write('before', 100_000);
    await look();
    write('first', 100_500);
    await look();
    write('second', 101_000);
    await look();
    await look();
    expect(heard).toEqual(['first', 'second']);
  });

  test('tells what was written before the newest and committed after it', async () => {
    const { write, heard, look } = tailed();
    write('before', 100_000);
    await look();
    write('newest', 110_000);
    await look();
    write('late', 105_000);
    await look();
    expect(heard).toEqual(['newest', 'late']);
  });

  test('reads on where more came than one question brings', async () => {
    const { write, heard, look } = tailed();
    write('before', 100_000);
    await look();
    for (let i = 0; i < 2_500; i++) write(`row ${i}`, 100_001 + i);
    await look();
    expect(heard).toHaveLength(2_500);
  });

  test('begins anew after it was forgotten', async () => {
    const { tail, write, heard, look } = tailed();
    await look();
    tail.forget();
    write('meanwhile', 100_000);
    await look();
    expect(heard).toEqual([]);
  });
});
