// Clips in every format, by name.
const CLIPS = import.meta.glob<string>(['./clips/*.*', './clips/foreign/*.*', '!**/*.md'], { query: '?url', import: 'default', eager: true });

/** @param name of the file, such as `alac.m4a` */
export async function clip(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const url = Object.entries(CLIPS).find(([path]) => path.endsWith(`/${name}`))?.[1];
  if (url === undefined) throw new Error(`No clip ${name}.`);
  return new Uint8Array(await (await fetch(url)).arrayBuffer());
}

export const CLIP_NAMES: readonly string[] = Object.keys(CLIPS).map((path) => path.slice(path.lastIndexOf('/') + 1)).sort();
