// Main process. Answers the window's requests from an allow-list of the built files. Knows nothing of Electron.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, posix } from 'node:path';
import { isOwnUrl } from './app-origin.ts';

/** All network is in the main process, so the page may connect to nothing. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface AppFile {
  readonly path: string;
  readonly contentType: string;
}

/** Request path, such as `/assets/index.js`, to the file that answers it. */
export type AppFiles = ReadonlyMap<string, AppFile>;

/** Lists the regular files of known type under a folder, once, at start. Links are left out. Throws as `fs` does. */
export function listAppFiles(folder: string): AppFiles {
  const files = new Map<string, AppFile>();
  const visit = (directory: string, urlPath: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      const contentType = contentTypes[extname(entry.name)];
      if (entry.isDirectory()) visit(path, `${urlPath}${entry.name}/`);
      else if (entry.isFile() && contentType !== undefined) {
        files.set(`${urlPath}${entry.name}`, { path, contentType });
      }
    }
  };
  visit(folder, '/');
  return files;
}

function answer(status: number, body: Uint8Array<ArrayBuffer> | string, contentType: string): Response {
  return new Response(body, {
    status,
    headers: {
      'content-type': contentType,
      'content-security-policy': contentSecurityPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    },
  });
}

function refuse(status: number): Response {
  return answer(status, '', 'text/plain; charset=utf-8');
}

/** The request's path, decoded once and normalised; undefined where it is not a proper path. */
function pathOf(url: string): string | undefined {
  try {
    return posix.normalize(decodeURIComponent(new URL(url).pathname));
  } catch {
    return undefined;
  }
}

/**
 * Answers one request: 200 with a listed file, 405 for a method other than GET, 403 for another host or scheme, 400 for a
 * path that cannot be decoded, 404 for everything else. Each answer has the content security policy.
 */
export async function answerAppRequest(files: AppFiles, request: Request): Promise<Response> {
  if (request.method !== 'GET') return refuse(405);
  if (!isOwnUrl(request.url)) return refuse(403);
  const path = pathOf(request.url);
  if (path === undefined) return refuse(400);
  const file = files.get(path);
  return file === undefined
    ? refuse(404)
    : answer(200, new Uint8Array(await readFile(file.path)), file.contentType);
}
