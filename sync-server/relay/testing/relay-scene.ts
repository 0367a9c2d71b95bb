// What the tests of the relay share: a server and a library with a desktop that may hold the recording and a phone that may ask for it.
import { afterEach, beforeEach } from 'vitest';
import type { RelayRequest } from '../../../src/domain/sync/live';
import type { EventReader } from '../../events/testing/event-reader';
import { addDevice, addLibrary, startLiveServer, type LiveServer, type TestDevice } from '../../events/testing/live-server';
import type { StoreUnderTest } from '../../store/testing/each-store';
import { answering } from './relay-device';

export interface RelayScene {
  server: LiveServer;
  libraryId: string;
  desktop: TestDevice;
  phone: TestDevice;
  /** A device answers what it is asked, until the test ends. */
  online(device: TestDevice, answer: (question: RelayRequest) => void): Promise<void>;
}

/** Set anew before each test of the block it is called in. */
export function relayScene(under: StoreUnderTest): RelayScene {
  const readers: EventReader[] = [];
  const scene = {
    async online(device, answer) {
      readers.push(await answering(scene.server.url, device, answer));
    },
  } as RelayScene;

  beforeEach(async () => {
    scene.server = await startLiveServer(under.settings());
    scene.libraryId = await addLibrary(scene.server.store);
    scene.desktop = await addDevice(scene.server.store, scene.libraryId);
    scene.phone = await addDevice(scene.server.store, scene.libraryId, { role: 'reader' });
  });

  afterEach(async () => {
    readers.splice(0).forEach((reader) => reader.close());
    await scene.server.close();
  });
  return scene;
}
