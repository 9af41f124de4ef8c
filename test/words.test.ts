// Checks that the window's words are all in one room, ready to be translated.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const files = globSync('renderer/**/*.tsx', { cwd: root }).filter((path) => !path.includes('text'));

interface Node {
  readonly type: string;
  readonly [member: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Attributes and properties whose text a person reads or hears. */
const spoken = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
  ...['title', 'placeholder', 'alt', 'label', 'hint', 'tip', 'error', 'brief', 'name'],
]);

/** Texts with a letter that stand where the person sees or hears them. */
function literals(node: Node): readonly string[] {
  const children = Object.values(node).flat().filter(isNode);
  return [...(node.type.startsWith('JSX') ? saidBy(node) : []), ...children.flatMap(literals)];
}

function saidBy(node: Node): readonly string[] {
  switch (node.type) {
    case 'JSXText':
      return worded(String(node['value']));
    case 'JSXExpressionContainer':
      return [];
    case 'JSXElement':
    case 'JSXFragment':
      return (node['children'] as readonly Node[])
        .filter(({ type }) => type === 'JSXExpressionContainer')
        .flatMap((child) => textsOf(child['expression']));
    case 'JSXAttribute': {
      const name = String((node['name'] as Node)['name']);
      return spoken.has(name) ? textsOf(node['value']) : [];
    }
    default:
      return [];
  }
}

/** The texts that an expression may come to, as far as they are written right there. */
function textsOf(value: unknown): readonly string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' ? worded(value['value']) : [];
    case 'TemplateLiteral':
      return (value['quasis'] as readonly { readonly value: { readonly raw: string } }[]).flatMap((quasi) =>
        worded(quasi.value.raw),
      );
    case 'JSXExpressionContainer':
      return textsOf(value['expression']);
    case 'ConditionalExpression':
      return [...textsOf(value['consequent']), ...textsOf(value['alternate'])];
    case 'LogicalExpression':
      return textsOf(value['right']);
    case 'BinaryExpression':
      return [...textsOf(value['left']), ...textsOf(value['right'])];
    default:
      return [];
  }
}

const worded = (text: string): readonly string[] => (/\p{L}/u.test(text) ? [text.trim()] : []);

const wordsIn = (code: string) => literals(parseAst(code, { lang: 'tsx' }) as unknown as Node);

test.each([
  ['<p>Copy</p>', ['Copy']],
  ['<p>{"Copy"}</p>', ['Copy']],
  ['<p>{done ? `Copied` : words.copy}</p>', ['Copied']],
  ['<p>{done && "Copied"}</p>', ['Copied']],
  ['<B aria-label="Copy" />', ['Copy']],
  ['<B title={"Copy " + name} />', ['Copy']],
  ['<B className="button" id={`a`}>{words.copy} · {count}</B>', []],
])('%s', (code, words) => {
  expect(wordsIn(code)).toEqual(words);
});

test.each(files)('%s has no words of its own', (path) => {
  expect(wordsIn(readFileSync(join(root, path), 'utf8'))).toEqual([]);
});

test('no name stands for the words of two things', () => {
  const rooms = globSync('renderer/text/*.ts', { cwd: root });
  const names = rooms.flatMap((path) =>
    [...readFileSync(join(root, path), 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(
      ([, name]) => name,
    ),
  );
  expect(names.length).toBeGreaterThan(rooms.length);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test('the files of the window are found', () => {
  expect(files.length).toBeGreaterThan(50);
});
