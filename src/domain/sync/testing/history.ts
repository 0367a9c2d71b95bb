// Random histories of a person with three devices: what happens, and how it is played against the models.
import fc from 'fast-check';
import type { ContentKey, DeviceId, PlaylistEntryId } from '../../library/ids';
import { err, type Result } from '../../result';
import type { ChoiceChange, ChoiceValue, PlayEvent } from '../choice';
import { exchange } from '../exchange';
import { entriesInOrder, keysAfter, keysAtEnd } from '../order';
import type { Remote } from '../ports';
import { Died, ModelReplica } from './model-replica';
import { ModelServer } from './model-server';

export const DEVICES = 3;
const DAY_MS = 86_400_000;
const START_MS = 1_800_000_000_000;
const RECORDINGS = ['r1', 'r2', 'r3'];
const PLAYLISTS = ['p1', 'p2'];

/** What the network does with one request. `late` answers now and arrives once more later, among newer ones. */
type Fault = 'none' | 'request-lost' | 'answer-lost' | 'repeated' | 'late';

export type Happening =
  | { readonly type: 'choose'; readonly device: number; readonly field: string; readonly target: number; readonly value: number }
  | { readonly type: 'insert' | 'move' | 'remove'; readonly device: number; readonly target: number; readonly at: number; readonly to: number }
  | { readonly type: 'undo'; readonly device: number }
  | { readonly type: 'play'; readonly device: number; readonly target: number }
  | { readonly type: 'fact'; readonly device: number; readonly target: number; readonly version: number }
  /** A file comes, gets another album, or goes. */
  | { readonly type: 'tag'; readonly device: number; readonly target: number; readonly album: string | null; readonly version: number }
  | { readonly type: 'wait'; readonly ms: number }
  | { readonly type: 'clock'; readonly device: number; readonly skewMs: number }
  | { readonly type: 'exchange'; readonly device: number; readonly faults: readonly Fault[]; readonly diesIn: number; readonly choosesDuring: boolean }
  | { readonly type: 'backup' | 'restore' };

const device = fc.nat(DEVICES - 1);
const target = fc.nat(2);
const version = fc.integer({ min: 1, max: 3 });
const skew = fc.oneof(fc.constant(0), fc.integer({ min: -5 * DAY_MS, max: 5 * DAY_MS }), fc.integer({ min: -300_000, max: 300_000 }));

export const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ type: fc.constant('choose' as const), device, field: fc.constantFrom('rating', 'loved', 'name', 'deleted'), target, value: fc.nat(9) }) },
  { weight: 5, arbitrary: fc.record({ type: fc.constantFrom('insert' as const, 'move' as const, 'remove' as const), device, target: fc.nat(1), at: fc.nat(9), to: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('undo' as const), device }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('play' as const), device, target }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('fact' as const), device, target, version }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('tag' as const), device, target: fc.nat(1), album: fc.constantFrom('x', 'y', 'z', null), version }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('wait' as const), ms: fc.oneof(fc.nat(3), fc.nat(DAY_MS)) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('clock' as const), device, skewMs: skew }) },
  { weight: 6, arbitrary: fc.record({
    type: fc.constant('exchange' as const), device, choosesDuring: fc.boolean(),
    faults: fc.array(fc.constantFrom<Fault>('none', 'none', 'request-lost', 'answer-lost', 'repeated', 'late'), { maxLength: 8 }),
    diesIn: fc.oneof({ weight: 2, arbitrary: fc.constant(Infinity) }, { weight: 1, arbitrary: fc.nat(16) }),
  }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('backup' as const, 'restore' as const) }) },
);

export const skews = fc.array(skew, { minLength: DEVICES, maxLength: DEVICES });

/** A world of three devices and their server. Its true clock never runs backwards; those of the devices may. */
export class World {
  private trueMs = START_MS;
  readonly server = new ModelServer(() => this.trueMs);
  readonly devices: ModelReplica[];
  /** Every choice in the order it was made, by device. */
  readonly written: Omit<ChoiceChange, 'parent'>[][] = Array.from({ length: DEVICES }, () => []);
  readonly played = new Set<string>();
  /** Albums of each device's file of a recording, in time; null where it went. */
  readonly tagged: Map<string, (string | null)[]>[] = Array.from({ length: DEVICES }, () => new Map());
  private readonly undos: ChoiceChange[][][] = Array.from({ length: DEVICES }, () => []);
  private late: (() => void)[] = [];
  private restore: (() => void) | null = null;
  private ids = 0;

  constructor(private readonly skewsMs: number[], pageItems: number) {
    this.server.maxPushItems = pageItems;
    this.devices = skewsMs.map((_, i) => new ModelReplica(`device-${'cab'[i] as string}` as DeviceId, () => this.trueMs + (this.skewsMs[i] as number)));
  }

  async happen(what: Happening): Promise<void> {
    switch (what.type) {
      case 'choose': return this.choose(what.device, what.field, what.target, what.value);
      case 'insert': case 'move': case 'remove': return this.editPlaylist(what);
      case 'undo': return this.undo(what.device);
      case 'play': return this.play(what.device, what.target);
      case 'fact': return this.at(what.device).make('sound', `r${what.target}`, what.version, `d${++this.ids}`);
      case 'tag': return this.tag(what.device, `r${what.target}`, what.album, what.version);
      case 'wait': this.trueMs += what.ms; return;
      case 'clock': this.skewsMs[what.device] = what.skewMs; return;
      case 'backup': this.restore = this.server.backup(); return;
      case 'restore': this.restore?.(); return;
      case 'exchange': return this.exchange(what);
    }
  }

