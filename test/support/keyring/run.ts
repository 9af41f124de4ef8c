// Test equipment, run as a command: `node test/support/keyring/run.ts -- COMMAND [ARGUMENT...]` runs a command in a
// session of its own with an unlocked keyring, and ends with the command's exit code.
import { withKeyring } from './keyring.ts';

const [separator, command, ...commandArguments] = process.argv.slice(2);
if (separator !== '--' || command === undefined) {
  console.error('use: node test/support/keyring/run.ts -- COMMAND [ARGUMENT...]');
  process.exit(64);
}
const ended = await withKeyring(command, commandArguments, process.env, { output: 'inherit' });
process.exit(ended.code);
