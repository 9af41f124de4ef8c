// Runs before `npm start` and `npm test`, on whatever Node the machine has (18 or later), without dependencies: sees that
// the machine and node_modules have what the project needs, and fetches what they lack. Quick when there is nothing to do.
// Everything it says goes to standard error.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const nodeBinary = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
const wantedNode = 24;

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function giveUp(sentence) {
  say(sentence);
  process.exit(1);
}

/** Runs a program without input; on failure its last lines are shown. */
function run(command, args, options = {}) {
  const done = spawnSync(command, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 64 * 1024 * 1024,
    ...options,
  });
  if (done.status !== 0 && options.quiet !== true) {
    const said = `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`.trimEnd();
    say(said.split('\n').slice(-25).join('\n'));
  }
  return done.status === 0;
}

// --- The machine --------------------------------------------------------------------------------------------

function onPath(...programs) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return programs.some((program) =>
    folders.some((folder) => {
      try {
        accessSync(join(folder, program), constants.X_OK);
        return true;
      } catch {
        return false;
      }
    }),
  );
}

function hasLibsecretHeaders() {
  const folders = [
    '/usr/lib/pkgconfig',
    '/usr/lib64/pkgconfig',
    '/usr/share/pkgconfig',
    '/usr/local/lib/pkgconfig',
  ];
  try {
    for (const name of readdirSync('/usr/lib')) folders.push(join('/usr/lib', name, 'pkgconfig'));
  } catch {
    // A system without /usr/lib has no headers there either.
  }
  return folders.some((folder) => existsSync(join(folder, 'libsecret-1.pc')));
}

/**
 * The folder whose include/node holds headers that keytar can be built with, those of any Node, since keytar speaks
 * Node-API. Undefined where there are none: then npm tries to fetch them from nodejs.org. They are not installed from
 * Debian's package, which would bring another Node in the place of the one that runs this.
 */
function nodeHeaders() {
  const beside = (program) => join(dirname(program), '..');
  return [beside(process.execPath), '/usr', '/usr/local'].find((folder) =>
    existsSync(join(folder, 'include', 'node', 'node_api.h')),
  );
}

function hasFonts() {
  return ['/usr/share/fonts', '/usr/local/share/fonts'].some((folder) => {
    try {
      return readdirSync(folder).length > 0;
    } catch {
      return false;
    }
  });
}

const browsers = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** What Linux needs: is it there, which Debian package brings it, what for, and does anything work without it. */
const linuxNeeds = [
  {
    there: () => Boolean(process.env.CHROMIUM) || onPath(...browsers),
    packages: ['chromium'],
    what: 'the window and the person’s browser',
    essential: true,
  },
  { there: hasLibsecretHeaders, packages: ['libsecret-1-dev'], what: 'the system’s keychain' },
  { there: () => onPath('pkg-config'), packages: ['pkg-config'], what: 'the system’s keychain' },
  {
    there: () => onPath('g++') && onPath('make'),
    packages: ['build-essential'],
    what: 'the system’s keychain',
  },
  { there: () => onPath('python3'), packages: ['python3'], what: 'the system’s keychain' },
  {
    there: () => onPath('gnome-keyring-daemon'),
    packages: ['gnome-keyring'],
    what: 'tests with a real keychain',
  },
  { there: () => onPath('dbus-run-session'), packages: ['dbus'], what: 'tests with a real keychain' },
  { there: () => onPath('gdbus'), packages: ['libglib2.0-bin'], what: 'tests with a real keychain' },
  { there: () => onPath('secret-tool'), packages: ['libsecret-tools'], what: 'tests with a real keychain' },
  { there: () => onPath('Xvfb'), packages: ['xvfb'], what: 'tests with a display' },
  { there: hasFonts, packages: ['fonts-dejavu-core', 'fonts-liberation'], what: 'legible pictures' },
];

/** The words before `apt-get` that give the right to install, or undefined where nothing does without asking. */
function rightToInstall() {
  if (process.getuid?.() === 0) return [];
  return onPath('sudo') && run('sudo', ['-n', 'true'], { quiet: true }) ? ['sudo', '-n'] : undefined;
}

function installWithApt(right, packages) {
  const apt = (args, quiet) => {
    const [command, ...rest] = [
      ...right,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-o',
      'DPkg::Lock::Timeout=120',
      ...args,
    ];
    return run(command, rest, { quiet });
  };
  const install = (names, quiet) => apt(['install', '-y', '--no-install-recommends', ...names], quiet);
  say(`Installing with apt, which can take some minutes: ${packages.join(', ')}.`);
  if (install(packages, true)) return;
  say('The package lists are missing or old: fetching them.');
  apt(['update'], false);
  // One that cannot be had must not keep the others away.
  if (!install(packages, true)) for (const name of packages) install([name], false);
}

