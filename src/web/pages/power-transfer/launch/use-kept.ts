import { useKeptDraft } from '../../../forms/kept-draft';
import { emptyLaunch, readLaunch, type LaunchDraft } from './draft';

/** The launch that a person is putting together. */
export const useKeptLaunch = (username: string) =>
  useKeptDraft<LaunchDraft>(`fuquan.launch.${username}`, readLaunch, () => emptyLaunch);
