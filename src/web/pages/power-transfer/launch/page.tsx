/** Launching transfers: choose, set one by one, check, launch. */
import Button from 'antd/es/button';
import { useEffect, useRef, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { keyOf, useWholeList } from '../../../api/queries';
import { send } from '../../../api/request';
import type { Organisation, Page, Power } from '../../../api/types';
import { useSignedIn } from '../../../app/session';
import { mostPlanFiles, mostPowers } from '../../../../domain/power-transfer/settings';
import { OtherTab } from '../../../forms/other-tab';
import { ErrorSummary, fieldId, type FieldFault } from '../../../parts/error-summary';
import { Loaded } from '../../../parts/load-state';
import { PageHeader } from '../../../parts/page-header';
import { Basics } from './basics';
import { Check } from './check';
import { ChoosePowers } from './choose-powers';
import { Details } from './details';
import { headOf, type LaunchDraft } from './draft';
import { ImportFile } from './import-file';
import '../../../forms/forms.css';
import './launch.css';
import { useLaunchPhrases } from './phrases';
import { usePreview } from './preview';
import { useKeptLaunch } from './use-kept';

type Stage = 'choose' | 'details' | 'check';
const stages: readonly Stage[] = ['choose', 'details', 'check'];

/** Chinese names of the sub-districts, whatever the reader's language: a scope is the text of a decision. */
const useChineseNames = () =>
  useQuery({
    queryKey: keyOf('zh', '/api/organisations', { kind: 'sub-district', limit: 500 }),
    queryFn: ({ signal }) =>
      send<Page<Organisation>>('/api/organisations', {
        language: 'zh',
        query: { kind: 'sub-district', limit: 500 },
        signal,
      }),
  });

export function Component() {
  const t = useLaunchPhrases();
  const powers = useWholeList<Power>('/api/powers');
  const subDistricts = useChineseNames();
  return (
    <>
      <PageHeader title={t.title} about={t.about} />
      <Loaded query={powers}>
        {(all) => (
          <Loaded query={subDistricts}>
            {({ items }) => <LaunchForm powers={all} chinese={new Map(items.map(({ id, name }) => [id, name]))} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function LaunchForm({
  powers,
  chinese,
}: {
  readonly powers: readonly Power[];
  readonly chinese: ReadonlyMap<string, string>;
}) {
  const t = useLaunchPhrases();
  const { username } = useSignedIn();
  const subDistricts = useWholeList<Organisation>('/api/organisations', { kind: 'sub-district' });
  const { draft, change: setDraft, startAgain: forget, merged, clashes } = useKeptLaunch(username);
  const [way, setWay] = useState<'catalogue' | 'file'>('catalogue');
  const [file, setFile] = useState<File>();
  const [stage, setStage] = useState<Stage>('choose');
  const [left, setLeft] = useState<Readonly<Record<string, readonly string[]>>>({});
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const preview = usePreview();
  const head = useRef<HTMLElement>(null);
  useEffect(() => {
    // in braces: newer browsers answer with a promise, which is no way to clean up an effect
    head.current?.scrollIntoView({ block: 'nearest' });
  }, [stage]);
  const change = (changes: Partial<LaunchDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const chosen = new Set(Object.keys(draft.powers));
  const nameOf = (pointer: string): string => {
    const [, field = '', code] = pointer.split('/');
    if (field === 'powers') return code ?? t.powers;
    const names: Readonly<Record<string, string>> = {
      ...{ title: t.titleField, subDistricts: t.subDistricts, mode: t.mode, transition: t.transition },
      ...{ plannedEffectiveDate: t.planned, plan: t.plan, territory: t.territory, reserved: t.reserved },
    };
    return names[field] ?? t.period;
  };

  const check = (wanted: { readonly left: typeof left; readonly file: File | undefined }) => {
    const named = draft.subDistricts.map((id) => ({ id, nameZh: chinese.get(id) ?? id }));
    if (way === 'catalogue') preview.mutate({ from: 'catalogue', draft, subDistricts: named, left: wanted.left });
    else if (wanted.file)
      preview.mutate({
        from: 'file',
        file: wanted.file,
        head: { ...headOf(draft), subDistricts: draft.subDistricts.join(',') },
      });
    setStage('check');
  };
  const go = () => {
    const found = faultsIn(draft, way, file, stage, t);
    setFaults(found);
    if (found.length > 0) return;
    if (stage === 'choose' && way === 'catalogue') setStage('details');
    else check({ left, file });
  };
  const back = () => {
    preview.reset();
    setFaults([]);
    setStage(stage === 'check' && way === 'catalogue' ? 'details' : 'choose');
  };
  const leaveOut = (subDistrict: string, codes: readonly string[]) => {
    const next = { ...left, [subDistrict]: [...(left[subDistrict] ?? []), ...codes] };
    setLeft(next);
    check({ left: next, file });
  };
  const again = () => {
    preview.reset();
    setLeft({});
    setFile(undefined);
    forget();
    setStage('choose');
  };

  return (
    <>
      <nav ref={head} aria-label={t.progress}>
        <ol className="fq-launch-stages">
          {stages
            .filter((one) => way === 'catalogue' || one !== 'details')
            .map((one, index) => (
              <li key={one} aria-current={one === stage ? 'step' : undefined}>
                {`${index + 1}. ${t.stages[one]}`}
              </li>
            ))}
        </ol>
      </nav>
      <OtherTab merged={merged} clashes={clashes} nameOf={nameOf} />
      <ErrorSummary faults={faults} error={faults.length === 0 ? preview.error : null} />
      {stage === 'choose' && (
        <>
          <fieldset className="fq-field fq-launch-ways">
            <legend>{t.ways}</legend>
            {(['catalogue', 'file'] as const).map((one) => (
              <label key={one}>
                <input type="radio" name="way" checked={way === one} onChange={() => setWay(one)} />{' '}
                {one === 'catalogue' ? t.fromCatalogue : t.fromFile}
              </label>
            ))}
          </fieldset>
          <Basics
            draft={draft}
            subDistricts={subDistricts.data ?? []}
            faults={faults}
            scopes={way === 'catalogue'}
            change={change}
            changePlan={(become) => setDraft((before) => ({ ...before, plan: become(before.plan) }))}
          />
          {way === 'file' ? (
            <ImportFile file={file} faults={faults} use={setFile} />
          ) : (
            <section className="fq-card" id={fieldId('/powers')}>
              <h2>{t.powers}</h2>
              <ChoosePowers
                powers={powers}
                chosen={chosen}
                toggle={(codes, on) => change({ powers: toggled(draft.powers, codes, on) })}
              />
            </section>
          )}
        </>
      )}
      {stage === 'details' && (
        <Details draft={draft} powers={powers} change={(changed) => change({ powers: changed })} />
      )}
      {stage === 'check' && preview.isPending && (
        <p className="fq-loading" role="status">
          {t.checking}
        </p>
      )}
      {stage === 'check' && preview.data && (
        <Check
          preview={preview.data}
          ofFile={way === 'file'}
          plan={draft.plan}
          leaveOut={leaveOut}
          back={back}
          done={forget}
          again={again}
        />
      )}
      {(stage !== 'check' || preview.isError) && (
        <div className="fq-row">
          {stage !== 'choose' && <Button onClick={back}>{t.previous}</Button>}
          <Button type="primary" onClick={go}>
            {stage === 'choose' && way === 'catalogue' ? t.next : t.check}
          </Button>
          <span className="fq-muted" role="status">
            {t.totals(draft.subDistricts.length, chosen.size)}
          </span>
        </div>
      )}
    </>
  );
}

function toggled(powers: LaunchDraft['powers'], codes: readonly string[], on: boolean): LaunchDraft['powers'] {
  if (on) return { ...Object.fromEntries(codes.map((code) => [code, {}])), ...powers };
  const out = new Set(codes);
  return Object.fromEntries(Object.entries(powers).filter(([code]) => !out.has(code)));
}

/** What is missing before the next stage. */
function faultsIn(
  draft: LaunchDraft,
  way: 'catalogue' | 'file',
  file: File | undefined,
  stage: Stage,
  t: ReturnType<typeof useLaunchPhrases>,
): FieldFault[] {
  const faults: FieldFault[] = [];
  const count = Object.keys(draft.powers).length;
  if (draft.title.trim() === '') faults.push({ field: '/title', message: t.titleMissing });
  if (draft.plan.length > mostPlanFiles)
    faults.push({ field: '/plan', message: t.planTooMany(draft.plan.length, mostPlanFiles) });
  if (way === 'file') {
    if (!file) faults.push({ field: '/file', message: t.fileMissing });
    return faults;
  }
  if (draft.subDistricts.length === 0) faults.push({ field: '/subDistrict', message: t.subDistrictsMissing });
  if (count === 0) faults.push({ field: '/powers', message: t.powersMissing });
  if (count > mostPowers) faults.push({ field: '/powers', message: t.tooMany(count, mostPowers) });
  const whole = draft.from !== '' && draft.until !== '';
  const timeless = Object.entries(draft.powers).find(
    ([, { mode = draft.mode, from, until }]) => mode === 'entrust' && !whole && !(from && until),
  );
  if (stage === 'details' && timeless) faults.push({ field: `/powers/${timeless[0]}/mode`, message: t.periodMissing });
  return faults;
}
