import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceId } from '../domain/library/ids';
import type { Analysis, SoundRow } from '../domain/sound/sound';
import { ModelServer } from '../domain/sync/testing/model-server';
import { untie } from './others';
import { observe } from './observe';
import { blockLoudnessOf, curvesOf, saveAnalysis, saveEmbedding } from './sounds';
import { analysis, embedding, file, key, TestDevice } from './testing/device';

const whole: Analysis = {
  ...analysis(3), bandLevels: Uint8Array.of(1, 2, 3), beats: { timesS: Float32Array.of(0.5, 1), firstDownbeatS: null }, tempoDistribution: null, features: null,
};
let device: TestDevice;
let phone: TestDevice;

beforeEach(async () => {
  device = await new TestDevice('desktop' as DeviceId, () => Date.now()).begin();
  phone = await new TestDevice('phone' as DeviceId, () => Date.now()).begin();
});

afterEach(async () => {
  for (const { db } of [device, phone]) {
    db.close();
    await db.delete();
  }
});

/** As version 1 of the schema left it. */
async function putOldRow(): Promise<Uint8Array> {
  const { waveform, ...measured } = analysis(1);
  await device.db.sounds.put({ ...measured, waveform, contentKey: key(1), analyseVersion: 1, embedVersion: 0, soundTags: null });
  return waveform;
}

describe('the curves of a recording', () => {
  it('lie apart from what lists read of it', async () => {
    await saveAnalysis(device.db, key(1), 2, whole);
    expect(Object.keys(await device.db.sounds.get(key(1)) as SoundRow).sort())
      .toEqual(['analyseVersion', 'contentKey', 'decodedDurationS', 'embedVersion', 'features', 'key', 'loudness', 'soundTags', 'tempo']);
    expect(await curvesOf(device.db, key(1))).toEqual({ contentKey: key(1), waveform: whole.waveform, bandLevels: whole.bandLevels, beats: whole.beats, tempoDistribution: null });
    expect(await curvesOf(device.db, key(2))).toBeUndefined();
  });

  it('are the waveform in its row for one that an older version analysed, until it is analysed again', async () => {
    const waveform = await putOldRow();
    expect(await curvesOf(device.db, key(1))).toEqual({ contentKey: key(1), waveform });
    await saveAnalysis(device.db, key(1), 2, whole);
    expect((await curvesOf(device.db, key(1)))?.waveform).toEqual(whole.waveform);
    expect(await device.db.sounds.get(key(1))).not.toHaveProperty('waveform');
  });

  it('tell how loud an album is only where that was measured of all of its recordings', async () => {
    await saveAnalysis(device.db, key(1), 2, { ...whole, blockLoudness: Uint8Array.of(1, 2, 3) });
    await saveAnalysis(device.db, key(2), 2, { ...whole, blockLoudness: new Uint8Array() });
    expect(await blockLoudnessOf(device.db, [key(2), key(1), key(1)])).toEqual([new Uint8Array(), Uint8Array.of(1, 2, 3), Uint8Array.of(1, 2, 3)]);
    await saveAnalysis(device.db, key(3), 2, whole);
    expect(await blockLoudnessOf(device.db, [key(1), key(3)])).toBeNull();
    expect(await blockLoudnessOf(device.db, [key(1), key(4)])).toBeNull();
  });

  it('come in by themselves where they are watched', async () => {
    const heard: (number | undefined)[] = [];
    const end = observe(() => curvesOf(device.db, key(1)), (curves) => heard.push(curves?.waveform.length));
    await expect.poll(() => heard).toEqual([undefined]);
    await saveAnalysis(device.db, key(1), 2, whole);
    await expect.poll(() => heard.at(-1)).toBe(400);
    end();
  });

  it('travel with the rest, of rows of an older version too', async () => {
    const server = new ModelServer(() => Date.now());
    await device.addFiles([file(1), file(2)]);
    const waveform = await putOldRow();
    await saveEmbedding(device.db, key(1), 1, embedding(1));
    await saveAnalysis(device.db, key(2), 2, whole);
    await saveEmbedding(device.db, key(2), 1, embedding(2));
    await device.exchange(server.remote());
    await phone.exchange(server.remote());
    expect((await curvesOf(phone.db, key(1)))?.waveform).toEqual(waveform);
    expect(await curvesOf(phone.db, key(2))).toEqual(await curvesOf(device.db, key(2)));
    await saveAnalysis(device.db, key(2), 3, { ...whole, beats: null });
    await device.exchange(server.remote());
    await phone.exchange(server.remote());
    expect(await curvesOf(phone.db, key(2))).toMatchObject({ beats: null });
    expect(await phone.db.curves.count()).toBe(2);
  });

  it('go with the rest where a person forgets what others hold', async () => {
    const server = new ModelServer(() => Date.now());
    await device.addFiles([file(2)]);
    await device.analyse(key(2));
    await device.exchange(server.remote());
    await phone.exchange(server.remote());
    expect(await phone.db.curves.count()).toBe(1);
    await untie(phone.db, 'forget');
    expect([await phone.db.sounds.count(), await phone.db.curves.count()]).toEqual([0, 0]);
  });
});
