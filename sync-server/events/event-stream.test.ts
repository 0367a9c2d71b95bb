import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '../../src/domain/sync/live';
import { EventStream, STALLED_LIMIT_MS } from './event-stream';
import { MAX_PENDING } from './pending-frames';
import { DESKTOP, frame, libraryUpdate, PHONE, progress } from './testing/event-samples';

/** A socket whose reader takes everything until it is stopped. */
function testSocket() {
  let drain: () => void = () => undefined;
  const socket = {
    text: '',
    takes: true,
    state: 'open' as 'open' | 'ended' | 'destroyed',
    write(bytes: Buffer | string) {
      socket.text += bytes.toString();
      return socket.takes;
    },
    on(_event: 'drain', listener: () => void) {
      drain = listener;
    },
    end() {
      socket.state = 'ended';
    },
    destroy() {
      socket.state = 'destroyed';
    },
    goOn() {
      socket.takes = true;
      drain();
    },
    ids: () => [...socket.text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id),
  };
  return socket;
}

const relay = (n: number): LiveEvent => ({ type: 'relay', data: { requestId: `r${n}`, contentKey: 'k' as never, start: 0, end: null } });

function opened(nowMs = () => 0) {
  const socket = testSocket();
  const stream = new EventStream(PHONE, socket, nowMs);
  stream.open([]);
  return { socket, stream };
}

describe('a reader that keeps up', () => {
  it('gets every event as it comes', () => {
    const { socket, stream } = opened();
    for (let n = 1; n <= 5; n++) stream.offer(frame(n, progress(n)));
    expect(socket.ids()).toEqual(['test-1', 'test-2', 'test-3', 'test-4', 'test-5']);
  });

  it('gets nothing that is meant for another device, or that it caused itself', () => {
    const { socket, stream } = opened();
    stream.offer(frame(1, libraryUpdate(1), { except: PHONE }));
    stream.offer(frame(2, relay(1), { to: DESKTOP }));
    stream.offer(frame(3, libraryUpdate(2), { except: DESKTOP }));
    expect(socket.ids()).toEqual(['test-3']);
  });

  it('gets what came while its start was being read behind that start', () => {
    const socket = testSocket();
    const stream = new EventStream(PHONE, socket, () => 0);
    stream.offer(frame(8, progress(8)));
    expect(socket.text).toBe('');
    stream.open([frame(7, libraryUpdate(1))]);
    expect(socket.ids()).toEqual(['test-7', 'test-8']);
  });
});

describe('a reader that falls behind', () => {
  it('gets only the newest of each kind when it takes more, in order', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    stream.offer(frame(1, progress(1)));
    stream.offer(frame(2, libraryUpdate(10)));
    stream.offer(frame(3, progress(2)));
    stream.offer(frame(4, progress(1, 'scan')));
    stream.offer(frame(5, libraryUpdate(11)));
    stream.offer(frame(6, progress(3)));
    expect(socket.ids()).toEqual(['test-1']);
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-4', 'test-5', 'test-6']);
  });

  it('keeps its newest library update when a later one was its own', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    stream.offer(frame(1, progress(1)));
    stream.offer(frame(2, libraryUpdate(10)));
    stream.offer(frame(3, libraryUpdate(11), { except: PHONE }));
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-2']);
  });

  it('never loses an event that counts by itself', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    stream.offer(frame(1, progress(1)));
    stream.offer(frame(2, relay(1)));
    stream.offer(frame(3, relay(2)));
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-2', 'test-3']);
  });

  it('stops again in the middle when the socket is full again', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    for (let n = 1; n <= 4; n++) stream.offer(frame(n, relay(n)));
    const write = socket.write;
    socket.write = (bytes) => write(bytes) && false;
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-2']);
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-2', 'test-3']);
  });

  it('holds a bounded number of events, however many come', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    for (let n = 1; n <= 100_000; n++) stream.offer(frame(n, progress(n)));
    expect(socket.state).toBe('open');
    socket.goOn();
    expect(socket.ids()).toEqual(['test-1', 'test-100000']);
  });

  it('is cut off when more waits than there is room for', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    for (let n = 0; n <= MAX_PENDING; n++) stream.offer(frame(n, relay(n)));
    expect(socket.state).toBe('open');
    stream.offer(frame(MAX_PENDING + 1, relay(MAX_PENDING + 1)));
    expect(socket.state).toBe('destroyed');
  });

  it('is cut off when it takes nothing for long', () => {
    let nowMs = 0;
    const { socket, stream } = opened(() => nowMs);
    socket.takes = false;
    stream.offer(frame(1, progress(1)));
    nowMs = STALLED_LIMIT_MS - 1;
    stream.beat(Buffer.from(':\n\n'));
    expect(socket.state).toBe('open');
    nowMs = STALLED_LIMIT_MS;
    stream.beat(Buffer.from(':\n\n'));
    expect(socket.state).toBe('destroyed');
  });

  it('gets no heartbeat on top of what it does not take', () => {
    const { socket, stream } = opened();
    socket.takes = false;
    stream.offer(frame(1, progress(1)));
    const before = socket.text;
    stream.beat(Buffer.from(':\n\n'));
    expect(socket.text).toBe(before);
  });
});

describe('the end of a stream', () => {
  it('is polite: the last event goes out, and nothing after it', () => {
    const { socket, stream } = opened();
    stream.finish(frame(1, { type: 'notice', data: { code: 'revoked' } }));
    stream.offer(frame(2, progress(1)));
    expect([socket.ids(), socket.state]).toEqual([['test-1'], 'ended']);
  });

  it('does not wait for a reader that takes not even the goodbye', () => {
    let nowMs = 0;
    const { socket, stream } = opened(() => nowMs);
    stream.finish(frame(1, { type: 'notice', data: { code: 'revoked' } }));
    nowMs = STALLED_LIMIT_MS;
    stream.beat(Buffer.from(':\n\n'));
    expect(socket.state).toBe('destroyed');
  });
});
