/**
 * Checks docker-compose.yml and the Dockerfile without a container engine: schema and habits by a linter, and by hand
 * what only we know: that every command of ours is one that `npm start` runs too, that no secret and no demonstration
 * data is in it, that files which are mounted or copied exist, that services wait for services that are there, and that
 * Temporal is spoken to with the certificates that scripts/certificates.sh makes, and that acts and checkpoints are signed
 * by keys that scripts/keys.sh makes, each where it belongs and nowhere else.
 */
import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { root } from './install.mjs';

const require = createRequire(import.meta.url);
const wrong = [];
const check = (holds, what) => {
  if (!holds) wrong.push(what);
};
const read = (path) => readFileSync(join(root, path), 'utf8');

const linter = join(dirname(require.resolve('dclint/package.json')), 'bin', 'dclint.cjs');
const linted = spawnSync(process.execPath, [linter, 'docker-compose.yml', '--max-warnings', '0'], {
  cwd: root,
  encoding: 'utf8',
});
check(linted.status === 0, `dclint: ${linted.stdout}${linted.stderr}`);

const { validate } = require('dockerfile-utils');
const dockerfile = read('Dockerfile');
for (const { range, message } of validate(dockerfile, {})) {
  wrong.push(`Dockerfile:${range.start.line + 1}: ${message}`);
}

const { services, secrets } = parse(read('docker-compose.yml'), { merge: true });
const native = read('src/runtime/parts.ts') + read('src/runtime/start.ts');
/** Whether what runs as `dist/src/X.js` is built from a source and is started by the supervisor as `X.js`. */
const isNative = (entry) => {
  const part = /^dist\/src\/(.+)\.js$/.exec(entry)?.[1];
  return part !== undefined && existsSync(join(root, 'src', `${part}.ts`)) && native.includes(`'${part}.js'`);
};

const preload = 'dist/src/runtime/untraced-promises.js';
check(isNative(preload), `${preload} is not preloaded by npm start`);
/** What Node is told before a file of ours. */
const argumentsBefore = { 'dist/src/runtime/worker-main.js': `--require ./${preload}` };

for (const [name, service] of Object.entries(services)) {
  const { image = '', environment = {}, depends_on = {}, volumes = [], command = [], ports = [] } = service;
  const ours = image.startsWith('fuquan:');
  check(/:[^:]*\d|^fuquan:local$/.test(image) && !image.endsWith(':latest'), `${name}: image ${image} is not pinned`);
  check(service.logging?.options?.['max-size'], `${name}: its log grows without end`);
  for (const [other, { condition }] of Object.entries(depends_on)) {
    check(services[other], `${name}: waits for ${other}, which is not there`);
    check(condition !== 'service_healthy' || services[other]?.healthcheck, `${name}: ${other} has no health check`);
    check(
      condition !== 'service_completed_successfully' || /^on-failure/.test(services[other]?.restart ?? ''),
      `${name}: ${other} would never be complete`,
    );
  }
  for (const [variable, value] of Object.entries(environment)) {
    const secret = /PASSWORD|PWD|_KEY$|DATABASE_URL/.test(variable) && !`${value}`.startsWith('/run/secrets/');
    check(!secret || /\$\{\w+:\?/.test(value), `${name}: ${variable} must come from outside and be required`);
  }
  for (const volume of volumes) {
    const source = volume.split(':')[0];
    check(!source.startsWith('.') || existsSync(join(root, source)), `${name}: ${source} is not there`);
  }
  for (const port of ports) check(`${port}`.startsWith('127.0.0.1:'), `${name}: port ${port} is open to the network`);
  if (!ours) continue;
  check(environment.FUQUAN_DEMO === '0', `${name}: runs in demonstration mode`);
  const entry = command.at(-1);
  check(isNative(entry), `${name}: ${command.join(' ')} is not a command of npm start`);
  const given = command.slice(0, -1).join(' ');
  check(given === (argumentsBefore[entry] ?? ''), `${name}: ${entry} runs with "${given}", which npm start does not`);
  check(service.read_only === true && service.cap_drop?.includes('ALL'), `${name}: may do more than it needs`);
}
const commands = ['runtime/migrate-main', 'runtime/worker-main', 'api/main'].map((part) => `dist/src/${part}.js`);
for (const entry of commands) {
  check(
    Object.values(services).some((service) => service.command?.includes(entry)),
    `nothing runs ${entry}`,
  );
}

// certificates: each service has the files that its settings name, only clients' with clients, and the script makes them
const requiresClients = services.temporal.environment.TEMPORAL_TLS_REQUIRE_CLIENT_AUTH;
check(requiresClients === 'true', 'temporal: answers clients without a certificate');
for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services)) {
  if ('TEMPORAL_ADDRESS' in environment && name !== 'migrate')
    check(given.includes('temporal-client-key'), `${name}: speaks to Temporal without a certificate`);
  check(name === 'temporal' || !given.includes('temporal-server-key'), `${name}: has the key of Temporal's server`);
  if (name === 'migrate') continue;
  for (const [variable, value] of Object.entries(environment)) {
    const secret = /^\/run\/secrets\/(.+)$/.exec(value)?.[1];
    check(secret === undefined || given.includes(secret), `${name}: ${variable} names ${value}, which it is not given`);
  }
  for (const secret of given) check(secrets[secret], `${name}: secret ${secret} is not there`);
}

