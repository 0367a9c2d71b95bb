// What the browser may do with each of our files. The build writes a policy into index.html too, for hosts that send no headers.

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

/**
 * A static host has no sync server beside it: the person types the address of one, which a policy written at build time cannot
 * know. Hence any https address, and this machine, for requests, sound and pictures; nothing asks them before the person does.
 */
const ANY_SYNC_SERVER = 'https: http://localhost:* http://127.0.0.1:*';

/**
 * The policy that the build writes into the page, as a `<meta>` element may carry it: without `frame-ancestors`, which only a
 * header can say. Where our own server hands out the page, its header holds as well: a browser allows only what both allow,
 * so there the page stays with that server.
 */
export const PAGE_META_POLICY = policyText({
  ...PAGE_POLICY,
  'connect-src': `'self' ${ANY_SYNC_SERVER}`,
  'media-src': `'self' blob: ${ANY_SYNC_SERVER}`,
  'img-src': `'self' blob: data: ${ANY_SYNC_SERVER}`,
});

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
