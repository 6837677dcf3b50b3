import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = resolve(import.meta.dirname, '../../dist');
const KB = 1000;

function page(name: string): string {
  return readFileSync(join(DIST, name), 'utf8');
}

/** Everything of one kind that the page names, with what those files import statically. */
function loaded(html: string, extension: 'js' | 'css'): string[] {
  const found = new Set([...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1] ?? '').filter((path) => path.endsWith(`.${extension}`)));
  for (const path of found) {
    const text = readFileSync(join(DIST, path), 'utf8');
    for (const match of text.matchAll(/\bfrom\s*["']\.\/([^"']+\.js)["']|\bimport\s*["']\.\/([^"']+\.js)["']/g)) found.add(`/assets/${match[1] ?? match[2]}`);
  }
  return [...found];
}

function gzipped(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length, 0);
}

describe('built pages', () => {
  it('load at most 200 KB of script before the picture plays', () => {
    const scripts = loaded(page('channel.html'), 'js');
    expect(scripts.length).toBeGreaterThan(0);
    expect(gzipped(scripts)).toBeGreaterThan(50 * KB);
    expect(gzipped(scripts)).toBeLessThanOrEqual(200 * KB);
  });

  it.each(['index.html', 'channel.html', 'client.html'])('%s loads at most 20 KB of styles', (name) => {
    const styles = loaded(page(name), 'css');
    expect(styles.length).toBeGreaterThan(0);
    expect(gzipped(styles)).toBeLessThanOrEqual(20 * KB);
  });

  it.each(['index.html', 'channel.html', 'client.html'])('%s has no inline script or style, which the policy forbids', (name) => {
    const html = page(name);
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect(html).not.toMatch(/<style|\sstyle=|\son[a-z]+=/);
  });

  it.each(['index.html', 'channel.html', 'client.html'])('%s names no other host and only files that exist', (name) => {
    const html = page(name);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const files = [...html.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map((match) => match[1] ?? '');
    expect(files.filter((file) => !existsSync(join(DIST, file)))).toEqual([]);
  });

  it('carry a hash in the name of every asset, since those are kept for ever', () => {
    expect(readdirSync(join(DIST, 'assets')).filter((file) => !/-[\w-]{8}\.\w+$/.test(file))).toEqual([]);
  });

  it('bring what Converse asks for at run time', () => {
    for (const file of ['converse.min.js', 'converse.min.css', 'emoji.json', 'webfonts', 'chunkjs/locales']) expect(existsSync(join(DIST, 'converse', file))).toBe(true);
    const css = readFileSync(join(DIST, 'converse/converse.min.css'), 'utf8');
    expect([...css.matchAll(/url\(["']?(https?:)?\/\/[^)]*/g)].map((match) => match[0])).toEqual([]);
  });
});
