// The server's store as a model in memory: the same promises, a hundred lines, for tests of everything that speaks to it.
import { ok, type Result } from '../../result';
import { applyOp, type ChoiceRow, type Op, type PlayEvent } from '../choice';
import { isAhead } from '../clock';
import { factWanted, factWins, type Fact } from '../facts';
import type { Remote } from '../ports';
import { MAX_DRIFT_MS, type ChangesPage, type Hello, type OfferAnswer, type OfferRequest, type PushAnswer, type PushRequest, type Refusal, type Role } from '../protocol';

interface Kept<T> {
  readonly item: T;
  readonly seq: number;
}

export class ModelServer {
  seq = 0;
  epoch = 'epoch-0';
  role: Role = 'owner';
  maxPushItems = 5_000;
  maxBodyBytes = 8 * 1024 * 1024;
  readonly ops = new Map<string, Kept<Op>>();
  readonly choices = new Map<string, ChoiceRow>();
  readonly plays = new Map<string, Kept<PlayEvent>>();
  readonly facts = new Map<string, Kept<Fact>>();
  /** What it cannot understand, for tests of refusals. */
  isInvalid: (item: Op | PlayEvent | Fact) => boolean = () => false;

  constructor(readonly now: () => number) {}

  hello(): Hello {
    const { epoch, role, seq, maxPushItems, maxBodyBytes } = this;
    return { protocol: { oldest: 1, newest: 1 }, libraryId: 'library', epoch, serverNowMs: this.now(), role, cursor: seq, maxPushItems, maxBodyBytes };
  }

  push({ ops, plays, facts }: PushRequest): PushAnswer {
    const refused: Refusal[] = [];
    const since = this.seq;
    ops.forEach((op, index) => {
      if (this.isInvalid(op)) refused.push({ type: 'op', index, code: 'invalid' });
      else if (isAhead(op.hlc, this.now(), MAX_DRIFT_MS)) refused.push({ type: 'op', index, code: 'clock-ahead' });
      else this.writeOp(op);
    });
    plays.forEach((play, index) => {
      if (this.isInvalid(play)) refused.push({ type: 'play', index, code: 'invalid' });
      else if (!this.plays.has(play.playId)) this.plays.set(play.playId, { item: play, seq: ++this.seq });
    });
    facts.forEach((fact, index) => {
      const key = factKey(fact);
      if (this.isInvalid(fact)) refused.push({ type: 'fact', index, code: 'invalid' });
      else if (factWins(fact, this.facts.get(key)?.item)) this.facts.set(key, { item: fact, seq: ++this.seq });
    });
    return { refused, since, cursor: this.seq, serverNowMs: this.now() };
  }

  offer({ facts }: OfferRequest): OfferAnswer {
    return { wanted: facts.flatMap((stamp, i) => (factWanted(stamp, this.facts.get(factKey(stamp))?.item) ? [i] : [])) };
  }

  changes(after: number, limit: number): ChangesPage {
    const past = [...this.all()].filter((each) => each.seq > after).sort((a, b) => a.seq - b.seq);
    const page = past.slice(0, limit);
    return {
      epoch: this.epoch,
      ops: page.flatMap((each) => (each.type === 'op' ? [each.item] : [])),
      plays: page.flatMap((each) => (each.type === 'play' ? [each.item] : [])),
      facts: page.flatMap((each) => (each.type === 'fact' ? [each.item] : [])),
      cursor: page.at(-1)?.seq ?? after,
      remaining: past.length - page.length,
    };
  }

  /** What a backup of the server keeps. */
  backup(): () => void {
    const { seq } = this;
    const [ops, choices, plays, facts] = [[...this.ops], [...this.choices], [...this.plays], [...this.facts]];
    return () => {
      this.seq = seq;
      this.epoch = `epoch-${Number(this.epoch.slice(6)) + 1}`;
      refill(this.ops, ops);
      refill(this.choices, choices);
      refill(this.plays, plays);
      refill(this.facts, facts);
    };
  }

  /** The server over a network that fails never. */
  remote(): Remote {
    const answer = <T>(value: T): Promise<Result<T>> => Promise.resolve(ok(value));
    return {
      hello: () => answer(this.hello()),
      push: (request) => answer(this.push(request)),
      offer: (request) => answer(this.offer(request)),
      changes: (after, limit) => answer(this.changes(after, limit)),
    };
  }

  private writeOp(op: Op): void {
    if (this.ops.has(op.hlc)) return;
    this.ops.set(op.hlc, { item: op, seq: ++this.seq });
    const key = `${op.kind} ${op.id}`;
    this.choices.set(key, applyOp(this.choices.get(key), op));
  }

  private *all() {
    for (const { item, seq } of this.ops.values()) yield { type: 'op', item, seq } as const;
    for (const { item, seq } of this.plays.values()) yield { type: 'play', item, seq } as const;
    for (const { item, seq } of this.facts.values()) yield { type: 'fact', item, seq } as const;
  }
}

export function factKey({ kind, subject }: Pick<Fact, 'kind' | 'subject'>): string {
  return `${kind} ${subject}`;
}

function refill<K, V>(map: Map<K, V>, entries: readonly (readonly [K, V])[]): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
