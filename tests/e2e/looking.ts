/** Visitors who look at page after page, each at a computer of their own and in one language. */
import type { Page } from 'playwright-core';
import { lookerAt, type Sight, type Sights } from './every-page';
import type { Site, Visitor } from './site';

/** As the switch on the page names them. */
export const languages = ['zh-CN', 'en'] as const;

/** Shows a page as its visitor sees it. */
export function lookingAt(site: Site, sights: Sights): (sight: Sight, language: string) => Promise<Page> {
  const visitors = new Map<string, Visitor>();
  return async (sight, language) => {
    const who = lookerAt(sight, sights);
    const key = `${language} ${who ?? ''}`;
    let visitor = visitors.get(key);
    if (!visitor) {
      visitor = await (who === null ? site.visit() : site.signIn(who));
      visitors.set(key, visitor);
      await visitor.page.locator(`.fq-languages [lang=${language}]`).click();
    }
    const { page } = visitor;
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.goto(site.url + sight.path(sights));
    await page.locator(sight.there).first().waitFor();
    await sight.then?.(page);
    return page;
  };
}
