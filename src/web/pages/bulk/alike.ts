import type { JsonSchema, TaskDetail } from '../../api/types';

/** A schema without its examples: what it accepts. */
function accepts(schema: JsonSchema): unknown {
  const { examples: _, properties, items, ...rest } = schema;
  return {
    ...rest,
    ...(properties
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, accepts(one)])) }
      : {}),
    ...(items ? { items: accepts(items) } : {}),
  };
}

/**
 * Whether one answer fits all of these tasks: the same step, and forms that accept the same.
 *
 * @param steps which steps are answered one by one
 */
export function areAlike(
  tasks: readonly Pick<TaskDetail, 'step' | 'formSchema'>[],
  steps: readonly { readonly code: string; readonly oneByOne?: true }[],
): boolean {
  const [first, ...rest] = tasks;
  if (!first || steps.some(({ code, oneByOne }) => code === first.step && oneByOne === true)) return false;
  const form = JSON.stringify(accepts(first.formSchema));
  return rest.every((task) => task.step === first.step && JSON.stringify(accepts(task.formSchema)) === form);
}
