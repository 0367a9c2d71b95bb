import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ContentKey } from '../../src/domain/library/ids';
import type { RelayRequest } from '../../src/domain/sync/live';
import { createLocalBus } from '../events/local-bus';
import { DESKTOP, PHONE } from '../events/testing/event-samples';
import { manualClock, type ManualClock } from '../events/testing/manual-timers';
import { createRelayDesk, type DeviceAnswer, type RelayDesk } from './relay-desk';

const question = { libraryId: 'library', deviceId: DESKTOP, contentKey: 'key' as ContentKey, start: 10, end: 19 };
const upload = { contentType: 'audio/flac', totalBytes: 100, start: 10, end: 19, body: Readable.from([]) };
const sender = { libraryId: 'library', deviceId: DESKTOP };

let clock: ManualClock;
let desk: RelayDesk;
let asked: RelayRequest[];
let stop: AbortController;

beforeEach(() => {
  clock = manualClock();
  const bus = createLocalBus({ instanceId: 'abcdef012345', warn: (message) => { throw new Error(message); } });
  desk = createRelayDesk({ bus, instanceId: bus.instanceId, timers: clock });
  asked = [];
  stop = new AbortController();
  bus.subscribe(({ event, to }) => {
    if (event.type === 'relay' && to === DESKTOP) asked.push(event.data);
  });
});

const ask = (): Promise<DeviceAnswer> => desk.ask(question, 5_000, stop.signal);
const requestId = (): string => asked[0]?.requestId ?? '';

describe('a question to a device', () => {
  it('names the bytes, and an id that nobody can guess and that says which instance waits', () => {
    void ask();
    void ask();
    expect(asked[0]).toMatchObject({ contentKey: 'key', start: 10, end: 19 });
    expect(asked.map((each) => /^abcdef012345\.[\w-]{22}$/.test(each.requestId))).toEqual([true, true]);
    expect(asked[0]?.requestId).not.toBe(asked[1]?.requestId);
  });

  it('is answered once', async () => {
    const answer = ask();
    void desk.claim(requestId(), sender)?.give(upload);
    expect([await answer, desk.claim(requestId(), sender)]).toMatchObject([{ type: 'upload', upload }, null]);
  });

  it('tells the device whether all of its bytes went through', async () => {
    const answer = ask();
    const given = desk.claim(requestId(), sender)?.give(upload);
    const received = await answer;
    if (received.type === 'upload') received.taken(false);
    expect(await given).toBe(false);
  });

  it('is no other device\'s to answer', () => {
    void ask();
    expect([desk.claim(requestId(), { ...sender, deviceId: PHONE }), desk.claim(requestId(), { ...sender, libraryId: 'other' })]).toEqual([null, null]);
    expect(desk.claim(requestId(), sender)).not.toBeNull();
  });

  it('may be refused', async () => {
    const answer = ask();
    desk.claim(requestId(), sender)?.refuse();
    expect(await answer).toEqual({ type: 'refused' });
  });

  it('waits no longer than its patience, and an answer after that finds nobody', async () => {
    const answer = ask();
    clock.pass(5_000);
    expect([await answer, desk.claim(requestId(), sender)]).toEqual([{ type: 'silent' }, null]);
  });

  it('ends with the player', async () => {
    const answer = ask();
    stop.abort();
    expect([await answer, desk.claim(requestId(), sender)]).toEqual([{ type: 'given-up' }, null]);
    expect(await ask()).toEqual({ type: 'given-up' });
    expect(asked).toHaveLength(1);
  });
});
