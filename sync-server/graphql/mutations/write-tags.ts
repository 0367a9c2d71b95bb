// Edits of the tags of one track, by the rules that the app has for what a person types.
import { editChanges, type EditFields } from '../../../src/domain/library/edit-changes';
import { checkEdit, choiceValueOf, EDIT_FIELDS, isEditField, MAX_NAMES, MAX_NUMBER, type EditField, type EditProblem } from '../../../src/domain/library/edit-fields';
import type { ChoiceValue } from '../../../src/domain/sync/choice';
import { plainText } from '../tracks/track-filter';
import { DONE, failed, type EditResult, type EditTags } from './edits';
import type { EditState } from './edit-state';

const PROBLEMS: Readonly<Record<EditProblem, string>> = {
  'too-long': 'too long', 'no-number': `no whole number from 0 to ${MAX_NUMBER}`, 'no-date': 'no date such as 1999, 1999-03 or 1999-03-08', 'too-many': `more than ${MAX_NAMES} names`, 'invalid': 'no value of this field',
};

export function writeTags(state: EditState, { trackId, clear, ...values }: EditTags): EditResult {
  const subject = plainText(trackId.id);
  const track = state.tagsOf(subject);
  if (!track) return failed('not-found', 'The library has no such track, or knows no tags of it.');
  const fields = fieldsOf(values, clear ?? []);
  const wrong = (Object.entries(fields) as [EditField, ChoiceValue][]).flatMap(([field, value]) => {
    const checked = value === null ? null : checkEdit(field, value);
    return checked && 'problem' in checked ? [`${field}: ${PROBLEMS[checked.problem]}`] : [];
  });
  if (wrong.length > 0) return failed('bad-request', `Not valid: ${wrong.join('; ')}.`);
  for (const { field, value } of editChanges(track.read, fields, track.edits)) state.chooseTag(subject, field, value);
  return DONE;
}

function fieldsOf(values: Omit<EditTags, 'trackId' | 'clear'>, clear: NonNullable<EditTags['clear']>): EditFields {
  const fields: Partial<Record<EditField, ChoiceValue>> = {};
  for (const [field, value] of Object.entries(values)) {
    if (!isEditField(field) || value === undefined) continue;
    fields[field] = value === null || typeof value !== 'object' ? value : choiceValueOf(value as readonly string[]);
  }
  for (const field of clear) fields[field] = EDIT_FIELDS[field] === 'names' ? '[]' : '';
  return fields;
}
