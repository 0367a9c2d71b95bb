// Patterns that name files without tags: what the person types, what it makes of their own files, and keeping it.
import { computed, ref, watch } from 'vue';
import { guessSamples, pathPatterns, setPathPatterns } from '../db/path-patterns';
import { compilePattern, DEFAULT_PATTERNS, guessFolder, patternProblem, type PathGuess, type PatternProblem } from '../domain/library/path-patterns';
import { folderOf } from '../domain/library/track';
import { useServices } from './services';
import { useLiveQuery } from './use-live-query';

export interface PatternPreview {
  readonly path: string;
  /** null where no pattern fits. */
  readonly pattern: string | null;
  readonly guess: PathGuess;
}

/** Shown while no file of the library needs a guess. */
const EXAMPLES = ['Nina Simone/1965 - I Put a Spell on You/03 Ne me quitte pas.mp3', 'Various - Blue Note Trip (2003)/2-07 Song for My Father.flac', 'Björk - Hunter.ogg'];

export function usePathPatterns() {
  const { db, pipeline } = useServices();
  const kept = useLiveQuery(() => () => pathPatterns(db));
  const paths = useLiveQuery(() => () => guessSamples(db));
  const text = ref('');
  const isTouched = ref(false);
  watch(kept.value, (patterns) => {
    if (patterns && !isTouched.value) text.value = patterns.join('\n');
  }, { immediate: true });

  const lines = computed(() => text.value.split('\n').map((line) => line.trim()).filter((line) => line !== ''));
  const problems = computed(() => lines.value.flatMap((line): { line: string; problem: PatternProblem }[] => {
    const problem = patternProblem(line);
    return problem ? [{ line, problem }] : [];
  }));
  const isChanged = computed(() => lines.value.join('\n') !== (kept.value.value ?? []).join('\n'));
  const isDefault = computed(() => lines.value.join('\n') === DEFAULT_PATTERNS.join('\n'));
  const isExample = computed(() => (paths.value.value ?? []).length === 0);
  const previews = computed(() => previewsOf(isExample.value ? EXAMPLES : (paths.value.value ?? []), lines.value));

  async function keep(patterns: readonly string[] | null): Promise<void> {
    isTouched.value = false;
    await setPathPatterns(db, patterns);
    pipeline.guessAgain();
  }

  return {
    text, problems, previews, isExample, isChanged, isDefault,
    touch: () => { isTouched.value = true; },
    save: () => keep(isDefault.value ? null : lines.value),
    /** Into the editor: kept only when it is saved. */
    fillDefaults: () => {
      isTouched.value = true;
      text.value = DEFAULT_PATTERNS.join('\n');
    },
  };
}

/** Folder by folder, as the parse stage does. */
function previewsOf(paths: readonly string[], sources: readonly string[]): PatternPreview[] {
  const patterns = sources.flatMap((source) => compilePattern(source) ?? []);
  const byFolder = new Map<string, string[]>();
  for (const path of paths) byFolder.set(folderOf(path), [...(byFolder.get(folderOf(path)) ?? []), path]);
  return [...byFolder.values()].flatMap((each) => {
    const found = guessFolder(each, patterns);
    return each.map((path, i) => ({ path, pattern: found?.pattern.source ?? null, guess: found?.guesses[i] ?? {} }));
  });
}