// keys: the API has each that it can be told of, the migration the one that it makes known, and nobody else has any
const keyFiles = {
  migrate: { FUQUAN_COMMAND_KEY_FILE: 'command-key' },
  api: { FUQUAN_COMMAND_KEY_FILE: 'command-key', FUQUAN_CHECKPOINT_KEY_FILE: 'checkpoint-public-key' },
};
const [, ownVariables = ''] =
  /^const service = z\.object\(\{$(.+?)^\}\);$/ms.exec(read('src/runtime/environment-variables.ts')) ?? [];
const known = [...ownVariables.matchAll(/\bFUQUAN_\w+_KEY_FILE\b/g)].map(([variable]) => variable);
check(known.length > 0, 'environment-variables.ts: it is told of no file of a key, or this check does not find where');
for (const variable of known)
  check(variable in keyFiles.api, `api: ${variable} is a file of a key that nothing here gives`);
for (const [name, { environment = {}, secrets: given = [] }] of Object.entries(services)) {
  const wanted = keyFiles[name] ?? {};
  for (const [variable, secret] of Object.entries(wanted))
    check(
      environment[variable] === `/run/secrets/${secret}` && given.includes(secret),
      `${name}: ${variable} does not name the secret ${secret}, or it is not given that`,
    );
  for (const secret of ['command-key', 'checkpoint-public-key'])
    check(
      Object.values(wanted).includes(secret) || !given.includes(secret),
      `${name}: has ${secret}, which it needs not`,
    );
}
check(
  Object.values(secrets).every(({ file }) => !file.endsWith('/checkpoint.pem')),
  'secrets: the key that signs checkpoints is given to a service',
);

const made = mkdtempSync(join(tmpdir(), 'fuquan-secrets-'));
const makes = (script, ...words) => {
  const { status, stderr } = spawnSync(join(root, 'scripts', script), [...words, made], { encoding: 'utf8' });
  check(status === 0, `${script}: ${stderr}`);
};
try {
  makes('certificates.sh', '--days', '40');
  makes('keys.sh');
  const key = (name) => readFileSync(join(made, name), 'utf8');
  const first = ['commands', 'checkpoint.pem'].map(key);
  for (const pem of first)
    check(createPrivateKey(pem).asymmetricKeyType === 'ed25519', 'keys.sh: it makes keys of another kind');
  const halves = [createPublicKey(key('checkpoint.pem')), createPublicKey(key('checkpoint.pem.pub'))];
  check(halves[0].equals(halves[1]), 'keys.sh: the public key of checkpoints is of another');
  makes('keys.sh');
  check(`${['commands', 'checkpoint.pem'].map(key)}` === `${first}`, 'keys.sh: run again, it replaces what signs');
  for (const name of ['commands', 'checkpoint.pem', 'ca.key', 'client.key'])
    check((statSync(join(made, name)).mode & 0o077) === 0, `${name}: others may read it`);
  for (const [name, { file }] of Object.entries(secrets)) {
    const path = join(made, file.split('/').at(-1));
    if (!existsSync(path)) check(false, `secrets: ${name}: neither certificates.sh nor keys.sh makes ${file}`);
    else if (/CERTIFICATES.*\.pem$/.test(file)) {
      const certificate = new X509Certificate(readFileSync(path));
      const authority = new X509Certificate(readFileSync(join(made, 'ca.pem')));
      check(certificate.verify(authority.publicKey), `certificates.sh: ${path} is not of its authority`);
      check(
        !path.endsWith('server.pem') || certificate.checkHost('temporal'),
        'certificates.sh: the server is not called temporal',
      );
    }
  }
} finally {
  rmSync(made, { recursive: true, force: true });
}

// what is secret lies in folders that nobody commits, and that no image is made of
for (const folder of ['certificates', 'keys'])
  check(read('.gitignore').split('\n').includes(`/${folder}/`), `.gitignore: /${folder}/ may be committed`);
for (const line of read('.dockerignore')
  .split('\n')
  .filter((each) => each.startsWith('!')))
  check(!/^!\/?(certificates|keys)\b/.test(line), `.dockerignore: ${line} goes into the image`);

const start = /^CMD \["(.+)"\]$/m.exec(dockerfile)?.[1] ?? '';
check(isNative(start), `Dockerfile: CMD ${start} is not a command of npm start`);
check(/^USER (?!root|0)/m.test(dockerfile), 'Dockerfile: runs as root');
check(/^ENTRYPOINT \["tini"/m.test(dockerfile), 'Dockerfile: no init');
for (const [, from] of dockerfile.matchAll(/^FROM (\S+)/gm)) {
  check(/:\d+\.\d+/.test(from), `Dockerfile: ${from} is not pinned`);
}
for (const [, sources] of dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)) {
  for (const source of sources.split(' ')) {
    check(source === '.' || existsSync(join(root, source)), `Dockerfile: ${source} is not there`);
  }
}

if (wrong.length > 0) {
  console.error(wrong.map((line) => `containers: ${line}`).join('\n'));
  process.exit(1);
}
console.log(`containers: ${Object.keys(services).length} services and the Dockerfile are sound`);
