// Editing tags of one or many tracks in a form: what its fields show, and what was typed means for each track.
import type { ChoiceValue } from '../sync/choice';
import type { EditFields } from './edit-changes';
import { checkEdit, choiceValueOf, cleanNames, EDIT_FIELDS, type EditField, type EditProblem } from './edit-fields';
import { changedNames, type NamesChange } from './edit-names';
import type { Tags } from './tags';

export type FormField = Exclude<EditField, 'encoding' | 'artists'>;
export type NamesField = Extract<FormField, 'genres' | 'composers'>;
/** As it stands in a form: numbers and dates as text, '' for none. */
export type Typed = string | boolean | readonly string[];

/** Texts in which something can be replaced. */
export const REPLACEABLE = ['title', 'artist', 'album', 'albumArtist', 'comment'] as const satisfies readonly FormField[];

export interface Replacement {
  readonly field: (typeof REPLACEABLE)[number];
  readonly find: string;
  readonly by: string;
}

export interface EditPlan {
  /** For all tracks. */
  readonly typed: ReadonlyMap<FormField, Typed>;
  /** For lists that differ: what each track's own gets and loses. */
  readonly names: ReadonlyMap<NamesField, NamesChange>;
  /** Given back to the files. */
  readonly reverted: ReadonlySet<FormField>;
  /** Tracks get numbers in the order given, disc by disc. */
  readonly numbered: boolean;
  readonly swapped: boolean;
  readonly replacement: Replacement | null;
}

export function typedOf(tags: Tags, field: FormField): Typed {
  const value = tags[field] ?? null;
  if (EDIT_FIELDS[field] === 'names') return Array.isArray(value) ? value : [];
  if (typeof value === 'boolean') return value;
  return value === null ? '' : String(value);
}

/** What all tracks have in a field; null where they differ. */
export function sharedValue(tracks: readonly Tags[], field: FormField): Typed | null {
  const [first, ...others] = tracks.map((tags) => typedOf(tags, field));
  if (first === undefined) return '';
  const same = JSON.stringify(first);
  return others.every((value) => JSON.stringify(value) === same) ? first : null;
}

/** What was typed as a choice keeps it; a text that is no number stays one, for the check to say so. */
export function typedChoice(field: FormField, typed: Typed): Exclude<ChoiceValue, null> {
  if (typeof typed === 'boolean') return typed;
  if (typeof typed !== 'string') return choiceValueOf(cleanNames(typed));
  const text = typed.trim();
  return EDIT_FIELDS[field] === 'number' && /^\d+$/.test(text) ? Number(text) : text;
}

export function problemOf(field: FormField, typed: Typed): EditProblem | null {
  const checked = checkEdit(field, typedChoice(field, typed));
  return 'problem' in checked ? checked.problem : null;
}

/** What hinders a change of lists: the first track whose list would be none. */
export function namesProblemOf(tracks: readonly Tags[], field: NamesField, change: NamesChange): EditProblem | null {
  for (const tags of tracks) {
    const problem = problemOf(field, changedNames(tags[field], change));
    if (problem) return problem;
  }
  return null;
}

export function isNamesField(field: FormField): field is NamesField {
  return EDIT_FIELDS[field] === 'names';
}

/** What a plan writes, track by track. */
export function plannedEdits(plan: EditPlan, tracks: readonly Tags[]): EditFields[] {
  const numbers = plan.numbered ? numbersOf(tracks) : [];
  return tracks.map((tags, i): EditFields => withoutList({
    ...(plan.replacement && replaced(tags, plan.replacement)),
    ...(plan.swapped && { title: tags.artist ?? '', artist: tags.title ?? '' }),
    ...numbers[i],
    ...Object.fromEntries([...plan.reverted].map((field) => [field, null])),
    ...Object.fromEntries([...plan.typed].map(([field, typed]) => [field, typedChoice(field, typed)])),
    ...Object.fromEntries([...plan.names].map(([field, change]) => [field, typedChoice(field, changedNames(tags[field], change))])),
  }));
}

/** A list of names that was edited apart was of the old credit. */
function withoutList(fields: EditFields): EditFields {
  return fields.artist === undefined ? fields : { ...fields, artists: null };
}

/** How many texts a replacement changes. */
export function replacedCount(tracks: readonly Tags[], replacement: Replacement): number {
  return tracks.filter((tags) => Object.keys(replaced(tags, replacement)).length > 0).length;
}

function replaced(tags: Tags, { field, find, by }: Replacement): EditFields {
  const text = tags[field];
  return find !== '' && text?.includes(find) ? { [field]: text.replaceAll(find, () => by) } : {};
}

function numbersOf(tracks: readonly Tags[]): EditFields[] {
  const total = new Map<number, number>();
  const places = tracks.map(({ discNo }) => {
    const place = (total.get(discNo ?? 1) ?? 0) + 1;
    total.set(discNo ?? 1, place);
    return place;
  });
  return tracks.map(({ discNo }, i) => ({ trackNo: places[i] ?? 0, trackTotal: total.get(discNo ?? 1) ?? 0 }));
}
