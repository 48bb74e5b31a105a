/**
 * A launch from a list. The server reads it, as it reads the page's: the same columns in both languages, the same cells,
 * the same refusals. What it has read is what is launched.
 */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Problem } from '../client/problem';
import type { LaunchRequest, Preview } from '../contract/types';
import type { Context } from './context';
import { words } from './failure';
import { askChoice } from './prompts';

const ends = new Set(['.csv', '.tsv', '.txt', '.xlsx', '.xlsm', '.xls', '.et', '.ods']);
/** Whether a file's name says that it is a list; what no server reads is among them, for the server says why. */
export const isTable = (path: string): boolean => ends.has(extname(path).toLowerCase());

/** What is said once for all rows; texts, as they go beside a file. */
export type TableHead = { readonly [field in 'title' | 'subDistrict' | 'mode' | 'transition']?: string | undefined } & {
  readonly plannedEffectiveDate?: string | undefined;
};

type Errors = Problem['body']['errors'];

/** What is wrong with a list, each row's errors by its number in the file. */
function refusedRows(context: Context, problem: Problem): Problem {
  const errors = problem.body.errors.map((error) => {
    const [, line = '', column = ''] = /^\/rows\/(\d+)(?:\/(.+))?$/.exec(error.field) ?? [];
    if (line === '') return error;
    const field = context.say(words(`第 ${line} 行`, `line ${line}`));
    return { ...error, field: column === '' ? field : `${field} ${column}` };
  });
  return new Problem(problem.status, { ...problem.body, errors });
}

/** Everything that is wrong in what the server has read. */
const errorsOf = ({ errors, rows, launches }: Preview): Errors => [
  ...errors,
  ...launches.flatMap((launch) => launch.errors),
  ...rows.flatMap(({ row, errors: wrong }) =>
    wrong.map((error) => ({ ...error, field: `/rows/${row}${error.field}` })),
  ),
];

/** No row names a sub-district: it is for the whole list to be said. */
const lacksPlace = ({ rows }: Preview): boolean =>
  rows.length > 0 &&
  rows.every(({ errors }) => errors.some(({ field, code }) => field === '/subDistrict' && code === 'required'));

/**
 * The launches that a list asks for: one a sub-district. Where the list names none and none was given, a person is asked.
 *
 * @param repeated the launches may have been made already, with the same key: what only stands in their way is theirs to say
 * @throws Problem naming all bad rows; nothing is launched then
 */
export async function requestsOfTable(
  context: Context,
  path: string,
  head: TableHead,
  repeated: boolean,
): Promise<LaunchRequest[]> {
  const { client, say } = context;
  const file = { name: basename(path), content: await readFile(path) };
  const look = (of: TableHead): Promise<Preview> =>
    client.previewTable(file, of).catch((error: unknown) => {
      throw error instanceof Problem ? refusedRows(context, error) : error;
    });
  let preview = await look(head);
  if (head.subDistrict === undefined && lacksPlace(preview)) {
    const places = context.terminal.interactive ? await client.organisations() : [];
    const choices = places
      .filter(({ kind }) => kind === 'sub-district')
      .map(({ id, name }) => ({ value: id, label: name }));
    preview = await look({
      ...head,
      subDistrict: await askChoice(context, say(words('承接街道', 'sub-district')), '--to', choices),
    });
  }
  const requests = preview.launches.map(({ request, read }) => request ?? (repeated ? read : undefined));
  if (requests.length === 0 || requests.some((request) => request === undefined)) {
    const errors = errorsOf(preview);
    const detail = say(
      words(`清单有 ${errors.length} 处错误，未发起`, `nothing was launched, faults: ${errors.length}`),
    );
    throw refusedRows(context, new Problem(422, { title: detail, detail, code: 'powers-refused', errors }));
  }
  for (const { subDistrict, warnings } of preview.launches)
    for (const { message, powers } of warnings)
      context.terminal.err(`${subDistrict}: ${message} (${powers.join(', ')})\n`);
  return requests.filter((request) => request !== undefined);
}
