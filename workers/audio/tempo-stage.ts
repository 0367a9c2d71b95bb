// Tempo and beats of a recording, from what one decoding pass kept.
import { beatTimes } from '../../src/domain/sound/beats';
import { firstDownbeat } from '../../src/domain/sound/beats-downbeat';
import { lowBand, onsetCurve } from '../../src/domain/sound/onsets';
import type { Analysis } from '../../src/domain/sound/sound';
import { estimateTempo } from '../../src/domain/sound/tempo';
import { isAudible, isLongEnough } from './audible';
import type { Measured } from './measure';
import type { Models } from './models';
import { Resampler } from './resampler';

/** What TempoCNN takes. */
const TEMPO_RATE_HZ = 11025;
/** Fewer are no beat to follow. */
const LEAST_BEATS = 4;

type TempoAnalysis = Required<Pick<Analysis, 'tempo' | 'beats' | 'tempoDistribution'>>;
type Heard = Pick<Measured, 'durationS' | 'meters' | 'middle' | 'middleHz'>;

const NONE: TempoAnalysis = { tempo: null, beats: null, tempoDistribution: null };

/**
 * TempoCNN hears the middle 90 s, the onsets all of the recording.
 * @returns all null for a recording that is silent, shorter than three seconds, or without a beat
 */
export async function tempoOf(measured: Heard, models: Pick<Models, 'tempoDistribution'>): Promise<TempoAnalysis> {
  if (!isLongEnough(measured) || !isAudible(measured)) return NONE;
  const samples = resampled(measured);
  const bands = measured.meters.bandCurve();
  const onsets = onsetCurve(bands);
  const answer = estimateTempo({ distribution: await models.tempoDistribution(samples), onsets, lowOnsets: onsetCurve(lowBand(bands)) });
  if (!answer) return NONE;
  const timesS = beatTimes(onsets, answer.tempo.tempoBpm);
  return {
    tempo: answer.tempo,
    tempoDistribution: answer.distribution,
    beats: timesS.length < LEAST_BEATS ? null : { timesS, firstDownbeatS: firstDownbeat(bands, timesS) },
  };
}

/** The filter may be short: TempoCNN looks at 20–5,000 Hz only. */
function resampled({ middle, middleHz }: Heard): Float32Array {
  return new Resampler(middleHz, TEMPO_RATE_HZ, 12).run(middle, 0, Math.floor((middle.length * TEMPO_RATE_HZ) / middleHz));
}
