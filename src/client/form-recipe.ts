/** How a client without a person before it fills in a task's form: from the schema that came with the task. */
export { formFromSchema, valueFromSchema } from '../domain/form-recipe';
