export default {
  patterns: {
    title: 'Files without tags',
    hint: 'A file that has no title in its tags is named by its path. The first pattern that fits all such files of a folder counts; what comes from it is marked as guessed. Your files are never changed.',
    label: 'Patterns, one a line, tried from the top',
    fieldsHint: 'Fields: {fields}; %_% passes something over. A slash parts folders. Behind a number any separator fits.',
    preview: 'What they make of your files',
    examples: 'What they would make of such files',
    noFit: 'No pattern fits: the file keeps its name.',
    save: 'Save and apply',
    defaults: 'Fill in the usual patterns',
    fields: { title: 'Title', artist: 'Artist', album: 'Album', albumArtist: 'Album artist', trackNo: 'Track', discNo: 'Disc', year: 'Year' },
    problem: {
      empty: 'is empty.', 'no-title': 'needs %title%.', 'unknown-field': 'names a field that does not exist.', 'field-twice': 'names a field twice.',
      'fields-touch': 'needs something between two fields.', 'too-long': 'is too long.',
    },
  },
};
