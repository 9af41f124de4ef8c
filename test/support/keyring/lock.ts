// Test equipment. Locks and unlocks the private session's keyring, as a desktop does when its person goes away and comes
// back. Unlocking speaks to the daemon's control socket, as the system's login does: D-Bus would ask on a screen.
import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';

const secretService = ['call', '--session', '--dest', 'org.freedesktop.secrets'];

export function lockKeyring(): void {
  execFileSync('gdbus', [
    ...[...secretService, '--object-path', '/org/freedesktop/secrets'],
    ...['--method', 'org.freedesktop.Secret.Service.Lock', "['/org/freedesktop/secrets/collection/login']"],
  ]);
}

/** `GKD_CONTROL_OP_UNLOCK` of gnome-keyring's daemon/control/gkd-control-codes.h. */
const unlockOperation = 1;

/** Rejects where the daemon refuses. */
export function unlockKeyring(password = 'test password'): Promise<void> {
  const secret = Buffer.from(password);
  const packet = Buffer.alloc(12 + secret.length);
  packet.writeUInt32BE(packet.length, 0);
  packet.writeUInt32BE(unlockOperation, 4);
  packet.writeUInt32BE(secret.length, 8);
  secret.copy(packet, 12);
  return new Promise((resolve, reject) => {
    const socket = connect(join(process.env['XDG_RUNTIME_DIR'] ?? '', 'keyring', 'control'));
    socket.once('error', reject);
    // The first byte carries nothing: the daemon looks at whose it is.
    socket.write(Buffer.concat([Buffer.alloc(1), packet]));
    socket.once('data', (answer) => {
      socket.destroy();
      const refused = answer.length < 8 || answer.readUInt32BE(4) !== 0;
      if (refused) reject(new Error(`the keyring was not unlocked: ${answer.toString('hex')}`));
      else resolve();
    });
  });
}
