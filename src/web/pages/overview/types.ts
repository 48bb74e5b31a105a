/** What `GET /api/overview` answers. `query` is the address of the list behind a number. */
export interface MatrixCell {
  readonly subDistrict: string;
  readonly field: string;
  readonly total: number;
  readonly query: string;
  readonly states: readonly {
    readonly state: string;
    readonly title: string;
    readonly count: number;
    readonly query: string;
  }[];
}
export interface FunnelStep {
  readonly step: string;
  readonly title: string;
  readonly powers: number;
  readonly tasks: number;
  readonly overdue: number;
  readonly query: string;
  readonly tasksQuery: string;
  readonly overdueQuery: string;
}
export interface OverdueOffice {
  readonly organisation: string;
  readonly name: string;
  readonly tasks: number;
  readonly powers: number;
  readonly oldestDue: string | null;
  readonly query: string;
}
export interface StepDuration {
  readonly step: string;
  readonly title: string;
  readonly count: number;
  readonly median: number;
  readonly p90: number;
  readonly limit: number | null;
  readonly query?: string;
}
export interface TrendWeek {
  readonly week: string;
  readonly launched: number;
  readonly handedOver: number;
  readonly ended: number;
  readonly completed: number;
  readonly queries: {
    readonly launched: string;
    readonly handedOver: string;
    readonly ended: string;
    readonly completed?: string;
  };
}
export interface Overview {
  readonly at: string;
  readonly matrix: {
    readonly subDistricts: readonly { readonly id: string; readonly name: string }[];
    readonly fields: readonly { readonly code: string; readonly name: string }[];
    readonly cells: readonly MatrixCell[];
  };
  readonly funnel: readonly FunnelStep[];
  readonly overdue: readonly OverdueOffice[];
  readonly durations: readonly StepDuration[];
  readonly trend: readonly TrendWeek[];
}
