// Command line. The arguments of inspect: for an account, or with - for a token from standard input. Pure.
import { fail, ok, type Result } from '../core/result.ts';
import type { Command, Opening } from './command.ts';
import { type Given, has, type OptionName, textOf, type UsageProblem } from './options.ts';

const ofAccount: readonly OptionName[] = ['introspect', 'validate'];
const ofInput: readonly OptionName[] = ['issuer', 'dangerously-allow-http-on-loopback'];

export const inspectOptionNames: readonly OptionName[] = ['verify', 'needs', ...ofAccount, ...ofInput];

/** What `inspect NAME` is asked to do; `-` for a name is standard input. */
export function inspectCommand(name: string, given: Given, opening: Opening): Result<Command, UsageProblem> {
  const needs = textOf(given, 'needs');
  const verify = has(given, 'verify');
  const unfit = (name === '-' ? ofAccount : ofInput).find((option) => has(given, option));
  if (name === '-') {
    if (unfit !== undefined) return fail(`The option --${unfit} needs the name of an account, not -.`);
    const issuer = textOf(given, 'issuer');
    if (verify !== (issuer !== undefined))
      return fail('For a token from standard input --verify and --issuer go together.');
    return ok({
      kind: 'inspect-input',
      json: opening.json,
      verifyWith: issuer,
      dangerouslyAllowHttpOnLoopback: has(given, 'dangerously-allow-http-on-loopback'),
      needs,
    });
  }
  if (unfit !== undefined) return fail(`The option --${unfit} is for a token from standard input alone.`);
  return ok({
    kind: 'inspect',
    ...opening,
    name,
    verify,
    introspect: has(given, 'introspect'),
    validate: has(given, 'validate'),
    needs,
  });
}
