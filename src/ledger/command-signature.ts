/**
 * Commands signed by the API. Whoever reaches the engine can send it anything; what stands in the ledger as a person's doing
 * was signed by the API, which has checked who it is. All that is signed can be read back from the line, so the line holds
 * the signature alone, and record, adoption, rebuild and an auditor check the same bytes.
 */
import { sign, verify, type KeyObject } from 'node:crypto';
import type { Calendar } from '../domain/procedure/calendar';
import type { Person } from '../domain/procedure/message';
import { pack, unpack, type Ranges } from '../domain/procedure/ranges';
import type { CalledEnding, CarriedOut, Entry } from '../domain/procedure/record';
import type { Instant } from '../domain/procedure/step';
import { canonical } from './canonical';
import { keyIdOf } from './checkpoint';

/** A signature as a line has it, inside its hashed content. */
export interface CommandSignature {
  /** Name of the key that signed ({@link keyIdOf}). */
  readonly key: string;
  /** When the API signed, in milliseconds since 1970. */
  readonly sent: Instant;
  /** Ed25519 (RFC 8032) over {@link signedText} in UTF-8, base64url. */
  readonly value: string;
}

/** A public key that commands are checked with, and how long. */
export interface CommandKey {
  readonly publicKey: KeyObject;
  /** From then on nothing more is signed with it; what is on its way is taken for {@link graceMs} longer. */
  readonly retired?: Instant;
  /** From then on nothing that it signed is taken any more. */
  readonly lost?: Instant;
}
/** Keys by their names. */
export type CommandKeys = ReadonlyMap<string, CommandKey>;

/** Milliseconds for which commands signed with a key are taken after it was retired. */
export const graceMs = 15 * 60_000;

/**
 * Milliseconds for which a command is taken after it was signed: longer than somebody waits for an engine or a database that is
 * away, and not so long that what was kept back on the way can be sent when everybody thinks that it never came.
 */
export const longestUnderWayMs = 24 * 60 * 60_000;

/**
 * Why a line's signature does not hold: there is `none`; it is no signature (`malformed`); its key is `unknown`, or was
 * `retired` or `lost` when the line was written; or it is of other content (`wrong`).
 */
export type SignatureFault = 'none' | 'malformed' | 'unknown' | 'retired' | 'lost' | 'wrong';

const format = 'fuquan-command/1';

/** A command as far as it is signed. What a message does not have is left out. */
export interface SignedCommand extends Partial<CarriedOut> {
  readonly key: string;
  readonly digest: string;
  readonly person: Person;
  readonly task?: string | undefined;
  readonly outcomes?: { readonly [outcome: string]: Ranges } | undefined;
  readonly kept?: { readonly [field: string]: string } | undefined;
  readonly powers?: Ranges | undefined;
  readonly code?: string | undefined;
  readonly dayMs?: number | null | undefined;
  readonly step?: string | undefined;
  readonly calendar?: Calendar | undefined;
  readonly called?: CalledEnding | undefined;
  readonly detail: object;
}

const outcomesOf = (outcomes: { readonly [outcome: string]: Ranges }) =>
  Object.fromEntries(Object.entries(outcomes).map(([outcome, powers]) => [outcome, pack(unpack(powers))]));

/** The detail without a signature: that is not signed itself. */
function unsigned(detail: object): object {
  const { signed: _, ...rest }: { readonly signed?: unknown } = detail;
  return rest;
}

/**
 * What is signed of a command: the canonical form of matter, message and all that was sent, which says what it is.
 *
 * @param matter the transfer that it goes to
 * @param message the name of the message, as the engine knows it
 */
export function signedText(matter: string, message: string, command: SignedCommand, sent: Instant): string {
  const { key, digest, person, task, outcomes, kept, powers, code, dayMs, step, calendar, called, detail } = command;
  const { decision, action, effectiveDate } = command;
  return canonical({
    format,
    matter,
    message,
    sent,
    ...{ key, digest, person, task, kept, powers, code, dayMs, step, calendar, called },
    ...{ decision, action, effectiveDate },
    outcomes: outcomes && outcomesOf(outcomes),
    detail: unsigned(detail),
  });
}

/** What is signed of a launch: its document. */
export const signedLaunchText = (matter: string, document: object, sent: Instant): string =>
  canonical({ format, matter, message: 'launch', sent, document: unsigned(document) });

// a process signs with one key, and its name costs half of a signature to find
const names = new WeakMap<KeyObject, string>();
function nameOf(key: KeyObject): string {
  const name = names.get(key) ?? keyIdOf(key);
  names.set(key, name);
  return name;
}

const signatureOver = (text: string, sent: Instant, privateKey: KeyObject): CommandSignature => ({
  key: nameOf(privateKey),
  sent,
  value: sign(null, Buffer.from(text), privateKey).toString('base64url'),
});

/** Signs a command: its detail carries the signature on. */
export function signCommand<C extends SignedCommand>(
  matter: string,
  message: string,
  command: C,
  sent: Instant,
  privateKey: KeyObject,
): C {
  const signed = signatureOver(signedText(matter, message, command, sent), sent, privateKey);
  return { ...command, detail: { ...unsigned(command.detail), signed } };
}

