/** What axe finds against WCAG 2.2 AA on a page. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { z } from 'zod';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const found = z.array(
  z.looseObject({
    id: z.string(),
    nodes: z.array(z.looseObject({ html: z.string(), failureSummary: z.string().optional() })),
  }),
);

/** The violations on the page as it stands, one line each: rule, element, why. */
export async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const tags = JSON.stringify(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const violations = found.parse(
    await page.evaluate(
      `axe.run(document, { runOnly: ${tags}, resultTypes: ['violations'] }).then((result) => result.violations)`,
    ),
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${html.slice(0, 160)} ${failureSummary.replaceAll('\n', ' ').slice(0, 200)}`,
    ),
  );
}
