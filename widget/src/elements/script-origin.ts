/** Where the script tag was loaded from: the API's own origin unless `api` says otherwise. */
export const scriptOrigin = { value: '' }
