// Test equipment. Stands in for Electron's distribution when packages are tried: a folder laid out as Electron's for Linux,
// whose executable prints its arguments and holds a fuse wire as Electron's binary does.
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the fuse wire of Electron's binary begins with: @electron/fuses looks for these letters. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const wireVersion = 1;
/** As Electron comes: run-as-node, NODE_OPTIONS, inspect and the file protocol's privileges on, the others off. */
const untouchedFuses = '10110001';

const script = `#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done
exit "\${PLACEHOLDER_EXIT_CODE:-0}"
`;

/** Makes the folder, which must not be there, and returns it. */
export function makePlaceholderElectron(folder: string): string {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const executable = join(folder, 'electron');
  const wire = [
    Buffer.from(sentinel),
    Buffer.from([wireVersion, untouchedFuses.length]),
    Buffer.from(untouchedFuses),
  ];
  writeFileSync(executable, Buffer.concat([Buffer.from(`${script}exit\n# `), ...wire, Buffer.from('\n')]));
  chmodSync(executable, 0o755);
  writeFileSync(join(folder, 'chrome-sandbox'), '');
  writeFileSync(join(folder, 'LICENSE'), 'Electron’s licence\n');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '<p>Chromium’s licences</p>\n');
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  return folder;
}
