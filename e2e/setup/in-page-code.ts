// Bundles a module of ours for use in a page of the built app: `window[name]` is its export of that name.
import { build, type Rolldown } from 'vite';

export async function inPageCode(entry: string, name: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2023', lib: { entry, formats: ['iife'], name: 'inPage' } },
  });
  const [output] = built as Rolldown.RolldownOutput[];
  return `${output?.output[0].code ?? ''};window.${name} = inPage.${name};`;
}
