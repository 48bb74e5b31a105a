/**
 * What forms are made of: zod schemas with titles in both languages beside them, and the fields that several steps share.
 */
import { z } from 'zod';
import type { OrganisationKind } from '../city/organisations';
import { localDate } from '../local-date';
import type { JsonSchema } from '../json-schema';
import type { LocalDate } from '../procedure/calendar';
import type { Words } from '../procedure/step';
import type { FactsFor, OtherSide, PowerFact } from './task-facts';

/** A heading of a capacity assessment. */
export type Heading = 'need' | 'legality' | 'difficulty' | 'specialisation' | 'safety' | 'workload';

/** Something known that whoever fills in a field should see beside it. */
export interface Hint {
  readonly text: Words;
  /** It does not agree with something else that is known, or falls short of what is asked for. */
  readonly mismatch: boolean;
}

/** Values that are accepted but hardly meant, and why: a person is asked, a program is not refused. */
export interface Doubt {
  readonly above?: number;
  readonly below?: number;
  readonly text: Words;
}

/** What stands beside a field's schema. */
export interface FieldWords {
  readonly title: Words;
  readonly description?: Words;
  /** A value that is accepted; texts in both languages. */
  readonly example?: unknown;
  readonly hints?: readonly Hint[];
  /** What a number counts; empty in a language in which the title says it. */
  readonly unit?: Words;
  /** What each value of a choice is called. */
  readonly texts?: { readonly [value: string]: Words };
  readonly doubts?: readonly Doubt[];
  /** What the other side has filled in here: with this one's own it must agree, or the difference be explained. */
  readonly otherSide?: unknown;
  /** A number below which the outcome that carries the procedure on cannot be given. */
  readonly leastToCarryOn?: number;
  /** It explains what differs from the other side in the fields beside it. */
  readonly explains?: true;
  /** It takes ids of the office's files, which are uploaded where it is filled in. */
  readonly files?: true;
  readonly extra?: Partial<JsonSchema>;
}

/** Titles and examples of fields; read when a JSON Schema is made. */
export const fieldWords = z.registry<FieldWords>();

type Pair = readonly [zh: string, en: string];
export const pair = ([zh, en]: Pair): Words => ({ zh, en });

/** A schema with its title and, where given, explanation and example. Apply it before `.optional()`. */
export function field<T extends z.ZodType>(
  schema: T,
  title: Pair,
  more: {
    readonly about?: Pair;
    readonly example?: unknown;
    readonly hints?: readonly Hint[];
    readonly unit?: Pair;
    readonly texts?: { readonly [value: string]: Words };
    readonly doubts?: readonly Doubt[];
    readonly leastToCarryOn?: number | undefined;
    readonly files?: true;
    readonly explains?: true;
    readonly extra?: Partial<JsonSchema>;
  } = {},
): T {
  fieldWords.add(schema, {
    title: pair(title),
    ...(more.about ? { description: pair(more.about) } : {}),
    ...(more.example === undefined ? {} : { example: more.example }),
    ...(more.hints ? { hints: more.hints } : {}),
    ...(more.unit ? { unit: pair(more.unit) } : {}),
    ...(more.texts ? { texts: more.texts } : {}),
    ...(more.doubts ? { doubts: more.doubts } : {}),
    ...(more.leastToCarryOn === undefined ? {} : { leastToCarryOn: more.leastToCarryOn }),
    ...(more.explains ? { explains: more.explains } : {}),
    ...(more.files ? { files: more.files } : {}),
    ...(more.extra ? { extra: more.extra } : {}),
  });
  return schema;
}

/** Which part of a task an answer carries on, and so what its form must hold. */
export interface FormScope {
  /** False where every outcome waives the form: then what would be required is optional. */
  readonly full: boolean;
  /** The powers answered with an outcome that needs the form. */
  readonly powers: readonly PowerFact[];
  /** Positions of those answered with one that waives it. */
  readonly declined: readonly number[];
}

/** Text of a line or a paragraph. */
export const text = (title: Pair, example: Pair, most = 2000) =>
  field(z.string().trim().min(1).max(most), title, { example: pair(example) });

/** An office that acts next: one that there is, of one of these kinds. */
export function office(title: Pair, { offices }: FactsFor<'offices'>, ...kinds: readonly OrganisationKind[]) {
  const choices = offices.filter(({ kind }) => kinds.includes(kind));
  const [first, ...rest] = choices.map(({ id }) => id);
  return field(first === undefined ? z.string().min(1).max(40) : z.enum([first, ...rest]), title, {
    example: first ?? '-',
    texts: Object.fromEntries(choices.map(({ id, name }) => [id, name])),
  });
}

/** A number of things; in English the title says of what. */
export const count = (title: Pair, unit: string, example: number, doubts: readonly Doubt[] = []) =>
  field(z.int().min(0).max(1_000_000), title, { example, unit: [unit, ''], doubts });

