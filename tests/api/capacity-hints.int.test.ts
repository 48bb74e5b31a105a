/** Who assesses a sub-district's capacity sees what it declared, and where that does not agree with what is known. */
import { z } from 'zod';
import { peopleOf } from './people';
import { startSystem, type System } from './system';

let system: System;
let people: ReturnType<typeof peopleOf>;
beforeAll(async () => {
  system = await startSystem({ worker: true });
  people = peopleOf(system);
});
afterAll(() => system.stop());

const formSchema = z.looseObject({
  properties: z.record(
    z.string(),
    z.looseObject({ 'x-hints': z.array(z.object({ text: z.string(), mismatch: z.boolean() })).optional() }),
  ),
});

test('the form of the assessment has the hints, and is answered as ever', async () => {
  const transfer = await people.launch(['MR-001', 'MR-002']);
  const need = await people.only('kaihua-chief', transfer);
  const particulars = { expectedCases: 15 };
  const answer = people.answer(need, { 'MR-001': { particulars }, 'MR-002': { particulars } });
  const form = { ...answer.form, recorders: 0, expectedCases: 20, certificates: 0, officersAvailable: 1 };
  expect((await people.complete('kaihua-chief', need, { ...answer, form })).status).toBe(200);

  const task = await people.only('market-assessor', transfer);
  expect(task.step).toBe('assess-capacity');
  const { properties } = formSchema.parse(task.formSchema);
  const mismatches = (heading: string) =>
    (properties[heading]?.['x-hints'] ?? []).flatMap(({ text, mismatch }) => (mismatch ? [text] : []));
  expect(mismatches('safety')).toEqual(['申报执法记录仪 0 台，执法全过程记录至少需 1 台']);
  expect(mismatches('workload')).toEqual(['各事项的预计年办案数合计 30，多于申报总数 20']);
  expect(properties['specialisation']?.['x-hints']?.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^市场监管：需 2 名，现有 \d+ 名持证人员（提名 \d+ 名）$/),
  );
  expect((await people.complete('market-assessor', task)).status).toBe(200);
});
