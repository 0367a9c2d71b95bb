import { expect, test } from 'vitest';
import { readPlaylistFile } from './playlist-file';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test('an extended M3U gives places, titles, lengths and its name, with a mark and Windows line ends', () => {
  const text = '\ufeff#EXTM3U\r\n#PLAYLIST:Sunday\r\n#EXTINF:215,Björk - Jóga\r\nBjörk\\Jóga.mp3\r\n\r\n#EXTINF:-1 tvg-id="a,b",Radio\r\nhttp://radio.example/live\r\n# a remark\r\nplain.flac\r\n';
  expect(readPlaylistFile(utf8(text), 'Sunday.m3u')).toEqual({
    name: 'Sunday',
    entries: [
      { location: 'Björk\\Jóga.mp3', title: 'Björk - Jóga', durationS: 215 },
      { location: 'http://radio.example/live', title: 'Radio', durationS: null },
      { location: 'plain.flac', title: null, durationS: null },
    ],
  });
});

test('an M3U that is no UTF-8 is read as Windows-1252', () => {
  expect(readPlaylistFile(latin1('Bj\xf6rk/J\xf3ga.mp3\nCaf\xe9 \x96 1.mp3\n'), 'a.m3u').entries.map((entry) => entry.location)).toEqual(['Björk/Jóga.mp3', 'Café – 1.mp3']);
});

test('a PLS is read in the order of its numbers, whatever the order of its lines', () => {
  const text = '[playlist]\nNumberOfEntries=3\nFile10=c.mp3\nTitle2=Second\nFile2=b.mp3\nLength2=61\nfile1=/music/a.mp3\nLength1=-1\nVersion=2\n';
  expect(readPlaylistFile(utf8(text), 'x.pls').entries).toEqual([
    { location: '/music/a.mp3', title: null, durationS: null },
    { location: 'b.mp3', title: 'Second', durationS: 61 },
    { location: 'c.mp3', title: null, durationS: null },
  ]);
});

test('an XSPF gives the first place of each track, with references and sections of plain text', () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
    <x:playlist version="1" xmlns:x="http://xspf.org/ns/0/"><x:title>Rock &amp; Roll</x:title><x:trackList>
      <x:track><x:location>file:///music/A%20%26%20B/1.mp3</x:location><x:location>http://elsewhere/1.mp3</x:location><x:creator>A &#38; B</x:creator><x:title>One</x:title><x:duration>61500</x:duration></x:track>
      <!-- <x:track><x:location>no.mp3</x:location></x:track> --><x:track><x:location><![CDATA[two <2>.mp3]]></x:location><x:extension application="z"><z:title>no</z:title></x:extension></x:track>
    </x:trackList></x:playlist>`;
  expect(readPlaylistFile(utf8(text), 'x.xspf')).toEqual({
    name: 'Rock & Roll',
    entries: [{ location: 'file:///music/A%20%26%20B/1.mp3', title: 'A & B - One', durationS: 61.5 }, { location: 'two <2>.mp3', title: null, durationS: null }],
  });
});

test('entities that a document declares are not expanded', () => {
  const bomb = '<!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><playlist><title>&b;</title><trackList><track><location>a.mp3</location></track></trackList></playlist>';
  expect(readPlaylistFile(utf8(bomb), 'x.xspf')).toEqual({ name: '&b;', entries: [{ location: 'a.mp3', title: null, durationS: null }] });
});

test('what is no playlist at all has no entries, and a torn one those before the tear', () => {
  expect(readPlaylistFile(utf8('<html>'), 'x.xspf').entries).toEqual([]);
  expect(readPlaylistFile(new Uint8Array(), 'x.pls').entries).toEqual([]);
  expect(readPlaylistFile(utf8('<playlist><trackList><track><location>a.mp3</location></track><track><locat'), 'x.xspf').entries.map((each) => each.location)).toEqual(['a.mp3']);
});
