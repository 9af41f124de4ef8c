// Test equipment. JSON that nests as deep as a test wants, which JSON.stringify could not make.

export function deepJson(depth: number, kind: 'list' | 'object' = 'list'): string {
  const [open, close] = kind === 'list' ? ['[', ']'] : ['{"a":', '}'];
  return `${open.repeat(depth)}${kind === 'list' ? '' : '1'}${close.repeat(depth)}`;
}
