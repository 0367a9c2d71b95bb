// Scores and labels of a recording, from all that is stored of it.
import type { TrackView } from '../../domain/library/track-view';
import { labelsOf, type Labels } from '../../domain/sound/labels';
import { scoreInputsOf } from '../../domain/sound/score-inputs';
import { scoresOf, type Scores } from '../../domain/sound/scores';
import type { SoundRow } from '../../domain/sound/sound';

export interface Character {
  readonly scores: Scores;
  readonly labels: Labels;
}

/** @param view whose tempo and key they hang on, so that a correction reaches them too */
export function characterOf(sound: SoundRow, { tempo, key }: Pick<TrackView, 'tempo' | 'key'>): Character {
  const inputs = scoreInputsOf(sound, { tempo, key });
  const scores = scoresOf(inputs);
  return { scores, labels: labelsOf(inputs, scores) };
}
