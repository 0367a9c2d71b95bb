// What the analysis says of the demo music, against what the synthesiser played.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../pages/demo-library';
import { exportedText, exportedTracks } from '../pages/export';
import { keyErrors, tempoErrors, type Truth } from '../setup/truth';

const truth = JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/demo-truth.json'), 'utf8')) as readonly Truth[];

test('every demo piece has its tempo', async ({ demo }) => {
  expect(tempoErrors(await exportedTracks(demo), truth)).toEqual([]);
});

test('every demo piece has its key', async ({ demo }) => {
  expect(keyErrors(await exportedTracks(demo), truth)).toEqual([]);
});

test('the CSV export has one record a track under its column names', async ({ demo }) => {
  const [header = '', ...records] = (await exportedText(demo, 'CSV')).trimEnd().split('\r\n');
  expect(header).toContain('path,contentKey');
  expect(records).toHaveLength(truth.length);
});

test('a track’s page shows tempo, key on the wheel, loudness and sound tags', async ({ demo }) => {
  await demo.openTrack('Deck Lights');
  const main = demo.page.getByRole('main');
  await expect(main.getByText(/^124(\.\d)? BPM$/)).toBeVisible();
  await expect(main.getByRole('img', { name: /Key F minor, Camelot 4A/ })).toBeVisible();
  await expect(main.getByText(/LUFS/).first()).toBeVisible();
  await expect(main.getByRole('heading', { name: 'Sounds like' })).toBeVisible();
  await main.getByRole('button', { name: /^Energy 0\./ }).click();
  await expect(main.getByText(/LUFS (raises|lowers|does)/)).toBeVisible();
  await main.getByRole('button', { name: /^½ 62/ }).click();
  await expect(main.getByText('corrected by you')).toBeVisible();
  await expect(main.getByText(/^Measured: 124(\.\d)? BPM\.$/)).toBeVisible();
  await demo.page.getByRole('button', { name: 'Undo' }).click();
  await expect(main.getByText('corrected by you')).toBeHidden();
});
