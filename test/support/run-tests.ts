// Test. The whole of `npm test`: formatting, types, unused code, the build, then every test file, room by room. All
// stages run whatever became of those before. Ends with the one line `N passed, N failed`. Names of stages as arguments
// run only those: npm test -- unit flow
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process, { argv, execPath, platform } from 'node:process';
import { type Finished, runProgram } from './run-program.ts';

const root = join(import.meta.dirname, '../..');
const reports = mkdtempSync(join(tmpdir(), 'tokendeck-test-'));

interface Outcome {
  readonly passed: number;
  readonly failed: number;
  /** What was printed, shown in full when something failed. */
  readonly output: string;
  readonly note: string;
  /** The tests that failed, with their files. */
  readonly names?: readonly string[];
}

interface Stage {
  readonly name: string;
  run(): Promise<Outcome>;
}

// A hung stage must not hang the command.
const longest = 30 * 60 * 1000;

function tool(name: string, ...args: readonly string[]): Promise<Finished> {
  return runProgram(join(root, 'node_modules/.bin', name), args, { directory: root, longest });
}

/** A check that passes or fails as a whole: it counts as one test. */
function check(name: string, program: string, ...args: readonly string[]): Stage {
  return {
    name,
    async run() {
      const { code, output } = await tool(program, ...args);
      return code === 0
        ? { passed: 1, failed: 0, output, note: '' }
        : { passed: 0, failed: 1, output, note: '' };
    },
  };
}

const checks: readonly Stage[] = [
  check('format and lint', 'biome', 'ci', '--error-on-warnings', '--max-diagnostics=100', '.'),
  ...['main/core', 'main', 'preload', 'renderer', 'test'].map((room) =>
    check(`types ${room}`, 'tsc', '-p', room),
  ),
  check('unused', 'knip', '--no-progress'),
  check('build', 'electron-vite', 'build', '--logLevel', 'warn'),
];

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

function failedTests({ testResults }: VitestReport): readonly string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName }) => `${relative(root, name)}: ${fullName}`),
  );
}

function readReport(path: string): VitestReport | undefined {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** Rooms whose tests start the whole application, or race against time, and so run one after the other. */
const oneByOne = new Set(['e2e', 'fault', 'shell']);
/** Rooms whose tests speak to a real Secret Service, which Linux gets as a private one. */
const withKeyring = new Set(['e2e']);

function testRoom(name: string, files: readonly string[]): Stage {
  return {
    name,
    async run() {
      const reportPath = join(reports, `${name}.json`);
      const vitest = [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${reportPath}`,
        ...(oneByOne.has(name) ? ['--no-file-parallelism'] : ['--maxWorkers=2']),
        ...files,
      ];
      const keyring = join(root, 'test/support/keyring/run.ts');
      const wrapped =
        withKeyring.has(name) && platform === 'linux' ? [keyring, '--', execPath, ...vitest] : vitest;
      const env = {
        ...process.env,
        TOKENDECK_CLI: join(root, 'out/main/cli.js'),
        // Where it was not built a moment ago, each file of window tests builds its own.
        ...(stages.some((stage) => stage.name === 'build')
          ? { TOKENDECK_WINDOW: join(root, 'out/renderer') }
          : {}),
      };
      const { code, output } = await runProgram(execPath, wrapped, { directory: root, longest, env });
      const report = readReport(reportPath);
      const passed = report?.numPassedTests ?? 0;
      const failed = report?.numFailedTests ?? 0;
      // A file that does not load, or an error outside of any test, fails the run without a failed test.
      const outside = code !== 0 && failed === 0 ? 1 : 0;
      const skipped = report?.numPendingTests ?? 0;
      const notes = [
        ...(outside === 1 ? ['failed outside of a test'] : []),
        ...(skipped > 0 ? [`${skipped} skipped`] : []),
      ];
      const names = report === undefined ? [] : failedTests(report);
      return { passed, failed: failed + outside, output, note: notes.join(', '), names };
    },
  };
}

/** One stage for each room below test/ that has test files, in the order of their reach; new rooms come last. */
function testRooms(): readonly Stage[] {
  const order = ['unit', 'flow', 'shell', 'ui', 'fault', 'architecture', 'e2e'];
  const rooms = new Map<string, string[]>(order.map((name) => [name, []]));
  for (const path of globSync('test/**/*.test.{ts,tsx}', { cwd: root }).sort()) {
    const name = path.split(/[\\/]/)[1]?.replace(/\.test\.tsx?$/, '') ?? '';
    rooms.set(name, [...(rooms.get(name) ?? []), path]);
  }
  return [...rooms].filter(([, files]) => files.length > 0).map(([name, files]) => testRoom(name, files));
}

const wanted = argv.slice(2);
const stages = [...checks, ...testRooms()].filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name === word || name.startsWith(`${word} `)),
);

let passed = 0;
let failed = 0;
const names: string[] = [];
for (const stage of stages) {
  const start = performance.now();
  const outcome = await stage.run();
  passed += outcome.passed;
  failed += outcome.failed;
  names.push(...(outcome.names ?? []));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (outcome.failed > 0) console.log(`\n${outcome.output.trimEnd()}\n`);
  const counts = `${outcome.passed} passed, ${outcome.failed} failed in ${seconds} s`;
  console.log(
    `${outcome.failed > 0 ? 'FAILED' : 'ok    '} ${stage.name.padEnd(16)} ${counts}${outcome.note && ` (${outcome.note})`}`,
  );
}
rmSync(reports, { recursive: true, force: true });
// Once more where they are found: what they printed may be far above.
for (const name of names) console.log(`FAILED ${name}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
