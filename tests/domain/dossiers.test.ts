/** A family is looked at as a whole before anything is served of it. */
import { dossierOf, dossiers, mustAllBeSound, procedureIn } from '../../src/domain/dossiers';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';

const { procedure } = powerTransferDossier;

test('the city’s procedures may be served; one that contradicts itself may not, and its place is named', () => {
  expect(() => mustAllBeSound()).not.toThrow();
  const contradicting = { ...powerTransferDossier, procedure: { ...procedure, begins: 'withdrawn' } };
  expect(() => mustAllBeSound([contradicting])).toThrow('power-transfer: begins: ');
});

test('no two have one code, or one name at the engine', () => {
  const other = { ...powerTransferDossier, procedure: { ...procedure, code: 'errand' } };
  expect(() => mustAllBeSound([powerTransferDossier, other])).toThrow('two procedures are called powerTransfer');
  expect(() => mustAllBeSound([powerTransferDossier, { ...powerTransferDossier, workflow: 'errand' }])).toThrow(
    'two procedures are called power-transfer',
  );
  expect(() => mustAllBeSound([powerTransferDossier, { ...other, workflow: 'errand' }])).not.toThrow();
});

test('a document says of which procedure it is; of before, there was one', () => {
  expect(procedureIn({ procedure: 'errand' })).toBe('errand');
  for (const document of [{}, null, undefined, 'x', { procedure: 7 }])
    expect(dossierOf(procedureIn(document), dossiers)).toBe(powerTransferDossier);
});
