import { expect, test } from 'vitest';
import { changedFolders, outermost, type FolderChange } from './changed-folders';

const change = (kind: FolderChange['kind'], path: string, over: Partial<FolderChange> = {}): FolderChange => ({ kind, is: 'file', path: path === '' ? [] : path.split('/'), from: null, ...over });
const foldersOf = (...changes: FolderChange[]): string[] => [...changedFolders(changes)];

test('a file that came, changed or went concerns its folder', () => {
  expect(foldersOf(change('appeared', 'A/B/x.mp3'))).toEqual(['A/B']);
  expect(foldersOf(change('modified', 'x.flac'))).toEqual(['']);
  expect(foldersOf(change('disappeared', 'A/x.mp3', { is: null }))).toEqual(['A']);
  expect(foldersOf(change('modified', 'A/cover.jpg'))).toEqual(['A']);
});

test('a folder that came or went concerns itself: nobody tells of what is in it', () => {
  expect(foldersOf(change('appeared', 'A/New album', { is: 'directory' }))).toEqual(['A/New album']);
  expect(foldersOf(change('disappeared', 'A/Old album', { is: null }))).toEqual(['A/Old album']);
});

test('a move concerns the place before and the place after', () => {
  expect(foldersOf(change('moved', 'B/x.mp3', { from: ['A', 'y.mp3'] }))).toEqual(['A', 'B']);
  expect(foldersOf(change('moved', 'New', { is: 'directory', from: ['Old'] }))).toEqual(['New', 'Old']);
});

test('what holds no music concerns nothing', () => {
  expect(foldersOf(change('modified', 'A/notes.docx'), change('appeared', 'A/x.mp3.part'), change('appeared', '.Trash-1000/files/x.mp3'), change('modified', '@eaDir/x.mp3/SYNO.jpg'))).toEqual([]);
});

test('a change of the rules concerns the folder that they stand in', () => {
  expect(foldersOf(change('appeared', 'A/.nomedia'))).toEqual(['A']);
});

test('what the system lost track of concerns the whole root', () => {
  expect(foldersOf(change('appeared', 'A/x.mp3'), change('unknown', 'A'))).toEqual(['']);
  expect(foldersOf(change('errored', ''))).toEqual(['']);
});

test('a folder stands for all below it, and a name that only begins alike is another one', () => {
  expect([...outermost(['A/B', 'A', 'A B', 'A/B/C', 'AB'])]).toEqual(['A B', 'A', 'AB']);
});

test('so many folders at once stand for the root', () => {
  expect([...outermost(Array.from({ length: 500 }, (_, i) => `Album ${i}`))]).toEqual(['']);
});
