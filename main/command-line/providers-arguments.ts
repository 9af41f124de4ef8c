// Command line. The arguments of providers: what is done with presets and with definitions of one's own. Pure.
import { fail, ok, type Result } from '../core/result.ts';
import type { Command, Opening } from './command.ts';
import { type Given, has, inWords, isTooLong, shown, type UsageProblem } from './options.ts';

/** What each action needs beside it. */
const actions = {
  list: 'nothing',
  show: 'one provider',
  validate: 'one file, or - for standard input',
  add: 'one file, or - for standard input',
  export: 'one provider',
  remove: 'one provider',
} as const;

type Action = keyof typeof actions;

function isAction(word: string): word is Action {
  return Object.hasOwn(actions, word);
}

/** What `providers` is asked to do. `given.words` begins with the command itself. */
export function providersCommand(given: Given, opening: Opening): Result<Command, UsageProblem> {
  const [, action = 'list', object = '', ...others] = given.words;
  if (!isAction(action))
    return fail(`providers can ${inWords(Object.keys(actions))}, and not ${shown(action)}.`);
  if (has(given, 'replace') && action !== 'add')
    return fail(`The option --replace does not belong to providers ${action}.`);
  if (action === 'list') {
    return object === ''
      ? ok({ kind: 'providers', action, ...opening })
      : fail('providers list takes no further words.');
  }
  if (object === '' || others.length > 0) return fail(`providers ${action} needs ${actions[action]}.`);
  if (isTooLong(object)) return fail(`What is given to providers ${action} is too long.`);
  switch (action) {
    case 'validate':
      return ok({ kind: 'providers', action, file: object, ...opening });
    case 'add':
      return ok({ kind: 'providers', action, file: object, replace: has(given, 'replace'), ...opening });
    default:
      return ok({ kind: 'providers', action, provider: object, ...opening });
  }
}
