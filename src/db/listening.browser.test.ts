import { expect, onTestFinished, test } from 'vitest';
import type { ContentKey } from '../domain/library/ids';
import { addPlay, writeChoices } from './choices';
import { Database } from './database';
import { lovedRecordings, mostPlayed, recentlyPlayed } from './listening';

const key = (letter: string) => letter.repeat(32) as ContentKey;
let ids = 0;
const at = (nowMs: number) => ({ nowMs, newId: () => `id ${ids++}` });

function fresh(): Database {
  const db = new Database(`listening ${crypto.randomUUID()}`);
  onTestFinished(async () => {
    db.close();
    await db.delete();
  });
  return db;
}

async function play(db: Database, letters: string): Promise<void> {
  for (const [i, letter] of [...letters].entries()) await addPlay(db, key(letter), at(1000 + i));
}

test('recordings come back by their last play, each once', async () => {
  const db = fresh();
  await play(db, 'abac');
  expect(await recentlyPlayed(db, 10)).toEqual([key('c'), key('a'), key('b')]);
  expect(await recentlyPlayed(db, 1)).toEqual([key('c')]);
});

test('a recording played once is not a favourite', async () => {
  const db = fresh();
  await play(db, 'abbcbc');
  expect(await mostPlayed(db, 10, 2)).toEqual([key('b'), key('c')]);
});

test('the latest love comes first, and a love taken back is none', async () => {
  const db = fresh();
  const love = (letter: string, loved: boolean, nowMs: number) => writeChoices(db, [{ kind: 'recording', id: key(letter), field: 'loved', value: loved }], at(nowMs));
  await love('a', true, 1);
  await love('b', true, 2);
  await love('c', true, 3);
  await love('c', false, 4);
  expect(await lovedRecordings(db, 10)).toEqual([key('b'), key('a')]);
});
