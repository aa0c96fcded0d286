/** What the elements offer, for editors and documentation tools; the build writes it as custom-elements.json. */
interface Attribute {
  name: string
  /** The property of the same meaning, where it is spelled otherwise. */
  fieldName?: string
  type: string
  default?: string
  description: string
}
interface Named {
  name: string
  description: string
}

const ofPortal: Attribute[] = [
  { name: 'portal', type: 'string', description: 'Slug of the tenant.' },
  {
    name: 'publishable-key',
    fieldName: 'publishableKey',
    type: 'string',
    description: 'A key `pk_…` that is open to the origin of the page.',
  },
  {
    name: 'api',
    type: 'string',
    description: 'Address of the API; the origin of the script where absent (from npm: that of the page).',
  },
  {
    name: 'session',
    type: 'string',
    description: 'Of a visitor of a private portal, as your server got it for them.',
  },
  {
    name: 'locale',
    type: 'string',
    description: 'Such as `fr` or `en-GB`; else the nearest `lang`, else the tenant’s.',
  },
  {
    name: 'theme',
    type: "'light' | 'dark' | 'auto'",
    description:
      'Without it the portal follows the page’s own `color-scheme`; `auto` is the visitor’s system.',
  },
]
const messages = {
  kind: 'field',
  name: 'messages',
  type: { text: 'MessageOverrides' },
  default: '{}',
  description: 'Texts of your own by language, such as `{ fr: { welcomeTitle: "Bonjour" } }`.',
}
const leadsTo: Attribute = {
  name: 'href',
  type: 'string',
  description: 'The page that holds the portal, where it is not on this one; the hosted page where absent.',
}

export const events: (Named & { type: string })[] = [
  {
    name: 'vitrine:ready',
    type: '{ portal: string; name: string; locale: string }',
    description: 'The portal is on screen for the first time.',
  },
  { name: 'vitrine:navigate', type: 'Route', description: 'Another screen is shown.' },
  {
    name: 'vitrine:cart-change',
    type: '{ lines: readonly CartLine[] }',
    description: 'The cart is another than before, also where another tab changed it.',
  },
  {
    name: 'vitrine:order-submit',
    type: '{ order: OrderCreate }',
    description: 'A quote request is about to be sent; `preventDefault()` keeps it from being sent.',
  },
  {
    name: 'vitrine:order-created',
    type: '{ order: OrderReceipt }',
    description: 'A quote request has arrived.',
  },
  {
    name: 'vitrine:error',
    type: '{ code: ProblemCode; message: string; status: number; requestId?: string }',
    description:
      'Something could not be loaded. `code` is the API’s, or `setup` (attributes missing), or `network`, which also stands for an origin that the key does not allow.',
  },
]

export const cssProperties: (Named & { default: string })[] = [
  {
    name: '--vitrine-font-family',
    default: 'system-ui',
    description: 'Font of the text; `inherit` takes the page’s.',
  },
  { name: '--vitrine-font-size', default: '1rem', description: 'Everything scales with it.' },
  { name: '--vitrine-heading-font-family', default: 'as the text', description: 'Font of headings.' },
  { name: '--vitrine-heading-weight', default: '600', description: 'Weight of headings.' },
  { name: '--vitrine-background', default: '#fff, dark #151514', description: 'Ground of the portal.' },
  { name: '--vitrine-tile', default: '#f5f4f2, dark #21201f', description: 'Ground of pictures and fields.' },
  { name: '--vitrine-text', default: '#1c1b1a, dark #f3f1ee', description: 'Text.' },
  { name: '--vitrine-muted', default: '#66635e, dark #aaa69f', description: 'Text of less weight.' },
  { name: '--vitrine-line', default: '#e6e3de, dark #33312f', description: 'Thin lines.' },
  { name: '--vitrine-accent', default: 'the tenant’s colour', description: 'Fill of buttons.' },
  { name: '--vitrine-on-accent', default: 'whichever reads', description: 'Text on that fill.' },
  {
    name: '--vitrine-accent-text',
    default: 'the tenant’s colour, tinted until legible',
    description: 'Icons, lines and focus.',
  },
  { name: '--vitrine-radius', default: '10px', description: 'Corners of pictures, panels and fields.' },
  { name: '--vitrine-button-radius', default: '999px', description: 'Corners of buttons.' },
  { name: '--vitrine-picture-fit', default: 'cover', description: '`contain` never crops a picture.' },
  { name: '--vitrine-max-width', default: '80rem', description: 'Widest the content gets.' },
  { name: '--vitrine-min-height', default: '40rem', description: 'Least height of the portal.' },
  {
    name: '--vitrine-sticky-offset',
    default: '0px',
    description: 'Height of a sticky header of the page’s own.',
  },
]

