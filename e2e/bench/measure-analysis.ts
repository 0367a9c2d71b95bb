// Analysis of tracks of a usual length, stage by stage, in one worker of the built app.
import type { SoundReport } from '../../src/domain/worker-api';
import { App } from '../pages/app';
import { percentile, rounded } from './figures';
import type { BenchBrowser } from './bench-browser';

/** @returns seconds a track by stage, `total` and `wallPerTrack` (with one worker and all else that the app does) too: medians */
export async function analysisSeconds(bench: BenchBrowser, url: string, folder: string, count: number, audioWorkerUrl: string): Promise<Readonly<Record<string, number>>> {
  const page = await bench.page();
  const app = new App(page);
  await app.open('', url);
  await app.dropFolder(folder);
  const began = performance.now();
  await app.expectAllDone(count);
  const wallS = (performance.now() - began) / 1000 / count;
  await bench.load(page);
  const reports = await page.evaluate(([worker, base]) => window.bench.analysisReports(worker, base), [audioWorkerUrl, url] as const);
  await page.context().close();
  return { ...byStage(reports), wallPerTrack: rounded(wallS) };
}

function byStage(reports: readonly SoundReport[]): Readonly<Record<string, number>> {
  const stages = Object.keys(reports[0]?.stageMs ?? {}) as (keyof SoundReport['stageMs'])[];
  const seconds = (of: (report: SoundReport) => number) => rounded(percentile(reports.map(of), 0.5) / 1000);
  const parts = stages.map((stage) => [stage, seconds((report) => report.stageMs[stage])] as const);
  return { ...Object.fromEntries(parts), total: seconds((report) => Object.values(report.stageMs).reduce((sum, ms) => sum + ms, 0)) };
}
