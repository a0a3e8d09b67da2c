import { createHash } from 'node:crypto';
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

/** Names what the phone app needs to open without network, and a mark that changes with any of it. */
function appFiles(): Plugin {
  return {
    name: 'pinzhi-app-files',
    generateBundle(_options, bundle) {
      const needed = new Set(['app.css', 'icons.svg', 'mark.svg', 'theme.js']);
      const follow = (name: string): void => {
        const file = bundle[name];
        if (needed.has(name) || file?.type !== 'chunk') return;
        needed.add(name);
        for (const next of [...file.imports, ...file.dynamicImports]) follow(next);
      };
      follow('app.js');
      const mark = createHash('sha256');
      for (const name of [...needed].sort()) {
        const file = bundle[name];
        mark.update(name).update(file?.type === 'chunk' ? file.code : (file?.source ?? ''));
      }
      const told = { version: mark.digest('hex').slice(0, 16), files: [...needed].sort() };
      this.emitFile({ type: 'asset', fileName: 'app-files.json', source: JSON.stringify(told) });
    },
  };
}

/** Entries keep their names (the templates know them); what they load later is named by content. */
export default defineConfig({
  base: './',
  plugins: [icons(), printFont(), appFiles()],
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
        app: here('src/app/main.tsx'),
        sw: here('src/worker/sw.ts'),
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
