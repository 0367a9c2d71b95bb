// Changes of the library.
import type { Builder } from '../builder';
import { applyEdits, type EditsAnswer } from '../mutations/apply-edits';
import type { Edit, EditResult } from '../mutations/edits';
import type { Refs } from './refs';

const EDIT_COST = 20;

export function addMutations(builder: Builder, refs: Refs): void {
  const answer = createAnswer(builder, refs);
  const edit = createEdit(builder);
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

function createEdit(builder: Builder) {
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
      moveInPlaylist: t.field({ type: move }), addPlay: t.field({ type: play }),
    }),
  });
}
