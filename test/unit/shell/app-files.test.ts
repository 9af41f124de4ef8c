import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type AppFiles,
  answerAppRequest,
  contentSecurityPolicy,
  listAppFiles,
} from '../../../main/shell/app-files.ts';

let folder: string;
let files: AppFiles;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tokendeck-files-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'secret');
  writeFileSync(join(folder, 'renderer', 'index.html'), '<!doctype html>');
  writeFileSync(join(folder, 'renderer', 'assets', 'a b.js'), 'export {};');
  writeFileSync(join(folder, 'renderer', 'assets', 'index.css'), 'body {}');
  writeFileSync(join(folder, 'renderer', 'assets', 'index.js.map'), '{}');
  symlinkSync(join(folder, 'secret.html'), join(folder, 'renderer', 'link.html'));
  files = listAppFiles(join(folder, 'renderer'));
  writeFileSync(join(folder, 'renderer', 'later.html'), 'later');
});
afterAll(() => rmSync(folder, { recursive: true }));

function ask(url: string, method = 'GET'): Promise<Response> {
  return answerAppRequest(files, new Request(url, { method }));
}

describe('files that are listed', () => {
  it.each([
    ['app://tokendeck/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://tokendeck/index.html?x=1', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://tokendeck/assets/a%20b.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['app://tokendeck/assets/../assets/index.css', 'text/css; charset=utf-8', 'body {}'],
    ['app://tokendeck/%61ssets/index.css', 'text/css; charset=utf-8', 'body {}'],
  ])('%s is answered as %s', async (url, type, body) => {
    const response = await ask(url);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(await response.text()).toBe(body);
  });
});

describe('everything else', () => {
  it.each([
    ['the folder itself', 'app://tokendeck/', 404],
    ['a folder', 'app://tokendeck/assets', 404],
    ['a file above', 'app://tokendeck/../secret.html', 404],
    ['a file above, encoded', 'app://tokendeck/%2e%2e/secret.html', 404],
    ['a file above, slash encoded', 'app://tokendeck/..%2fsecret.html', 404],
    ['a file above, encoded twice', 'app://tokendeck/%252e%252e%252fsecret.html', 404],
    ['a file above, backslash', 'app://tokendeck/..%5csecret.html', 404],
    ['a link out of the folder', 'app://tokendeck/link.html', 404],
    ['a file of another type', 'app://tokendeck/assets/index.js.map', 404],
    ['a file that came later', 'app://tokendeck/later.html', 404],
    ['a name of the prototype', 'app://tokendeck/__proto__', 404],
    ['a zero byte', 'app://tokendeck/index.html%00', 404],
    ['an absolute path', 'app://tokendeck//etc/passwd', 404],
    ['a broken escape', 'app://tokendeck/%E0%A4%A', 400],
    ['another host', 'app://evil/index.html', 403],
    ['a host that only begins like ours', 'app://tokendeck.evil/index.html', 403],
    ['our host with a port', 'app://tokendeck:8080/index.html', 403],
    ['another scheme', 'https://tokendeck/index.html', 403],
    ['a file address', 'file:///etc/passwd', 403],
  ])('%s is refused, with the policy', async (_name, url, status) => {
    const response = await ask(url);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])('%s is refused', async (method) => {
    expect((await ask('app://tokendeck/index.html', method)).status).toBe(405);
  });
});