/** Signs a launch: its document carries the signature on. */
export function signLaunch<D extends object>(
  matter: string,
  document: D,
  sent: Instant,
  privateKey: KeyObject,
): D & { readonly signed: CommandSignature } {
  return { ...document, signed: signatureOver(signedLaunchText(matter, document, sent), sent, privateKey) };
}

/** The message that an entry of a kind came by; what is not here nobody sends. */
const messageOf: { readonly [kind in Entry['kind']]?: string } = {
  complete: 'completeStep',
  suspend: 'suspendTransfer',
  resume: 'resumeTransfer',
  withdraw: 'withdrawPowers',
  recall: 'recallPowers',
  note: 'addNote',
  pace: 'setPace',
  assemble: 'assembleList',
  calendar: 'tellCalendar',
  ended: 'calledEnded',
  'carry-out': 'carryOutDecision',
};

/** Whether an entry is somebody's doing and has a signature to show: all but the clock's and the system's own. */
export const isSigned = ({ kind }: Entry): boolean => kind === 'launch' || messageOf[kind] !== undefined;

// each step is looked at here before it is recorded: by hand, which costs a tenth of a schema
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isPerson = (value: unknown): value is Person => isObject(value) && 'id' in value && typeof value.id === 'string';
const isSignature = (value: unknown): value is CommandSignature =>
  isObject(value) &&
  'key' in value &&
  typeof value.key === 'string' &&
  'sent' in value &&
  Number.isSafeInteger(value.sent) &&
  'value' in value &&
  typeof value.value === 'string';
/** What stands as the signature of a line, whatever it is. */
const signatureIn = (command: unknown): unknown =>
  isObject(command) && 'signed' in command ? command.signed : undefined;

/** What an entry says of the command that it was. */
function saidIn(entry: Entry): Omit<SignedCommand, 'key' | 'digest' | 'person' | 'detail'> {
  switch (entry.kind) {
    case 'complete':
      return { task: entry.task, outcomes: entry.outcomes, kept: entry.kept };
    case 'withdraw':
      return { powers: entry.powers };
    case 'recall':
    case 'note':
      return { powers: entry.powers, code: entry.code };
    case 'pace':
      return { dayMs: entry.dayMs };
    case 'assemble':
      return { step: entry.step, powers: entry.powers };
    case 'calendar':
      return { calendar: entry.calendar };
    case 'carry-out': {
      const { powers, decision, action, effectiveDate } = entry;
      return { powers, decision, action, effectiveDate };
    }
    case 'ended':
      return { task: entry.task, called: entry.called };
    default:
      return {};
  }
}

/** What was signed, read back from a line; undefined where the line cannot be what somebody sent. */
function textOf(matter: string, entry: Entry, sentWith: object, sent: Instant): string | undefined {
  if (entry.kind === 'launch') return signedLaunchText(matter, sentWith, sent);
  const message = messageOf[entry.kind];
  const { person, ...detail }: { readonly person?: unknown } = sentWith;
  if (message === undefined || !isPerson(person) || person.id !== entry.by) return undefined;
  const { key, digest = '' } = entry;
  return signedText(matter, message, { key, digest, person, ...saidIn(entry), detail }, sent);
}

/** The signature that came with a line, whether or not it holds; undefined where there is none, or it is malformed. */
export function signatureOf(command: unknown): CommandSignature | undefined {
  const signed = signatureIn(command);
  return isSignature(signed) ? signed : undefined;
}

/**
 * Whether a command was signed too long before it is written. Only what is to be written is asked: what the ledger has, it has.
 * A launch waits in the database, and not on the way, until the engine is told of it, however long that is away.
 */
export function isTooOld(
  { entry, command }: { readonly entry: Entry; readonly command?: unknown },
  written: Instant,
): boolean {
  const signed = entry.kind !== 'launch' && isSigned(entry) ? signatureOf(command) : undefined;
  return signed !== undefined && written - signed.sent > longestUnderWayMs;
}

/**
 * Checks the signature of a line that somebody sent (see {@link isSigned}).
 *
 * @param matter the transfer in whose ledger it stands
 * @param line the entry and what came with it (`command` of its content; of a launch the document)
 * @param keys all keys that were ever made
 */
export function signatureFaultOf(
  matter: string,
  { entry, command }: { readonly entry: Entry; readonly command?: unknown },
  keys: CommandKeys,
): SignatureFault | undefined {
  const signed = signatureIn(command);
  if (!isObject(command) || signed === undefined) return 'none';
  if (!isSignature(signed)) return 'malformed';
  const key = keys.get(signed.key);
  if (!key) return 'unknown';
  if (key.lost !== undefined && entry.at >= key.lost) return 'lost';
  if (key.retired !== undefined && entry.at >= key.retired + graceMs) return 'retired';
  const text = textOf(matter, entry, command, signed.sent);
  const value = Buffer.from(signed.value, 'base64url');
  return text !== undefined && verify(null, Buffer.from(text), key.publicKey, value) ? undefined : 'wrong';
}
