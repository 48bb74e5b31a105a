import type { Stage, Station } from '../procedure/declaration';
import type { Step } from '../procedure/step';
import type { PowerState } from './states';
import * as steps from './steps';

const words = (zh: string, en: string) => ({ zh, en });
const stops = (...places: readonly Step[]): Station<PowerState>[] => places.map((place) => ({ place }));

/** The parts of the regulation, each with its steps and with the states in which powers stay. */
export const stages: readonly Stage<PowerState>[] = [
  { title: words('需求申报', 'Need'), stations: stops(steps.declareNeed) },
  { title: words('承接能力评估', 'Capacity'), stations: stops(steps.assessCapacity) },
  { title: words('部门审批', 'Approval'), stations: stops(steps.approveTransfer) },
  { title: words('合法性审查', 'Legality'), stations: stops(steps.reviewLegality) },
  { title: words('集体讨论决定', 'Decision'), stations: stops(steps.decide) },
  { title: words('公布', 'Publication'), stations: stops(steps.publish) },
  {
    title: words('培训与持证', 'Training and certificates'),
    stations: [
      { place: steps.signOffTraining },
      { place: steps.certify, occasional: true },
      { place: steps.nominateOfficers, occasional: true, resort: true },
    ],
  },
  { title: words('执法准备情况', 'Readiness'), stations: stops(steps.declareReady, steps.seeReady) },
  {
    title: words('交接', 'Handover'),
    stations: [
      { place: { state: 'transition' }, title: words('过渡期', 'Transition'), only: { transition: 'before' } },
      ...stops(steps.confirmHandover, steps.witnessHandover),
      { place: steps.publishInstrument, occasional: true, only: { mode: 'entrust' } },
      {
        place: { state: 'handed-over' },
        title: words('已交接，待生效', 'Handed over, not yet in effect'),
        occasional: true,
      },
    ],
  },
  {
    title: words('试运行', 'Trial'),
    stations: [
      { place: { state: 'trial' }, title: words('试运行', 'Trial'), only: { transition: 'after' } },
      { place: steps.reportMonth, beside: true },
    ],
  },
  { title: words('评估', 'Evaluation'), stations: stops(steps.evaluate) },
  {
    title: words('缩小范围', 'Narrowing'),
    branch: 'narrowing',
    stations: stops(steps.decideNarrowing, steps.publishNarrowing),
  },
  {
    title: words('正式运行', 'In force'),
    stations: [{ place: { state: 'in-force' }, title: words('正式运行', 'In force') }],
  },
  {
    title: words('收回', 'Recall'),
    branch: 'recall',
    stations: stops(steps.decideRecall, steps.publishRecall, steps.confirmReturn),
  },
  {
    title: words('续订委托', 'Renewal'),
    branch: 'renewal',
    stations: stops(steps.renewEntrustment, steps.publishExpiry),
  },
];
