import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAct } from '../../api/command';
import { isProblem } from '../../api/request';
import { touchLists } from '../../editing/stale';
import '../../forms/forms.css';
import { formatNumber } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { ErrorSummary, fieldId, type FieldFault } from '../../parts/error-summary';
import {
  changesOf,
  draftOf,
  faultsOf,
  requestOf,
  type PlaceSettings,
  type SettingItem,
  type SettingsDraft,
} from './draft';
import { useSettingsPhrases } from './phrases';
import { SettingsCheck } from './settings-check';
import { LastChange } from './settings-table';

/** Those stand under a heading that says their unit. */
const isLimit = ({ pointer }: SettingItem): boolean => pointer.startsWith('/limits/');

/** The settings to change: typed, checked, then saved. */
export function SettingsForm({
  settings,
  draft: typed,
  setDraft,
}: {
  readonly settings: PlaceSettings;
  readonly draft: SettingsDraft | undefined;
  readonly setDraft: (draft: SettingsDraft | undefined) => void;
}) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const [part, setPart] = useState<'form' | 'check'>('form');
  const [told, setTold] = useState<'saved' | 'nothingChanged'>();
  const [faults, setFaults] = useState<readonly FieldFault[]>([]);
  const draft = typed ?? draftOf(settings);
  const { items } = settings;
  const act = useAct<PlaceSettings>(async () => {
    await touchLists(client, '/api/settings');
    await touchLists(client, '/api/steps');
    setDraft(undefined);
    setPart('form');
    setTold('saved');
  });
  const reset = () => {
    act.reset();
    setFaults([]);
    setTold(undefined);
    setDraft(undefined);
    setPart('form');
  };
  const check = (event: FormEvent) => {
    event.preventDefault();
    act.reset();
    const wrong = faultsOf(items, draft).map(({ item, fault, typed }) => ({
      field: item.pointer,
      message:
        fault === 'notWhole'
          ? t.notWhole(item.title, typed)
          : t[fault](item.title, formatNumber(fault === 'tooBig' ? item.most : item.least, language)),
    }));
    setFaults(wrong);
    if (wrong.length > 0) return;
    const changed = changesOf(items, draft).length > 0;
    setTold(changed ? undefined : 'nothingChanged');
    if (changed) setPart('check');
  };
  const refusal = (
    <>
      <ErrorSummary faults={faults} error={faults.length === 0 ? act.error : null} lead={() => setPart('form')} />
      {isProblem(act.error, 'settings-changed') && (
        <p>
          <Button onClick={() => void touchLists(client, '/api/settings').then(reset)}>{t.loadAnew}</Button>
        </p>
      )}
    </>
  );
  if (part === 'check') {
    return (
      <>
        {refusal}
        <SettingsCheck
          changes={changesOf(items, draft)}
          busy={act.isPending}
          save={() => act.mutate({ method: 'PUT', path: '/api/settings', body: requestOf(items, draft) })}
          back={() => setPart('form')}
        />
      </>
    );
  }
  const row = (item: SettingItem) => (
    <NumberRow
      key={item.pointer}
      item={item}
      text={draft.texts[item.pointer] ?? ''}
      fault={faults.find(({ field }) => field === item.pointer)?.message}
      change={(text) => {
        setTold(undefined);
        setDraft({ ...draft, texts: { ...draft.texts, [item.pointer]: text } });
      }}
    />
  );
  return (
    <form onSubmit={check} noValidate>
      {refusal}
      <div role="status">{told && <Told key={told} text={t[told]} />}</div>
      <LastChange settings={settings} />
      <fieldset className="fq-group">
        <legend>{t.limits}</legend>
        <div className="fq-fields">{items.filter(isLimit).map(row)}</div>
      </fieldset>
      <fieldset className="fq-group">
        <legend>{t.numbers}</legend>
        <div className="fq-fields">{items.filter((item) => !isLimit(item)).map(row)}</div>
      </fieldset>
      <div className="fq-row">
        <Button type="primary" htmlType="submit">
          {t.check}
        </Button>
        {typed && <Button onClick={reset}>{t.discard}</Button>}
      </div>
    </form>
  );
}

/** What came of it; the button that was pressed may be gone, so the focus comes here. */
function Told({ text }: { readonly text: string }) {
  const told = useRef<HTMLParagraphElement>(null);
  useEffect(() => told.current?.focus(), []);
  return (
    <p className="fq-settings-told" tabIndex={-1} ref={told}>
      {text}
    </p>
  );
}

function NumberRow({
  item,
  text,
  fault,
  change,
}: {
  readonly item: SettingItem;
  readonly text: string;
  readonly fault: string | undefined;
  readonly change: (text: string) => void;
}) {
  const t = useSettingsPhrases();
  const language = useLanguage();
  const { pointer, title, unit, default: usual, least, why } = item;
  const id = fieldId(pointer);
  return (
    <div className={`fq-field${fault === undefined ? '' : ' fq-field-wrong'}`}>
      <label htmlFor={id}>{isLimit(item) ? title : t.labelOf(title, t.units[unit])}</label>
      <div id={`${id}-about`}>
        <p className="fq-hint">{t.hint(formatNumber(usual, language), formatNumber(least, language), why)}</p>
        {fault !== undefined && <p className="fq-field-fault">{fault}</p>}
      </div>
      <span className="fq-row">
        <input
          id={id}
          className="fq-input fq-settings-number"
          inputMode="numeric"
          autoComplete="off"
          value={text}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-about`}
          onChange={(event) => change(event.target.value)}
        />
        <span className="fq-muted">{t.units[unit]}</span>
      </span>
    </div>
  );
}
