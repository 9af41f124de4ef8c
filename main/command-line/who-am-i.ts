// Command line. whoami: a test call with the access token, and what the server answered in its own words.
import { bestName } from '../core/accounts/labels.ts';
import { ok } from '../core/result.ts';
import { type CommandParts, type Done, failed, failedFor, print } from './command-parts.ts';
import { exitCodes } from './exit-codes.ts';
import { plain } from './plain-text.ts';

const ofNobody =
  ' It stands for the client itself, of which many providers say nothing here: it may be good elsewhere.';

/** A refusal by the server is a result too, told with its status and the exit code for it. */
export async function whoAmI(parts: CommandParts, name: string, json: boolean): Done {
  const { accounts } = parts.services;
  const found = accounts.find(name);
  if (!found.ok) return failed(found);
  const report = await accounts.whoAmI(found.value.id);
  if (!report.ok) return failedFor(found.value, report);
  const { url, status, accepted, identity, answer } = report.value;
  const person = bestName(identity);
  const value = { name: found.value.label, url, status, accepted, who: person, identity, answer };
  const verdict = accepted
    ? `The token is accepted${person === '' ? '' : `: ${plain(person)}`}.`
    : `The token is NOT accepted.${found.value.origin === 'client_credentials' ? ofNobody : ''}`;
  const words = answer
    .split('\n')
    .map((line) => `  ${plain(line)}`.trimEnd())
    .join('\n');
  print(parts, json, value, `${verdict}\n${plain(url)} answered with HTTP ${status}:\n\n${words}\n`);
  return ok(accepted ? exitCodes.done : exitCodes.refused);
}
