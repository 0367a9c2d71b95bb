// Changes of the library.
import type { Builder } from '../builder';
import { applyEdits, type EditsAnswer } from '../mutations/apply-edits';
import { CLEARABLE_TAGS, type Edit, type EditResult, type EditTags } from '../mutations/edits';
import type { Refs } from './refs';

const EDIT_COST = 20;

export function addMutations(builder: Builder, refs: Refs): void {
  const answer = createAnswer(builder, refs);
  const edit = createEdit(builder, refs);
  builder.mutationType({});
  builder.mutationField('applyEdits', (t) => t.field({
    type: answer, description: 'Makes up to 1,000 edits in one transaction, in their order. An edit that cannot be made says why and holds up no other. Owners only.',
    args: { edits: t.arg({ type: [edit], required: true }) },
    complexity: ({ edits }) => ({ field: edits.length * EDIT_COST, multiplier: 1 }),
    resolve: (_, { edits }, context) => applyEdits(context, edits),
  }));
}

function createAnswer(builder: Builder, refs: Refs) {
  const error = builder.objectRef<NonNullable<EditResult['error']>>('EditError').implement({
    fields: (t) => ({ code: t.exposeString('code', { description: '`bad-request`, `not-found` or `conflict`.' }), message: t.exposeString('message') }),
  });
  const result = builder.objectRef<EditResult>('EditResult').implement({
    description: 'What came of the edit in the same place of the list.',
    fields: (t) => ({
      error: t.field({ type: error, nullable: true, description: 'Null where it was made.', resolve: (one) => one.error }),
      playlistId: t.exposeID('playlistId', { nullable: true }),
      entryIds: t.exposeIDList('entryIds'),
      playId: t.exposeID('playId', { nullable: true }),
      playlist: t.field({
        type: refs.playlist, nullable: true, complexity: 5,
        resolve: ({ playlistId }, _, { loaders }) => (playlistId === null ? null : loaders.playlist.load(playlistId)),
      }),
    }),
  });
  return builder.objectRef<EditsAnswer>('EditsAnswer').implement({
    fields: (t) => ({
      cursor: t.exposeFloat('cursor', { description: 'Of the library, afterwards.' }),
      results: t.field({ type: [result], resolve: ({ results }) => results }),
    }),
  });
}

function createEdit(builder: Builder, refs: Refs) {
  const rate = builder.inputType('RateEdit', { fields: (t) => ({ contentKey: t.id({ required: true }), rating: t.int({ description: 'Half stars, 1–10; null for none.' }) }) });
  const love = builder.inputType('LoveEdit', { fields: (t) => ({ contentKey: t.id({ required: true }), loved: t.boolean({ required: true }) }) });
  const create = builder.inputType('CreatePlaylistEdit', {
    fields: (t) => ({ playlistId: t.id({ description: 'To name it in later edits of the same call.' }), name: t.string({ required: true }) }),
  });
  const rename = builder.inputType('RenamePlaylistEdit', { fields: (t) => ({ playlistId: t.id({ required: true }), name: t.string({ required: true }) }) });
  const remove = builder.inputType('DeletePlaylistEdit', { fields: (t) => ({ playlistId: t.id({ required: true }) }) });
  const add = builder.inputType('AddToPlaylistEdit', {
    fields: (t) => ({ playlistId: t.id({ required: true }), contentKeys: t.idList({ required: true }), after: t.id({ description: 'An entry to put them behind; at the end unless given.' }) }),
  });
  const take = builder.inputType('RemoveFromPlaylistEdit', { fields: (t) => ({ entryId: t.id({ required: true }) }) });
  const move = builder.inputType('MoveInPlaylistEdit', { fields: (t) => ({ entryId: t.id({ required: true }), after: t.id({ description: 'The entry to come behind; first unless given.' }) }) });
  const play = builder.inputType('AddPlayEdit', {
    fields: (t) => ({ contentKey: t.id({ required: true }), at: t.field({ type: 'Milliseconds', description: 'Now unless given.' }), playId: t.id({ description: 'Makes it safe to send the same play twice.' }) }),
  });
  return builder.inputRef<Edit>('Edit').implement({
    description: 'Exactly one of these.',
    isOneOf: true,
    fields: (t) => ({
      rate: t.field({ type: rate }), love: t.field({ type: love }), createPlaylist: t.field({ type: create }), renamePlaylist: t.field({ type: rename }),
      deletePlaylist: t.field({ type: remove }), addToPlaylist: t.field({ type: add }), removeFromPlaylist: t.field({ type: take }),
      moveInPlaylist: t.field({ type: move }), addPlay: t.field({ type: play }), editTags: t.field({ type: createTagsEdit(builder, refs) }),
    }),
  });
}

function createTagsEdit(builder: Builder, refs: Refs) {
  const clearable = builder.enumType('ClearableTag', { values: CLEARABLE_TAGS });
  const partial = { description: '`1999`, `1999-03` or `1999-03-08`.' };
  return builder.inputRef<EditTags>('TagsEdit').implement({
    description: 'Writes over tags of one track; its files stay as they are. Fields that are left out stay, null gives a field back to the file. Other copies of the recording on the same album show the same.',
    fields: (t) => ({
      trackId: t.globalID({ required: true, for: [refs.track] }),
      title: t.string(), titleSort: t.string(),
      artist: t.string({ description: 'As credited: `A feat. B`.' }), artists: t.stringList({ description: 'The names in it, where they cannot be told from the credit.' }), artistSort: t.string(),
      album: t.string(), albumSort: t.string(), albumArtist: t.string(), albumArtistSort: t.string(),
      trackNo: t.int(), trackTotal: t.int(), discNo: t.int(), discTotal: t.int(),
      date: t.string(partial), originalDate: t.string(partial),
      genres: t.stringList(), composers: t.stringList(), label: t.string(), comment: t.string(), compilation: t.boolean(),
      encoding: t.string({ description: 'In which texts of the file are read that claim to be Latin-1, such as `windows-1251`; `iso-8859-1` for as they claim.' }),
      clear: t.field({ type: [clearable], description: 'Fields to be emptied, whatever the file says.' }),
    }),
  });
}
