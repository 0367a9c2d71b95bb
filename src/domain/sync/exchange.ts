// One round of exchange with a server: sends what waits, then receives what is new. Pure, over two ports, so that the
// same code runs in the worker, in tests and against a model of the server. It may be cut off at any step: each step is
// kept as it is done, and may be repeated.
import { err, ok, type Result } from '../result';
import type { ExchangeProgress, ExchangeSummary, Sending } from './connection';
import type { Fact } from './facts';
import type { FactPage, FactPosition, Remote, Replica } from './ports';
import { MAX_DRIFT_MS, MAX_PUSH_ITEMS, OLDEST_PROTOCOL_VERSION, PROTOCOL_VERSION, type Hello } from './protocol';
import { chunks, type Chunk } from './push-chunks';

/** Changes asked for at a time: few transactions, and pages that stay some megabytes small. */
const CHANGES_PER_PAGE = 5_000;
/** Rows whose facts are read and offered at a time. */
const ROWS_PER_OFFER = 400;
/** Of a server's limit on bodies; the rest is room for what the estimate of sizes leaves out. */
const BODY_SHARE = 0.7;

export interface ExchangeDeps {
  readonly replica: Replica;
  readonly remote: Remote;
  readonly sending: Pick<Sending, 'facts' | 'plays'>;
  readonly now: () => number;
  /** Asked between steps. */
  readonly stopped: () => boolean;
  readonly onProgress: (progress: ExchangeProgress) => void;
}

/** A round. Throws only what the replica throws. */
export async function exchange(deps: ExchangeDeps): Promise<Result<ExchangeSummary>> {
  const round = new Round(deps);
  const done = await round.run();
  return done.ok ? ok(round.summary) : done;
}

type Step = Promise<Result<null>>;
const DONE = ok(null);

class Round {
  private sent = 0;
  private received = 0;
  private restamped = 0;
  private refused = 0;
  private clockSetAgain = false;
  private offsetMs = 0;
  /** The last change of the server that this device has: received, or sent by itself right behind what it had. */
  private cursor = 0;
  private maxItems = MAX_PUSH_ITEMS;
  private maxBytes = 0;

  constructor(private readonly deps: ExchangeDeps) {}

  get summary(): ExchangeSummary {
    return { sent: this.sent, received: this.received, restamped: this.restamped, refused: this.refused };
  }

  async run(): Step {
    this.deps.onProgress({ phase: 'connecting', done: 0, total: null });
    const askedAtMs = this.deps.now();
    const hello = await this.deps.remote.hello();
    if (!hello.ok) return hello;
    const spoken = checkProtocol(hello.value);
    if (!spoken.ok) return spoken;
    this.maxItems = Math.max(1, Math.min(MAX_PUSH_ITEMS, hello.value.maxPushItems));
    this.maxBytes = hello.value.maxBodyBytes * BODY_SHARE;
    this.offsetMs = Math.round(hello.value.serverNowMs - (askedAtMs + this.deps.now()) / 2);
    const { epoch, cursor, role } = hello.value;
    const from = await this.deps.replica.begin({ epoch, cursor, clockOffsetMs: this.offsetMs });
    this.cursor = from;
    if (role === 'owner') {
      const sent = await this.send();
      if (!sent.ok) return sent;
    }
    const received = await this.receive(epoch, from);
    if (!received.ok) return received;
    await this.deps.replica.finish();
    return DONE;
  }

  private async send(): Step {
    await this.setRight();
    const ops = await this.sendOps();
    if (!ops.ok) return ops;
    const plays = this.deps.sending.plays ? await this.sendPlays() : DONE;
    if (!plays.ok) return plays;
    return this.deps.sending.facts ? this.sendFacts() : DONE;
  }

  /** Choices of a clock far ahead get the time at which they were made. */
  private async setRight(): Promise<void> {
    const nowMs = this.deps.now() + this.offsetMs;
    this.restamped += await this.deps.replica.restamp(nowMs + MAX_DRIFT_MS, nowMs, this.offsetMs);
  }

  private async sendOps(): Step {
    for (let after = ''; ;) {
      const waiting = await this.deps.replica.pendingOps(after, this.maxItems);
      if (waiting.length === 0) return DONE;
      for (const chunk of chunks({ ops: waiting }, this.maxItems, this.maxBytes)) {
        const answer = await this.push(chunk);
        if (!answer.ok) return answer;
        after = chunk.ops.at(-1)?.hlc ?? after;
        if (!answer.value.clockAhead || this.clockSetAgain) continue;
        // The clock was set while the round ran: once more from the start, with new times.
        this.clockSetAgain = true;
        this.offsetMs = answer.value.serverNowMs - this.deps.now();
        await this.setRight();
        after = '';
        break;
      }
    }
  }

