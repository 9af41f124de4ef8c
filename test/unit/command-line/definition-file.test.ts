// A definition that is named on the command line: files, and things that only look like one.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { definitionIn } from '../../../main/command-line/definition-file.ts';
import { temporaryDirectory } from '../../support/temporary-directory.ts';

const terminal = { readAll: async () => 'from standard input' };
const at = (make: (path: string) => void): string => {
  const path = join(temporaryDirectory(), 'definition.json');
  make(path);
  return path;
};

test('is read from a file or from standard input', async () => {
  const file = at((path) => writeFileSync(path, '{"id": "mine"}'));
  expect(await definitionIn(terminal, file)).toEqual({ ok: true, value: '{"id": "mine"}' });
  expect(await definitionIn(terminal, '-')).toEqual({ ok: true, value: 'from standard input' });
});

test.skipIf(process.platform === 'win32').each([
  ['a folder', (path: string) => mkdirSync(path)],
  ['a pipe that nobody writes to', (path: string) => void execFileSync('mkfifo', [path])],
])('is not waited for in %s', async (_what, make) => {
  const refused = await definitionIn(terminal, at(make));
  expect(refused).toMatchObject({
    ok: false,
    error: { error: { code: 'invalid_argument' }, words: { what: expect.stringMatching(/is not a file/) } },
  });
});

test('is missing', async () => {
  const refused = await definitionIn(terminal, join(temporaryDirectory(), 'none.json'));
  expect(!refused.ok && refused.error.words?.what).toMatch(/cannot be read \(ENOENT\)/);
});
