/** The plan that a launch carries: files of the launching office, as the launch document names them. */
import type { Account } from '../../database/account-repository';
import { filesAmong, wantFiles } from '../../database/file-repository';
import type { PlanFile } from '../../domain/power-transfer/launch-plan';
import { refusalOf, type FieldError } from '../../domain/refusal';
import type { Dependencies } from '../dependencies';

/**
 * The files of a plan, in the order in which they were given; none where there is no plan.
 *
 * @throws Refusal `file-unknown` at `/plan/N` for each one that the office does not have, `file-twice` for a repetition
 */
export async function planFiles(
  { database }: Pick<Dependencies, 'database'>,
  { organisation }: Pick<Account, 'organisation'>,
  ids: readonly string[] = [],
): Promise<PlanFile[]> {
  if (ids.length === 0) return [];
  const known = new Map((await filesAmong(database, organisation, ids)).map((file) => [file.id, file]));
  await wantFiles(database, [...known.keys()]);
  const errors: FieldError[] = [];
  const found = ids.flatMap((id, index): PlanFile[] => {
    const file = known.get(id);
    const twice = ids.indexOf(id) !== index;
    if (file && !twice) return [{ id, name: file.name, sha256: file.sha256 }];
    errors.push({
      field: `/plan/${index}`,
      code: twice ? 'file-twice' : 'file-unknown',
      params: { file: file?.name ?? id },
    });
    return [];
  });
  if (errors.length > 0) throw refusalOf(errors);
  return found;
}
