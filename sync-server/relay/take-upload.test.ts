import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { addDevice } from '../events/testing/live-server';
import { eachStore } from '../store/testing/each-store';
import { relayScene } from './testing/relay-scene';
import { KEY, FILE, hold, bearer, ticketFor, sendFile, openUpload, get, bytesOf, within } from './testing/relay-device';

eachStore("a device's answer", (under) => {
  const scene = relayScene(under);

  it('is refused when nobody waits for it', async () => {
    const question = { requestId: `${scene.server.bus.instanceId}.${'x'.repeat(22)}`, contentKey: KEY, start: 0, end: null };
    expect(await sendFile(scene.server.url, scene.desktop, question)).toBe(404);
  });

  it('is refused from a device that was not asked, which changes nothing', async () => {
    const thief = await addDevice(scene.server.store, scene.libraryId);
    let stolen = 0;
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => {
      void sendFile(scene.server.url, thief, question).then((status) => {
        stolen = status;
        return sendFile(scene.server.url, scene.desktop, question);
      });
    });
    const response = await fetch(await ticketFor(scene.server.url, scene.phone));
    const received = Buffer.from(await response.arrayBuffer());
    expect([stolen, response.status, received.equals(FILE)]).toEqual([404, 200, true]);
  });

  it.each([
    ['a page', { 'content-type': 'text/html' }],
    ['a script', { 'content-type': 'text/javascript' }],
    ['JSON', { 'content-type': 'application/json' }],
    ['no length', { 'x-total-bytes': '' }],
    ['other bytes than were asked for', { 'x-byte-range': '5-99' }],
    ['more bytes than the file has', { 'x-total-bytes': '10' }],
  ])('is refused with %s, and no byte of it reaches the player', async (_what, headers) => {
    let status = 0;
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => {
      void sendFile(scene.server.url, scene.desktop, question, headers).then((answer) => {
        status = answer;
        return fetch(new URL(`api/relay/${question.requestId}`, scene.server.url), { method: 'DELETE', headers: bearer(scene.desktop) });
      }).catch(() => undefined);
    });
    const response = await fetch(await ticketFor(scene.server.url, scene.phone));
    expect([response.status, [400, 415].includes(status)]).toEqual([503, true]);
  });

  it('that breaks off breaks off the playing too', async () => {
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => {
      const upload = openUpload(scene.server.url, scene.desktop, question, 1_000);
      upload.write(Buffer.alloc(500));
      setTimeout(() => upload.destroy(), 100);
    });
    const response = await get(await ticketFor(scene.server.url, scene.phone));
    await expect(within(3_000, bytesOf(response))).rejects.toThrow('aborted');
  });

  it('that is longer than announced breaks off', async () => {
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => {
      const upload = openUpload(scene.server.url, scene.desktop, question, 1_000);
      upload.end(Buffer.alloc(1_500));
    });
    const url = await ticketFor(scene.server.url, scene.phone);
    // Before the first byte or behind it.
    await expect(within(3_000, get(url).then(bytesOf))).rejects.toThrow(/aborted|hang up/);
  });

  it('is let go when the player has gone', async () => {
    await hold(scene.server.store, scene.desktop);
    let closed: Promise<unknown> = Promise.resolve();
    await scene.online(scene.desktop, (question) => {
      const upload = openUpload(scene.server.url, scene.desktop, question, 1_000_000);
      closed = new Promise((resolve) => upload.once('close', resolve));
      upload.write(Buffer.alloc(1_000));
    });
    const response = await get(await ticketFor(scene.server.url, scene.phone));
    response.destroy();
    await within(3_000, closed);
  });

  it('waits for a player that pauses, and the scene.server keeps next to nothing meanwhile', async () => {
    const total = 64 * 1_048_576;
    let sent = 0;
    await hold(scene.server.store, scene.desktop);
    await scene.online(scene.desktop, (question) => {
      const upload = openUpload(scene.server.url, scene.desktop, question, total);
      const more = (): void => {
        while (sent < total) {
          sent += 65_536;
          if (!upload.write(Buffer.alloc(65_536))) return void upload.once('drain', more);
        }
        upload.end();
      };
      more();
    });
    const response = await get(await ticketFor(scene.server.url, scene.phone));
    response.pause();
    await sleep(500);
    const whilePaused = sent;
    expect(whilePaused).toBeLessThan(total / 2);
    let received = 0;
    for await (const chunk of response) received += (chunk as Buffer).length;
    expect(received).toBe(total);
  });
});
