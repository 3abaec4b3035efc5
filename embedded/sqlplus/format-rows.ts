export type TableOptions = { heading: boolean; lineSize: number; nullText: string };

/** Columns wider than this are cut in the table. */
const MAX_COLUMN_WIDTH = 80;

/** Rows as a table: heading, a rule, one line a row. Numbers stand to the right. */
export function formatRows(
  columns: { name: string; isNumeric: boolean }[],
  rows: (string | null)[][],
  options: TableOptions,
): string[] {
  const texts = rows.map((row) => row.map((value) => oneLine(value ?? options.nullText)));
  const widths = columns.map(({ name }, index) =>
    Math.min(
      MAX_COLUMN_WIDTH,
      Math.max(options.heading ? name.length : 1, ...texts.map((row) => row[index]?.length ?? 0)),
    ),
  );
  const line = (cells: string[]) =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const cut = cell.length > width ? `${cell.slice(0, width - 1)}…` : cell;
        return columns[index]?.isNumeric === true ? cut.padStart(width) : cut.padEnd(width);
      })
      .join(' ')
      .trimEnd();
  const body = texts.map(line);
  if (!options.heading) return body;
  return [line(columns.map(({ name }) => name)), widths.map((width) => '-'.repeat(width)).join(' '), ...body];
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
