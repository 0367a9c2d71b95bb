// A device's store as a model in memory: every change is one transaction, and the device may die just before or after any of them.
import { applyOp, choiceOf, type ChoiceChange, type ChoiceRow, type Op, type PlayEvent } from '../choice';
import { hlcMs, receive, restamp, tick, type Hlc } from '../clock';
import { holdingFact, holdingOf } from '../fact-values';
import { factWins, holdingSubject, type Fact, type FactKind } from '../facts';
import type { FactPage, FactPosition, Replica, ServerState } from '../ports';
import type { ChangesPage } from '../protocol';
import { taggedNow, type Tagged } from '../tagged';
import type { ContentKey, DeviceId } from '../../library/ids';
import { factKey } from './model-server';

/** The device lost power. */
export class Died extends Error {}

interface Waiting<T> {
  readonly item: T;
  readonly pending: boolean;
}

export class ModelReplica implements Replica {
  readonly ops = new Map<Hlc, Waiting<Op>>();
  readonly choices = new Map<string, ChoiceRow>();
  readonly plays = new Map<string, Waiting<PlayEvent>>();
  readonly facts_ = new Map<string, { readonly fact: Fact; readonly seq: number }>();
  private epoch = '';
  private cursor = 0;
  private factSeq = 0;
  private offsetMs = 0;
  private hlc: Hlc | null = null;
  private seq = 0;
  /** Half transactions until it dies: just before one where this is even, just after it where odd. */
  diesIn = Infinity;

  constructor(readonly deviceId: DeviceId, readonly clock: () => number) {}

  /** A person's changes. @returns what undoes them */
  write(changes: readonly ChoiceChange[]): ChoiceChange[] {
    return this.commit(() => changes.map((change) => {
      this.hlc = tick(this.hlc, this.clock() + this.offsetMs, this.deviceId);
      const undo = { ...change, value: choiceOf(this.choices.get(`${change.kind} ${change.id}`), change.field) };
      this.keepOp({ ...change, hlc: this.hlc }, true);
      return undo;
    }).reverse());
  }

  play(play: PlayEvent): void {
    this.commit(() => this.plays.set(play.playId, { item: play, pending: true }));
  }

  /** A stage leaves a fact; as in the app, not where a better one is known. */
  make(kind: FactKind, subject: string, version: number, digest: string): void {
    this.commit(() => this.keepFact({ kind, subject, version, deviceId: this.deviceId, revision: ++this.seq, digest, value: new Uint8Array(1) }));
  }

  /** The file of a recording comes, is tagged anew, or goes, with what this device says of it. @param album null where it goes */
  tag(contentKey: ContentKey, album: string | null, version: number, digest: string): void {
    this.commit(() => {
      const maker = { deviceId: this.deviceId, revision: ++this.seq };
      const held = this.facts_.get(`holding ${holdingSubject(contentKey, this.deviceId)}`)?.fact;
      const before: Tagged = (held && holdingOf(held)) ?? { held: false, albums: null, withdrawn: [] };
      if (album !== null) this.keepFact({ ...maker, kind: 'tags', subject: `${contentKey}/${album}`, version, digest, value: new Uint8Array(1) });
      this.keepFact(holdingFact(contentKey, album === null ? { ...before, held: false } : taggedNow(before, { here: [album], known: [album] }), maker));
    });
  }

  async begin({ epoch, cursor, clockOffsetMs }: ServerState): Promise<number> {
    return this.commit(() => {
      this.offsetMs = clockOffsetMs;
      if (epoch === this.epoch && cursor >= this.cursor) return this.cursor;
      [this.epoch, this.cursor, this.factSeq] = [epoch, 0, 0];
      for (const [hlc, { item }] of this.ops) this.ops.set(hlc, { item, pending: true });
      for (const [playId, { item }] of this.plays) this.plays.set(playId, { item, pending: true });
      return 0;
    });
  }