  /** Everyone hears of everything, over a network that works. */
  async settle(): Promise<void> {
    for (const arrive of this.late.splice(0)) arrive();
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < DEVICES; i++) {
        this.trueMs += 1_000;
        const done = await this.run(i, this.server.remote());
        if (!done?.ok) throw new Error(`an exchange over a good network failed: ${JSON.stringify(done)}`);
      }
    }
  }

  /** A change whose value no other has. */
  chooseName(device: number): ChoiceValue {
    const value = `name ${++this.ids}`;
    this.write(device, [{ kind: 'playlist', id: 'p1', field: 'name', value }]);
    return value;
  }

  private at(device: number): ModelReplica {
    return this.devices[device] as ModelReplica;
  }

  private choose(device: number, field: string, target: number, value: number): void {
    const ofPlaylist = field === 'name' || field === 'deleted';
    const value_ = field === 'rating' ? value : field === 'name' ? `name ${++this.ids}` : value % 2 === 0;
    const change: ChoiceChange = ofPlaylist
      ? { kind: 'playlist', id: PLAYLISTS[target % 2] as string, field, value: value_ }
      : { kind: 'recording', id: RECORDINGS[target] as string, field, value: value_ };
    this.undos[device]?.push(this.write(device, [change]));
  }

  private editPlaylist({ type, device, target, at, to }: Extract<Happening, { readonly type: 'insert' | 'move' | 'remove' }>): void {
    const playlistId = PLAYLISTS[target] as string;
    const entries = entriesInOrder([...this.at(device).choices.values()].filter((row) => row.kind === 'playlistEntry' && row.parent === playlistId));
    const change = (id: string, field: string, value: ChoiceValue): ChoiceChange => ({ kind: 'playlistEntry', id, parent: playlistId, field, value });
    if (type === 'insert') {
      const id = `e${++this.ids}`;
      const [key = null] = keysAtEnd(entries, 1);
      this.write(device, [change(id, 'contentKey', RECORDINGS[at % 3] as ContentKey), change(id, 'orderKey', key)]);
      this.undos[device]?.push([change(id, 'removed', true)]);
      return;
    }
    const entry = entries[at % Math.max(entries.length, 1)];
    if (!entry) return;
    if (type === 'remove') return void this.undos[device]?.push(this.write(device, [change(entry.entryId, 'removed', true)]));
    const after: PlaylistEntryId | null = entries.filter((each) => each !== entry)[to % entries.length]?.entryId ?? null;
    const keys = keysAfter(entries, entry.entryId, after);
    this.undos[device]?.push(this.write(device, [...keys].map(([id, key]) => change(id, 'orderKey', key))));
  }

  private undo(device: number): void {
    const changes = this.undos[device]?.pop();
    if (changes) this.write(device, changes);
  }

  private play(device: number, target: number): void {
    const play: PlayEvent = { playId: `play ${++this.ids}`, contentKey: RECORDINGS[target] as ContentKey, atMs: this.trueMs, deviceId: this.at(device).deviceId };
    this.at(device).play(play);
    this.played.add(play.playId);
  }

  private tag(device: number, contentKey: string, album: string | null, version: number): void {
    const albums = this.tagged[device]?.get(contentKey) ?? [];
    if (album === (albums.at(-1) ?? null)) return;
    this.tagged[device]?.set(contentKey, [...albums, album]);
    this.at(device).tag(contentKey as ContentKey, album, version, `d${++this.ids}`);
  }

  private write(device: number, changes: readonly ChoiceChange[]): ChoiceChange[] {
    const undo = this.at(device).write(changes);
    this.written[device]?.push(...changes.map(({ kind, id, field, value }) => ({ kind, id, field, value })));
    return undo;
  }

  private async exchange({ device, faults, diesIn, choosesDuring }: Extract<Happening, { readonly type: 'exchange' }>): Promise<void> {
    const during = (call: number): void => {
      this.trueMs += 20;
      if (choosesDuring && call % 3 === 1) this.choose(device, 'rating', call % 3, call % 10);
    };
    // The person's own writes under way do not die: what died was never promised.
    const remote = this.faulty(faults, (call) => {
      const diesNext = this.at(device).diesIn;
      this.at(device).diesIn = Infinity;
      during(call);
      this.at(device).diesIn = diesNext;
    });
    this.at(device).diesIn = diesIn;
    await this.run(device, remote);
    this.at(device).diesIn = Infinity;
  }

  private async run(device: number, remote: Remote): Promise<Result<unknown> | null> {
    try {
      const replica = this.at(device);
      return await exchange({ replica, remote, sending: { facts: true, plays: true }, now: replica.clock, stopped: () => false, onProgress: () => undefined });
    } catch (thrown) {
      if (thrown instanceof Died) return null;
      throw thrown;
    }
  }

  private faulty(faults: readonly Fault[], during: (call: number) => void): Remote {
    const good = this.server.remote();
    let calls = 0;
    const through = async <T>(send: () => Promise<Result<T>>): Promise<Result<T>> => {
      const fault = faults[calls] ?? 'none';
      during(calls++);
      for (const arrive of this.late.splice(0)) arrive();
      if (fault === 'request-lost') return err('network');
      if (fault === 'late') this.late.push(() => void send());
      if (fault === 'repeated') await send();
      const answer = await send();
      return fault === 'answer-lost' ? err('network') : answer;
    };
    return {
      hello: () => through(() => good.hello()),
      push: (request) => through(() => good.push(request)),
      offer: (request) => through(() => good.offer(request)),
      changes: (after, limit) => through(() => good.changes(after, Math.min(limit, this.server.maxPushItems))),
    };
  }
}
