// Compares what the app's own parse stage reads with what other readers read:
//   npm run check:tags -- <folder> <expected.jsonl> [--json]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { isMusicFile } from '../../src/domain/library/music-files';
import { compareTags, FIELDS, type Difference, type ExpectedTags, type FieldName } from './compare-tags';
import { createReaders, type Reading } from './readers';

interface ExpectedFile {
  readonly file: string;
  readonly expected: ExpectedTags;
}

// Whoever reads only the first lines, as `head` does, has seen enough.
process.stdout.on('error', () => process.exit(0));

const args = process.argv.slice(2);
const [folder, expectedPath] = args.filter((arg) => !arg.startsWith('--'));
if (!folder || !expectedPath) {
  console.error('usage: npm run check:tags -- <folder> <expected.jsonl> [--json]');
  process.exit(2);
}
const json = args.includes('--json');
const expected = readFileSync(expectedPath, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as ExpectedFile);
const named = new Set(expected.map((each) => each.file));
const others = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && isMusicFile(entry.name))
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  .filter((file) => !named.has(file));

const fields = Object.fromEntries(FIELDS.map((field) => [field, { agree: 0, total: 0 }])) as Record<FieldName, { agree: number; total: number }>;
const differences: Difference[] = [];
const failures: { file: string; error: string }[] = [];
let absent = 0;

const readers = createReaders();
const read = async (file: string): Promise<Reading> => readers.read(join(folder, file));

await inParallel(expected, async ({ file, expected: values }) => {
  if (!existsSync(join(folder, file))) {
    absent++;
    return;
  }
  const reading = await read(file);
  if (!reading.ok) failures.push({ file, error: reading.error });
  for (const { field, agrees, difference } of compareTags(file, values, reading)) {
    fields[field].total++;
    if (agrees) fields[field].agree++;
    else differences.push(difference);
  }
});
// Files that nobody expects anything of must still end, one way or the other.
const otherFailures: { file: string; error: string }[] = [];
await inParallel(others, async (file) => {
  const reading = await read(file);
  if (!reading.ok) otherFailures.push({ file, error: reading.error });
});
await readers.close();

differences.sort((a, b) => FIELDS.indexOf(a.field) - FIELDS.indexOf(b.field) || a.file.localeCompare(b.file));
const files = expected.length - absent;
if (json) console.log(JSON.stringify({ files, failed: failures.length, fields, differences, absent, failures, others: { files: others.length, failures: otherFailures } }, null, 1));
else print();

function print(): void {
  console.log(`${files} files, ${failures.length} could not be read${absent > 0 ? `, ${absent} are not in the folder` : ''}; ${others.length} more without expected values, ${otherFailures.length} of them no readable music.`);
  for (const field of FIELDS) {
    const { agree, total } = fields[field];
    if (total > 0) console.log(`${field.padEnd(12)} ${String(agree).padStart(6)} of ${String(total).padStart(6)}  ${((agree / total) * 100).toFixed(1)} %`);
  }
  for (const { field, file, expected: theirs, got, reason } of differences) {
    console.log(`${field}: ${file}\n    readers ${JSON.stringify(theirs)}, app ${JSON.stringify(got)}${reason ? ` (${reason})` : ''}`);
  }
  for (const { file, error } of failures) console.log(`not read: ${file} (${extname(file)}): ${error}`);
  for (const { file, error } of otherFailures) console.log(`not read, nothing expected: ${file}: ${error}`);
}

async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  await Promise.all(Array.from({ length: readers.size }, async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  }));
}
