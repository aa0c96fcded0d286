import type { Findings } from './findings.ts'
import { type Folder, FolderError } from './folder.ts'
import { isForbiddenKey, readExpression } from './literals.ts'

const TEXT_LIMIT_BYTES = 20_000_000

/**
 * A text file of the prototype, reported as lying at `where`; undefined where there is none, or (reported) none that
 * may be read.
 */
export async function readText(
  folder: Folder,
  path: string,
  findings: Findings,
  where = path,
): Promise<string | undefined> {
  try {
    // Drops a byte order mark, which Windows editors leave behind.
    return new TextDecoder().decode(await folder.read(path, TEXT_LIMIT_BYTES))
  } catch (error) {
    if (!(error instanceof FolderError)) throw error
    if (error.reason !== 'missing')
      findings.add({
        severity: 'error',
        code: 'refused',
        where,
        message: `The file ${error.message}.`,
      })
    return undefined
  }
}

/** A JSON file, strict or as people leave it behind: with comments, a comma too many, or NaN. */
export async function readJson(
  folder: Folder,
  path: string,
  findings: Findings,
  where = path,
): Promise<unknown> {
  const text = await readText(folder, path, findings, where)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text, (key, value) => {
      if (!isForbiddenKey(key)) return value
      refuseKey(findings, where, key)
      return undefined
    })
  } catch {
    return readLoosely(text, where, findings)
  }
}

function readLoosely(text: string, where: string, findings: Findings): unknown {
  try {
    const { value, computed } = readExpression(text)
    findings.add({
      severity: 'warning',
      code: 'adjusted',
      where,
      message: 'It is not strict JSON; it was read as it was meant.',
    })
    for (const { at, what, line } of computed)
      findings.add({
        severity: 'warning',
        code: 'computed',
        where: `${where}:${line}`,
        message: `${at || 'The value'} is ${what} and was not read.`,
      })
    return value
  } catch {
    findings.add({
      severity: 'error',
      code: 'unreadable',
      where,
      message: 'It is not JSON, or is cut off; nothing of it was read.',
    })
    return undefined
  }
}

function refuseKey(findings: Findings, where: string, key: string): void {
  findings.tally({
    severity: 'warning',
    code: 'refused',
    where,
    message: `The key ${key} was left out: it is no data.`,
  })
}

/** An object that is no array; undefined for everything else. */
export function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}
