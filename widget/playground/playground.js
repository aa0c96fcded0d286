/** The whole page is drawn from the manifest: an attribute, event or property that is new shows up by itself. */
const manifest = await (await fetch('/custom-elements.json')).json()
const elements = manifest.modules[0].declarations
const portal = elements.find(({ tagName }) => tagName === 'vitrine-portal')

const find = (id) => document.getElementById(id)
const settings = find('settings')
const stage = find('stage')
const kept = new URLSearchParams(location.search)
const state = {
  element: 'vitrine-portal',
  look: '',
  scheme: 'light dark',
  width: '100%',
  portal: 'strapi',
  routing: 'none',
  ...Object.fromEntries(kept),
}

const choices = {
  element: elements.map(({ tagName }) => tagName),
  look: ['', 'vitrine-atelier', 'vitrine-studio'],
  scheme: ['light dark', 'light', 'dark'],
  width: ['100%', '1280px', '768px', '360px'],
}

function field(name, title, values, hint) {
  const label = document.createElement('label')
  const control = document.createElement(values ? 'select' : 'input')
  for (const value of values ?? []) control.append(new Option(value || '(none)', value))
  control.name = name
  control.value = state[name] ?? ''
  if (hint) label.title = hint
  label.append(title, control)
  return label
}

function group(title, fields) {
  const details = document.createElement('details')
  const summary = document.createElement('summary')
  summary.textContent = title
  details.append(summary, ...fields)
  return details
}

/** `'light' | 'dark'` of the manifest as choices. */
const choicesOf = ({ text }) =>
  text.includes("'") ? ['', ...text.split('|').map((one) => one.trim().replaceAll("'", ''))] : undefined

function drawSettings() {
  const { attributes } = elements.find(({ tagName }) => tagName === state.element)
  const own = attributes.filter(({ name }) => name !== 'publishable-key' && name !== 'api')
  settings.replaceChildren(
    field('element', 'Element', choices.element),
    field('look', 'Theme', choices.look, 'A class of themes/*.css'),
    field('scheme', 'Page’s color-scheme', choices.scheme),
    field('width', 'Width', choices.width),
    ...own.map(({ name, type, description }) => field(name, name, choicesOf(type), description)),
    group(
      'Custom properties',
      portal.cssProperties.map(({ name, description, default: usual }) =>
        field(name, `${name}: ${description} (${usual})`),
      ),
    ),
    group('Methods', [methods()]),
  )
}

function methods() {
  const box = document.createElement('p')
  for (const call of ['navigate("catalogue")', 'navigate("cart")', 'addToCart("…first product")']) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = call
    button.onclick = () => run(call)
    box.append(button, ' ')
  }
  return box
}

async function run(call) {
  const element = stage.firstElementChild
  if (call.startsWith('navigate')) return element.navigate(/"(\w+)"/.exec(call)[1])
  const headers = { 'X-Publishable-Key': await keyOf(state.portal) }
  const items = await (await fetch(`/v1/portals/${state.portal}/items?kind=product&limit=1`, { headers })).json()
  note('addToCart', await element.addToCart(items.data[0].id))
}

const keys = new Map()
async function keyOf(slug) {
  if (!keys.has(slug)) keys.set(slug, (await (await fetch(`/key/${slug}`)).json()).key ?? '')
  return keys.get(slug)
}

async function drawStage() {
  const { attributes } = elements.find(({ tagName }) => tagName === state.element)
  const element = document.createElement(state.element)
  element.setAttribute('publishable-key', await keyOf(state.portal))
  for (const { name } of attributes) if (state[name]) element.setAttribute(name, state[name])
  if (state.look) element.className = state.look
  for (const { name } of portal.cssProperties) if (state[name]) element.style.setProperty(name, state[name])
  element.style.inlineSize = state.width
  document.documentElement.style.colorScheme = state.scheme
  stage.replaceChildren(element)
  drawMarkup(element)
}

function drawMarkup(element) {
  const attributes = [...element.attributes].filter(({ name }) => name !== 'style')
  const written = attributes.map(({ name, value }) => `${name}="${value}"`).join(' ')
  const tag = `<${state.element} ${written}></${state.element}>`
  const script = `<script type="module" src="${location.origin}/widget/v1/vitrine.js"></script>`
  const byFramework = {
    HTML: `${script}\n${tag}`,
    React: `import '@vitrine/widget/define'\nimport '@vitrine/widget/react' // types\n\nexport const Shop = () =>\n  ${tag.replace('class=', 'className=').replace(/>.*$/, ' />')}`,
    Vue: `// vite.config: vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('vitrine-') } } })\n<script setup>\nimport '@vitrine/widget/define'\n</script>\n<template>\n  ${tag}\n</template>`,
    WordPress: `<!-- A block “Custom HTML” -->\n${script}\n${tag}`,
  }
  find('markup').textContent = byFramework[find('framework').value]
}

function note(name, detail) {
  const line = document.createElement('li')
  line.textContent = `${name} ${JSON.stringify(detail)}`
  find('events').prepend(line)
}

settings.addEventListener('change', ({ target }) => {
  state[target.name] = target.value
  history.replaceState(null, '', `?${new URLSearchParams(Object.entries(state).filter(([, value]) => value))}${location.hash}`)
  if (target.name === 'element') drawSettings()
  drawStage()
})
settings.addEventListener('submit', (event) => event.preventDefault())
find('framework').addEventListener('change', () => drawMarkup(stage.firstElementChild))
find('copy').addEventListener('click', () => navigator.clipboard.writeText(find('markup').textContent))
for (const { name } of portal.events)
  document.addEventListener(name, (event) => {
    if (name === 'vitrine:order-submit' && find('hold').checked) event.preventDefault()
    note(name, event.detail)
  })

drawSettings()
await drawStage()
