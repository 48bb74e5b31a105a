/** The contract as types, for whoever reads answers and writes requests: nothing of it is there when the program runs. */
import type { z } from 'zod';
import type * as audit from './audit';
import type * as city from './city';
import type * as contributions from './contributions';
import type * as documents from './documents';
import type * as filters from './filters';
import type * as items from './items';
import type * as launches from './launches';
import type * as ledger from './ledger';
import type * as matters from './matters';
import type * as openTasks from './open-task';
import type * as overview from './overview';
import type * as procedures from './procedures';
import type * as register from './register';
import type * as requests from './requests';
import type * as settings from './settings';
import type * as shared from './shared';
import type * as tasks from './tasks';
import type * as transfers from './transfers';

/** What is sent is put together of what may not be changed. */
type Sent<T> = T extends readonly (infer Item)[]
  ? readonly Sent<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Sent<T[Key]> }
    : T;

/** A page of a list. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}
export type ProblemBody = z.output<typeof shared.problemAnswer>;

export type Organisation = z.output<typeof city.organisationAnswer>;
export type Power = z.output<typeof city.powerAnswer>;
export type Field = z.output<typeof city.fieldAnswer>;
export type Officer = z.output<typeof city.officerAnswer>;
export type StoredFile = z.output<typeof city.fileAnswer>;
export type User = z.output<typeof city.userAnswer>;
export type Me = z.output<typeof city.meAnswer>;
export type DemonstrationAccount = z.output<typeof city.demonstrationAccountAnswer>;

export type PublicMatter = z.output<typeof contributions.publicMatterAnswer>;
export type LaidOpen = z.output<typeof contributions.laidOpenAnswer>;
export type NewContribution = z.output<typeof contributions.contributionRequest>;
export type ContributionKept = z.output<typeof contributions.contributionKeptAnswer>;
export type OwnContribution = z.output<typeof contributions.ownContributionAnswer>;
export type ReceivedContribution = z.output<typeof contributions.contributionAnswer>;

export type PlaceSettings = z.output<typeof settings.settingsAnswer>;
export type LocalDay = z.output<typeof settings.localDayAnswer>;

/** What a list of transfers may be narrowed to. */
export type TransferFilterName = keyof typeof filters.transferFilter;
export type TransferPower = z.output<typeof transfers.transferPowerAnswer>;
export type OpenTask = z.output<typeof openTasks.openTaskAnswer>;
export type Item = z.output<typeof items.itemAnswer>;
export type Matter = z.output<typeof matters.matterAnswer>;
export type MatterInList = z.output<typeof matters.matterInListAnswer>;
export type MatterFilterName = keyof typeof matters.matterFilter;
/** Closes the list of what goes into one task. */
export type Assembling = Sent<z.input<typeof matters.assembleRequest>>;
export type Transfer = z.output<typeof transfers.transferAnswer>;
export type Note = z.output<typeof transfers.noteAnswer>;
export type TransferPerson = z.output<typeof transfers.transferPersonAnswer>;
export type Mention = z.output<typeof transfers.mentionAnswer>;
export type TransferDocument = z.output<typeof documents.documentAnswer>;

export type Outcome = z.output<typeof tasks.outcomeAnswer>;
export type Task = z.output<typeof tasks.taskAnswer>;
export type TaskDetail = z.output<typeof tasks.taskDetailAnswer>;
export type Claim = z.output<typeof tasks.claimAnswer>;
export type Said = z.output<typeof tasks.saidAnswer>;
export type Completed = z.output<typeof tasks.completedAnswer>;
export type BulkAnswer = z.output<typeof tasks.bulkAnswer>;
/** As it is sent; as it is read, it is a {@link CompletionRequest}. */
export type Completion = Sent<z.input<typeof requests.completionRequest>>;
export type CompletionRequest = z.output<typeof requests.completionRequest>;
/** What one power is answered with. */
export type PowerOutcome = Completion['outcomes'][number];

export type LaunchRequest = Sent<z.input<typeof launches.launchRequest>>;
export type Preview = Sent<z.output<typeof launches.previewAnswer>>;
export type PreviewRow = Preview['rows'][number];
export type PreviewedLaunch = Preview['launches'][number];

export type RegisterEntry = z.output<typeof register.registerAnswer>;
export type HistoryEntry = z.output<typeof ledger.historyAnswer>;
export type FoundEntry = z.output<typeof ledger.foundAnswer>;
export type Verdict = z.output<typeof ledger.verdictAnswer>;
export type Comparison = z.output<typeof audit.engineComparisonAnswer>;
export type ComparedEntry = z.output<typeof audit.comparedEntryAnswer>;
export type CheckpointStanding = z.output<typeof audit.checkpointStandingAnswer>;

export type Overview = z.output<typeof overview.overviewAnswer>;
export type MatrixCell = z.output<typeof overview.matrixCellAnswer>;
export type FunnelStep = z.output<typeof overview.funnelStepAnswer>;
export type OverdueOffice = z.output<typeof overview.overdueOfficeAnswer>;
export type StepDuration = z.output<typeof overview.stepDurationAnswer>;
export type TrendWeek = z.output<typeof overview.trendWeekAnswer>;

export type ProcedureInList = z.output<typeof procedures.procedureInList>;
export type Procedure = z.output<typeof procedures.procedureAnswer>;
export type ProcedureState = Procedure['states'][number];
export type ProcedureStation = Procedure['stages'][number]['stations'][number];
