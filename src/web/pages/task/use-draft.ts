import { draftPlace, emptyDraft, readDraft, type Draft } from '../../forms/draft';
import { useKeptDraft } from '../../forms/kept-draft';
import type { JsonSchema } from '../../api/types';

/** A person's answer to a task as it is written. */
export const useDraft = (username: string, task: string, schema: JsonSchema) =>
  useKeptDraft<Draft>(draftPlace(username, task), readDraft, () => emptyDraft(schema));
