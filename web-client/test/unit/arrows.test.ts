import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = resolve(import.meta.dirname, '../../src');

/** What each folder may import of the others; pages (files beside the folders) may import everything. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  xmpp: [],
  player: [],
  site: [],
  room: ['xmpp'],
  ui: ['room', 'player', 'site'],
};

/** Packages each folder may import. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = { xmpp: ['strophe.js'], player: ['hls.js/light', 'hls.js'] };

interface Import {
  readonly file: string;
  readonly folder: string;
  readonly target: string;
}

function imports(): Import[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const text = readFileSync(join(SRC, file), 'utf8');
      return [...text.matchAll(/\bfrom\s+'([^']+)'|\bimport\('([^']+)'\)/g)].map((match) => ({
        file,
        folder: file.includes('/') ? (file.split('/')[0] ?? '') : '',
        target: match[1] ?? match[2] ?? '',
      }));
    });
}

describe('import arrows', () => {
  it('finds the sources', () => {
    expect(imports().length).toBeGreaterThan(30);
  });

  it('knows every folder', () => {
    const folders = readdirSync(SRC, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'styles');
    expect(folders.map((folder) => folder.name).sort()).toEqual(Object.keys(MAY).sort());
  });

  it('point from ui to room to xmpp, from ui to player and site, and nowhere else', () => {
    const wrong = imports().filter(({ file, folder, target }) => {
      if (folder === '') return false;
      if (!target.startsWith('.')) return !(PACKAGES[folder] ?? []).includes(target);
      const aimed = relative(SRC, resolve(SRC, dirname(file), target)).split('/')[0] ?? '';
      return aimed !== folder && !(MAY[folder] ?? []).includes(aimed);
    });
    expect(wrong).toEqual([]);
  });

  it('leave the room without a page', () => {
    const touching = readdirSync(join(SRC, 'room')).filter((file) => /\b(document|window|HTMLElement)\b/.test(readFileSync(join(SRC, 'room', file), 'utf8')));
    expect(touching).toEqual([]);
  });
});
