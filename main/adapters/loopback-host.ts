// Main process. Tells addresses of this computer itself from all others.

/**
 * Whether a host name, as the URL parser writes it, always means this computer (RFC 6761 section 6.3, RFC 8252
 * section 7.3). Names that a resolver could send elsewhere are not counted.
 */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
