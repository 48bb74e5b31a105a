import { useProcedure } from '../api/procedure';
import { useOrganisations } from '../api/queries';
import type { HistoryEntry } from '../api/types';
import { Loaded } from '../parts/load-state';
import { usePartPhrases } from '../parts/phrases';
import { mapOf, type Station } from './map';
import { useMatterPhrases } from './phrases';
import type { Shown } from './shown';

/** The procedure as a way with stations: where items are, where they have been, where some ended. A list, for those who hear it. */
export function ProcedureMap({
  matter,
  history,
}: {
  readonly matter: Shown;
  readonly history: readonly HistoryEntry[];
}) {
  const t = useMatterPhrases();
  return (
    <Loaded query={useProcedure(matter.procedure)}>
      {(procedure) => (
        <>
          <p className="fq-muted">{t.mapHelp}</p>
          {mapOf(procedure, matter, history).map(({ branch, stations }) => (
            <section key={branch?.code ?? ''} aria-label={branch?.title ?? t.mainWay}>
              {branch && <h3>{branch.title}</h3>}
              <ol className="fq-map">
                {stations.map((station) => (
                  <StationBox key={station.id} station={station} />
                ))}
              </ol>
            </section>
          ))}
        </>
      )}
    </Loaded>
  );
}

function StationBox({ station }: { readonly station: Station }) {
  const t = useMatterPhrases();
  const p = usePartPhrases();
  const nameOf = useOrganisations();
  const { title, here, tasks, ended, passed } = station;
  const state = here.length > 0 ? 'here' : passed ? 'passed' : 'ahead';
  const offices = [...new Set(tasks.map(({ organisation }) => nameOf(organisation)))];
  return (
    <li className={`fq-station fq-station-${state}`} {...(state === 'here' ? { 'aria-current': 'step' as const } : {})}>
      <span className="fq-station-title">
        {state === 'passed' && <span aria-hidden="true">✓ </span>}
        {title}
      </span>
      <span className="fq-hidden">{t[state]}</span>
      {here.length > 0 && <span className="fq-station-count">{t.powersHere(here.length)}</span>}
      {offices.map((office) => (
        <span key={office} className="fq-station-office">
          {office}
        </span>
      ))}
      {ended.map((one) => (
        <span key={one.state} className="fq-station-ended" title={p.list(one.powers)}>
          {t.endedHere(one.title, one.powers.length)}
        </span>
      ))}
    </li>
  );
}
