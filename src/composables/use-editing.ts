// Opening the dialog that edits tags, and giving tags back to the files from outside of it.
import { useI18n } from 'vue-i18n';
import type { EditFields } from '../domain/library/edit-changes';
import { EDIT_FIELDS, type EditField } from '../domain/library/edit-fields';
import type { TrackId } from '../domain/library/ids';
import { useEditingStore } from '../stores/editing';
import { useServices } from './services';
import { useToasts } from './use-toasts';

export function useEditing() {
  const { t, n } = useI18n();
  const { choices } = useServices();
  const { showUndo } = useToasts();
  const store = useEditingStore();
  const count = (trackIds: readonly TrackId[]) => t('common.tracks', { n: n(trackIds.length) }, trackIds.length);

  /** @param of all fields if not given */
  async function revert(trackIds: readonly TrackId[], of: readonly EditField[] = ALL): Promise<void> {
    const fields = Object.fromEntries(of.flatMap(fieldsOf).map((each) => [each, null])) as EditFields;
    const undo = await choices.editTags(trackIds.map((trackId) => ({ trackId, fields })));
    showUndo(t('edit.reverted', { tracks: count(trackIds) }, trackIds.length), undo);
  }

  /** @param encoding as in a choice; @param name as it is told to the person */
  async function readAs(trackIds: readonly TrackId[], encoding: string, name: string): Promise<void> {
    const undo = await choices.editTags(trackIds.map((trackId) => ({ trackId, fields: { encoding } })));
    showUndo(t('edit.encoding.chosen', { tracks: count(trackIds), encoding: name }), undo);
  }

  return { edit: store.edit, revert, readAs };
}

const ALL = Object.keys(EDIT_FIELDS) as EditField[];

/** A credit goes with the names that were listed for it. */
function fieldsOf(field: EditField): readonly EditField[] {
  return field === 'artist' ? ['artist', 'artists'] : [field];
}
