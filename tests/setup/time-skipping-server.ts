/** The server that lets a year pass in a second: fetched by the SDK, or by Maven where that is refused. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot, toolFolder } from '../../src/runtime/places';
import type { Progress } from '../../src/runtime/progress';
import { downloadTimeSkipping } from '../../src/runtime/temporal-find';

const version = '1.38.0';
const folder = join(projectRoot, '.fuquan', 'test-server');
const downloaded = join(toolFolder, 'temporal-test-server');
const script = join(folder, 'temporal-test-server');

/** Path of its program, fetched if it is not there; null where neither the SDK nor Maven can have it. */
export async function prepareTimeSkippingServer(progress: Progress, signal: AbortSignal): Promise<string | null> {
  if (existsSync(downloaded)) return downloaded;
  if (existsSync(script) && hasJava()) return script;
  if (await downloadTimeSkipping(downloaded, progress, signal)) return downloaded;
  if (!hasJava() || spawnSync('mvn', ['--version']).status !== 0) return null;
  progress.begin('fetching the time-skipping server with Maven');
  const done = await fetchWithMaven(signal);
  progress.done(done ? '' : 'refused');
  return done ? script : null;
}

const hasJava = () => spawnSync('java', ['-version']).status === 0;

const project = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>local</groupId><artifactId>test-server</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.temporal</groupId><artifactId>temporal-test-server</artifactId><version>${version}</version></dependency>
  </dependencies>
</project>
`;

async function fetchWithMaven(signal: AbortSignal): Promise<boolean> {
  const half = `${folder}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  writeFileSync(join(half, 'pom.xml'), project);
  const args = ['-q', '-B', '-f', join(half, 'pom.xml'), 'dependency:copy-dependencies', '-DoutputDirectory=jars'];
  const child = spawn('mvn', args, { stdio: 'ignore', signal });
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('exit', resolve));
  if (code !== 0 || !existsSync(join(half, 'jars'))) return false;
  writeFileSync(join(half, 'temporal-test-server'), launcher, { mode: 0o755 });
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
  return true;
}

// the SDK calls it with the port; the small heap and the quick compiler suit a server that lives for one test file
const launcher = `#!/bin/sh
exec java -Xmx512m -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/jars/*" io.temporal.testserver.TestServer "$@"
`;
