// Copies what Converse.js needs at run time from its package into dist/converse. Source maps, the website and OMEMO stay behind.
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const from = join(root, 'node_modules/converse.js');
const to = join(root, 'dist/converse');

await rm(to, { recursive: true, force: true });
await mkdir(to, { recursive: true });
for (const file of ['converse.min.js', 'converse.min.css', 'emoji.json', 'webfonts', 'chunkjs']) {
  await cp(join(from, 'dist', file), join(to, file), { recursive: true, filter: (path) => !path.endsWith('.map') });
}
await cp(join(from, 'LICENSE'), join(to, 'LICENSE'));