export const cssParts: Named[] = [
  ['portal', 'All of it.'],
  ['header', 'Logo, navigation, search, cart.'],
  ['brand', 'The link to the home screen.'],
  ['logo', 'The tenant’s logo.'],
  ['nav', 'Links to the sections.'],
  ['search-link', 'The magnifying glass.'],
  ['cart-link', 'The bag.'],
  ['badge', 'How much is in it.'],
  ['screen', 'What changes from screen to screen.'],
  ['title', 'Heading of a screen and its lead.'],
  ['hero', 'Welcome of the home screen.'],
  ['breadcrumb', 'Where the visitor is.'],
  ['tools', 'Search, filter and order of the catalogue.'],
  ['search', 'The field to search in.'],
  ['chip', 'A filter.'],
  ['select', 'The order of the catalogue.'],
  ['card', 'An item in a grid.'],
  ['picture', 'The room of a picture.'],
  ['image', 'The picture.'],
  ['item', 'Screen of a product or pack.'],
  ['price', 'Its price.'],
  ['quantity', 'Fewer, how many, more.'],
  ['add', 'The button that puts it in the cart.'],
  ['zoom-button', 'Opens the large picture.'],
  ['zoom', 'The large picture.'],
  ['button', 'Every button.'],
  ['cart', 'The cart.'],
  ['line', 'An item in it.'],
  ['summary', 'The sum, beside the cart and the request.'],
  ['form', 'A step of the quote request.'],
  ['field', 'A field with its label.'],
  ['input', 'The field itself.'],
  ['error-summary', 'What is to be put right.'],
  ['confirmation', 'The request has arrived.'],
  ['notice', 'Words where there is nothing to show.'],
  ['progress', 'Pictures are being made.'],
  ['footer', 'Notes and contact.'],
  ['products', 'The strip of products.'],
].map(([name, description]) => ({ name: name!, description: description! }))

const method = (name: string, parameters: string[][], returned: string, description: string) => ({
  kind: 'method',
  name,
  description,
  parameters: parameters.map(([name, text]) => ({ name, type: { text } })),
  return: { type: { text: returned } },
})

const element = (
  tagName: string,
  name: string,
  description: string,
  attributes: Attribute[],
  rest: object,
) => ({
  kind: 'class',
  customElement: true,
  name,
  tagName,
  description,
  superclass: { name: 'HTMLElement' },
  attributes: attributes.map(({ type, ...attribute }) => ({ ...attribute, type: { text: type } })),
  ...rest,
})

const declarations = [
  element(
    'vitrine-portal',
    'VitrinePortal',
    'The whole portal: from the welcome to the confirmation of a quote request.',
    [
      ...ofPortal,
      {
        name: 'view',
        type: 'string',
        default: 'home',
        description:
          'Where to begin: `home`, `packs`, `collections`, `catalogue`, `cart`, or `product/mug`, `pack/…`, `collection/…`; changing it goes there.',
      },
      {
        name: 'routing',
        type: "'none' | 'hash'",
        default: 'none',
        description:
          '`hash`: screens have addresses (`#/products/mug`) that can be shared, and the back button works. `none`: the address is left alone.',
      },
    ],
    {
      members: [
        messages,
        {
          kind: 'field',
          name: 'cart',
          readonly: true,
          type: { text: 'readonly CartLine[]' },
          description: 'What is in the cart.',
        },
        {
          kind: 'field',
          name: 'route',
          readonly: true,
          type: { text: 'Route' },
          description: 'Where the visitor is.',
        },
        method(
          'navigate',
          [
            ['view', 'View'],
            ['id', 'string | undefined'],
          ],
          'void',
          'Shows a screen: `navigate("product", "mug")`.',
        ),
        method(
          'addToCart',
          [
            ['idOrSlug', 'string'],
            ['quantity', 'number'],
          ],
          'Promise<CartLine>',
          'Puts an item into the cart, as many as its minimum and step allow nearest to what is asked.',
        ),
      ],
      events: customEvents(events),
      cssProperties,
      cssParts,
    },
  ),
  element(
    'vitrine-products',
    'VitrineProducts',
    'A strip of products for any page: those of a collection, or the first of the catalogue.',
    [
      ...ofPortal,
      {
        name: 'collection',
        type: 'string',
        description: 'Slug or id; the first of the catalogue where absent.',
      },
      { name: 'limit', type: 'number', default: '4', description: 'How many at most.' },
      leadsTo,
    ],
    {
      members: [messages],
      cssProperties,
      cssParts: partsOf('products', 'card', 'picture', 'image', 'notice', 'button'),
    },
  ),
  element(
    'vitrine-cart-button',
    'VitrineCartButton',
    'The way to the cart, with how much is in it, for the header of the site.',
    [...ofPortal, leadsTo],
    { members: [messages], cssProperties, cssParts: partsOf('cart-link', 'badge') },
  ),
]

