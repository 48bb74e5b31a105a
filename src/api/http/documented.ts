/** What of a route its schemas for parsing do not say: problems as they are sent, files that come and go. */

/** A route's schema as the documentation has it, already as JSON Schema. */
interface RouteSchema {
  readonly consumes?: readonly string[];
  readonly produces?: readonly string[];
  readonly response?: unknown;
  readonly hide?: boolean;
}

const bytes = { type: 'string', format: 'binary' } as const;
const problem = { $ref: '#/components/schemas/Problem' } as const;
const problemContent = { content: { 'application/problem+json': { schema: problem } } };
const problemAnswers = {
  '4xx': { description: 'Refused: problem details (RFC 9457), in the language of Accept-Language', ...problemContent },
  '5xx': { description: 'Not possible now, or a fault of ours: problem details (RFC 9457)', ...problemContent },
};

/** One file, and the fields beside it. */
const upload = {
  type: 'object',
  properties: { file: bytes },
  required: ['file'],
};

const isAnswers = (response: unknown): response is { readonly [status: string]: unknown } =>
  typeof response === 'object' && response !== null;

const isContent = (answer: unknown): answer is { readonly content: object } =>
  typeof answer === 'object' && answer !== null && 'content' in answer;

/** The route's schema with all that it takes and answers. */
export function documented<S extends RouteSchema>(schema: S): S {
  if (schema.hide) return schema;
  const { consumes = [], produces, response } = schema;
  const answers = isAnswers(response) ? response : {};
  // beside what it answers as JSON, where it does
  const content = isContent(answers['200']) ? answers['200'].content : {};
  const files = Object.fromEntries((produces ?? []).map((type) => [type.replace(/;.*/, ''), { schema: bytes }]));
  const file = produces && { 200: { description: 'The file', content: { ...content, ...files } } };
  const body = Object.fromEntries(
    consumes.map((type) => [type, { schema: type === 'multipart/form-data' ? upload : { type: 'object' } }]),
  );
  return {
    ...schema,
    ...(consumes.length > 0 ? { body: { content: body } } : {}),
    // an answer of 503 may say what is ready and what is not: what a route declares itself stays
    response: { ...answers, ...file, ...problemAnswers },
  };
}
