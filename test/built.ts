/**
 * Tests of what is shipped (the command line) run the build: it is made before the first test where it is older than
 * the sources.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = `${root}dist/cli/main.js`;

export default function setup(): void {
  const newest = Math.max(
    ...readdirSync(`${root}src`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(`${entry.parentPath ?? entry.path}/${entry.name}`).mtimeMs),
  );
  if (!existsSync(built) || statSync(built).mtimeMs < newest)
    execFileSync(process.execPath, ['build.config.mjs'], { cwd: root, stdio: 'inherit' });
}
