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

// each officer's certificate has a number of its own
const oneByOne = new Set(['certify']);

/** Whether one answer fits all of these tasks: the same step, and forms that accept the same. */
export function areAlike(tasks: readonly TaskDetail[]): boolean {
  const [first, ...rest] = tasks;
  if (!first || oneByOne.has(first.step)) return false;
  const form = JSON.stringify(accepts(first.formSchema));
  return rest.every((task) => task.step === first.step && JSON.stringify(accepts(task.formSchema)) === form);
}
