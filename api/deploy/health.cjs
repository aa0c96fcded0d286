// What the image asks itself. A worker that fetches its tasks has no port, and lives as long as its process.
const { ROLE, TASK_QUEUE, PORT } = process.env
if (ROLE === 'worker' && TASK_QUEUE !== 'cloud-tasks') process.exit(0)
fetch(`http://127.0.0.1:${PORT || 8080}/healthz`, { signal: AbortSignal.timeout(3000) }).then(
  (response) => process.exit(response.ok ? 0 : 1),
  () => process.exit(1),
)
