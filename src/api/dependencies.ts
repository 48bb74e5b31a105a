import type { KeyObject } from 'node:crypto';
import type { Pool } from 'pg';
import type { TableReading } from '../documents/tables/table-reading';
import type { Family } from '../domain/dossiers';
import type { CertificateEnds } from '../runtime/certificates';
import type { Logger } from '../runtime/log';
import type { Scanner } from '../scanning/scanner';
import type { Story } from '../verification/prose';
import type { Engine } from './engine/engine';
import type { Served } from './family';
import type { SessionEnds } from './city/session-ends';
import type { StorageWatch } from './engine/storage-watch';
import type { UploadLimits } from './files/upload-room';

/** What the server needs to do its work; one process, or one test, puts it together. */
export interface Dependencies {
  /** Works as the application's role: the ledger is inserted and read, nothing else. */
  readonly database: Pool;
  readonly engine: Engine;
  /** The procedures that are served; left out: the city's. */
  readonly dossiers?: Family;
  /** Their prose, which a verification runs over their ledgers; left out: the city's. */
  readonly stories?: readonly Story[];
  /** Address of the engine's own page, of the namespace that the transfers run in; without it there are no links. */
  readonly engineUi?: string | undefined;
  readonly log: Logger;
  /** Demonstration data is loaded: accounts may be listed, a working day may be shortened. */
  readonly demonstration: boolean;
  /** Whether its city is there, as far as somebody tells it; left out: nobody does, and nobody waits for it. */
  readonly demonstrationLoaded?: () => boolean;
  /** Length of a working day in new launches, in milliseconds; null: a real one. */
  readonly dayMs: number | null;
  /** Thirty-two bytes that seal personal data. */
  readonly key: Buffer;
  /** Signs what people do on its way to the engine; null: nothing is signed, which is taken until signatures are required. */
  readonly signingKey: KeyObject | null;
  /** The clock; milliseconds since 1970. */
  readonly now: () => number;
  /** Until when the certificates hold by which the engine is spoken to; left out, or undefined: there are none. */
  readonly certificates?: () => CertificateEnds | undefined;
  /** File with the public key of checkpoints, where this machine signs any; it may not be there yet. */
  readonly checkpointKeyFile?: string | undefined;
  /** Folder of the built web application; null where there is none. */
  readonly web: string | null;
  /** Proxies that may say where a request comes from and whether it came encrypted; none if left out. */
  readonly trustedProxies?: readonly string[];
  /** Reads the tables that people upload. */
  readonly tables: TableReading;
  /** Looks at uploads before they are kept; null or left out: nobody does. */
  readonly scanner?: Scanner | null;
  /** How much may be uploaded that no entry names. */
  readonly uploads: UploadLimits;
  /** Whether the disk is nearly full; left out: nobody's is watched here. One watch, so that all tell the same of it. */
  readonly lowStorage?: StorageWatch;
  /** Check every answer against its declared schema: in tests, where a wrong answer shall be a failure. */
  readonly checkAnswers?: boolean;
  /** Sign-ins that one address may try for one user name in a minute (60). */
  readonly signInsPerMinute?: number;
  /** Wrong sign-ins that one address may have in a minute, whatever the names (30). */
  readonly wrongSignInsPerMinute?: number;
  /** Streams of news that one account may have open (20). */
  readonly streamsPerAccount?: number;
  /** Contributions of the public that one matter takes in a minute, from all addresses together (120). */
  readonly contributionsPerMinute?: number;
  /** Milliseconds that a person needs at least from a form to what is written on it (3,000). */
  readonly leastFormMs?: number;
  /** Milliseconds in which a request, its body too, must have arrived (30,000). */
  readonly requestTimeoutMs?: number;
}

/** What the resources of one server share beside that. */
export interface Inside extends Dependencies {
  readonly sessionEnds: SessionEnds;
  readonly family: Served;
}
