// The accuracy in words: a row a file, then the table.
import type { Accuracy, ScoredFile } from './accuracy-scores';

export function accuracyText({ tempo, key, files }: Accuracy): string {
  const width = Math.max(4, ...files.map(({ file }) => file.length));
  const rows = files.map((file) => `${file.file.padEnd(width)}  ${rowText(file)}`);
  return [
    `${'file'.padEnd(width)}  ${'bpm'.padStart(7)} ${'measured'.padStart(8)}  said  tempo  ${'key'.padEnd(9)} ${'measured'.padEnd(9)} said  score`,
    ...rows,
    '',
    `tempo  accuracy 1 ${share(tempo.acc1)}  accuracy 2 ${share(tempo.acc2)}  calibration error ${share(tempo.ece)}  (${tempo.n} files)`,
    `key    MIREX ${share(key.mirex)}  calibration error ${share(key.ece)}  (${key.n} files)`,
  ].join('\n');
}

function rowText({ bpm, tempoBpm, tempoConfidence, acc1, acc2, key, measuredKey, keyConfidence, mirex, error }: ScoredFile): string {
  const verdict = acc1 === null ? '' : acc1 ? 'right' : acc2 ? 'level' : 'wrong';
  return [
    number(bpm, 1).padStart(7), number(tempoBpm, 1).padStart(8), '', number(tempoConfidence, 2).padStart(4), verdict.padEnd(6),
    (key ?? '').padEnd(9), (measuredKey ?? '–').padEnd(9), number(keyConfidence, 2).padStart(4), number(mirex, 1).padStart(6), error ?? '',
  ].join(' ').trimEnd();
}

function number(value: number | null, digits: number): string {
  return value === null ? '' : value.toFixed(digits);
}

function share(value: number): string {
  return Number.isNaN(value) ? '–' : value.toFixed(3);
}
