/** `import '@vitrine/widget/react'` once, and React knows the elements. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type { Ask, PlacementEditorEvents, VitrinePlacementEditor } from './dist/editor.js'
import type {
  MessageOverrides,
  VitrineCartButton,
  VitrineEvents,
  VitrinePortal,
  VitrineProducts,
} from './dist/index.js'

interface OfPortal {
  portal: string
  'publishable-key': string
  api?: string | undefined
  session?: string | undefined
  locale?: string | undefined
  theme?: 'light' | 'dark' | 'auto' | undefined
  messages?: MessageOverrides | undefined
}

/** As React 19 takes listeners of custom elements: `onvitrine:ready={(event) => …}`. */
type ListensTo<Events> = {
  [Name in keyof Events as `on${Name & string}`]?: ((event: CustomEvent<Events[Name]>) => void) | undefined
}

type Element<Class, Attributes> = DetailedHTMLProps<HTMLAttributes<Class>, Class> & Attributes

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'vitrine-portal': Element<
        VitrinePortal,
        OfPortal &
          ListensTo<VitrineEvents> & { view?: string | undefined; routing?: 'none' | 'hash' | undefined }
      >
      'vitrine-products': Element<
        VitrineProducts,
        OfPortal & { collection?: string | undefined; limit?: number | undefined; href?: string | undefined }
      >
      'vitrine-cart-button': Element<VitrineCartButton, OfPortal & { href?: string | undefined }>
      'vitrine-placement-editor': Element<
        VitrinePlacementEditor,
        ListensTo<PlacementEditorEvents> & {
          api?: string | undefined
          item?: string | undefined
          tenant?: string | undefined
          locale?: string | undefined
          theme?: 'light' | 'dark' | 'auto' | undefined
          ask?: Ask | undefined
        }
      >
    }
  }
}
