/** One measured line: what, the budget of the design, the figure, and whether it holds. */
export interface Row {
  readonly what: string;
  readonly budget: string;
  readonly figure: string;
  readonly holds: boolean;
}

/** The one table `npm run bench` prints: budget beside figure. */
export function tableOf(rows: readonly Row[]): string {
  const columns: readonly (keyof Row)[] = ['what', 'budget', 'figure'];
  const width = (key: keyof Row): number => Math.max(key.length, ...rows.map((row) => String(row[key]).length));
  const line = (cells: Readonly<Record<string, unknown>>, last: string): string =>
    `| ${columns.map((key) => String(cells[key]).padEnd(width(key))).join(' | ')} | ${last} |`;
  const head = line({ what: 'what', budget: 'budget', figure: 'figure' }, 'holds');
  const rule = `|${columns.map((key) => '-'.repeat(width(key) + 2)).join('|')}|-------|`;
  return [head, rule, ...rows.map((row) => line({ ...row }, row.holds ? 'yes  ' : 'NO   '))].join('\n');
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}
