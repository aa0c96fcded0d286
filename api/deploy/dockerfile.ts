/** As much of a Dockerfile as ours uses; what is not known is refused, so that nothing is silently left out. */
export type Instruction =
  | { kind: 'workdir'; path: string }
  | { kind: 'copy'; from: string | undefined; sources: string[]; target: string }
  | { kind: 'run'; command: string }

export interface Stage {
  name: string
  image: string
  env: Record<string, string>
  instructions: Instruction[]
  user: string | undefined
  command: string[]
  health: string[]
}

export function readDockerfile(text: string): Stage[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n')
  const stages: Stage[] = []
  for (const line of lines) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line.trim()) ?? []
    if (!word || rest === undefined) throw new Error(`not an instruction: ${line}`)
    if (word === 'FROM') {
      const [, image, name] = /^(\S+)(?:\s+AS\s+(\S+))?$/.exec(rest)!
      stages.push({
        name: name ?? 'image',
        image: image!,
        env: {},
        instructions: [],
        user: undefined,
        command: [],
        health: [],
      })
      continue
    }
    const stage = stages.at(-1)
    if (!stage) throw new Error(`before the first stage: ${line}`)
    read(stage, word, rest)
  }
  return stages
}

function read(stage: Stage, word: string, rest: string): void {
  switch (word) {
    case 'WORKDIR':
      stage.instructions.push({ kind: 'workdir', path: rest })
      return
    case 'COPY': {
      const words = rest.split(/\s+/)
      const paths = words.filter((entry) => !entry.startsWith('--'))
      const from = words.find((entry) => entry.startsWith('--from='))?.slice('--from='.length)
      stage.instructions.push({ kind: 'copy', from, sources: paths.slice(0, -1), target: paths.at(-1)! })
      return
    }
    case 'RUN':
      stage.instructions.push({ kind: 'run', command: rest })
      return
    case 'ENV':
      for (const entry of rest.split(/\s+/)) {
        const [name, ...value] = entry.split('=')
        stage.env[name!] = value.join('=')
      }
      return
    case 'USER':
      stage.user = rest
      return
    case 'CMD':
      stage.command = JSON.parse(rest)
      return
    case 'HEALTHCHECK':
      stage.health = JSON.parse(rest.slice(rest.indexOf('CMD ') + 4))
      return
    case 'EXPOSE':
    case 'VOLUME':
      return
    default:
      throw new Error(`the replay does not know ${word}`)
  }
}

/** What a .dockerignore leaves out of the context, as patterns over paths from its root. */
export function readIgnored(text: string): RegExp[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'))
  return lines.map((line) => {
    const [, deep, rest] = /^(\*\*\/)?(.*)$/.exec(line.trim().replace(/\/$/, ''))!
    if (/^!|[?[\]{}]|\*\*/.test(rest!)) throw new Error(`the replay does not know ${line}`)
    const pattern = rest!.replace(/[.+^$()|\\]/g, '\\$&').replaceAll('*', '[^/]*')
    return new RegExp(`^${deep ? '(?:.*/)?' : ''}${pattern}(?:/|$)`)
  })
}
