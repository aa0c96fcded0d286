import { runCli } from './run.ts'

void runCli(process.argv).then((code) => {
  process.exitCode = code
})
