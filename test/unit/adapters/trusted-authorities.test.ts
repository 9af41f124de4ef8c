// Tests from what a person's own authorities are read: nothing that could keep the application waiting.
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { trustedAuthorities } from '../../../main/adapters/trusted-authorities.ts';
import { createAuthority } from '../../support/http-fixtures/certificates.ts';
import { errorCode, okValue } from '../../support/result.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const source = pathToFileURL(join(import.meta.dirname, '../../../main/adapters/trusted-authorities.ts')).href;

/** In a process of its own, which is ended where it hangs. */
function answerFor(path: string): unknown {
  const script = `import { trustedAuthorities } from ${JSON.stringify(source)};
    console.log(JSON.stringify(trustedAuthorities(process.argv[1])));`;
  const args = ['--input-type=module', '--eval', script, path];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', timeout: 10_000 }));
}

test.skipIf(process.platform === 'win32').each<[string, (path: string) => void]>([
  ['a pipe', (path) => execFileSync('mkfifo', [path])],
  [
    'a link to a pipe',
    (path) => {
      execFileSync('mkfifo', [`${path}.pipe`]);
      symlinkSync(`${path}.pipe`, path);
    },
  ],
  ['a link to what has no end', (path) => symlinkSync('/dev/zero', path)],
  ['a directory', (path) => mkdirSync(path)],
  ['a link to itself', (path) => symlinkSync(path, path)],
])('%s cannot be read, which is told at once', (_what, make) => {
  const path = join(temporaryDirectory(), 'ca.pem');
  make(path);
  expect(answerFor(path)).toEqual({
    ok: false,
    error: { code: 'invalid_argument', detail: `the CA file ${path} cannot be read` },
  });
});

test('a link to a file is followed, as systems keep their authorities', () => {
  const home = temporaryDirectory();
  const { cert } = createAuthority();
  writeFileSync(join(home, 'real.pem'), cert);
  symlinkSync('real.pem', join(home, 'ca.pem'));
  expect(okValue(trustedAuthorities(join(home, 'ca.pem'))).at(-1)).toBe(cert.trim());
  writeFileSync(join(home, 'real.pem'), cert.replace('END', 'ENDE'));
  expect(errorCode(trustedAuthorities(join(home, 'ca.pem')))).toBe('invalid_argument');
});
