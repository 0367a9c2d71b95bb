// Readies a machine for the tests: a browser to drive, ffmpeg for the fixtures, and PostgreSQL for the server's. Run: npm run setup
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { browserLaunch } from '../browser';

const hasApt = existsSync('/usr/bin/apt-get');

function has(command: string): boolean {
  return spawnSync(command, ['-version'], { stdio: 'ignore' }).error === undefined;
}

function run(command: string, args: readonly string[]): void {
  console.log([command, ...args].join(' '));
  const { status, error } = spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, shell: process.platform === 'win32' });
  if (status !== 0) throw new Error(`${command} failed${error ? `: ${error.message}` : ` with ${status}`}`);
}

function apt(args: readonly string[]): void {
  if (process.getuid?.() === 0) run('apt-get', args);
  else run('sudo', ['apt-get', ...args]);
}

/** Ubuntu's chromium package is a snap, which no container can run: there Playwright brings the browser and what it needs. */
function needsPlaywrightsBrowser(): boolean {
  return !hasApt || spawnSync('grep', ['-qi', '^ID=debian', '/etc/os-release']).status !== 0;
}

/** The server, not the client alone. Debian keeps its programs out of the path. */
function hasPostgres(): boolean {
  const dir = '/usr/lib/postgresql';
  return has('initdb') || (existsSync(dir) && readdirSync(dir).some((version) => existsSync(`${dir}/${version}/bin/initdb`)));
}

const browserMissing = browserLaunch().executablePath === undefined;
const packages = [
  ...(has('ffmpeg') ? [] : ['ffmpeg']),
  ...(browserMissing && !needsPlaywrightsBrowser() ? ['chromium'] : []),
  ...(hasApt && !hasPostgres() ? ['postgresql'] : []),
];
if (!hasApt && !has('ffmpeg')) throw new Error('Please install ffmpeg (for instance "brew install ffmpeg" or "winget install ffmpeg"), then run this again.');
if (packages.length > 0) {
  apt(['update', '-qq']);
  apt(['install', '-y', '-qq', '--no-install-recommends', ...packages]);
}
if (browserMissing && needsPlaywrightsBrowser()) run('npx', ['playwright', 'install', ...(hasApt ? ['--with-deps'] : []), 'chromium']);
console.log(`Browser: ${browserLaunch().executablePath ?? 'none'}; ffmpeg: ${has('ffmpeg') ? 'found' : 'missing'}; PostgreSQL: ${hasPostgres() ? 'found' : 'missing (the tests on it are skipped)'}`);
