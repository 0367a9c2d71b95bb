// What the browser may do with each of our files. The build writes the page's policy into index.html too, for hosts that send no headers.

const PAGE_POLICY = {
  'default-src': "'self'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  // Vue and Reka UI place and size things through style attributes.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'connect-src': "'self'",
  'font-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
};

/** essentia.js binds its C++ through generated code; only the worker that runs it may evaluate any. */
const AUDIO_WORKER_POLICY = { ...PAGE_POLICY, 'script-src': "'self' 'unsafe-eval' 'wasm-unsafe-eval'" };

/** The page's Content-Security-Policy as a `<meta>` element may carry it: without `frame-ancestors`, which only a header can say. */
export const PAGE_META_POLICY = policyText(PAGE_POLICY);

/** Security headers of a response. @param path of the file, `/`-separated */
export function securityHeaders(path: string): Record<string, string> {
  const policy = isAudioWorker(path) ? AUDIO_WORKER_POLICY : PAGE_POLICY;
  return {
    'content-security-policy': policyText({ ...policy, 'frame-ancestors': "'none'" }),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}

function isAudioWorker(path: string): boolean {
  return /\/audio\.worker[^/]*\.js$/.test(path);
}

function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy).map(([name, sources]) => `${name} ${sources}`).join('; ');
}
