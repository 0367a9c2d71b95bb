// The form that edits tags of one or many tracks: what it shows, what was touched, and saving it.
import { computed, reactive, ref, shallowReactive, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { editedValues, type EditedRow } from '../db/edits';
import { choiceOf } from '../domain/sync/choice';
import { isNamesField, namesProblemOf, plannedEdits, problemOf, replacedCount, REPLACEABLE, sharedValue, type EditPlan, type FormField, type NamesField, type Replacement, type Typed } from '../domain/library/edit-form';
import { EDIT_FIELDS, type EditField } from '../domain/library/edit-fields';
import type { TrackId } from '../domain/library/ids';
import { useServices } from './services';
import { useNameLists, type NameList } from './use-name-lists';
import { useToasts } from './use-toasts';

/** What the files say of a field that was edited. */
export type FileValue = { readonly kind: 'same'; readonly value: Typed } | { readonly kind: 'several' };

export interface TagTools {
  numbered: boolean;
  swapped: boolean;
  replacement: Replacement;
}

export function useTagForm(trackIds: () => readonly TrackId[], done: () => void) {
  const { t, n } = useI18n();
  const { db, choices } = useServices();
  const { showUndo } = useToasts();
  const rows = shallowRef<readonly EditedRow[] | null>(null);
  const typed = shallowReactive(new Map<FormField, Typed>());
  /** Names that a person typed and did not finish with Enter: saving takes them too. */
  const unfinished = shallowReactive(new Map<NamesField, string>());
  const reverted = shallowReactive(new Set<FormField>());
  const tools = reactive<TagTools>({ numbered: false, swapped: false, replacement: { field: REPLACEABLE[0], find: '', by: '' } });
  const written = ref<number | null>(null);
  const failed = ref(false);

  async function load(): Promise<void> {
    const asked = trackIds();
    rows.value = null;
    const found = await editedValues(db, asked);
    if (trackIds() === asked) rows.value = found;
  }
  watch(trackIds, () => void load(), { immediate: true });

  const shown = computed(() => rows.value?.map((row) => row.tags) ?? []);
  const read = computed(() => rows.value?.map((row) => row.read) ?? []);
  /** What the fields start from. */
  const tagsFor = (field: FormField) => (reverted.has(field) ? read.value : shown.value);
  const lists = useNameLists(tagsFor);
  const plan = computed((): EditPlan => ({ ...typedAndUnfinished(), reverted, numbered: tools.numbered, swapped: tools.swapped, replacement: tools.replacement.find === '' ? null : tools.replacement }));
  const problems = computed(() => new Map([
    ...[...typed].map(([field, value]) => [field, problemOf(field, value)] as const),
    ...[...lists.changes].map(([field, change]) => [field, namesProblemOf(tagsFor(field), field, change)] as const),
  ].flatMap(([field, problem]) => (problem ? [[field, problem] as const] : []))));
  const replaces = computed(() => replacedCount(shown.value, tools.replacement));
  const touched = computed(() => typed.size > 0 || lists.changes.size > 0 || unfinished.size > 0 || reverted.size > 0 || tools.numbered || tools.swapped || (plan.value.replacement !== null && replaces.value > 0));

  /** null where the tracks differ. */
  const valueOf = (field: FormField): Typed | null => typed.get(field) ?? sharedValue(tagsFor(field), field);
  const namesOf = (field: NamesField): NameList => (lists.isMixed(field) ? lists.mixedList(field) : { names: (valueOf(field) ?? []) as readonly string[], partly: new Map(), mixed: false, changed: typed.has(field) });
  const isEdited = (field: FormField): boolean => rows.value?.some((row) => choiceOf(row.edits, field) !== null) ?? false;

  function fileValue(field: FormField): FileValue {
    const value = sharedValue(read.value, field);
    return value === null ? { kind: 'several' } : { kind: 'same', value };
  }

  function write(field: FormField, value: Typed): void {
    reverted.delete(field);
    // Typed back to what stands there is not touched.
    if (JSON.stringify(sharedValue(shown.value, field)) === JSON.stringify(value)) typed.delete(field);
    else typed.set(field, value);
  }

  function writeNames(field: NamesField, names: readonly string[]): void {
    if (lists.isMixed(field)) lists.want(field, names);
    else write(field, names);
  }

  function typedAndUnfinished(): Pick<EditPlan, 'typed' | 'names'> {
    const [mixed, same] = [[...unfinished].filter(([field]) => lists.isMixed(field)), [...unfinished].filter(([field]) => !lists.isMixed(field))];
    return {
      typed: new Map<FormField, Typed>([...typed, ...same.map(([field, name]) => [field, [...((valueOf(field) ?? []) as readonly string[]), name]] as const)]),
      names: lists.changesWith(mixed),
    };
  }

  function typeName(field: NamesField, name: string): void {
    if (name.trim() === '') unfinished.delete(field);
    else unfinished.set(field, name);
  }

  function revert(field: FormField, back: boolean): void {
    typed.delete(field);
    if (isNamesField(field)) lists.undo(field);
    if (back) reverted.add(field);
    else reverted.delete(field);
  }

  const editedFields = computed(() => (Object.keys(EDIT_FIELDS) as EditField[]).filter((field): field is FormField => field !== 'encoding' && field !== 'artists' && isEdited(field)));

  const setTools = (changed: Partial<TagTools>): void => void Object.assign(tools, changed);

  function swap(): void {
    const [title, artist] = [valueOf('title'), valueOf('artist')];
    write('title', artist ?? '');
    write('artist', title ?? '');
  }

  async function save(): Promise<void> {
    const held = rows.value;
    if (!held || problems.value.size > 0 || written.value !== null) return;
    if (!touched.value) return done();
    [written.value, failed.value] = [0, false];
    try {
      const planned = plannedEdits(plan.value, shown.value);
      const undo = await choices.editTags(held.map(({ trackId }, i) => ({ trackId, fields: planned[i] ?? {} })), (count) => { written.value = count; });
      showUndo(t('edit.saved', { tracks: t('common.tracks', { n: n(held.length) }, held.length) }), undo);
      done();
    } catch {
      failed.value = true;
    } finally {
      written.value = null;
    }
  }

  return { rows, tools, reverted, problems, replaces, touched, written, failed, valueOf, namesOf, isEdited, editedFields, fileValue, write, writeNames, giveAll: lists.giveAll, undoNames: lists.undo, typeName, revert, setTools, swap, save };
}
