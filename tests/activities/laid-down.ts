/** Launches laid down as the API lays them down, with powers of the catalogue that are free. */
import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import { insertTransfer } from '../../src/database/power-transfer/launch';
import { loadBenchPowers } from '../../src/database/seed/bench-powers';
import { loadSeed } from '../../src/database/seed/seed';
import { packOfficers, type NominatedOfficer } from '../../src/domain/power-transfer/officers';
import type { TransferLaunch } from '../../src/domain/power-transfer/launch';
import { powerTransfer } from '../../src/domain/power-transfer/procedure';
import { participantsOf } from '../../src/domain/procedure/participants';
import type { Words } from '../../src/domain/procedure/step';
import { unpack } from '../../src/domain/procedure/ranges';
import { signLaunch } from '../../src/ledger/command-signature';
import { freshDatabase, type TestDatabase } from '../setup/database';

/** A hundred powers a department, beside the city's own. */
const powersBeside = 500;

/** A database with the demonstration city in it. */
export async function cityDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase();
  await loadSeed(database.owner, { demonstration: true, key: Buffer.alloc(32, 7) });
  await loadBenchPowers(database.owner, powersBeside);
  return database;
}

/** Officers that the city has; the second has no certificate as far as the nomination tells. */
export const cityOfficers: readonly NominatedOfficer[] = [
  { id: 'kaihua-01', fields: ['market-regulation', 'culture'], certifiedUntil: '2099-12-31' },
  { id: 'kaihua-02', fields: ['market-regulation', 'culture'] },
  { id: 'kaihua-04', fields: ['market-regulation', 'culture'], certifiedUntil: '2099-12-31' },
];

/** What a nomination of the city's officers keeps. */
export const nominating = (step: string): { readonly [field: string]: string } =>
  step === 'declare-need' || step === 'nominate-officers' ? { officers: packOfficers(cityOfficers) } : {};

/** Lays down the rows of a launch; its powers are told back by position. */
export async function layDown(
  database: Pool,
  launch: TransferLaunch,
  signingKey?: KeyObject,
): Promise<readonly string[]> {
  const { transfer, subDistrict, transition } = launch;
  const codes: string[] = [];
  for (const { department, field, powers } of launch.groups) {
    const positions = unpack(powers);
    const { rows } = await database.query<{ code: string }>(
      `select code from power w where department = $1 and field = $2 and type = 'penalty' and not exists (
         select from power_transfer_item p where p.power = w.code and p.sub_district = $3) and code <> all($5) order by code limit $4`,
      [department, field, subDistrict, positions.length, codes],
    );
    positions.forEach((position, i) => {
      const code = rows[i]?.code;
      if (code === undefined) throw new Error(`${department} has not so many powers left`);
      codes[position] = code;
    });
  }
  const modes = new Set(launch.groups.map(({ mode }) => mode));
  const mode = modes.size > 1 ? 'mixed' : modes.has('entrust') ? 'entrust' : 'devolve';
  const { rows: named } = await database.query<{ code: string; name: Words; legalBasis: string }>(
    `select code, jsonb_build_object('zh', name_zh, 'en', name_en) as name, legal_basis as "legalBasis" from power where code = any($1)`,
    [codes],
  );
  const rows = launch.groups.flatMap(({ powers, until, department, field, mode: how }) =>
    unpack(powers).map((position) => ({
      position,
      power: codes[position] ?? '',
      department,
      field,
      mode: how,
      scope: { territory: '全街道', reserved: [] },
      authorisation: { title: { zh: '示范决定', en: 'demonstration decision' }, recorded: true },
      ...(until === undefined ? {} : { periodFrom: '2020-01-01', periodUntil: until }),
    })),
  );
  const { edition, settings, calendar, dayMs, offices, linesPerRun } = launch;
  const powers = rows.map((row) => ({ periodUntil: null, ...row, ...named.find(({ code }) => code === row.power) }));
  const document = {
    title: transfer,
    ...{ transfer, subDistrict: { id: subDistrict, name: { zh: subDistrict, en: subDistrict } } },
    ...{ transition, mode, plannedEffectiveDate: null, launchedBy: { id: 'coordinator' } },
    powers,
    ...{ edition, settings, calendar, dayMs, offices, linesPerRun },
  };
  await insertTransfer(database, {
    id: transfer,
    title: transfer,
    subDistrict,
    transition,
    mode,
    plannedEffectiveDate: null,
    launchedBy: 'coordinator',
    digest: 'digest',
    document: signingKey ? signLaunch(transfer, document, Date.now(), signingKey) : document,
    launch,
    powers,
    participants: participantsOf(powerTransfer, launch),
  });
  return codes;
}
