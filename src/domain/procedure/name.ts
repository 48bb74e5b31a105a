/** Names of offices and people as they were when something was signed or published. */
import type { Words } from './step';

/** A name in both languages. `unkept`: what it was then nobody kept, and this is a later one. */
export type Name = Words & { readonly unkept?: true };

const mark: Words = { zh: '（当时名称未留存）', en: ' (name at the time not kept)' };

/** The name, and where it is a later one, the word that says so. */
export const markedName = ({ zh, en, unkept }: Name): Words =>
  unkept ? { zh: `${zh}${mark.zh}`, en: `${en}${mark.en}` } : { zh, en };
