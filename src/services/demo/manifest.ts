// The list of demo files, and a check that it is one.
import * as v from 'valibot';

/** Paths stay inside the demo folder: no leading slash, no empty, `.` or `..` part. */
const path = v.pipe(v.string(), v.check((value) => value.split('/').every((part) => part !== '' && part !== '.' && part !== '..')));

const schema = v.object({ files: v.array(v.object({ path, sizeBytes: v.pipe(v.number(), v.minValue(1)) })) });

export type DemoManifest = v.InferOutput<typeof schema>;
export type DemoFile = DemoManifest['files'][number];

/** @returns null when it is something else, e.g. the page that a server sends for unknown addresses */
export function parseManifest(value: unknown): DemoManifest | null {
  const parsed = v.safeParse(schema, value);
  return parsed.success ? parsed.output : null;
}
