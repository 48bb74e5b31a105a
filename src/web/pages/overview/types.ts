/** What `GET /api/overview` answers. */
export type { FunnelStep, MatrixCell, OverdueOffice, Overview, StepDuration, TrendWeek } from '../../../contract/types';