const editorEvents: (Named & { type: string })[] = [
  {
    name: 'vitrine:placement-change',
    type: '{ itemId: string; placement: Placement }',
    description: 'After every edit.',
  },
  {
    name: 'vitrine:placement-drawn',
    type: '{ itemId: string; placement: Placement; legibility: Legibility | undefined }',
    description: 'A placement is on screen, with how the logo reads on it.',
  },
  {
    name: 'vitrine:placement-saved',
    type: '{ itemId: string; placement: Placement; version: number }',
    description: 'The server has it.',
  },
  {
    name: 'vitrine:error',
    type: '{ code: string; message: string; status: number }',
    description: 'Something could not be loaded or saved.',
  },
]

/** For a partner's back office; a file of its own. */
const editor = element(
  'vitrine-placement-editor',
  'VitrinePlacementEditor',
  'Moves logos on the photos of a catalogue.',
  [
    {
      name: 'api',
      type: 'string',
      description: 'Address that requests go to where there is no `ask`; the page’s own origin where absent.',
    },
    {
      name: 'item',
      type: 'string',
      description: 'Id of the item to open; follows what is chosen in the editor.',
    },
    {
      name: 'tenant',
      type: 'string',
      description: 'Id of the tenant whose logo is shown; a sample where absent.',
    },
    ...ofPortal.filter(({ name }) => name === 'locale' || name === 'theme'),
  ],
  {
    members: [
      {
        kind: 'field',
        name: 'ask',
        type: { text: 'Ask | undefined' },
        description:
          'How requests reach the API: `(path, init) => Promise<Response>`, with whatever proves who asks.',
      },
      {
        kind: 'field',
        name: 'placement',
        readonly: true,
        type: { text: 'Placement | undefined' },
        description: 'The placement as it is edited; undefined while no item is open.',
      },
      {
        kind: 'field',
        name: 'dirty',
        readonly: true,
        type: { text: 'boolean' },
        description: 'Whether there are edits that the server does not have.',
      },
      method('undo', [], 'void', 'Takes the last edit back.'),
      method('redo', [], 'void', 'Makes it again.'),
      method('save', [], 'Promise<boolean>', 'Saves; true where the server has it now.'),
    ],
    events: customEvents(editorEvents),
  },
)

function customEvents(list: readonly (Named & { type: string })[]) {
  return list.map(({ type, ...event }) => ({ ...event, type: { text: `CustomEvent<${type}>` } }))
}

function partsOf(...names: string[]): Named[] {
  return cssParts.filter(({ name }) => names.includes(name))
}

export const manifest = {
  schemaVersion: '1.0.0',
  readme: 'README.md',
  modules: [moduleOf('dist/define.js', declarations), moduleOf('dist/placement-editor.js', [editor])],
}

function moduleOf(path: string, declarations: ReturnType<typeof element>[]) {
  return {
    kind: 'javascript-module',
    path,
    declarations,
    exports: declarations.map(({ tagName, name }) => ({
      kind: 'custom-element-definition',
      name: tagName,
      declaration: { name },
    })),
  }
}
