// Mixes from what the library holds: the strongest sounds of a sample, told apart from one another.
import type { ContentKey } from '../domain/library/ids';

export interface TaggedSound {
  readonly contentKey: ContentKey;
  /** Activation of each tag, 0–1, all in one order. */
  readonly soundTags: ArrayLike<number>;
}

export interface TagMix {
  readonly tagIndex: number;
  /** Strongest first. */
  readonly contentKeys: readonly ContentKey[];
}

export interface TagMixOptions {
  readonly mixes: number;
  readonly tracksAtMost: number;
  /** A mix of fewer is no mix. */
  readonly tracksAtLeast: number;
  /** Tags that say something worth listening for. */
  readonly tagIndexes: readonly number[];
}

/** Below this the network hardly hears the tag. */
const HEARD = 0.1;

/**
 * Greedy: the tag that is loudest over the sample first, then the loudest over what is not yet in a mix,
 * so that two mixes do not hold the same tracks.
 */
export function tagMixes(sounds: readonly TaggedSound[], options: TagMixOptions): TagMix[] {
  const mixes: TagMix[] = [];
  let rest = [...sounds];
  const left = new Set(options.tagIndexes);
  while (mixes.length < options.mixes && left.size > 0) {
    const tagIndex = loudestTag(rest, [...left]);
    left.delete(tagIndex);
    const strength = (sound: TaggedSound) => sound.soundTags[tagIndex] ?? 0;
    const heard = rest.filter((sound) => strength(sound) >= HEARD).sort((a, b) => strength(b) - strength(a));
    const taken = heard.slice(0, options.tracksAtMost);
    if (taken.length < options.tracksAtLeast) continue;
    mixes.push({ tagIndex, contentKeys: taken.map((sound) => sound.contentKey) });
    rest = rest.filter((sound) => !taken.includes(sound));
  }
  return mixes;
}

function loudestTag(sounds: readonly TaggedSound[], tagIndexes: readonly number[]): number {
  const total = (index: number) => sounds.reduce((sum, sound) => sum + (sound.soundTags[index] ?? 0), 0);
  const totals = new Map(tagIndexes.map((index) => [index, total(index)]));
  return tagIndexes.reduce((best, index) => ((totals.get(index) ?? 0) > (totals.get(best) ?? 0) ? index : best));
}
