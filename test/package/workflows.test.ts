// The public's workflows: what they may do and whose code they run, read line by line without a YAML parser, which would be
// one more dependency. Their whole syntax is GitHub's to judge.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../.github/workflows');
const names = readdirSync(folder);

/** The lines of a block that begins with such a line: those that are indented more. */
function block(lines: readonly string[], start: number): readonly string[] {
  const indent = (line = ''): number => line.search(/\S/);
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.trim() !== '' && indent(line) <= indent(lines[start]));
  return rest.slice(0, end === -1 ? undefined : end);
}

function blocks(lines: readonly string[], begin: RegExp): readonly (readonly string[])[] {
  return lines.flatMap((line, index) => (begin.test(line) ? [block(lines, index)] : []));
}

it('there are two of them', () => {
  expect([...names].sort()).toEqual(['check.yml', 'packages.yml']);
});

describe.each(names)('%s', (name) => {
  const text = readFileSync(join(folder, name), 'utf8');
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)# (?!v\d).*$/, ''));
  const jobs = blocks(lines, /^jobs:/).flatMap((inner) => blocks(inner, /^ {2}[\w-]+:$/));

  it('runs no action but by its whole commit, with the version beside it', () => {
    const uses = lines.filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(2);
    const pinned = /^\s+- uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    expect(uses.filter((line) => !pinned.test(line))).toEqual([]);
  });

  it('has no rights by default, and each job may read the sources and nothing else', () => {
    expect(lines.filter((line) => /^permissions:/.test(line))).toEqual(['permissions: {}']);
    expect(jobs.length).toBeGreaterThan(0);
    for (const job of jobs) {
      expect(blocks(job, /^ {4}permissions:$/)).toEqual([['      contents: read']]);
    }
    expect(text).not.toMatch(/:\s*(write|write-all|read-all)\b/);
  });

  it('ends hung jobs, and does not run twice at once for one branch', () => {
    for (const job of jobs)
      expect(job.filter((line) => /^ {4}timeout-minutes: \d+$/.test(line))).toHaveLength(1);
    expect(lines).toContain('concurrency:');
  });

  it('runs on all three systems', () => {
    for (const job of jobs) {
      expect(job.join('\n')).toMatch(/ubuntu-\d+\.\d+[\s\S]*macos-\d+[\s\S]*windows-\d+/);
    }
  });

  it('leaves no credentials behind for the steps that follow', () => {
    const checkouts = lines.filter((line) => line.includes('actions/checkout@'));
    const dropped = lines.filter((line) => /^\s+persist-credentials: false$/.test(line));
    expect(dropped).toHaveLength(checkouts.length);
  });

  it('is not started by what others may write while it sees secrets', () => {
    expect(text).not.toContain('pull_request_target');
    expect(text).not.toContain('workflow_run');
    if (/secrets\./.test(text)) expect(text).not.toMatch(/^\s+pull_request:/m);
  });

  it('puts neither secrets nor names that others choose into the text of a command', () => {
    const commands = lines.flatMap((line, index) => {
      const one = /^\s+(?:- )?run: (.*)$/.exec(line);
      return one === null ? [] : [one[1], ...(one[1] === '|' ? block(lines, index) : [])];
    });
    expect(commands.length).toBeGreaterThan(1);
    // A matrix is written in the file itself.
    const put = commands.flatMap((command) => command?.match(/\$\{\{.*?\}\}/g) ?? []);
    expect(put.filter((expression) => !/^\$\{\{ matrix\.\w+ \}\}$/.test(expression))).toEqual([]);
    expect(commands.filter((command) => /\bset -x\b|printenv|\benv\b\s*$/.test(command ?? ''))).toEqual([]);
  });
});
