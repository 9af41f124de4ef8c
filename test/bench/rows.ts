// Benchmark. How figures are measured and printed: one row each, beside a peer or a floor measured in the same run.

export interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is compared with, and that figure in the same unit. */
  readonly against?: { readonly what: string; readonly value: number };
}

function rounded(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-GB');
  if (value >= 1) return value.toFixed(1);
  return value === 0 ? '0' : value.toPrecision(2);
}

/** `name: value unit (against what: ratio)` */
export function printRow({ name, value, unit, against }: Row): void {
  const compared =
    against === undefined
      ? ''
      : ` (against ${against.what}, ${rounded(against.value)} ${unit}: ${rounded(value / against.value)})`;
  console.log(`${name}: ${rounded(value)} ${unit}${compared}`);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The value below which `percent` of a hundred values lie. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** Milliseconds that a job takes. */
export async function timed(job: () => unknown): Promise<number> {
  const start = performance.now();
  await job();
  return performance.now() - start;
}

/** The median of several runs, in milliseconds. */
export async function medianTime(runs: number, job: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timed(job));
  return median(times);
}
