// Why two tracks may feel alike, in facts that a person can check: shown beside the similarity of their sound.
import type { TrackView } from '../library/track-view';
import { camelotCode, keysFit, sameKey } from './camelot';

type ReasonCode = 'same-album' | 'same-artist' | 'shared-tag' | 'same-key' | 'near-key' | 'close-tempo' | 'same-genre' | 'sound';

export interface Reason {
  readonly code: ReasonCode;
  /** The tag, genre or Camelot code that is shared, as it is shown. */
  readonly detail: string;
}

/** What the reasons are drawn from. */
export interface Likened {
  readonly view: Pick<TrackView, 'albumKey' | 'artistKey' | 'key' | 'tempo' | 'genres'>;
  /** Names of its strongest sound tags, strongest first. */
  readonly soundTags: readonly string[];
}

/** Tempos within this part of each other feel the same when mixed (a DJ's ±6 % pitch fader, halved). */
const CLOSE_TEMPO_RATIO = 0.03;
/** Below this a tempo is a guess and no reason. */
const SURE_TEMPO = 0.5;

/**
 * The facts that two tracks share, most telling first; `sound` alone when there are none.
 * @param limit how many are wanted
 */
export function likeness(a: Likened, b: Likened, limit: number): Reason[] {
  const reasons = [albumOrArtist(a, b), sharedTag(a, b), keyReason(a, b), tempoReason(a, b), genreReason(a, b)];
  const found = reasons.filter((reason) => reason !== null).slice(0, limit);
  return found.length > 0 ? found : [{ code: 'sound', detail: '' }];
}

function albumOrArtist({ view: a }: Likened, { view: b }: Likened): Reason | null {
  if (a.albumKey && a.albumKey === b.albumKey) return { code: 'same-album', detail: '' };
  return a.artistKey && a.artistKey === b.artistKey ? { code: 'same-artist', detail: '' } : null;
}

function sharedTag(a: Likened, b: Likened): Reason | null {
  const shared = a.soundTags.find((tag) => b.soundTags.includes(tag));
  return shared === undefined ? null : { code: 'shared-tag', detail: shared };
}

function keyReason({ view: a }: Likened, { view: b }: Likened): Reason | null {
  if (!a.key || !b.key || !keysFit(a.key, b.key)) return null;
  return sameKey(a.key, b.key) ? { code: 'same-key', detail: camelotCode(b.key) } : { code: 'near-key', detail: camelotCode(b.key) };
}

function tempoReason({ view: a }: Likened, { view: b }: Likened): Reason | null {
  if (!a.tempo || !b.tempo || Math.min(a.tempo.confidence, b.tempo.confidence) < SURE_TEMPO) return null;
  const apart = Math.abs(a.tempo.tempoBpm - b.tempo.tempoBpm) / a.tempo.tempoBpm;
  return apart <= CLOSE_TEMPO_RATIO ? { code: 'close-tempo', detail: '' } : null;
}

function genreReason({ view: a }: Likened, { view: b }: Likened): Reason | null {
  const shared = a.genres.find((genre) => b.genres.includes(genre));
  return shared === undefined ? null : { code: 'same-genre', detail: shared };
}
