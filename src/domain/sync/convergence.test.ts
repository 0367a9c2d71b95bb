// The promise of sync: whatever happens to requests, devices and clocks, all sides come to one state and nothing is lost.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyOp, choiceOf, type ChoiceRow, type Op } from './choice';
import { deviceOf, hlcMs } from './clock';
import { holdingOf } from './fact-values';
import { contentKeyOf, restOfSubject, type Fact } from './facts';
import { entriesInOrder } from './order';
import { MAX_DRIFT_MS } from './protocol';
import { isWithdrawn } from './tagged';
import { DEVICES, happening, skews, World, type Happening } from './testing/history';

/** Measured at 1 to 4 ms a run: inside a minute on a slow machine too. */
const RUNS = 5_000;
const TIMEOUT_MS = 180_000;

const history = fc.record({ skewsMs: skews, pageItems: fc.constantFrom(1, 3, 1_000), happenings: fc.array(happening, { minLength: 1, maxLength: 60 }) });

it('brings three devices and their server to one state, whatever is dropped, repeated, reordered or cut off', async () => {
  await fc.assert(fc.asyncProperty(history, async ({ skewsMs, pageItems, happenings }) => {
    const world = new World([...skewsMs], pageItems);
    for (const what of happenings) await world.happen(what);
    await world.settle();
    expectOneState(world);
    expectNothingLost(world);
    expectTagsOfFiles(world);
    await expectFairClocks(world);
  }), { numRuns: RUNS });
}, TIMEOUT_MS);

it('is tried on histories that hold all that can go wrong', () => {
  const seen = new Set<string>();
  const note = (what: Happening): void => {
    seen.add(what.type);
    if (what.type !== 'exchange') return;
    for (const fault of what.faults) seen.add(fault);
    if (what.diesIn < Infinity) seen.add('dies');
  };
  fc.assert(fc.property(history, ({ happenings, skewsMs }) => {
    happenings.forEach(note);
    if (skewsMs.some((ms) => ms > 2 * 86_400_000)) seen.add('days ahead');
    if (skewsMs.some((ms) => ms < -2 * 86_400_000)) seen.add('days behind');
  }), { numRuns: 200 });
  expect([...seen].sort()).toEqual([
    'answer-lost', 'backup', 'choose', 'clock', 'days ahead', 'days behind', 'dies', 'exchange', 'fact', 'insert', 'late', 'move', 'none', 'play',
    'remove', 'repeated', 'request-lost', 'restore', 'tag', 'undo', 'wait',
  ]);
});

function expectOneState({ server, devices }: World): void {
  const choices = sorted(server.choices);
  const plays = [...server.plays.keys()].sort();
  const facts = sorted(new Map([...server.facts].map(([key, { item }]) => [key, item.digest])));
  for (const device of devices) {
    expect(sorted(device.choices)).toEqual(choices);
    expect([...device.plays.keys()].sort()).toEqual(plays);
    expect(sorted(new Map([...device.facts_].map(([key, { fact }]) => [key, fact.digest])))).toEqual(facts);
    expect([...device.ops.keys()].sort()).toEqual([...server.ops.keys()].sort());
    for (const playlistId of ['p1', 'p2']) expect(entries(device.choices, playlistId)).toEqual(entries(server.choices, playlistId));
  }
}

function expectNothingLost({ server, devices, written, played }: World): void {
  const log = [...server.ops.values()].map(({ item }) => item).sort((a, b) => (a.hlc < b.hlc ? -1 : 1));
  // Each device's choices are all there, once, in the order in which they were made.
  devices.forEach((device, i) => {
    const own = log.filter((op) => deviceOf(op.hlc) === device.deviceId);
    expect(own.map(({ kind, id, field, value }) => ({ kind, id, field, value }))).toEqual(written[i]);
  });
  expect(sorted(server.choices)).toEqual(sorted(latestOf(log)));
  expect([...server.plays.keys()].sort()).toEqual([...played].sort());
}

/** Tags that are shown: those of a file, and those that a file had when it went. None that every file was tagged anew from. */
function expectTagsOfFiles({ server, devices, tagged }: World): void {
  const told = new Set(tagged.flatMap((files) => [...files].flatMap(([key, albums]) => albums.flatMap((album) => (album === null ? [] : [`${key}/${album}`])))));
  const wanted = [...told].filter((subject) => {
    const [key = '', album] = subject.split('/');
    const histories = tagged.map((files) => files.get(key) ?? []);
    const stands = histories.some((albums) => albums.at(-1) === album);
    const left = histories.some((albums) => albums.includes(album as string) && albums.findLast((each) => each !== null) !== album);
    return stands || !left;
  });
  const sides = [[...server.facts.values()].map(({ item }) => item), ...devices.map((device) => [...device.facts_.values()].map(({ fact }) => fact))];
  for (const facts of sides) expect(shownTags(facts)).toEqual(wanted.sort());
}

function shownTags(facts: readonly Fact[]): string[] {
  const holdings = facts.filter((fact) => fact.kind === 'holding').flatMap((fact) => holdingOf(fact) ?? []);
  const tags = facts.filter((fact) => fact.kind === 'tags');
  return tags.filter((fact) => !isWithdrawn(restOfSubject(fact), holdings.filter((holding) => holding.contentKey === contentKeyOf(fact)))).map((fact) => fact.subject).sort();
}

async function expectFairClocks(world: World): Promise<void> {
  for (const { item } of world.server.ops.values()) expect(hlcMs(item.hlc)).toBeLessThanOrEqual(world.server.now() + MAX_DRIFT_MS);
  // Whoever chooses last wins, however wrong the clocks are.
  for (let i = 0; i < DEVICES; i++) {
    const value = world.chooseName(i);
    await world.settle();
    for (const { choices } of [world.server, ...world.devices]) expect(choiceOf(choices.get('playlist p1'), 'name')).toBe(value);
  }
}

/** The last writer of each field, found without the merge itself. @param log in order of time */
function latestOf(log: readonly Op[]): Map<string, ChoiceRow> {
  const rows = new Map<string, ChoiceRow>();
  for (const op of log) {
    const key = `${op.kind} ${op.id}`;
    const row = rows.get(key) ?? applyOp(undefined, op);
    rows.set(key, { ...row, fields: { ...row.fields, [op.field]: { value: op.value, hlc: op.hlc } } });
  }
  return rows;
}

function entries(choices: ReadonlyMap<string, ChoiceRow>, playlistId: string): string[] {
  return entriesInOrder([...choices.values()].filter((row) => row.parent === playlistId)).map((entry) => entry.entryId);
}

function sorted<V>(map: ReadonlyMap<string, V>): [string, V][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
