// Command line. token: the one command that prints a secret.
import type { TokenCommand } from './command.ts';
import { type CommandParts, type Done, done, failed, failedFor, print } from './command-parts.ts';
import { expiryJson, span } from './time-text.ts';

/** A token that was refreshed and is still not good for as long as was asked is printed, but not silently. */
function warnOfShortLife(
  { terminal, clock }: CommandParts,
  expiresAt: number | undefined,
  minValidMs: number | undefined,
): void {
  if (expiresAt === undefined || minValidMs === undefined) return;
  const left = expiresAt - clock.now();
  if (left >= minValidMs) return;
  terminal.err(
    `The token is good for only ${span(left)}, not the ${span(minValidMs)} asked for: the provider gives no longer ones.\n`,
  );
}

export async function token(parts: CommandParts, command: TokenCommand): Done {
  const { accounts } = parts.services;
  const found = accounts.find(command.name);
  if (!found.ok) return failed(found);
  const issued = await accounts.tokenFor(found.value.id, {
    force: command.force,
    ...(command.minValidMs === undefined ? {} : { minValidMs: command.minValidMs }),
  });
  if (!issued.ok) return failedFor(found.value, issued);
  const { accessToken, tokenType, expiresAt } = issued.value;
  warnOfShortLife(parts, expiresAt, command.minValidMs);
  const text = accessToken.reveal();
  const value = { accessToken: text, tokenType, ...expiryJson(expiresAt, parts.clock.now()) };
  print(parts, command.json, value, `${text}\n`);
  return done();
}