  private async sendPlays(): Step {
    for (let after = ''; ;) {
      const waiting = await this.deps.replica.pendingPlays(after, this.maxItems);
      if (waiting.length === 0) return DONE;
      for (const chunk of chunks({ plays: waiting }, this.maxItems, this.maxBytes)) {
        const answer = await this.push(chunk);
        if (!answer.ok) return answer;
        after = chunk.plays.at(-1)?.playId ?? after;
      }
    }
  }

  private async sendFacts(): Step {
    let offered = 0;
    for (let from: FactPosition | null = null; ;) {
      if (this.deps.stopped()) return err('cancelled');
      const page: FactPage = await this.deps.replica.facts(from, ROWS_PER_OFFER);
      const sent = await this.offer(page.facts);
      if (!sent.ok) return sent;
      await this.deps.replica.factsSent(page);
      offered += page.facts.length;
      if (page.facts.length > 0) this.deps.onProgress({ phase: 'sending', done: offered, total: page.remaining > 0 ? null : offered });
      if (page.next === null) return DONE;
      from = page.next;
    }
  }

  private async offer(facts: readonly Fact[]): Step {
    for (let at = 0; at < facts.length; at += this.maxItems) {
      const some = facts.slice(at, at + this.maxItems);
      const answer = await this.deps.remote.offer({ facts: some.map(({ value: _, ...stamp }) => stamp) });
      if (!answer.ok) return answer;
      const wanted = answer.value.wanted.flatMap((i) => some[i] ?? []);
      for (const chunk of chunks({ facts: wanted }, this.maxItems, this.maxBytes)) {
        const pushed = await this.push(chunk);
        if (!pushed.ok) return pushed;
      }
    }
    return DONE;
  }

  /** Sends a chunk and settles all of it but what the clock speaks against: that waits for a later round. */
  private async push(chunk: Chunk): Promise<Result<{ readonly clockAhead: boolean; readonly serverNowMs: number }>> {
    if (this.deps.stopped()) return err('cancelled');
    const answer = await this.deps.remote.push(chunk);
    if (!answer.ok) return answer;
    const { refused, since, cursor, serverNowMs } = answer.value;
    if (since === this.cursor) this.cursor = cursor;
    const ahead = new Set(refused.filter((each) => each.type === 'op' && each.code === 'clock-ahead').map((each) => each.index));
    await this.deps.replica.settle(chunk.ops.filter((_, i) => !ahead.has(i)), chunk.plays);
    this.sent += chunk.ops.length + chunk.plays.length + chunk.facts.length - refused.length;
    this.refused += refused.filter((each) => each.code === 'invalid').length;
    if (chunk.facts.length === 0) this.deps.onProgress({ phase: 'sending', done: this.sent, total: null });
    return ok({ clockAhead: ahead.size > 0, serverNowMs });
  }

  /** @param kept the cursor that the replica holds, which may lie behind ours */
  private async receive(epoch: string, kept: number): Step {
    let asked = this.deps.remote.changes(this.cursor, CHANGES_PER_PAGE);
    for (;;) {
      const answer = await asked;
      if (!answer.ok) return answer;
      const page = answer.value;
      // The server's history was replaced under way: the next round begins anew.
      if (page.epoch !== epoch) return err('network', 'the server was restored during the exchange');
      const last = page.remaining <= 0 || page.cursor <= this.cursor;
      // Asked for while this page is written; ends by itself where the write throws.
      if (!last) (asked = this.deps.remote.changes(page.cursor, CHANGES_PER_PAGE)).catch(() => undefined);
      if (page.cursor > kept) await this.deps.replica.receive(page);
      this.received += page.ops.length + page.plays.length + page.facts.length;
      this.deps.onProgress({ phase: 'receiving', done: this.received, total: this.received + Math.max(0, page.remaining) });
      if (last) return DONE;
      if (this.deps.stopped()) return err('cancelled');
      this.cursor = kept = page.cursor;
    }
  }
}

function checkProtocol({ protocol }: Hello): Result<null> {
  if (protocol.oldest > PROTOCOL_VERSION) return err('client-too-old');
  return protocol.newest < OLDEST_PROTOCOL_VERSION ? err('server-too-old') : DONE;
}
