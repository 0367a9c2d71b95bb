// What each command of a person sets off.
import type { RootId } from '../../domain/library/ids';
import type { Command } from './commands';
import type { Permit } from './permit';
import type { ReadableFolders } from './readable-folders';
import type { Scanner } from './scanner';
import type { SoundLine } from './sound-line';
import type { Speed } from './speed';

export interface CommandDeps {
  readonly permit: Permit;
  readonly folders: Pick<ReadableFolders, 'ids' | 'has' | 'look'>;
  readonly scanner: Pick<Scanner, 'request' | 'requestLeftOvers' | 'stop'>;
  readonly line: Pick<SoundLine, 'prioritise' | 'focus'>;
  readonly speed: Pick<Speed, 'feel' | 'set'>;
  /** Roots that changed while the work was stopped, once. */
  readonly takeMissed: () => readonly RootId[];
}

/** @throws what the database threw */
export async function runCommand(command: Command, { permit, folders, scanner, line, speed, takeMissed }: CommandDeps): Promise<void> {
  const goOnWhereWanted = (): void => {
    if (permit.mode() === 'on') permit.goOn();
  };
  const resume = async (): Promise<void> => {
    await folders.look();
    scanner.request(takeMissed().filter(folders.has));
    await permit.set('on');
    permit.goOn();
  };
  switch (command.name) {
    case 'scan':
      await folders.look();
      if (permit.mode() === 'stopped') await permit.set('on');
      scanner.request((command.rootIds ?? folders.ids()).filter(folders.has), command.within);
      return goOnWhereWanted();
    case 'pause':
      permit.rest();
      return permit.set('paused');
    case 'resume':
      return resume();
    case 'stop':
      scanner.stop();
      return permit.stop();
    case 'retried':
      if (permit.mode() === 'stopped') await permit.set('on');
      scanner.requestLeftOvers();
      return goOnWhereWanted();
    case 'guessAgain':
      scanner.requestLeftOvers();
      return goOnWhereWanted();
    case 'prioritise':
      return line.prioritise(command.trackIds);
    case 'focus':
      return line.focus(command.kind, command.trackIds);
    case 'setSpeed':
      await speed.set(command.patch);
      // Who wants all done by the morning wants it begun.
      return command.patch.overnight && permit.mode() !== 'on' ? resume() : undefined;
    case 'feel':
      return speed.feel(command.sign);
  }
}
