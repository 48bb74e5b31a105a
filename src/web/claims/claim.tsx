/** Who takes care of a task, and how to say that one does oneself. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../api/command';
import { touchTransfer } from '../api/queries';
import type { Claim, Task } from '../api/types';
import { useSignedIn } from '../app/session';
import { Window } from '../editing/window';
import { formatInstant } from '../i18n/format';
import { useLanguage } from '../i18n/language';
import { Tag } from '../parts/state-tag';
import './claims.css';
import { useClaimPhrases } from './phrases';

/** Who it is, since when, and a button to claim, release or take over where the reader may complete the task. */
export function ClaimOf({
  task,
  name,
  mayClaim,
}: {
  readonly task: Task;
  /** What the task is called, for those who hear the button only. */
  readonly name: string;
  readonly mayClaim: boolean;
}) {
  const t = useClaimPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const { username } = useSignedIn();
  const [asking, setAsking] = useState(false);
  const [takenFrom, setTakenFrom] = useState<string>();
  const act = useAct<Claim>((answer) => {
    setAsking(false);
    setTakenFrom(answer.takenFrom?.name);
    // not waited for: the button takes the next press as soon as this one is answered
    void touchTransfer(client, new Set([task.matter.id]));
  });
  const { claimedBy, claimedSince, claimOld } = task;
  const mine = claimedBy?.username === username;
  const path = `/api/tasks/${encodeURIComponent(task.id)}/claim`;
  const claim = (takeOver: boolean) => act.mutate({ path, body: { takeOver } });
  const word = mine ? t.release : claimedBy ? t.takeOver : t.claim;
  const press = () => {
    if (act.isPending) return;
    setTakenFrom(undefined);
    if (mine) act.mutate({ path, method: 'DELETE' });
    else if (claimedBy) setAsking(true);
    else claim(false);
  };
  return (
    <span className="fq-claim">
      <span className={mine ? 'fq-claim-mine' : claimedBy ? '' : 'fq-muted'}>
        {claimedBy ? (mine ? t.you : t.other(claimedBy.name)) : t.nobody}
      </span>
      {claimedSince !== null && (
        <span className="fq-muted fq-claim-since">{t.since(formatInstant(claimedSince, language))}</span>
      )}
      {claimOld && (
        <span title={t.oldHint}>
          <Tag tone="waiting">{t.old}</Tag>
        </span>
      )}
      {(mayClaim || mine) && (
        // one and the same button, never disabled: the focus stays where it was pressed
        <button
          type="button"
          className="fq-link-button fq-no-print"
          aria-label={t.actOn(word, name)}
          aria-disabled={act.isPending}
          onClick={press}
        >
          {word}
        </button>
      )}
      <span role="status">{takenFrom !== undefined && t.takenFrom(takenFrom)}</span>
      {act.isError && !asking && (
        <span role="alert" className="fq-overdue">
          {act.error.message}
        </span>
      )}
      {asking && claimedBy && (
        <Window
          title={t.takeOverTitle(claimedBy.name)}
          action={t.takeOverNow}
          busy={act.isPending}
          error={act.error}
          submit={() => claim(true)}
          close={() => {
            setAsking(false);
            act.reset();
          }}
        >
          <p>{t.takeOverAbout(claimedBy.name)}</p>
        </Window>
      )}
    </span>
  );
}
