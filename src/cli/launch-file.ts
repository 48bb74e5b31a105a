/** A launch from a file of JSON: the request as the API takes it. */
import { z } from 'zod';
import { launchRequest } from '../contract/launches';
import type { LaunchRequest } from '../contract/types';
import { Usage, words } from './failure';

const draftSchema = z.strictObject({
  ...launchRequest.shape,
  title: launchRequest.shape.title.exactOptional(),
  subDistrict: launchRequest.shape.subDistrict.exactOptional(),
  powers: launchRequest.shape.powers.exactOptional(),
});

/**
 * A launch request from JSON; what is left out is given by flags, or asked for.
 *
 * @throws Usage naming every field that is wrong
 */
export function launchFromJson(text: string): Partial<LaunchRequest> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Usage(words(`JSON 无法读取：${why}`, `the JSON cannot be read: ${why}`));
  }
  const parsed = draftSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Usage(
    words('发起内容有误', 'the launch is wrong'),
    parsed.error.issues.map((issue) => ({
      field: z.core.toDotPath(issue.path),
      words: words(issue.message, issue.message),
    })),
  );
}
