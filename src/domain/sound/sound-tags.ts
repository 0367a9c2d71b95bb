// The 100 sound tags: what the networks listen for, and which of them to show.

type SoundTagKind = 'instrument' | 'voice' | 'tempo' | 'genre' | 'mood' | 'era';

export interface SoundTag {
  /** Unique; a tag that both networks know carries the other network's name in the one that is not shown. */
  readonly name: string;
  readonly kind: SoundTagKind;
  /** The name under which it and its near-synonyms are shown. */
  readonly concept: string;
}

export interface HeardTag {
  /** The shown name of the concept. */
  readonly name: string;
  readonly kind: SoundTagKind;
  /** The highest activation of its tags, 0–1. */
  readonly activation: number;
}

/** Labels in the networks' order, `kind` by initial, a concept after `=` where it differs from the label. */
const MTT = `
  i guitar; g classical; t slow; g techno; i strings; i drums; g electronic; g rock; t fast; i piano; g ambient; i beat; i violin; v vocal=vocals;
  i synth; v female=female vocal; g indian; g opera; v male=male vocal; v singing=vocals; v vocals; v no vocals=instrumental; i harpsichord; m loud;
  m quiet; i flute; v woman=female vocal; v male vocal; v no vocal=instrumental; g pop; m soft; i sitar; i solo; v man=male vocal; g classic=classical;
  v choir; v voice=vocals; g new age; g dance; v male voice=male vocal; v female vocal; i beats=beat; i harp; i cello; v no voice=instrumental;
  m weird; g country; g metal; v female voice=female vocal; v choral=choir`;
const MSD = `
  g rock; g pop; g alternative; g indie; g electronic; v female vocalists=female vocal; g dance; e 00s; g alternative rock=alternative; g jazz;
  m beautiful; g metal; m chillout; v male vocalists=male vocal; g classic rock; g soul; g indie rock; m mellow; g electronica=electronic; e 80s;
  g folk; e 90s; m chill=chillout; v instrumental; g punk; e oldies; g blues; g hard rock; g ambient; i acoustic; g experimental;
  v female vocalist=female vocal; i guitar; g hip-hop; e 70s; m party; g country; m easy listening; m sexy; m catchy; g funk; g electro;
  g heavy metal=metal; g progressive rock; e 60s; g rnb; g indie pop; m sad; g house; m happy`;

const KINDS: Readonly<Record<string, SoundTagKind>> = { i: 'instrument', v: 'voice', t: 'tempo', g: 'genre', m: 'mood', e: 'era' };

/** Genres are better told by `msd` (Last.fm tags), instruments by `mtt` (MagnaTagATune). */
const [mttTags, msdTags] = [parsed(MTT), parsed(MSD)];

/** All tags in the order of `Embedding.soundTags`: 50 of `mtt`, then 50 of `msd`. */
export const soundTags: readonly SoundTag[] = [
  ...mttTags.map((tag) => renamed(tag, msdTags, tag.kind !== 'instrument', 'mtt')),
  ...msdTags.map((tag) => renamed(tag, mttTags, tag.kind === 'instrument', 'msd')),
];

/** Their names, all different. */
export const soundTagNames: readonly string[] = soundTags.map((tag) => tag.name);

/** Too vague to choose music by. */
const VAGUE = new Set(['weird', 'solo', 'loud', 'catchy', 'beautiful', 'experimental', 'alternative', 'indian']);

/** Tags that a mix can be made of: one for each genre and mood that says something. */
export const mixTagIndexes: readonly number[] = soundTags.flatMap((tag, i) =>
  (tag.kind === 'genre' || tag.kind === 'mood') && tag.name === tag.concept && !VAGUE.has(tag.name) ? [i] : []);

/** Of these pairs only the stronger is shown: together they would contradict each other, or the second says less than the first. */
const RIVALS: readonly (readonly [string, string])[] = [
  ['instrumental', 'vocals'], ['instrumental', 'female vocal'], ['instrumental', 'male vocal'], ['instrumental', 'choir'],
  ['slow', 'fast'], ['loud', 'quiet'], ['loud', 'soft'], ['happy', 'sad'],
];
const SAID_BETTER_BY: Readonly<Record<string, readonly string[]>> = {
  vocals: ['female vocal', 'male vocal', 'choir', 'opera'],
  quiet: ['soft'],
  beat: ['drums'],
};

/** Below this a network hardly hears a tag; most tags of most tracks lie below. */
const HEARD = 0.1;

/**
 * What is heard most, strongest first: near-synonyms as one, without contradictions.
 * @param activations 100 values in the order of `soundTags`, or null before they are known
 */
export function strongestSoundTags(activations: ArrayLike<number> | null, limit = 8): HeardTag[] {
  if (!activations) return [];
  const heard = concepts(activations).filter((tag) => tag.activation >= HEARD).sort((a, b) => b.activation - a.activation);
  const strengths = new Map(heard.map((tag) => [tag.name, tag.activation]));
  return heard.filter((tag) => !isOutdone(tag.name, strengths)).slice(0, limit);
}

function concepts(activations: ArrayLike<number>): HeardTag[] {
  const strongest = new Map<string, HeardTag>();
  soundTags.forEach(({ concept, kind }, i) => {
    const activation = activations[i] ?? 0;
    if (activation > (strongest.get(concept)?.activation ?? -1)) strongest.set(concept, { name: concept, kind, activation });
  });
  return [...strongest.values()];
}

function isOutdone(name: string, strengths: ReadonlyMap<string, number>): boolean {
  const own = strengths.get(name) ?? 0;
  const rivals = RIVALS.flatMap((pair) => (pair[0] === name ? [pair[1]] : pair[1] === name ? [pair[0]] : []));
  return rivals.some((rival) => (strengths.get(rival) ?? 0) > own) || (SAID_BETTER_BY[name] ?? []).some((better) => strengths.has(better));
}

function parsed(labels: string): SoundTag[] {
  return labels.split(';').map((entry) => {
    const [initial = '', ...words] = entry.trim().split(' ');
    const [name = '', concept = name] = words.join(' ').split('=');
    return { name, kind: KINDS[initial] ?? 'genre', concept };
  });
}

function renamed(tag: SoundTag, others: readonly SoundTag[], yields: boolean, network: string): SoundTag {
  return yields && others.some((other) => other.name === tag.name) ? { ...tag, name: `${tag.name} (${network})` } : tag;
}
