// Addresses of the very machine that asks.

const THIS_MACHINE = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** @param hostname as in a URL: without a port, an IPv6 address in brackets */
export function isThisMachine(hostname: string): boolean {
  return THIS_MACHINE.test(hostname);
}