  async restamp(limitMs: number, nowMs: number, offsetMs: number): Promise<number> {
    return this.commit(() => {
      this.offsetMs = offsetMs;
      const ahead = [...this.ops.values()].filter(({ item, pending }) => pending && hlcMs(item.hlc) > limitMs).map(({ item }) => item).sort(byTime);
      if (ahead.length === 0) return 0;
      for (const op of ahead) this.ops.delete(op.hlc);
      const floor = receive(null, [...this.ops.keys()].filter((hlc) => hlcMs(hlc) <= limitMs));
      const times = restamp(ahead.map((op) => op.hlc), { floor, nowMs, offsetMs, deviceId: this.deviceId });
      ahead.forEach((op, i) => this.ops.set(times[i] as Hlc, { item: { ...op, hlc: times[i] as Hlc }, pending: true }));
      for (const { kind, id } of ahead) this.choices.delete(`${kind} ${id}`);
      for (const { item } of this.ops.values()) this.applyToChoices(item);
      this.hlc = receive(null, this.ops.keys());
      return ahead.length;
    });
  }

  async pendingOps(after: string, limit: number): Promise<Op[]> {
    return [...this.ops.values()].filter(({ item, pending }) => pending && item.hlc > after).map(({ item }) => item).sort(byTime).slice(0, limit);
  }

  async pendingPlays(after: string, limit: number): Promise<PlayEvent[]> {
    const waiting = [...this.plays.values()].filter(({ item, pending }) => pending && item.playId > after).map(({ item }) => item);
    return waiting.sort((a, b) => (a.playId < b.playId ? -1 : 1)).slice(0, limit);
  }

  async settle(ops: readonly Op[], plays: readonly PlayEvent[]): Promise<void> {
    this.commit(() => {
      for (const op of ops) this.ops.set(op.hlc, { item: op, pending: false });
      for (const play of plays) this.plays.set(play.playId, { item: play, pending: false });
    });
  }

  async facts(from: FactPosition | null, limit: number): Promise<FactPage> {
    const past = [...this.facts_.values()].filter(({ fact, seq }) => fact.deviceId === this.deviceId && seq > (from?.seq ?? this.factSeq)).sort((a, b) => a.seq - b.seq);
    const page = past.slice(0, limit);
    const last = page.at(-1);
    return { facts: page.map(({ fact }) => fact), next: last && past.length > limit ? { seq: last.seq, trackId: 0 } : null, remaining: past.length - page.length, through: last?.seq ?? this.factSeq, withdrawn: [] };
  }

  async factsSent({ through }: FactPage): Promise<void> {
    this.commit(() => {
      this.factSeq = through;
    });
  }

  async receive({ ops, plays, facts, cursor }: ChangesPage): Promise<void> {
    this.commit(() => {
      for (const op of ops) this.keepOp(op, false);
      for (const play of plays) this.plays.set(play.playId, { item: play, pending: false });
      for (const fact of facts) {
        this.seq++;
        this.keepFact(fact);
      }
      this.hlc = receive(this.hlc, ops.map((op) => op.hlc));
      this.cursor = cursor;
    });
  }

  async finish(): Promise<void> {
    this.commit(() => undefined);
  }

  private keepFact(fact: Fact): void {
    if (factWins(fact, this.facts_.get(factKey(fact))?.fact)) this.facts_.set(factKey(fact), { fact, seq: this.seq });
  }

  private keepOp(op: Op, pending: boolean): void {
    this.ops.set(op.hlc, { item: op, pending });
    this.applyToChoices(op);
  }

  private applyToChoices(op: Op): void {
    const key = `${op.kind} ${op.id}`;
    this.choices.set(key, applyOp(this.choices.get(key), op));
  }

  private commit<T>(change: () => T): T {
    const diesIn = this.diesIn;
    this.diesIn = diesIn <= 1 ? Infinity : diesIn - 2;
    if (diesIn === 0) throw new Died();
    const value = change();
    if (diesIn === 1) throw new Died();
    return value;
  }
}

function byTime(a: Op, b: Op): number {
  return a.hlc < b.hlc ? -1 : 1;
}
