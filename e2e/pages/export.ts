// The library as a person takes it away: the export from Settings, read back from the downloaded file.
import { readFileSync } from 'node:fs';
import type { App } from './app';

export interface ExportedTrack {
  readonly path: string;
  readonly contentKey: string | null;
  readonly tags: { readonly title: string | null; readonly album: string | null } | null;
  readonly error: { readonly code: string } | null;
  readonly ratingHalfStars: number | null;
  readonly loved: boolean;
  readonly analysis: {
    readonly tempoBpm: number | null;
    readonly key: {
      readonly name: string; readonly tonic: number; readonly mode: string;
      /** 0–1. */
      readonly confidence: number | null;
    } | null;
  } | null;
}

export async function exportedText(app: App, format: 'JSON' | 'CSV'): Promise<string> {
  await app.go('settings');
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('button', { name: new RegExp(format) }).click();
  return readFileSync(await (await download).path(), 'utf8');
}

export async function exportedTracks(app: App): Promise<readonly ExportedTrack[]> {
  return (JSON.parse(await exportedText(app, 'JSON')) as { readonly tracks: readonly ExportedTrack[] }).tracks;
}
