// Test equipment: the stand-in for Electron. The `protocol` module: the application's own schemes and their handlers.
import type { CustomScheme, Protocol } from 'electron';
import { needNotReady, needReady } from './lifecycle.ts';
import { strict } from './strict.ts';

type SchemeHandler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, SchemeHandler>();

/** What the application registered before it was ready. */
export const privilegedSchemes: CustomScheme[] = [];

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: CustomScheme[]): void {
    needNotReady('protocol.registerSchemesAsPrivileged()');
    if (privilegedSchemes.length > 0) throw new Error('Schemes can be registered as privileged only once');
    privilegedSchemes.push(...schemes);
  },
  handle(scheme: string, handler: SchemeHandler): void {
    needReady('protocol.handle()');
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    const privileges = privilegedSchemes.find((known) => known.scheme === scheme)?.privileges;
    // Shown under https, a page of such a scheme behaves as a standard and secure one: it must have been asked for.
    if (privileges?.standard !== true || privileges.secure !== true) {
      throw new Error(
        `The stand-in for Electron does not implement schemes that are not standard and secure: ${scheme}`,
      );
    }
    handlers.set(scheme, handler);
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme);
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'unhandle' | 'isProtocolHandled'> & {
  handle: (scheme: string, handler: SchemeHandler) => void;
});

/** The application's answer to a request, or undefined where it has no handler for the scheme. */
export async function answerByScheme(request: Request): Promise<Response | undefined> {
  return handlers.get(new URL(request.url).protocol.slice(0, -1))?.(request);
}