/** Yuan. Officials reckon in ten thousands: less than a thousand is most likely one of those. */
export const money = (title: Pair, example: number) =>
  field(z.number().min(0).max(1_000_000_000_000), title, {
    example,
    unit: ['元', 'yuan'],
    doubts: [
      {
        above: 0,
        below: 1000,
        text: pair(['以元为单位，不足一千元：是不是少写了“万”？', 'less than a thousand yuan']),
      },
      { above: 100_000_000, text: pair(['以元为单位，超过一亿元', 'more than a hundred million yuan']) },
    ],
  });

/** How many powers a task has, as a doubt says it. */
export const ofTask = (powers: number): Words => pair([`本任务共 ${powers} 项权力`, `the task has ${powers} power(s)`]);

/** Doubts about a number where it is not the one that is known. */
export const notExactly = (known: number, text: Words): Doubt[] => [
  { above: known, text },
  { below: known, text },
];

export const date = (title: Pair, example: string) => field(localDate(), title, { example });

/** Marks from 0 to 100; `least` is what passing needs. */
export const score = (title: Pair, least?: number) =>
  field(z.number().min(0).max(100), title, {
    example: Math.max(85, least ?? 0),
    unit: ['分', 'points'],
    ...passing(least, '分', 'points'),
  });

/** What a number needs for the outcome that carries on. */
export const passing = (least: number | undefined, zh: string, en: string) => {
  if (least === undefined) return {};
  const about: Pair = [`合格须不少于 ${least} ${zh}`, `to pass, at least ${least} ${en}`];
  return { leastToCarryOn: least, about };
};

/** From 1 (low) to 5 (high). */
export const grade = (title: Pair, hints: readonly Hint[] = []) =>
  field(z.int().min(1).max(5), title, {
    example: 3,
    about: ['1 低，5 高', '1 low, 5 high'],
    unit: ['分', 'points'],
    hints,
  });

/** What must be so for the step to carry on; where nothing is carried on, it may be answered with no. */
export const confirmed = (title: Pair, { full }: FormScope) =>
  full ? field(z.literal(true), title) : field(z.boolean(), title, { example: false });

/** Files of the office, chosen from its own. */
export const files = (title: Pair, { files: known }: FactsFor<'files'>) => {
  const [first, ...rest] = known.map(({ id }) => id);
  const item = first === undefined ? z.string() : z.enum([first, ...rest]);
  // a file that is named twice is one
  const each = z.array(item).overwrite((ids) => [...new Set(ids)]);
  return field(each.max(first === undefined ? 0 : 50), title, { files: true }).optional();
};

const under = (schema: unknown): unknown => (schema instanceof z.ZodOptional ? under(schema.unwrap()) : schema);

/** What stands beside each of a form's fields. */
export const fieldsBeside = ({ shape }: z.ZodObject): ReadonlyMap<string, FieldWords> =>
  new Map(
    Object.entries(shape).flatMap(([name, schema]) => {
      const inner = under(schema);
      const beside = inner instanceof z.ZodType ? fieldWords.get(inner) : undefined;
      return beside ? [[name, beside] as const] : [];
    }),
  );

/** A remark that nobody has to make. */
export const note = (title: Pair = ['说明', 'remarks']) => text(title, ['无', 'none']).optional();

/** One date, where the other side of the round has said one; a choice of them where it has said several. */
export function agreed(title: Pair, example: string, said: readonly string[], about?: Pair) {
  const more = about ? { about } : {};
  const [first, ...rest] = [...new Set(said)];
  if (first === undefined) return field(localDate(), title, { example, ...more });
  return rest.length === 0 ? field(z.literal(first), title, more) : field(z.enum([first, ...rest]), title, more);
}

/** What the other side has said of a field, for these powers of the task. */
export function saidByOther(
  facts: FactsFor<'otherSide'>,
  { powers }: FormScope,
  of: (other: OtherSide) => LocalDate | undefined,
): LocalDate[] {
  const positions = new Set(powers.map(({ position }) => position));
  return (facts.otherSide ?? []).flatMap((other) => {
    const day = positions.has(other.position) ? of(other) : undefined;
    return day === undefined ? [] : [day];
  });
}

/** A case that goes along, with the dates that the law sets it (行政处罚法 36, 60). */
export const openCases = () =>
  field(
    z
      .array(
        field(
          z.strictObject({
            number: text(['案号', 'case number'], ['（案号）', '(case number)'], 100),
            handler: text(['承办人', 'handler'], ['（承办人）', '(handler)'], 100),
            limitationDate: date(['行政处罚追究时效届满日', 'end of limitation'], '2030-01-01'),
            ninetyDayDate: date(['办案期限届满日', 'ninety-day limit'], '2030-01-01'),
          }),
          ['在办案件', 'open case'],
        ),
      )
      .max(2000),
    ['移交的在办案件', 'open cases handed over'],
    { example: [], about: ['未列入的在办案件由原立案部门办结。', 'Cases not listed stay with whoever opened them.'] },
  );

/** Minutes and day of the meeting that decided. */
export const meeting = (facts: FactsFor<'files'>) => ({
  minutes: text(['会议纪要', 'minutes'], ['演示会议纪要', 'demonstration minutes'], 100),
  meeting: date(['会议日期', 'date of the meeting'], facts.today),
  minutesFile: files(['会议纪要文件', 'file of the minutes'], facts),
});
