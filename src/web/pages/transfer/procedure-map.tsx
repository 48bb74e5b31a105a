import { useOrganisations } from '../../api/queries';
import type { HistoryEntry, Transfer } from '../../api/types';
import { mapOf, type Station } from './map';
import { useTitles, useTransferPhrases } from './phrases';
import { usePartPhrases } from '../../parts/phrases';

/** The procedure as a way with stations: where powers are, where they have been, where some ended. A list, for those who hear it. */
export function ProcedureMap({
  transfer,
  history,
}: {
  readonly transfer: Transfer;
  readonly history: readonly HistoryEntry[];
}) {
  const t = useTransferPhrases();
  return (
    <>
      <p className="fq-muted">{t.mapHelp}</p>
      {mapOf(transfer, history).map(({ id, stations }) => (
        <section key={id} aria-label={t.stretches[id]}>
          {id !== 'main' && <h3>{t.stretches[id]}</h3>}
          <ol className={`fq-map fq-map-${id}`}>
            {stations.map((station) => (
              <StationBox key={station.id} station={station} />
            ))}
          </ol>
        </section>
      ))}
    </>
  );
}

function StationBox({ station }: { readonly station: Station }) {
  const t = useTransferPhrases();
  const p = usePartPhrases();
  const titles = useTitles();
  const nameOf = useOrganisations();
  const { id, here, tasks, ended, passed } = station;
  const state = here.length > 0 ? 'here' : passed ? 'passed' : 'ahead';
  const offices = [...new Set(tasks.map(({ organisation }) => nameOf(organisation)))];
  return (
    <li className={`fq-station fq-station-${state}`} {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}>
      <span className="fq-station-title">
        {state === 'passed' && <span aria-hidden="true">✓ </span>}
        {titles.station(id)}
      </span>
      <span className="fq-hidden">{t[state]}</span>
      {here.length > 0 && <span className="fq-station-count">{t.powersHere(here.length)}</span>}
      {offices.map((office) => (
        <span key={office} className="fq-station-office">
          {office}
        </span>
      ))}
      {ended.map(({ state: ending, powers }) => (
        <span key={ending} className="fq-station-ended" title={p.list(powers)}>
          {t.endedHere(titles.state(ending), powers.length)}
        </span>
      ))}
    </li>
  );
}
