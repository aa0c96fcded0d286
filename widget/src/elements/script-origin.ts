/** Where the script tag was loaded from: the API's own origin unless `api` says otherwise. */
export const scriptOrigin = { value: '' }

/**
 * The `crossorigin` of a picture. Asked for as the script was, without credentials, it comes over the same connection,
 * which is open already; whatever sent the script lets other sites' pages read its files.
 */
export function crossOriginOf(url: string): '' | undefined {
  const { value } = scriptOrigin
  return value && value !== location.origin && url.startsWith(`${value}/`) ? '' : undefined
}
