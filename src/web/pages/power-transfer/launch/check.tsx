import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState } from 'react';
import { useAct } from '../../../api/command';
import { touchTransfer } from '../../../api/queries';
import { ErrorSummary } from '../../../parts/error-summary';
import { FileLine } from '../../../forms/file-line';
import { ReadNotes } from '../../../parts/read-notes';
import { withPlan, type LaunchDraft } from './draft';
import { WrongRows, LaunchCard } from './launch-card';
import { useLaunchPhrases } from './phrases';
import type { Preview } from '../../../api/types';

/** What would be launched, sub-district by sub-district; and the launch itself. */
export function Check({
  preview,
  ofFile,
  plan,
  leaveOut,
  back,
  done,
  again,
}: {
  readonly preview: Preview;
  readonly ofFile: boolean;
  readonly plan: LaunchDraft['plan'];
  readonly leaveOut: (subDistrict: string, codes: readonly string[]) => void;
  readonly back: () => void;
  /** All that can be launched is. */
  readonly done: () => void;
  readonly again: () => void;
}) {
  const t = useLaunchPhrases();
  const client = useQueryClient();
  const [launched, setLaunched] = useState<Readonly<Record<string, string>>>({});
  const act = useAct<{ readonly id: string }>();
  const ready = preview.launches.filter(({ ok, request }) => ok && request !== undefined);
  const ahead = ready.filter(({ subDistrict }) => launched[subDistrict] === undefined);
  const count = Object.keys(launched).length;
  const finished = ready.length > 0 && ahead.length === 0;
  const homeless = preview.rows.filter(({ subDistrict }) => subDistrict === '');
  // a file with any mistake in it launches nothing: half a list is not what was asked for
  const may = ahead.length > 0 && (!ofFile || preview.ok);

  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (finished) told.current?.focus();
  }, [finished]);

  const launchAll = async () => {
    const ids: string[] = [];
    for (const { subDistrict, request } of ahead) {
      if (!request) continue;
      try {
        const { id } = await act.mutateAsync({ path: '/api/transfers', body: withPlan(request, plan) });
        ids.push(id);
        setLaunched((before) => ({ ...before, [subDistrict]: id }));
      } catch {
        // told by the summary; the next press goes on with this one, by the same key
        break;
      }
    }
    await touchTransfer(client, new Set(ids));
    if (ids.length === ahead.length) done();
  };

  return (
    <>
      <ErrorSummary error={act.error} />
      {finished && (
        <div className="fq-launch-done" role="status" tabIndex={-1} ref={told}>
          <h2>{t.done(count)}</h2>
          <p>{t.doneAbout}</p>
          <Button onClick={again}>{t.again}</Button>
        </div>
      )}
      {preview.errors.length > 0 && <ErrorSummary faults={preview.errors} />}
      <ReadNotes notes={preview.notes} />
      {homeless.length > 0 && (
        <section className="fq-card">
          <h2>{t.rowErrors(homeless.length)}</h2>
          <p>{t.rowErrorsAbout}</p>
          <WrongRows rows={homeless} ofFile />
        </section>
      )}
      {plan.length > 0 && (
        <section className="fq-card">
          <h2>{t.plan}</h2>
          <ul className="fq-files">
            {plan.map((file) => (
              <li key={file.id}>
                <FileLine file={file} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {preview.launches.map((launch) => (
        <LaunchCard
          key={launch.subDistrict}
          launch={launch}
          rows={preview.rows.filter(({ subDistrict }) => subDistrict === launch.subDistrict)}
          launched={launched[launch.subDistrict]}
          ofFile={ofFile}
          leaveOut={(codes) => leaveOut(launch.subDistrict, codes)}
        />
      ))}
      {!finished && (
        <>
          <p>{t.launchAbout}</p>
          <div className="fq-row">
            <Button onClick={back} disabled={act.isPending || count > 0}>
              {t.previous}
            </Button>
            <Button type="primary" disabled={!may} loading={act.isPending} onClick={() => void launchAll()}>
              {!may
                ? t.mendFirst(ofFile)
                : count > 0
                  ? t.retry
                  : t.launch(
                      ahead.length,
                      ahead.reduce((sum, { powers }) => sum + powers, 0),
                    )}
            </Button>
          </div>
        </>
      )}
    </>
  );
}
