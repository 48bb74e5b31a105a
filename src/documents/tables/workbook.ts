/** A workbook's own part: which sheets it has, in their order, and where they stand. */
import type { DateSystem } from './number-formats';
import type { Parts } from './parts';
import { isOn, readXml, relationOf } from './xml';

export interface WorkbookSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** Name of its part. */
  readonly part: string;
}

export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  readonly dates: DateSystem;
  readonly strings: string | undefined;
  readonly styles: string | undefined;
}

interface Relation {
  /** The last word of its type: types differ between the strict and the transitional form. */
  readonly type: string;
  readonly target: string;
}

/** Where relationships of a part lead, by id. */
async function relationsOf(parts: Parts, part: string): Promise<ReadonlyMap<string, Relation>> {
  const cut = part.lastIndexOf('/') + 1;
  const [folder, file] = [part.slice(0, cut), part.slice(cut)];
  const found = new Map<string, Relation>();
  const from = `${folder}_rels/${file}.rels`;
  if (!parts.has(from)) return found;
  await readXml(await parts.read(from), {
    open: (name, { Id = '', Type = '', Target = '' }) => {
      if (name !== 'Relationship') return;
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      found.set(Id, { type, target: new URL(Target, `part:///${folder}`).pathname.slice(1) });
    },
  });
  return found;
}

/** Reads the workbook's part. Throws where the package has none. */
export async function workbookParts(parts: Parts): Promise<WorkbookParts> {
  const roots = await relationsOf(parts, '');
  const root = [...roots.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const relations = await relationsOf(parts, root);
  const ofType = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.target;
  const sheets: WorkbookSheet[] = [];
  let dates: DateSystem = 1900;
  await readXml(await parts.read(root), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && isOn(attributes['date1904'])) dates = 1904;
      if (name !== 'sheet') return;
      const relation = relations.get(relationOf(attributes) ?? '');
      // a sheet may be a chart or a dialogue
      if (relation?.type !== 'worksheet') return;
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: attributes['name'] ?? '', hidden, part: relation.target });
    },
  });
  return { sheets, dates, strings: ofType('sharedStrings'), styles: ofType('styles') };
}
