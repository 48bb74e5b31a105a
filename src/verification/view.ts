/** A verification's answer, as API, page and command line show it. */
import type { Words } from '../domain/procedure/step';
import type { Report } from './report';
import { showChecks, wordsOfGap } from './words';

/** A report in one language. */
export const showReport = ({ checked, notProved, ...report }: Report, language: keyof Words) => ({
  ...report,
  checked: showChecks(checked, language),
  notProved: notProved.map((gap) => wordsOfGap(gap)[language]),
});
