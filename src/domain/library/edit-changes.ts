// What a person's values for fields of tags change: nothing where the file, or an edit before, says the same.
import { choiceOf, type ChoiceRow, type ChoiceValue } from '../sync/choice';
import { checkEdit, choiceValueOf, LATIN1, type EditField } from './edit-fields';
import { applyEdits } from './edits';
import type { Tags } from './tags';

/** Values as in a choice: '' empties a field, null gives it back to the file. */
export type EditFields = Readonly<Partial<Record<EditField, ChoiceValue>>>;

export interface EditChange {
  readonly field: EditField;
  /** null where the file says the same. */
  readonly value: ChoiceValue;
  /** As it showed before. */
  readonly before: ChoiceValue;
}

/**
 * @param read tags as read from the file
 * @param edits made before, under all keys of these tags
 * @throws where a value is none that `checkEdit` lets pass
 */
export function editChanges(read: Tags, fields: EditFields, edits: ChoiceRow | undefined): EditChange[] {
  const encoding = fields.encoding === undefined ? choiceOf(edits, 'encoding') : fields.encoding;
  const decoded = applyEdits(read, { fields: { encoding: { value: encoding, hlc: '' } } });
  return (Object.entries(fields) as [EditField, ChoiceValue][]).flatMap(([field, wanted]) => {
    const value = wanted === null ? null : canonical(read, decoded, field, wanted);
    const before = choiceOf(edits, field);
    return value === before ? [] : [{ field, value, before }];
  });
}

function canonical(read: Tags, decoded: Tags, field: EditField, wanted: Exclude<ChoiceValue, null>): ChoiceValue {
  const checked = checkEdit(field, wanted);
  if ('problem' in checked) throw new Error(`No value of ${field}: ${checked.problem}`);
  const own = field === 'encoding' ? (read.encoding?.repaired ?? LATIN1) : (decoded[field] ?? null);
  return JSON.stringify(own) === JSON.stringify(checked.value) ? null : choiceValueOf(checked.value);
}
