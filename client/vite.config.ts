import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { sprite } from './icons.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Writes icons.svg beside the bundles, so that a page shows an icon by name with <use>. */
function icons(): Plugin {
  return {
    name: 'pinzhi-icons',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'icons.svg', source: sprite() });
    },
  };
}

/** The typeface of printed forms lies beside the bundles; no page loads it. */
function printFont(): Plugin {
  const file = 'node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff2';
  return {
    name: 'pinzhi-print-font',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'print/noto-sans-sc.woff2', source: readFileSync(here(file)) });
    },
  };
}

/** Entries keep their names (the templates know them); what they load later is named by content. */
export default defineConfig({
  base: './',
  plugins: [icons(), printFont()],
  build: {
    outDir: 'dist',
    target: 'es2022',
    modulePreload: false,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      checks: { eval: false }, // htmx holds one; the pages forbid it (allowEval false, script-src 'self')
      input: {
        theme: here('src/theme.ts'),
        console: here('src/console/main.ts'),
        phone: here('src/phone.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith('.css')) ? '[name][extname]' : 'assets/[name]-[hash][extname]',
      },
    },
  },
});
