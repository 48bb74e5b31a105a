/** Tables as text: what is pasted from a spreadsheet (tabs) or read from a CSV file (commas, quotes). */
import { separatorOf } from '../../domain/separator';

/** Rows of cells, set apart as `separatorOf` has it. */
export function parseTable(text: string): string[][] {
  const source = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n');
  const separator = separatorOf(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < source.length; i++) {
    const letter = source.charAt(i);
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source.charAt(i + 1) === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (letter === '"' && cell === '') quoted = true;
    else if (letter === separator || letter === '\n') {
      row.push(cell.trim());
      cell = '';
      if (letter === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += letter;
  }
  row.push(cell.trim());
  rows.push(row);
  return rows.filter((cells) => cells.some((one) => one !== ''));
}

/** A column that is looked for: by its name or its title where the table has a heading, otherwise by its place. */
export interface TableColumn {
  readonly name: string;
  readonly title: string;
}
/** A row with its line, counted from 1 without the heading. */
export interface TableRow {
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of a table by the columns' names. */
export function readRows(text: string, columns: readonly TableColumn[]): TableRow[] {
  const table = parseTable(text);
  const [first = []] = table;
  const plain = (cell: string) => cell.toLowerCase().replaceAll(/\s/g, '');
  const places = first.map((cell) =>
    columns.find(({ name, title }) => plain(name) === plain(cell) || plain(title) === plain(cell)),
  );
  const headed = places.some((column) => column !== undefined);
  return (headed ? table.slice(1) : table).map((cells, index) => ({
    line: index + 1,
    cells: Object.fromEntries(
      cells.flatMap((cell, place) => {
        const column = headed ? places[place] : columns[place];
        return column ? [[column.name, cell]] : [];
      }),
    ),
  }));
}
