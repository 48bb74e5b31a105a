import { useEffect, useState, type Dispatch, type SetStateAction } from 'react';
import { emptyLaunch, readLaunch, type LaunchDraft } from './draft';

const placeOf = (username: string): string => `fuquan.launch.${username}`;

function kept(username: string): LaunchDraft {
  try {
    return readLaunch(localStorage.getItem(placeOf(username))) ?? emptyLaunch;
  } catch {
    // storage is forbidden
    return emptyLaunch;
  }
}

/** The launch that is being put together, kept on this computer until it is launched; and how to forget it. */
export function useKeptLaunch(
  username: string,
): readonly [draft: LaunchDraft, change: Dispatch<SetStateAction<LaunchDraft>>, forget: () => void] {
  const [draft, setDraft] = useState(() => kept(username));
  useEffect(() => {
    try {
      localStorage.setItem(placeOf(username), JSON.stringify(draft));
    } catch {
      // not kept, then
    }
  }, [username, draft]);
  const forget = () => setDraft(emptyLaunch);
  return [draft, setDraft, forget];
}
