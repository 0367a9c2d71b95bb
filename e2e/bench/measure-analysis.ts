// Analysis of whole tracks, step by step, in one worker of the built app with nothing beside it.
import { rendererMb, workerUrl, type BenchBrowser } from './bench-browser';
import { rounded } from './figures';
import { heldPage } from './held-page';
import type { AnalysisReport } from './in-page';

/** Seconds are means over the tracks that were analysed. */
export type AnalysisFigures = Readonly<Record<'tracks' | 'failed' | 'secondsPerTrack' | 'secondsPerAudioMinute' | 'timesRealTime' | 'decodeShare', number>> & {
  readonly secondsByStep: Readonly<Record<string, number>>;
};

type Analysed = Extract<AnalysisReport, { report: unknown }>;

/**
 * @param folder of music of any format; what cannot be decoded is counted and left out of the means
 * @returns seconds of one worker: means over the tracks, each step's too; `memoryMb` is the page's process after the last track
 */
export async function analysisFigures(bench: BenchBrowser, url: string, folder: string, distDir: string): Promise<AnalysisFigures & { readonly memoryMb: number }> {
  const page = await heldPage(bench, url, folder);
  await page.evaluate((worker) => window.bench.scanTimes(worker), workerUrl(distDir, url, 'ingest'));
  const reports = await page.evaluate(([worker, base]) => window.bench.analysisReports(worker, base), [workerUrl(distDir, url, 'audio'), url] as const);
  const memoryMb = await rendererMb(bench.browser);
  await page.context().close();
  return { ...summary(reports), memoryMb: rounded(memoryMb) };
}

/** @throws where nothing could be analysed */
export function summary(reports: readonly AnalysisReport[]): AnalysisFigures {
  const analysed = reports.filter((report): report is Analysed => 'report' in report && !report.report.reused);
  if (analysed.length === 0) throw new Error(`None of ${reports.length} files could be analysed.`);
  const audioS = sum(analysed, ({ report }) => report.decodedDurationS);
  const wallS = sum(analysed, ({ ms }) => ms / 1000);
  const steps = Object.keys(analysed[0]?.report.stageMs ?? {}) as (keyof Analysed['report']['stageMs'])[];
  const stepS = Object.fromEntries(steps.map((step) => [step, rounded(sum(analysed, ({ report }) => report.stageMs[step] / 1000) / analysed.length)]));
  return {
    tracks: analysed.length, failed: reports.filter((report) => 'failure' in report).length,
    secondsPerTrack: rounded(wallS / analysed.length),
    secondsPerAudioMinute: rounded((wallS * 60) / audioS),
    timesRealTime: rounded(audioS / wallS),
    decodeShare: rounded(sum(analysed, ({ report }) => report.stageMs.decode / 1000) / wallS),
    secondsByStep: stepS,
  };
}

function sum<T>(values: readonly T[], of: (value: T) => number): number {
  return values.reduce((total, value) => total + of(value), 0);
}
