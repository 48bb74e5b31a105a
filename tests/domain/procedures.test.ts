import { dossierOf, dossiers } from '../../src/domain/dossiers';
import { showProcedure } from '../../src/api/city/procedure-view';
import { petition } from '../builders/petition';

const all = [...dossiers.map(({ procedure }) => procedure), petition];

test('each procedure has a code of its own and the forms of all its steps', () => {
  expect(new Set(dossiers.map(({ procedure }) => procedure.code)).size).toBe(dossiers.length);
  for (const { procedure, steps } of dossiers) {
    expect(dossierOf(procedure.code)?.procedure).toBe(procedure);
    const documents = steps('zh', '2026-03-03');
    expect(documents.map((step) => step.code)).toEqual(procedure.steps.map((step) => step.code));
    for (const { automatic, formSchema } of documents) expect(formSchema === undefined).toBe(automatic);
  }
  expect(dossierOf('none-such')).toBeUndefined();
});

describe.each(all.map((one) => [one.code, one] as const))('what everybody reads of %s', (_, declaration) => {
  const zh = showProcedure(declaration, 'zh');
  const en = showProcedure(declaration, 'en');

  test('names the same things in both languages', () => {
    const codes = ({ parties, steps, states, overallStates, recallReasons }: typeof zh) => [
      parties.map(({ party }) => party),
      steps.map(({ code, outcomes }) => [code, ...outcomes.map((outcome) => outcome.code)]),
      states.map(({ state }) => state),
      overallStates.map(({ state }) => state),
      recallReasons.map(({ code }) => code),
    ];
    expect(codes(zh)).toEqual(codes(en));
  });

  test('has a map whose every place is a step or a state of its own, with a title', () => {
    const steps = new Set(zh.steps.map(({ code }) => code));
    const states = new Set(zh.states.map(({ state }) => state));
    for (const { step, state, title } of zh.stages.flatMap(({ stations }) => stations)) {
      expect([step === undefined, state === undefined].filter((missing) => missing)).toHaveLength(1);
      expect(step === undefined || steps.has(step)).toBe(true);
      expect(state === undefined || states.has(state)).toBe(true);
      expect(title).not.toBe('');
    }
    for (const { at } of zh.states) expect(at === undefined || steps.has(at)).toBe(true);
  });
});
