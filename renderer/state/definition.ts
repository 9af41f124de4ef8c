// Window. The definition of a provider while it is written: the form and the JSON are two views of one object. Pure.

import type { FlowKindView } from '../../preload/contract.ts';

/** The object in a definition's text. Members that the form does not know stay as they are. */
export type Definition = Readonly<Record<string, unknown>>;

/** The two members that every definition has. */
export const newDefinition = textOf({ id: '', name: '' });

/** Indented JSON with a newline at its end. */
export function textOf(definition: Definition): string {
  return `${JSON.stringify(definition, undefined, 2)}\n`;
}

/** The object in `text`, or undefined where it is not the JSON of one. */
export function definitionOf(text: string): Definition | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Definition {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text at a path such as `endpoints.token`; empty where there is none. */
export function textAt(definition: Definition, path: string): string {
  const value = valueAt(definition, path);
  return typeof value === 'string' ? value : '';
}

/** What is at a path of member names joined by dots. */
export function valueAt(definition: Definition, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), definition);
}

/** With `value` at the path; undefined takes the member away, and objects that it leaves empty. */
export function withValue(definition: Definition, path: string, value: unknown): Definition {
  const [name = '', ...rest] = path.split('.');
  if (rest.length === 0) return withMember(definition, name, value);
  const inner = definition[name];
  const changed = withValue(isObject(inner) ? inner : {}, rest.join('.'), value);
  return withMember(definition, name, Object.keys(changed).length === 0 ? undefined : changed);
}

function withMember(definition: Definition, name: string, value: unknown): Definition {
  if (value !== undefined) return { ...definition, [name]: value };
  return Object.fromEntries(Object.entries(definition).filter(([other]) => other !== name));
}

/** An id made from a name: lower-case letters, digits and `-`. */
export function idFrom(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 40);
}

/** A definition under an id that is not taken, and with a name that says so. */
export function copiedDefinition(text: string, taken: readonly string[]): string {
  const definition = definitionOf(text);
  if (definition === undefined) return text;
  const base = `my-${textAt(definition, 'id')}`.slice(0, 36);
  let id = base;
  for (let count = 2; taken.includes(id); count += 1) id = `${base}-${count}`;
  return textOf({ ...definition, id, name: `My ${textAt(definition, 'name')}`.slice(0, 60) });
}

/** `name=value` lines as an object, undefined without any; the text itself, for main to refuse, where a line is none. */
export function pairsFrom(lines: string): unknown {
  const pairs = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => /^\s*([^=\s]+)\s*=(.*)$/.exec(line));
  if (pairs.length === 0) return undefined;
  if (pairs.some((pair) => pair === null)) return lines;
  return Object.fromEntries(pairs.map((pair) => [pair?.[1] ?? '', (pair?.[2] ?? '').trim()]));
}

export function linesFrom(pairs: unknown): string {
  if (!isObject(pairs)) return '';
  return Object.entries(pairs)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('\n');
}

interface ScopeEntry {
  readonly name: string;
  readonly meaning: string;
  readonly default?: true;
}

/** One scope in each line: its name, then what it means; a `*` before it says that it is asked for by default. */
export function scopesFromLines(lines: string): readonly ScopeEntry[] {
  return lines.split('\n').flatMap((line) => {
    const [, star, name, meaning] = /^\s*(\*)?\s*(\S+)\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) return [];
    const entry = { name, meaning: meaning === undefined || meaning === '' ? name : meaning };
    return [star === undefined ? entry : { ...entry, default: true }];
  });
}

export function linesFromScopes(scopes: unknown): string {
  if (!Array.isArray(scopes)) return '';
  return scopes
    .filter(isObject)
    .map((scope) => {
      const name = textAt(scope, 'name');
      const meaning = textAt(scope, 'meaning');
      return `${scope['default'] === true ? '* ' : ''}${name}${meaning === name ? '' : ` ${meaning}`}`;
    })
    .join('\n');
}

/**
 * What the person entered as the redirect URI, as a definition has it; the text itself, for main to refuse, where it is
 * no address.
 */
export function redirectFrom(text: string, anyPort: boolean): unknown {
  const url = URL.parse(text.trim());
  if (url === null) return text.trim() === '' ? undefined : text;
  if (url.protocol === 'https:') return { kind: 'pasted', uri: text.trim() };
  const port = Number(url.port || '80');
  const place = { hostname: url.hostname, port: anyPort ? 0 : port, path: url.pathname };
  return { kind: 'loopback', match: anyPort ? 'any_port' : 'exact', ...place };
}

export function redirectText(redirect: unknown): string {
  if (!isObject(redirect)) return '';
  if (redirect['kind'] === 'pasted') return textAt(redirect, 'uri');
  const { hostname, port, path } = redirect;
  const shown = typeof port !== 'number' || port === 0 || port === 80 ? '' : `:${port}`;
  return typeof hostname === 'string' ? `http://${hostname}${shown}${String(path ?? '/')}` : '';
}

export type FlowSecret = 'none' | 'optional' | 'required';

export interface FlowEntry {
  readonly kind: FlowKindView;
  readonly clientSecret: FlowSecret;
}

/** A definition that does not say otherwise offers a sign-in in the browser. */
const usualFlows: readonly FlowEntry[] = [{ kind: 'authorization_code', clientSecret: 'optional' }];

/** The flows that a definition offers, as far as they can be understood. */
export function flowsIn(definition: Definition): readonly FlowEntry[] {
  const flows = definition['flows'];
  if (!Array.isArray(flows)) return usualFlows;
  return flows.filter(isObject).flatMap((flow) => {
    const { kind, clientSecret } = flow;
    if (kind !== 'authorization_code' && kind !== 'device_code' && kind !== 'client_credentials') return [];
    return [
      {
        kind,
        clientSecret: clientSecret === 'none' || clientSecret === 'required' ? clientSecret : 'optional',
      },
    ];
  });
}

export function withFlows(definition: Definition, flows: readonly FlowEntry[]): Definition {
  return withValue(definition, 'flows', flows);
}
