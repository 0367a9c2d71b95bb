// Composers as tags name them, one by one.

/** What no name holds. A comma may turn a name around: `Bach, Johann Sebastian`. */
const JOINERS = /\s*;\s*|\s+\/\s+/u;

export function composerNames(tagged: readonly string[]): string[] {
  return [...new Set(tagged.flatMap((value) => value.split(JOINERS)).map((name) => name.trim()).filter((name) => name !== ''))];
}
