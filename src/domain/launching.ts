/** How something is launched, whatever the procedure: who may, what is sent, what must be known, what comes of it. */
import type { z } from 'zod';
import type { AccountRole } from './city/account-roles';
import type { LaunchFacts as CityFacts } from './power-transfer/launch-plan';
import type { Launch } from './procedure/launch';
import type { Person } from './procedure/message';
import type { Participant } from './procedure/participants';
import type { Words } from './procedure/step';

/** What the city knows when something is launched; `transfer` is the id of what is to be. */
export interface LaunchFacts extends CityFacts {
  /** Who sends it. */
  readonly person: Person;
}

/** What of the catalogue and of what is held a launch depends on; nothing else is looked up. */
export interface LaunchAsks {
  readonly powers: readonly string[];
  /** Whose powers, where that is asked. */
  readonly subDistrict?: string;
}

/** An item as every procedure has it. */
export interface PlannedItem {
  readonly position: number;
  /** What it is about: a power's code, a document's number. */
  readonly subject: string;
  /** What that is called at the launch; left out where the subject is all. */
  readonly name?: Words;
}

/** What is laid down. Rows that only this procedure has are made from the document. */
export interface PlannedMatter {
  /** What the prose is started with: what `launchIn` reads out of the document. */
  readonly launch: Launch;
  /** Content of the ledger's first entry, with the procedure's code; who launched it and the files are put beside. */
  readonly document: { readonly procedure: string; readonly title: string };
  readonly items: readonly PlannedItem[];
  readonly participants: readonly Participant[];
}

/** A body that was read, and not yet held against anything. */
export interface ReadLaunch {
  readonly title: string;
  readonly asks: LaunchAsks;
  /** Ids of files of the launching office that go with it. */
  readonly files: readonly string[];
  /** @throws Refusal where it may not be launched */
  plan(facts: LaunchFacts): PlannedMatter;
}

/** A task that calls another procedure. */
export interface Call {
  /** Title of the calling matter, and its procedure. */
  readonly title: string;
  readonly procedure: string;
  /** What the prose has asked about, where it has. */
  readonly about?: string;
  /** What the task is about. */
  readonly items: readonly Omit<PlannedItem, 'position'>[];
}

/** The launch of one procedure. */
export interface Launching {
  /** In one of these roles somebody may; a plan may ask for more, such as an office. */
  readonly by: readonly AccountRole[];
  /** What is sent, beside the procedure's code. */
  readonly request: z.ZodObject;
  /** @throws Refusal `invalid-content` that names every field */
  read(body: unknown): ReadLaunch;
  /** What would be sent for a task that calls it; left out: no procedure may call it. */
  called?(call: Call): unknown;
}
