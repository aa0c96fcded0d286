// The editor asks through this server, which adds the secret key. Where Clerk's script is in the page and a person is
// signed in, their session goes along instead.
const editor = document.querySelector('vitrine-placement-editor')
editor.ask = async (path, init) => {
  const token = await window.Clerk?.session?.getToken()
  const headers = { ...init.headers, ...(token && { authorization: `Bearer ${token}` }) }
  return fetch(`/vitrine${path}`, { ...init, headers })
}

// ?item=prd_…&tenant=tnt_…&lang=fr opens the editor at one item; a link in a catalogue leads there.
const wanted = new URLSearchParams(location.search)
for (const name of ['item', 'tenant', 'theme']) if (wanted.has(name)) editor[name] = wanted.get(name)
if (wanted.has('lang')) document.documentElement.lang = wanted.get('lang')

// Leaving with edits that are not saved is asked about by the browser.
addEventListener('beforeunload', (event) => {
  if (editor.dirty) event.preventDefault()
})
