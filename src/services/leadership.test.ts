import { expect, onTestFinished, test, vi } from 'vitest';
import { createLeadership } from './leadership';
import { channel } from './listenable';

type State = { readonly done: readonly string[] };

/** One lock, given out in the order of asking. */
function oneLock() {
  let held: Promise<unknown> = Promise.resolve();
  const request = (_name: string, _options: unknown, work: () => Promise<unknown>) => (held = held.then(work));
  return { request } as unknown as Pick<LockManager, 'request'>;
}

function tab(locks: Pick<LockManager, 'request'>, channelName: string) {
  const tabs = new BroadcastChannel(channelName);
  const leadership = createLeadership<State, string, ReturnType<typeof makeWorker>>({ locks, tabs, lockName: 'lead', initial: { done: [] }, makeWorker });
  onTestFinished(() => {
    leadership.end();
    tabs.close();
  });
  return leadership;
}

function makeWorker() {
  const { state, subscribe, set } = channel<State>({ done: [] });
  return { state, subscribe, begin: () => Promise.resolve(), run: (command: string) => set({ done: [...state().done, command] }), end: () => undefined };
}

const shows = ({ state, subscribe }: ReturnType<typeof tab>, done: readonly string[]) => new Promise<void>((resolve) => {
  const look = (): void => {
    if (state().done.join() === done.join()) resolve();
  };
  subscribe(look);
  look();
});

test('what a person asks for before any tab leads is done once one does, in order and once', async () => {
  const only = tab(oneLock(), crypto.randomUUID());
  only.command('scan');
  only.start();
  only.command('pause');
  await shows(only, ['scan', 'pause']);
});

test('a command given where another tab leads is done there, and not again when that tab ends', async () => {
  const [locks, name] = [oneLock(), crypto.randomUUID()];
  const [first, second] = [tab(locks, name), tab(locks, name)];
  first.start();
  first.command('scan');
  await shows(first, ['scan']);
  second.start();
  await shows(second, ['scan']);
  second.command('pause');
  await shows(second, ['scan', 'pause']);
  first.end();
  await vi.waitFor(() => expect(second.worker()).not.toBeNull());
  second.command('resume');
  await shows(second, ['resume']);
});
