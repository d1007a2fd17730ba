import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const server = process.env.NETZWERKSTATT_SERVER ?? 'http://127.0.0.1:8000'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2022',
  },
  worker: { format: 'es' },
  server: { proxy: { '/api': { target: server, ws: true } } },
})
