import type { Config } from '../../config.ts'
import type { ObjectStore } from '../../ports/object-store.ts'
import { createFilesystemStore } from './filesystem.ts'

/** The store that the configuration names. */
export async function openObjectStore(
  config: Pick<Config, 'objectStore' | 'dataDir'>,
  publicUrl: string,
): Promise<ObjectStore> {
  if (config.objectStore.kind === 'filesystem')
    return createFilesystemStore({ root: `${config.dataDir}/files`, publicUrl })
  // Read only where it is used: Google's client takes 0.3 s and 40 MB to load.
  const { createGcsStore } = await import('./gcs.ts')
  return createGcsStore(config.objectStore)
}
