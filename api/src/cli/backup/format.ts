import type { TableInfo } from '../../data/operator.ts'

/** Of the archive itself; a later one that reads differently gets a number of its own. */
export const FORMAT = 1

export const MANIFEST = 'manifest.json'
export const TASKS = 'tasks.json'
/** The last entry: an archive without it is not whole. */
export const END = 'end.json'
export const tableEntry = (name: string) => `tables/${name}.copy`
export const fileEntry = (key: string) => `files/${key}`

export interface Manifest {
  format: number
  createdAt: string
  /** The schema that the rows are of. */
  migrations: string[]
  tables: TableInfo[]
}

export interface End {
  rows: Record<string, number>
  tasks: number
  files: number
  bytes: number
  /** Files that rows named and that were not there. */
  missing: string[]
}
