/** What a matter is started with is read out of its document, by the procedure that the document names. */
import { startable, storedLaunch } from '../../src/database/stored-launch';
import { powerTransferDossier } from '../../src/domain/power-transfer/dossier';
import { launchIn } from '../../src/domain/power-transfer/launch-document';
import type { Dossier } from '../../src/domain/procedure/dossier';
import { aLaunch } from '../builders/launch';
import { petition } from '../builders/petition';

const launch = aLaunch();
const { transfer, edition, subDistrict, offices, transition, settings, calendar, dayMs } = launch;
const document = {
  ...{ transfer, edition, offices, transition, settings, calendar, dayMs, subDistrict: { id: subDistrict } },
  linesPerRun: 100,
  powers: [{ position: 0, department: 'market', field: 'market-regulation', mode: 'devolve', periodUntil: null }],
};
const told = launchIn(document);
/** Another procedure, whose documents look the same. */
const errand: Dossier = { ...powerTransferDossier, procedure: { ...petition, code: 'errand' }, workflow: 'errand' };
const both = [powerTransferDossier, errand];

test('a document of before names no procedure: it is a transfer of powers', () => {
  expect(storedLaunch({ launch, document, first: null }, both)).toMatchObject({
    ...{ procedure: 'power-transfer', workflow: 'powerTransfer', launch: told, differs: true },
  });
});

test('the document decides which workflow is started, and the hashed one if it is recorded', () => {
  const named = { ...document, procedure: 'errand' };
  expect(startable(storedLaunch({ launch, document: named, first: null }, both)).workflow).toBe('errand');
  const first = JSON.stringify({ command: document });
  expect(startable(storedLaunch({ launch, document: named, first }, both)).workflow).toBe('powerTransfer');
});

test('nothing is started of a procedure that is not served, and it is named', () => {
  const stored = storedLaunch({ launch, document: { ...document, procedure: 'errand' }, first: null });
  expect(stored).toMatchObject({ procedure: 'errand', workflow: undefined, launch, differs: false });
  expect(() => startable(stored)).toThrow('does not serve the procedure errand');
});
