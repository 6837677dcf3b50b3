import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Three pages, each a root of its own. Everything is addressed from the site's root because the pages are served at /c/NAME and /client/NAME.
export default defineConfig({
  base: '/',
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist',
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    rollupOptions: { input: { index: 'index.html', channel: 'channel.html', client: 'client.html' } },
  },
  test: {
    include: ['test/unit/**/*.test.ts', 'test/built/**/*.test.ts'],
    environment: 'node',
    // What browsers get; the package's form for Node wants the package `ws`.
    alias: { 'strophe.js': fileURLToPath(new URL('node_modules/strophe.js/dist/strophe.esm.js', import.meta.url)) },
  },
});
