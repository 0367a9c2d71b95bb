// Starts the app's own server in a process of its own, so that a journey can stop it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface RunningServer {
  readonly url: string;
  stop(): Promise<void>;
}

const projectDir = join(import.meta.dirname, '../..');

export async function startAppServer(port: number): Promise<RunningServer> {
  // Node itself rather than npm: a signal must reach the server and no shell before it.
  const child = spawn(process.execPath, ['--import', 'tsx', 'sync-server/main.ts'], { cwd: projectDir, env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      if (text.toString().includes('http://')) resolve();
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}`)));
  });
  return {
    url: `http://localhost:${port}/`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      // At once: the browser keeps its connections open, and a polite server would wait for them.
      child.kill('SIGKILL');
      await exited;
    },
  };
}