function checkLinux() {
  const lacking = () => linuxNeeds.filter((need) => !need.there());
  const before = lacking();
  if (before.length === 0) return;
  const packages = before.flatMap((need) => need.packages);
  const byHand = onPath('apt-get')
    ? `sudo apt-get update && sudo apt-get install -y ${packages.join(' ')}`
    : undefined;
  const right = byHand === undefined ? undefined : rightToInstall();
  if (right !== undefined) installWithApt(right, packages);

  const after = right === undefined ? before : lacking();
  for (const { packages: names, what } of after) say(`Missing: ${names.join(', ')} (for ${what}).`);
  if (after.length > 0) {
    say(
      byHand === undefined
        ? 'Install these, as this system’s package manager calls them, and run the command again.'
        : `Install them with:\n  ${byHand}`,
    );
  }
  if (after.some((need) => need.essential)) giveUp('Without a Chromium nothing can be shown or tested.');
}

function checkOtherSystem() {
  const places = [
    '/Applications/Chromium.app',
    '/Applications/Google Chrome.app',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ];
  if (process.env.CHROMIUM || onPath(...browsers) || places.some((place) => existsSync(place))) return;
  const how =
    process.platform === 'darwin' ? 'brew install --cask google-chrome' : 'winget install Google.Chrome';
  say(`Missing: Chrome or Chromium, for tests and the person’s browser. Install it with:\n  ${how}`);
}

// --- node_modules -------------------------------------------------------------------------------------------

/** Runs the npm that runs us, on the Node that it runs on: not on one inside node_modules, which it may replace. */
function npm(...args) {
  const bin = join(modules, '.bin');
  const PATH = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== bin)
    .join(delimiter);
  const headers = nodeHeaders();
  const nodedir = headers === undefined ? {} : { npm_config_nodedir: headers };
  const env = { ...nodedir, ...process.env, PATH };
  const { npm_execpath: cli, npm_node_execpath: node } = process.env;
  if (cli?.endsWith('.js') && node !== undefined && !node.startsWith(modules) && existsSync(node))
    return run(node, [cli, ...args], { env });
  return run('npm', args, { env, shell: process.platform === 'win32' });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what package-lock.json says; npm writes its own lock there when it has finished. */
function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const held = readJson(join(modules, '.package-lock.json'))?.packages;
  if (wanted === undefined || held === undefined || !existsSync(nodeBinary)) return false;
  return Object.entries(wanted).every(([path, one]) => {
    if (path === '') return true;
    const other = held[path];
    if (other === undefined) return one.optional === true || one.devOptional === true || one.peer === true;
    return other.version === one.version && other.integrity === one.integrity;
  });
}

function install() {
  say('Installing packages: npm ci.');
  if (!npm('ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'))
    giveUp(
      'npm ci failed: see above. With a working connection to the package registry, run the command again.',
    );
}

function checkNode() {
  const version = spawnSync(nodeBinary, ['--version'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  if (!version.startsWith(`v${wantedNode}.`))
    giveUp(
      `Node ${wantedNode} should be in node_modules, but ${version || 'nothing that runs'} is. Delete node_modules and run the command again.`,
    );
}

/** keytar is optional: where it could not be built, its absence must not stop anything, nor be tried each time. */
function checkKeytar(justInstalled) {
  const loads = () => run(nodeBinary, ['-e', "require('keytar')"], { quiet: true });
  if (loads()) return;
  const note = join(modules, '.keytar-not-built');
  const state =
    process.platform === 'linux'
      ? `libsecret headers: ${hasLibsecretHeaders()}, Node headers: ${nodeHeaders() !== undefined}`
      : process.platform;
  if (existsSync(note) && readFileSync(note, 'utf8') === state) return;
  if (!justInstalled) {
    say('Building keytar, which speaks to the system’s keychain.');
    // npm takes an optional package away again when its build fails.
    if (!existsSync(join(modules, 'keytar'))) install();
    else npm('rebuild', 'keytar');
    if (loads()) return;
  }
  writeFileSync(note, state);
  say('keytar could not be built: Tokendeck works, and asks for a passphrase instead of using the keychain.');
}

if (process.platform === 'linux') checkLinux();
else checkOtherSystem();
const complete = isInstalled();
if (!complete) install();
checkNode();
checkKeytar(!complete);
