import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // keytar is optional and has a native part: it may be missing, and must not be copied into the bundle. Of zod only a
      // small part is used; bundled it loads in half the time.
      externalizeDeps: { include: ['keytar'], exclude: ['zod'] },
      rollupOptions: { input: { index: 'main/index.ts', cli: 'main/cli.ts', packaged: 'main/packaged.ts' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script must be one CommonJS file.
      rollupOptions: { input: 'preload/index.ts', output: { format: 'cjs', entryFileNames: 'index.cjs' } },
    },
  },
  renderer: {
    root: 'renderer',
    build: {
      outDir: 'out/renderer',
      // Nothing may be inlined: the content security policy allows scripts and styles from 'self' only.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      minify: true,
      // Read from disk, not over a network.
      chunkSizeWarningLimit: 1000,
      rollupOptions: { input: 'renderer/index.html' },
    },
    plugins: [react()],
  },
});
