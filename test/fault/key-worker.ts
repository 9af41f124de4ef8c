// Test equipment, run as a process of its own: changes the vault's key again and again, and says what is in use.
// Arguments: the directory, by how much its clock is ahead, how many changes (0: until it is killed).
import { writeSync } from 'node:fs';
import type { NewKey } from '../../main/core/vault/vault.ts';
import { okValue } from '../support/result.ts';
import { clockAhead, fileKeychain, openOwn } from './own-keys.ts';

const [directory = '', ahead = '0', changes = '0'] = process.argv.slice(2);
const say = (line: string) => writeSync(1, `${line}\n`);

const { vault, place } = okValue(
  await openOwn(directory, clockAhead(Number(ahead)), `changer ${process.pid} ${Date.now()}`),
);
let kept = `${place.kind} ${place.id}`;
const to = (kind: NewKey['kind']): NewKey => ({
  kind,
  keychain(id) {
    kept = `${kind} ${id}`;
    return fileKeychain(directory, { kind, id });
  },
});

say(`opened ${kept}`);
for (let change = 1; changes === '0' || change <= Number(changes); change += 1) {
  const progress = { signal: new AbortController().signal, report: () => undefined };
  const changed = await vault.changeKey(to(change % 2 === 0 ? 'system' : 'passphrase'), progress);
  say(changed.ok ? `changed ${kept} ${changed.value.unreadable}` : `failed ${changed.error.code}`);
}
vault.close();
