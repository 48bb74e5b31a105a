/**
 * What an assessor should see beside the headings of a capacity assessment: what the sub-district declared, what the
 * roster says, and where either falls short of what the procedure will ask for. It decides nothing: people do.
 */
import { z } from 'zod';
import type { Words } from '../procedure/step';
import type { Heading, Hint } from './form-fields';
import { rosterOf } from './roster';
import type { FactsFor, OfficerFact } from './task-facts';

const figure = z.number().optional().catch(undefined);
const sentence = z.string().optional().catch(undefined);

/** A declaration of need as it was answered, by this form's edition or an earlier one: what cannot be read was not said. */
const declaration = z.object({
  expectedObjects: figure,
  expectedCases: figure,
  officersAvailable: figure,
  certificates: figure,
  legalReviewer: z.enum(['own', 'shared']).optional().catch(undefined),
  premises: sentence,
  vehicles: figure,
  recorders: figure,
  testSupport: sentence,
  budget: figure,
  officers: z.array(z.string()).optional().catch(undefined),
});
type Declaration = z.output<typeof declaration>;
const particulars = z.object({ expectedObjects: figure, expectedCases: figure });

const reviewers: { readonly [R in NonNullable<Declaration['legalReviewer']>]: Words } = {
  own: { zh: '本单位', en: 'its own' },
  shared: { zh: '与司法局或其他单位共用', en: 'shared with the justice bureau or another office' },
};

const hint = (heading: Heading, zh: string, en: string, mismatch = false): Hint & { readonly heading: Heading } => ({
  heading,
  text: { zh, en },
  mismatch,
});
type Said = ReturnType<typeof hint>;

/** Sums of what was declared of single powers beside the form; undefined where nothing was. */
function sums(all: readonly unknown[]): { readonly cases: number | undefined; readonly objects: number | undefined } {
  const said = all.flatMap((one) => particulars.safeParse(one).data ?? []);
  const sum = (numbers: readonly (number | undefined)[]) => {
    const known = numbers.filter((one) => one !== undefined);
    return known.length === 0 ? undefined : known.reduce((total, one) => total + one, 0);
  };
  return {
    cases: sum(said.map(({ expectedCases }) => expectedCases)),
    objects: sum(said.map(({ expectedObjects }) => expectedObjects)),
  };
}

function needHints({ expectedObjects: objects, expectedCases: cases }: Declaration): Said[] {
  if (objects === undefined || cases === undefined) return [];
  return [
    hint(
      'need',
      `申报：预计监管对象 ${objects} 个，年办案 ${cases} 件`,
      `declared: ${objects} objects to expect, ${cases} cases a year`,
      objects === 0 && cases === 0,
    ),
  ];
}

/** The whole cannot be less than what was said of its parts. */
function sumHints(declared: Declaration, byPower: readonly unknown[]): Said[] {
  const { cases, objects } = sums(byPower);
  const over = (sum: number | undefined, whole: number | undefined, zh: string, en: string): Said[] =>
    sum === undefined || whole === undefined || sum <= whole
      ? []
      : [
          hint(
            'workload',
            `各事项的${zh}合计 ${sum}，多于申报总数 ${whole}`,
            `${en} of single powers come to ${sum}, more than the ${whole} declared in all`,
            true,
          ),
        ];
  return [
    ...over(cases, declared.expectedCases, '预计年办案数', 'expected cases'),
    ...over(objects, declared.expectedObjects, '预计监管对象数', 'expected objects'),
  ];
}

function officerHints(declared: Declaration, facts: FactsFor<'officers' | 'fields'>): Said[] {
  const { officersPerField: needed } = facts;
  const { inPost: officers, certified } = rosterOf(facts);
  const nominated = new Set(declared.officers);
  const hints = [...new Set(facts.powers.map(({ field }) => field))].map((field): Said => {
    const serving = (all: readonly OfficerFact[]) => all.filter(({ fields }) => fields.includes(field));
    const have = serving(certified).length;
    const named = serving(officers).filter(({ id }) => nominated.has(id)).length;
    const name = facts.fields[field] ?? { zh: field, en: field };
    return hint(
      'specialisation',
      `${name.zh}：需 ${needed} 名，现有 ${have} 名持证人员（提名 ${named} 名）`,
      `${name.en}: ${needed} needed, ${have} certified officers now (${named} nominated)`,
      have < needed,
    );
  });
  const { certificates, officersAvailable } = declared;
  if (certificates !== undefined)
    hints.push(
      hint(
        'specialisation',
        `申报持证 ${certificates} 名，在册持有效执法证 ${certified.length} 名`,
        `declared: ${certificates} certificates; on the roster with a valid one: ${certified.length}`,
        certificates > certified.length,
      ),
    );
  if (officersAvailable !== undefined)
    hints.push(
      hint(
        'workload',
        `申报可用执法人员 ${officersAvailable} 名，在册在岗 ${officers.length} 名`,
        `declared: ${officersAvailable} officers available; in post on the roster: ${officers.length}`,
        officersAvailable > officers.length,
      ),
    );
  return hints;
}

function meansHints({ legalReviewer, recorders, vehicles, premises, testSupport, budget }: Declaration): Said[] {
  const hints: Said[] = [];
  if (legalReviewer !== undefined) {
    const { zh, en } = reviewers[legalReviewer];
    hints.push(hint('legality', `申报法制审核人员：${zh}`, `declared legal reviewer: ${en}`));
  }
  if (recorders !== undefined)
    hints.push(
      // 行政处罚法 47: the whole process is recorded
      recorders === 0
        ? hint(
            'safety',
            '申报执法记录仪 0 台，执法全过程记录至少需 1 台',
            'declared: no recorder; recording the whole process needs at least one',
            true,
          )
        : hint('safety', `申报执法记录仪 ${recorders} 台`, `declared: ${recorders} recorders`),
    );
  if (vehicles !== undefined)
    hints.push(hint('safety', `申报执法车辆 ${vehicles} 辆`, `declared: ${vehicles} vehicles`));
  if (premises !== undefined)
    hints.push(hint('safety', `申报办公办案场所：${premises}`, `declared premises: ${premises}`));
  if (testSupport !== undefined)
    hints.push(hint('difficulty', `申报检验检测支持：${testSupport}`, `declared test support: ${testSupport}`));
  if (budget !== undefined)
    hints.push(hint('difficulty', `申报年度经费 ${budget} 元`, `declared yearly budget: ${budget} yuan`, budget === 0));
  return hints;
}

/** The hints of each heading; none where nothing was declared. */
export function capacityHints(
  facts: FactsFor<'officers' | 'fields' | 'declared'>,
): ReadonlyMap<Heading, readonly Hint[]> {
  const { declared } = facts;
  const said = declared && declaration.safeParse(declared.form).data;
  if (!said) return new Map();
  const all = [
    ...needHints(said),
    ...officerHints(said, facts),
    ...sumHints(said, declared.byPower),
    ...meansHints(said),
  ];
  const hints = new Map<Heading, Hint[]>();
  for (const { heading, ...one } of all) hints.set(heading, [...(hints.get(heading) ?? []), one]);
  return hints;
}
