/** The overview: where everything is, who is late, how long it takes; and the lists behind the numbers. */
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import Button from 'antd/es/button';
import { statesWhere, transfers, useProcedure, useProcedures } from '../../api/procedure';
import { useAnswer } from '../../api/queries';
import { addressOf } from '../../api/request';
import { formatInstant } from '../../i18n/format';
import { useLanguage } from '../../i18n/language';
import { Filters, SelectField, useAddress } from '../../parts/address-filters';
import { Loaded } from '../../parts/load-state';
import { csvText } from '../../parts/csv';
import { PageHeader } from '../../parts/page-header';
import { saveText } from '../../parts/save-text';
import { Troubles } from '../../parts/troubles';
import { BehindList } from './behind-list';
import { Durations } from './durations';
import { figures } from './figures';
import { Funnel } from './funnel';
import { Matrix } from './matrix';
import './overview.css';
import { Overdue } from './overdue';
import { useOverviewPhrases } from './phrases';
import { Trend } from './trend';
import type { Overview } from './types';

export function Component() {
  const { value, set } = useAddress();
  return value('behind') === '' ? (
    <OverviewPage procedure={value('procedure')} choose={(procedure) => set({ procedure })} />
  ) : (
    <BehindList address={value('behind')} />
  );
}

/** Milliseconds after which the figures are read again while somebody looks at them: they tell of the whole city. */
const refreshMs = 60_000;

function OverviewPage({ procedure, choose }: { readonly procedure: string; readonly choose: (code: string) => void }) {
  const t = useOverviewPhrases();
  const language = useLanguage();
  const client = useQueryClient();
  const query = useAnswer<Overview>('/api/overview', procedure === '' ? {} : { procedure });
  const procedures = useProcedures();
  const held = statesWhere(useProcedure().data, 'held');
  useEffect(() => {
    const timer = window.setInterval(() => {
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === '/api/overview' });
    }, refreshMs);
    return () => window.clearInterval(timer);
  }, [client]);
  return (
    <Loaded query={query}>
      {(overview) => (
        <div className="fq-overview">
          <PageHeader title={t.title} about={`${t.about} ${t.at(formatInstant(overview.at, language))}`}>
            <Button onClick={() => window.print()}>{t.print}</Button>
            <Button
              onClick={() =>
                saveText(`fuquan-${overview.at.slice(0, 10)}.csv`, 'text/csv', csvText(figures(overview, held, t)))
              }
            >
              {t.figures}
            </Button>
            {(['xlsx', 'csv'] as const).map((format) => (
              <a key={format} href={addressOf(`/api/transfers.${format}`, { language })} download>
                {t.export} {format.toUpperCase()}
              </a>
            ))}
          </PageHeader>
          <Troubles />
          <Matrix matrix={overview.matrix} held={held} />
          {procedures.length > 1 && (
            <Filters>
              <SelectField
                label={t.procedure}
                all={procedures.find(({ code }) => code === transfers)?.title ?? ''}
                value={procedure}
                choices={procedures
                  .filter(({ code }) => code !== transfers)
                  .map(({ code, title }) => ({ id: code, name: title }))}
                change={choose}
              />
            </Filters>
          )}
          <Funnel steps={overview.funnel} />
          <Overdue offices={overview.overdue} />
          <Durations steps={overview.durations} />
          <Trend weeks={overview.trend} />
        </div>
      )}
    </Loaded>
  );
}
